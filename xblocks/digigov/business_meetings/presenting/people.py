"""What a participant sees."""

from __future__ import annotations

from typing import Any

from digigov.common.i18n import gettext as _

from .. import api
from ..api.picture import a_participant, an_organisation, bare
from ..kinds import language_name
from ..models import MeetingParticipant
from ..scoring import Candidate, assess
from ..writing import fault, sentence
from . import parts

FIRST_SHOWN = 12


def me(row: MeetingParticipant, language: str) -> dict[str, Any]:
    """The form of what one says of oneself."""
    return {
        "id": row.pk,
        "version": row.version,
        "name": row.name,
        "post": row.post,
        "country": row.country,
        "countries": parts.country_choice(language),
        "zone": row.zone,
        "zones": parts.zones(),
        "email": row.email,
        "sectors": parts.sector_rows(row.sectors),
        "from_survey": row.from_survey,
        "seeks": parts.kind_rows(row.seeks),
        "seeks_text": row.seeks_text,
        "languages": "; ".join(language_name(code, "en") for code in row.languages),
        "interpreting": language_name(row.interpreting, "en") if row.interpreting else "",
        "hours": row.hours,
        "shares_plan": row.shares_plan,
        "weights": [(0, "–"), *((number, str(number)) for number in range(1, 6))],
    }


def find(row: MeetingParticipant, language: str, word: str = "", most: int = FIRST_SHOWN) -> dict[str, Any]:
    """Organisations by how well they fit, each with its reasons or why it does not fit; and what one wishes of each."""
    event, wishes = row.event, api.wishes(row)
    rules, who = bare(event), a_participant(row, row.wishes.all())
    open_with = {one.organisation_id: one for one in row.meetings.filter(open=True)}
    rows = []
    for firm in event.organisations.all():
        if word and word.casefold() not in f"{firm.name} {firm.profile}".casefold():
            continue
        found = assess(rules, who, an_organisation(firm))
        rows.append((found.points if isinstance(found, Candidate) else -1, firm, found))
    rows.sort(key=lambda one: (-one[0], one[1].name))
    shown = [_one(row, firm, found, wishes, open_with, language) for _points, firm, found in rows[:most]]
    return {"rows": shown, "more": max(0, len(rows) - most), "word": word, "count": len(rows), "next": most + 24}


def _one(row: MeetingParticipant, firm: Any, found: Any, wishes: Any, open_with: Any, language: str) -> dict[str, Any]:
    candidate = found if isinstance(found, Candidate) else None
    meeting = open_with.get(firm.pk)
    asked = not meeting and (candidate is not None or found.place != "refused")
    return {
        **parts.organisation(firm, language),
        "points": candidate.points if candidate else None,
        "reasons": [{"points": points, "text": fault(reason, language)} for points, reason in candidate.reasons]
        if candidate
        else [],
        "why_not": "" if candidate else sentence(found.template, found.values, language),
        "wish": wishes.get(firm.pk, ""),
        "state": parts.state_name(meeting.state) if meeting else "",
        "may_ask": asked,
        "free": [parts.slot_choice(slot, row.zone, language) for slot in api.free_for(row.event, row, firm)[:60]]
        if asked and candidate
        else [],
    }


def agenda(row: MeetingParticipant, language: str, *, all_of_them: bool = False) -> dict[str, Any]:
    """One's meetings, those to come by day, and requests."""
    shown = [parts.meeting(one, "participant", language) for one in api.meetings_of(row)]
    return {
        "confirmed": [one for one in shown if one["state"] == "confirmed"],
        "asked": [one for one in shown if one["state"] in ("requested", "waiting")],
        "over": [one for one in shown if one["state"] in ("declined", "cancelled")],
        "zone": row.zone,
        "outcomes": parts.outcomes(),
    }


def wish_names() -> list[tuple[str, str]]:
    """The wishes that one can have of an organisation."""
    return [("", _("No wish")), ("must", _("I must meet them")), ("wish", _("I would like to")), ("not", _("Not them"))]
