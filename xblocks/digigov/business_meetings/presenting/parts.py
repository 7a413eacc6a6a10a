"""Pieces that several pages show."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from digigov.common.i18n import gettext as _
from digigov.common.places import countries, country_name
from digigov.sectors.rules import SECTORS

from .. import api
from ..api.invitations import link
from ..api.notes import OUTCOMES
from ..kinds import KINDS, language_name
from ..models import Meeting, MeetingOrganisation, MeetingParticipant, MeetingSlot
from ..writing import both_times, names, sentence, time_in

Party = MeetingParticipant | MeetingOrganisation
STATES = {
    "requested": "Asked for",
    "waiting": "Waiting list",
    "confirmed": "Confirmed",
    "declined": "Declined",
    "cancelled": "Cancelled",
}


def state_name(state: str) -> str:
    """A state in the reader's language."""
    named = {
        "requested": _("Asked for"),
        "waiting": _("On the waiting list"),
        "confirmed": _("Confirmed"),
        "declined": _("Declined"),
        "cancelled": _("Cancelled"),
    }
    return named.get(state, state)


@lru_cache(maxsize=1)
def zones() -> list[str]:
    """The zones that people choose from."""
    return sorted(
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "posix", "right"))
    )


def country(code: str, language: str) -> str:
    """A country's name; a place that is open says so."""
    return country_name(code, language) if code else _("Place left open")


def country_choice(language: str) -> list[tuple[str, str]]:
    """(code, name), the open place first."""
    return [("", _("Place left open")), *countries(language)]


def organisation(row: MeetingOrganisation, language: str) -> dict[str, Any]:
    """A profile."""
    return {
        "id": row.pk,
        "name": row.name,
        "kind": _("Institution") if row.kind == "institution" else _("Company"),
        "country": country(row.country, language),
        "sectors": names(row.sectors, SECTORS),
        "offers": names(row.offers, KINDS),
        "languages": ", ".join(language_name(code, language) for code in row.languages),
        "profile": row.profile,
        "website": row.website,
        "material": [one for one in row.material.split() if one.startswith("https://")],
        "contact": row.contact,
        "zone": row.zone,
        "invented": row.invented,
    }


def participant(row: MeetingParticipant, language: str) -> dict[str, Any]:
    """A profile, for organisations and organisers."""
    return {
        "id": row.pk,
        "name": row.name,
        "post": row.post,
        "country": country(row.country, language),
        "sectors": names(sorted(row.sectors, key=lambda code: -row.sectors[code]), SECTORS),
        "seeks": names(row.seeks, KINDS),
        "seeks_text": row.seeks_text,
        "languages": ", ".join(language_name(code, language) for code in row.languages),
        "interpreting": language_name(row.interpreting, language) if row.interpreting else "",
        "zone": row.zone,
        "invented": row.invented,
    }


def reasons(meeting_reasons: Iterable[Any], language: str) -> list[dict[str, Any]]:
    """Kept reasons as sentences with their points."""
    return [
        {"points": points, "text": sentence(template, values, language)} for points, template, values in meeting_reasons
    ]


def meeting(row: Meeting, side: str, language: str) -> dict[str, Any]:
    """A meeting as one side sees it, with times in both zones."""
    me: Party = row.participant if side == "participant" else row.organisation
    other: Party = row.organisation if side == "participant" else row.participant
    shown = (
        organisation(row.organisation, language) if side == "participant" else participant(row.participant, language)
    )
    times = both_times(row.slot.start, row.slot.minutes, me.zone, other.zone, language) if row.slot else []
    asked_me = row.state == "requested" and row.asked_by not in (side,)
    return {
        "id": row.pk,
        "version": row.version,
        "state": row.state,
        "state_name": state_name(row.state),
        "with": shown,
        "times": times,
        "join": link(row, me) if row.state == "confirmed" else "",
        "room": row.room.name if row.room and row.state == "confirmed" else "",
        "interpreter": row.interpreter.name if row.interpreter and row.state == "confirmed" else "",
        "message": row.message,
        "reasons": reasons(row.reasons, language),
        "points": row.points,
        "answer": asked_me,
        "open": bool(row.open),
        "locked": row.locked,
        "free": [
            slot_choice(slot, me.zone, language)
            for slot in api.free_for(row.event, row.participant, row.organisation)[:60]
        ]
        if asked_me
        else [],
        "note": note_of(row, side),
        "their_notes": [note(one) for one in api.notes(row, side=side) if one.side != side],
    }


def slot_choice(slot: MeetingSlot, zone: str, language: str) -> dict[str, Any]:
    """A slot to choose, in somebody's time."""
    return {"id": slot.pk, "text": time_in(slot.start, slot.minutes, zone, language)}


def note_of(row: Meeting, side: str) -> dict[str, Any]:
    """My side's note, or an empty one."""
    mine = next((one for one in row.notes.all() if one.side == side), None)
    return (
        note(mine)
        if mine
        else {"version": 0, "outcome": "", "text": "", "next_step": "", "next_date": "", "shared": False}
    )


def note(one: Any) -> dict[str, Any]:
    """A note as a form shows it."""
    return {
        "id": one.pk, "side": one.side, "version": one.version, "outcome": one.outcome,
        "outcome_name": _(OUTCOMES[one.outcome]), "text": one.text, "next_step": one.next_step,
        "next_date": one.next_date.isoformat() if one.next_date else "", "shared": one.shared,
    }  # fmt: skip


def outcomes() -> list[tuple[str, str]]:
    """Codes and names of outcomes."""
    return [(code, _(name)) for code, name in OUTCOMES.items()]


def sector_rows(weights: Any) -> list[dict[str, Any]]:
    """Every sector with the weight that it has in a participant's answer, or whether an organisation names it."""
    return [{"code": code, "name": _(one.name), "weight": int(weights.get(code, 0))} for code, one in SECTORS.items()]


def kind_rows(chosen: Iterable[str]) -> list[dict[str, Any]]:
    """Every kind, and whether it is chosen."""
    there = set(chosen)
    return [{"code": code, "name": _(name), "on": code in there} for code, name in KINDS.items()]
