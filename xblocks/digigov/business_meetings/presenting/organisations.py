"""What an organisation sees on its own page."""

from __future__ import annotations

from typing import Any

from digigov.common.i18n import gettext as _
from digigov.cooperation_plan import api as plans

from .. import api
from ..api.picture import a_participant, an_organisation, bare
from ..models import Meeting, MeetingOrganisation
from ..scoring import Candidate, assess
from ..writing import fault
from . import parts
from .console import organisation_form

MOST_SHOWN = 60


def page(row: MeetingOrganisation, language: str, typed: Any = None) -> dict[str, Any]:
    """The whole page; `typed` is what a refused form held, so that nothing is lost."""
    shown = [_meeting(one, language) for one in api.meetings_of(row)]
    form = organisation_form(row)
    if typed and typed.get("call") == "organisation_save":
        for name in form:
            if name in ("sectors", "offers"):
                chosen = set(typed.get(name, []))
                form[name] = [
                    {**one, "weight": int(one["code"] in chosen), "on": one["code"] in chosen} for one in form[name]
                ]
            elif name in typed and name not in ("id", "version"):
                form[name] = typed[name]
    return {
        "row": row,
        "title": row.event.title or _("Business meetings"),
        "form": form,
        "by_link": True,
        "confirmed": [one for one in shown if one["state"] == "confirmed"],
        "asked": [one for one in shown if one["state"] in ("requested", "waiting")],
        "over": [one for one in shown if one["state"] in ("declined", "cancelled")],
        "guests": _guests(row, language),
        "outcomes": parts.outcomes(),
    }


def _meeting(one: Meeting, language: str) -> dict[str, Any]:
    shown = parts.meeting(one, "organisation", language)
    # A plan is shown only to those whom the participant meets, and only if they agreed.
    if one.state == "confirmed" and one.participant.shares_plan and one.participant.person:
        shown["plan"] = plan_of(one)
    return shown


def plan_of(one: Meeting) -> dict[str, str] | None:
    """The title and the situation of the participant's cooperation plan, newest first; None when there is none."""
    for plan in reversed(list(plans.plans(one.event.course))):
        if plans.is_member(plan, one.participant.person):
            sections = plans.read(plan).sections
            title = str(sections["identification"]["title"])
            if title:
                return {"title": title, "situation": str(sections["summary"]["situation"])[:1500]}
    return None


def _guests(row: MeetingOrganisation, language: str) -> list[dict[str, Any]]:
    """Participants whom it fits and does not meet yet, the best first."""
    rules, firm = bare(row.event), an_organisation(row)
    busy = set(row.meetings.filter(open=True).values_list("participant_id", flat=True))
    found = []
    for who in row.event.participants.filter(left=False):
        judged = assess(rules, a_participant(who, who.wishes.all()), firm)
        if who.pk not in busy and isinstance(judged, Candidate):
            reasons = [{"points": points, "text": fault(reason, language)} for points, reason in judged.reasons]
            found.append({**parts.participant(who, language), "points": judged.points, "reasons": reasons})
    return sorted(found, key=lambda one: (-one["points"], one["name"]))[:MOST_SHOWN]


def done(word: str) -> str:
    """What the page says after a form."""
    return {
        "saved": _("Saved."),
        "asked": _("The request is sent."),
        "accepted": _("The meeting is confirmed; both sides get an invitation."),
        "declined": _("Declined; the other side is told."),
        "cancelled": _("Cancelled; the other side is told."),
    }.get(word, "")
