"""Every table of an event as rows, written as CSV or as a workbook."""

from __future__ import annotations

import io
from typing import Any

from digigov.common import csv_text
from digigov.common.i18n import gettext as _
from digigov.common.settled import settled
from digigov.common.sheet import header, paged, put

from . import api
from .api.picture import meetings_with_parties
from .api.solving import is_what_if
from .models import MeetingEvent, MeetingMail, MeetingNote, MeetingWish, SolverRun
from .records import ORGANISATION
from .writing import time_in

Rows = list[list[Any]]


def titles() -> dict[str, str]:
    """The tables by name, in the reader's language."""
    return {
        "meetings": _("Meetings"),
        "organisations": _("Organisations"),
        "participants": _("Participants"),
        "wishes": _("Wishes"),
        "notes": _("Shared notes"),
        "slots": _("Slots"),
        "rooms": _("Rooms"),
        "interpreters": _("Interpreters"),
        "runs": _("Runs of the solver"),
        "unmet": _("Wishes not met"),
        "mail": _("Mail"),
    }


def rows(event: MeetingEvent, name: str, language: str) -> Rows:
    """A table with its header; KeyError when there is no such table. Times are UTC unless the header says otherwise."""
    return {
        "meetings": _meetings,
        "organisations": _organisations,
        "participants": _participants,
        "wishes": _wishes,
        "notes": _notes,
        "slots": _slots,
        "rooms": _rooms,
        "interpreters": _interpreters,
        "runs": _runs,
        "unmet": _unmet,
        "mail": _mail,
    }[name](event, language)


def as_csv(table: Rows) -> bytes:
    """For spreadsheet programs."""
    return csv_text.write(table)


