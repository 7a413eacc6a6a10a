"""One respondent's answers: found, saved cell by cell, sent, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from digigov.common.tokens import digest
from digigov.common.transactions import atomically

from ..clean import Fault, clean, still_open
from ..models import Survey, SurveyLink, SurveyResponse
from .errors import Closed, Full, Gone, NoConsent, NotReady
from .surveys import settings_of

COURSE, LINK, PAPER, INVENTED = "course", "link", "paper", "invented"


class Respondent(NamedTuple):
    """Who answers: a person of the platform, or somebody with a link and the secret of their own address."""

    person: str | None = None
    link: SurveyLink | None = None
    secret: str = ""


@dataclass(frozen=True)
class Saved:
    """What is kept now. `clashes`: cells that another window changed meanwhile, with what is kept; `faults`: refused.

    Every other cell that was given is saved when this is returned.
    """

    version: int
    cells: dict[str, str]
    at: datetime
    sent: bool
    clashes: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def find(survey: Survey, who: Respondent) -> SurveyResponse | None:
    """The respondent's answers; None when nothing is kept of them."""
    return _rows(survey, who).first()


def save(
    survey: Survey, who: Respondent, changes: Mapping[str, Any], *, consent: str = "", language: str = ""
) -> Saved:
    """Keep changed cells, given as {cell: [before, after]}: each is set where it still holds what it held before.

    The first save makes the answers, and needs `consent` to be the key of the text that stands now; later ones need it
    when that text has changed. The same request twice saves once. Raises Closed, NoConsent, Full, and Busy when the
    database asks to come again.
    """
    settings = settings_of(survey)
    if settings.closed(timezone.now()):
        raise Closed
    pairs = {cell: pair for cell, pair in changes.items() if _is_pair(pair)}
    cleaned = clean({cell: pair[1] for cell, pair in pairs.items()}, settings.offered)
    if who.link is not None and who.link.country and "country" in cleaned.cells:
        cleaned.cells["country"] = who.link.country

    def work() -> Saved:
        row = _locked(survey, who) or _made(survey, who, consent, settings.consent_key, language)
        if row.consent != settings.consent_key:
            if consent != settings.consent_key:
                raise NoConsent
            row.consent, row.consented_at = consent, timezone.now()
        return _apply(row, cleaned.cells, pairs, cleaned.faults, language)

    return atomically(work)


def send(survey: Survey, who: Respondent) -> Saved:
    """The respondent is done: the answers count from now on, and can still be changed. NotReady says what misses."""
    settings = settings_of(survey)
    if settings.closed(timezone.now()):
        raise Closed

    def work() -> Saved:
        row = _locked(survey, who)
        if row is None:
            raise NotReady(still_open({}))
        if row.consent != settings.consent_key:
            raise NoConsent
        if faults := still_open(row.content):
            raise NotReady(faults)
        row.sent_at = row.changed_at = timezone.now()
        row.version += 1
        row.save()
        return _saved(row)

    return atomically(work)


def withdraw(survey: Survey, who: Respondent) -> bool:
    """Delete a respondent's answers, also after the survey closed; whether there were any."""
    return bool(_rows(survey, who).delete()[0])


def _rows(survey: Survey, who: Respondent) -> Any:
    if who.person is not None:
        return SurveyResponse.objects.filter(survey=survey, person=who.person)
    return SurveyResponse.objects.filter(survey=survey, link=who.link, secret=digest(who.secret))


def _locked(survey: Survey, who: Respondent) -> SurveyResponse | None:
    """The row, locked until the transaction ends; the first statement writes, as SQLite wants it."""
    rows = _rows(survey, who)
    if not rows.update(version=F("version")):
        return None
    found: SurveyResponse = rows.select_for_update().get()
    return found


def _made(survey: Survey, who: Respondent, consent: str, wanted: str, language: str) -> SurveyResponse:
    if consent != wanted:
        raise NoConsent
    now = timezone.now()
    own: dict[str, Any] = {"source": COURSE, "person": who.person}
    if who.link is not None:
        own = {"source": LINK, "link": who.link, "secret": digest(who.secret)}
    content = {"country": who.link.country} if who.link is not None and who.link.country else {}
    try:
        with transaction.atomic():
            row = SurveyResponse.objects.create(
                survey=survey,
                **own,
                content=content,
                language=language[:16],
                consent=consent,
                consented_at=now,
                created_at=now,
                changed_at=now,
            )
            if who.link is not None:
                room = SurveyLink.objects.filter(pk=who.link.pk, revoked_at=None, used__lt=F("most"))
                if not room.update(used=F("used") + 1):
                    raise Full
    except IntegrityError:  # the same person's other window was a moment earlier
        found = _locked(survey, who)
        if found is None:
            raise Gone from None
        return found
    return row


def _apply(
    row: SurveyResponse,
    given: Mapping[str, str],
    pairs: Mapping[str, Sequence[str]],
    faults: list[Fault],
    language: str,
) -> Saved:
    content, clashes = dict(row.content), {}
    for cell, after in given.items():
        now = content.get(cell, "")
        if now in (pairs[cell][0], after):
            content[cell] = after
        else:
            clashes[cell] = now
    content = {cell: text for cell, text in content.items() if text}
    if content != row.content:
        row.content, row.changed_at = content, timezone.now()
        row.version += 1
        row.language = language[:16] or row.language
        if still_open(content):  # such as a country taken away: it must be sent again
            row.sent_at = None
    row.save()
    return _saved(row, clashes, faults)


def _saved(row: SurveyResponse, clashes: dict[str, str] | None = None, faults: list[Fault] | None = None) -> Saved:
    return Saved(row.version, row.content, row.changed_at, row.sent_at is not None, clashes or {}, faults or [])


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, (list, tuple)) and len(pair) == 2 and isinstance(pair[0], str)
