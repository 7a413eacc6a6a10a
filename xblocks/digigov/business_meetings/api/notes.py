"""What came of a meeting: each side's note, and follow-ups in the list of the cooperation plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from digigov.common.transactions import atomically
from digigov.cooperation_plan import api as plans

from ..faults import N_, Fault
from ..models import Meeting, MeetingNote
from .errors import Incomplete, Refused, Stale

OUTCOMES: dict[str, str] = {
    "": N_("Not said"),
    "agreement": N_("An agreement"),
    "follow-up": N_("A next step"),
    "information": N_("Information only"),
    "none": N_("Nothing in common"),
    "missed": N_("It did not take place"),
}
TEXT_CHARS = 5_000


def notes(meeting: Meeting, *, side: str) -> list[MeetingNote]:
    """What one side may read: its own note and those that others share; organisers read what is shared."""
    return [one for one in meeting.notes.all() if one.side == side or one.shared]


def save_note(meeting: Meeting, *, side: str, fields: Mapping[str, Any], base: int, person: Any = None) -> MeetingNote:
    """One side's note, new (`base` 0) or a change of version `base`; Stale or Incomplete."""
    values, faults = _read(fields)
    if faults:
        raise Incomplete(faults)
    if meeting.slot is None or meeting.state != "confirmed":
        raise Refused(N_("Notes are for meetings that took place."))

    def work() -> MeetingNote:
        more = {**values, "person": None if person is None else str(person), "changed_at": timezone.now()}
        if not base:
            try:
                with transaction.atomic():
                    return MeetingNote.objects.create(meeting=meeting, side=side, **more)
            except IntegrityError:
                raise Stale(MeetingNote.objects.get(meeting=meeting, side=side)) from None
        if not MeetingNote.objects.filter(meeting=meeting, side=side, version=base).update(version=base + 1, **more):
            raise Stale(MeetingNote.objects.filter(meeting=meeting, side=side).first())
        return MeetingNote.objects.get(meeting=meeting, side=side)

    return atomically(work)


def _read(fields: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    faults = []
    outcome, text = str(fields.get("outcome") or ""), str(fields.get("text") or "").strip()
    step, when = str(fields.get("next_step") or "").strip(), str(fields.get("next_date") or "").strip()
    if outcome not in OUTCOMES:
        faults.append(Fault("outcome", N_("Choose one from the list.")))
    if len(text) > TEXT_CHARS:
        faults.append(Fault("text", N_("This text is too long: at most {most} characters."), {"most": TEXT_CHARS}))
    if len(step) > 255:
        faults.append(Fault("next_step", N_("This text is too long: at most {most} characters."), {"most": 255}))
    day = None
    if when:
        try:
            day = date.fromisoformat(when) if re.fullmatch(r"20\d\d-\d\d-\d\d", when) else None
        except ValueError:
            day = None
        if day is None:
            faults.append(Fault("next_date", N_("Write a date like 2027-03-01.")))
    shared = fields.get("shared") in (True, "on", "true", "1", "yes")
    return {"outcome": outcome, "text": text, "next_step": step, "next_date": day, "shared": shared}, faults


def add_followup(meeting: Meeting, *, person: Any, note: MeetingNote | None = None, title: str = "") -> Any:
    """A commitment in the course's one list of follow-ups, from a meeting and the next step that a side wrote."""
    step = (note.next_step if note else "") or title
    fields = {
        "kind": "company-meeting",
        "title": f"{meeting.participant.name} – {meeting.organisation.name}"[:500],
        "country": meeting.participant.country,
        "owner_korea": meeting.organisation.name,
        "owner_partner": meeting.participant.name,
        "next_step": step,
        "next_date": note.next_date.isoformat() if note and note.next_date else "",
    }
    subject = f"meeting:{meeting.pk}"
    if any(one.next_step == step for one in plans.followups(meeting.event.course, subject=subject)):
        raise Refused(N_("This next step is in the list already."))
    try:
        return plans.add_followup(meeting.event.course, subject=subject, fields=fields, person=person)
    except plans.Incomplete as refused:
        raise Incomplete([Fault(one.path, one.template, dict(one.values)) for one in refused.faults]) from None