def as_xlsx(table: Rows, title: str) -> bytes:
    """A workbook of one sheet; the same table gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = title[:31].translate(str.maketrans("[]:*?/\\", "       "))
    header(sheet, [str(one) for one in table[0]], [min(60, max(12, len(str(one)) + 4)) for one in table[0]])
    for number, row in enumerate(table[1:], 2):
        for column, value in enumerate(row, 1):
            put(sheet, number, column, value)
    paged(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return settled(stream.getvalue())


def template() -> bytes:
    """The header of a file of organisations, with one example line."""
    example = {
        "name": "Example Company",
        "kind": "company",
        "country": "KR",
        "zone": "Asia/Seoul",
        "sectors": "identity; tax",
        "offers": "systems; consulting",
        "languages": "Korean; English",
        "hours": "2027-03-01 09:00-12:00",
        "profile": "Example",
        "email": "company@example.invalid",
        "most": "0",
    }
    return csv_text.write([list(ORGANISATION), [example.get(name, "") for name in ORGANISATION]])


def _meetings(event: MeetingEvent, language: str) -> Rows:
    head = [
        "state",
        "start_utc",
        "minutes",
        event.zone,
        "participant",
        "country",
        "participant_time",
        "organisation",
        "organisation_time",
        "room",
        "interpreter",
        "points",
        "locked",
        "uid",
        "sequence",
    ]
    table: Rows = [head]
    for one in meetings_with_parties(event):
        slot = one.slot
        times = [
            time_in(slot.start, slot.minutes, zone, "en") if slot else ""
            for zone in (event.zone, one.participant.zone, one.organisation.zone)
        ]
        table.append(
            [
                one.state,
                slot.start.isoformat() if slot else "",
                slot.minutes if slot else None,
                times[0],
                one.participant.name,
                one.participant.country,
                times[1],
                one.organisation.name,
                times[2],
                one.room.name if one.room else "",
                one.interpreter.name if one.interpreter else "",
                one.points,
                int(one.locked),
                one.uid,
                one.sequence,
            ]
        )
    return table


def _organisations(event: MeetingEvent, language: str) -> Rows:
    def cell(value: Any) -> Any:
        return "; ".join(value) if isinstance(value, list) else value

    return [
        list(ORGANISATION),
        *([cell(getattr(row, name)) for name in ORGANISATION] for row in event.organisations.all()),
    ]


def _participants(event: MeetingEvent, language: str) -> Rows:
    names = ["name", "post", "country", "zone", "email", "seeks_text", "interpreting", "hours", "least", "most"]
    table: Rows = [[*names, "sectors", "seeks", "languages", "shares_plan", "invented"]]
    for row in api.participants(event):
        sectors = "; ".join(f"{code}:{weight}" for code, weight in row.sectors.items())
        more = [sectors, "; ".join(row.seeks), "; ".join(row.languages), int(row.shares_plan), int(row.invented)]
        table.append([*(getattr(row, name) for name in names), *more])
    return table


def _wishes(event: MeetingEvent, language: str) -> Rows:
    found = (
        MeetingWish.objects.filter(participant__event=event)
        .select_related("participant", "organisation")
        .order_by("pk")
    )
    return [
        ["participant", "organisation", "wish"],
        *([one.participant.name, one.organisation.name, one.kind] for one in found),
    ]


def _notes(event: MeetingEvent, language: str) -> Rows:
    found = MeetingNote.objects.filter(meeting__event=event, shared=True).select_related(
        "meeting__participant", "meeting__organisation"
    )
    head = ["participant", "organisation", "side", "outcome", "text", "next_step", "next_date"]
    return [
        head,
        *(
            [
                one.meeting.participant.name,
                one.meeting.organisation.name,
                one.side,
                one.outcome,
                one.text,
                one.next_step,
                one.next_date.isoformat() if one.next_date else "",
            ]
            for one in found.order_by("pk")
        ),
    ]


def _slots(event: MeetingEvent, language: str) -> Rows:
    return [
        ["start_utc", "minutes", event.zone],
        *(
            [one.start.isoformat(), one.minutes, time_in(one.start, one.minutes, event.zone, "en")]
            for one in event.slots.all()
        ),
    ]


def _rooms(event: MeetingEvent, language: str) -> Rows:
    return [["name", "url"], *([one.name, one.url] for one in event.rooms.order_by("pk"))]


def _interpreters(event: MeetingEvent, language: str) -> Rows:
    head = ["name", "languages", "zone", "hours", "email"]
    return [
        head,
        *(
            [one.name, "; ".join(one.languages), one.zone, one.hours, one.email]
            for one in event.interpreters.order_by("pk")
        ),
    ]


def _runs(event: MeetingEvent, language: str) -> Rows:
    head = ["id", "started", "state", "what_if", "total", "bound", "gap", "method", "seconds", "meetings", "fairest"]
    table: Rows = [head]
    for one in SolverRun.objects.filter(event=event).order_by("pk"):
        found = one.result or {}
        table.append(
            [
                one.pk,
                one.started_at.isoformat(),
                one.state,
                int(is_what_if(one)),
                one.total,
                one.bound,
                found.get("gap"),
                found.get("method", ""),
                found.get("seconds"),
                len(found.get("meetings", ())),
                found.get("fairest"),
            ]
        )
    return table


def _unmet(event: MeetingEvent, language: str) -> Rows:
    from .presenting.console import schedule

    last = schedule(event, language)["last"]
    table: Rows = [["participant", "organisation", "must", "reason"]]
    return table + [
        [one["participant"], one["organisation"], int(one["must"]), one["reason"]]
        for one in (last or {}).get("unmet", ())
    ]


def _mail(event: MeetingEvent, language: str) -> Rows:
    found = MeetingMail.objects.filter(event=event).order_by("pk")
    head = ["to", "subject", "method", "state", "attempts", "sent_at", "error"]
    return [
        head,
        *(
            [
                one.to,
                one.subject,
                one.method,
                one.state,
                one.attempts,
                one.sent_at.isoformat() if one.sent_at else "",
                one.error,
            ]
            for one in found
        ),
    ]


__all__ = ["api", "as_csv", "as_xlsx", "rows", "template", "titles"]
