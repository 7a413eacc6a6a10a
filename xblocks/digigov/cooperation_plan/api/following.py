"""Follow-ups: kept by the organisers, shown on the dashboard, put into calendars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from ..clean import Fault
from ..commitments import IN_CALENDAR, Commitment, read_commitment
from ..models import FollowUp
from ..reminders import Reminder
from .errors import Refused, Stale
from .transactions import atomically

ENDED = ("done", "dropped")


class Incomplete(Refused):
    """Cells of a follow-up that cannot be kept, with the reason for each."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


def add_followup(course: str, *, subject: str, fields: Mapping[str, Any], person: Any) -> FollowUp:
    """A new commitment that follows from `subject` ("plan:12"). Incomplete names every cell that is wrong."""
    commitment, faults = read_commitment(fields)
    if faults:
        raise Incomplete(faults)
    return FollowUp.objects.create(
        course=course, subject=subject, created_by=str(person), changed_at=timezone.now(), **asdict(commitment)
    )


def save_followup(followup: FollowUp, *, base: int, fields: Mapping[str, Any]) -> FollowUp:
    """Change some cells of version `base`; Stale when somebody changed it since, Incomplete as above."""

    def work() -> FollowUp:
        before = FollowUp.objects.select_for_update().get(pk=followup.pk)
        if before.version != base:
            raise Stale(before)
        old = cells(before)
        new, faults = read_commitment(fields, old)
        if faults:
            raise Incomplete(faults)
        moved = any(getattr(old, name) != getattr(new, name) for name in IN_CALENDAR)
        written = FollowUp.objects.filter(pk=followup.pk, version=base).update(
            version=base + 1, sequence=before.sequence + moved, changed_at=timezone.now(), **asdict(new)
        )
        found = FollowUp.objects.get(pk=followup.pk)
        if not written:
            raise Stale(found)
        return found

    return atomically(work)


def forget_name(course: str, *, subject: str, name: str, instead: str) -> None:
    """Take an erased person's name out of what follows from `subject`; the commitment stays."""
    named = ("title", "owner_korea", "owner_partner", "next_step")
    for row in FollowUp.objects.filter(course=course, subject=subject):
        texts = {field: getattr(row, field).replace(name, instead) for field in named}
        FollowUp.objects.filter(pk=row.pk).update(version=F("version") + 1, **texts)


def remove_followup(followup: FollowUp) -> None:
    """Take away what was entered by mistake; what ended without success is "dropped" instead."""
    FollowUp.objects.filter(pk=followup.pk).delete()


def find_followup(course: str, followup_id: int) -> FollowUp | None:
    """A follow-up of this course by its id."""
    return FollowUp.objects.filter(course=course, pk=followup_id).first()


def followups(
    course: str = "", *, subject: str = "", kind: str = "", status: str = "", courses: Iterable[str] = ()
) -> Iterable[FollowUp]:
    """Follow-ups of one course, of some `courses` or of all, those with the nearest date first."""
    given = {"course": course, "subject": subject, "kind": kind, "status": status, "course__in": list(courses)}
    rows = FollowUp.objects.filter(**{name: value for name, value in given.items() if value})
    return sorted(rows, key=lambda row: (row.next_date or row.due or date.max, row.pk))


def cells(followup: FollowUp) -> Commitment:
    """What people may change of a follow-up."""
    return Commitment(**{name: getattr(followup, name) for name in Commitment.__dataclass_fields__})


def reminders(rows: Iterable[FollowUp]) -> list[Reminder]:
    """Entries for a calendar: the next step on its date, else the end; follow-ups without a date have none."""
    return [
        Reminder(
            uid=f"{row.uid}@digigov.invalid",
            sequence=row.sequence,
            summary=row.next_step or row.title,
            description="\n".join(filter(None, (row.title, row.owner_korea, row.owner_partner))),
            on=row.next_date or row.due,
            changed_at=row.changed_at,
            cancelled=row.status in ENDED,
        )
        for row in rows
        if row.next_date or row.due
    ]
