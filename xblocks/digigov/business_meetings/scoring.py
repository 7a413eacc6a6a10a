"""How well a participant and an organisation fit, with every reason for it. Pure.

At most 100 points: 40 for sectors, 25 for what is sought and offered, 15 for language, 20 for wishes.
"""

from __future__ import annotations

from dataclasses import dataclass

from digigov.sectors.rules import SECTORS

from .event import Event, Organisation, Participant
from .faults import N_, Fault
from .kinds import KINDS, shared

SECTOR, KIND, LANGUAGE, WISH = 40, 25, 15, 20
BEST_WEIGHT = 5


@dataclass(frozen=True)
class Candidate:
    """A pair that may meet. `reasons` are (points, sentence); `language` is the one to be interpreted, if any."""

    participant: int
    organisation: int
    points: int
    reasons: tuple[tuple[int, Fault], ...]
    language: str = ""
    must: bool = False


def assess(event: Event, who: Participant, what: Organisation) -> Candidate | Fault:
    """The candidate, or why the two are none."""
    refusal = _refusal(who, what)
    if refusal:
        return refusal
    language = interpreted(event, who, what)
    if language and not any(language in one.languages for one in event.interpreters):
        text = N_("They share no language, and there is no interpreter for {language}.")
        return Fault("language", text, {"language": language})
    reasons = [*_sectors(who, what), *_kinds(who, what), *_language(who, what, language), *_wishes(who, what)]
    wished = what.id in who.must | who.wishes or who.country in what.wishes
    if not wished and not any(fault.place == "sector" for _points, fault in reasons):
        return Fault("sector", N_("They have no sector in common, and neither asked for the other."))
    points = max(1, sum(points for points, _reason in reasons))
    return Candidate(who.id, what.id, points, tuple(reasons), language, what.id in who.must)


def _refusal(who: Participant, what: Organisation) -> Fault | None:
    if what.id in who.refuses:
        return Fault("refused", N_("The participant does not want this meeting."))
    if who.country in what.refuses:
        return Fault("refused", N_("The organisation does not want this meeting."))
    return None


def interpreted(event: Event, who: Participant, what: Organisation) -> str:
    """The language to be interpreted; "" when they speak to each other directly.

    Who names no language to be interpreted takes the first of their own that an interpreter speaks.
    """
    own = who.interpreting
    if own:
        return "" if own in what.languages else own
    if shared(who.languages, what.languages) or not who.languages:
        return ""
    spoken = {language for one in event.interpreters for language in one.languages}
    return next((language for language in who.languages if language in spoken), who.languages[0])


def _sectors(who: Participant, what: Organisation) -> list[tuple[int, Fault]]:
    common = [code for code in what.sectors if who.sectors.get(code)]
    if not common:
        return []
    weights = sorted((who.sectors[code] for code in common), reverse=True)
    # The best common sector counts for most; each further one adds half of what is left.
    share, left = 0.0, 1.0
    for weight in weights:
        part = left * min(weight, BEST_WEIGHT) / BEST_WEIGHT * (0.75 if not share else 0.5)
        share, left = share + part, left - part
    names = [SECTORS[code].name if code in SECTORS else code for code in common]
    return [
        (max(1, round(SECTOR * min(1.0, share))), Fault("sector", N_("Sectors in common: {names}"), {"names": names}))
    ]


def _kinds(who: Participant, what: Organisation) -> list[tuple[int, Fault]]:
    common = shared(who.seeks, what.offers)
    if not common:
        return []
    names = [KINDS.get(code, code) for code in common]
    points = round(KIND * min(1.0, len(common) / max(1, min(len(who.seeks), 3))))
    return [(points, Fault("kind", N_("Sought and offered: {names}"), {"names": names}))]


def _language(who: Participant, what: Organisation, language: str) -> list[tuple[int, Fault]]:
    if language:
        return [(LANGUAGE // 3, Fault("language", N_("With an interpreter for {language}"), {"language": language}))]
    common = [who.interpreting] if who.interpreting else shared(who.languages, what.languages)
    if not common:
        return []
    return [(LANGUAGE, Fault("language", N_("A language in common: {language}"), {"language": common[0]}))]


def _wishes(who: Participant, what: Organisation) -> list[tuple[int, Fault]]:
    found = []
    if what.id in who.must:
        found.append((WISH // 2, Fault("wish", N_("The participant must meet them."))))
    elif what.id in who.wishes:
        found.append((WISH // 2, Fault("wish", N_("The participant wishes it."))))
    if who.country in what.wishes:
        found.append((WISH // 2, Fault("wish", N_("The organisation wishes to meet this country."))))
    return found
