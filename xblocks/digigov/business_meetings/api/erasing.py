"""Taking a person out of everything that this slice keeps."""

from __future__ import annotations

from typing import Any

from digigov.common.transactions import atomically
from digigov.cooperation_plan import api as plans

from ..models import (
    Meeting,
    MeetingEvent,
    MeetingMail,
    MeetingNote,
    MeetingParticipant,
    MeetingWish,
    SlotClaim,
    SolverRun,
)
from .booking import promote
from .invitations import tell

FORMER = "–"


def erase(person: Any, event: MeetingEvent | None = None) -> None:
    """Out of one event, or out of everything.

    Meetings to come are called off and the organisations are told; what took place stays, without a name.

    Mail to the person goes, sent or not; notes of theirs go; of others' notes nothing is known to be about them alone.
    """
    who = str(person)

    def work() -> None:
        mine = MeetingParticipant.objects.filter(person=who, **({"event": event} if event else {}))
        mine.update(shares_plan=False)
        for row in mine.all():
            MeetingMail.objects.filter(meeting__participant=row).delete()
            for meeting in row.meetings.all() if row.name else ():
                plans.forget_name(row.event.course, subject=f"meeting:{meeting.pk}", name=row.name, instead=FORMER)
            email, row.email, row.name, row.post = row.email, "", FORMER, ""
            row.person, row.feed, row.seeks_text, row.hours, row.left = None, None, "", "", True
            row.save()
            MeetingMail.objects.filter(to=email, event=row.event).exclude(to="").delete()
            MeetingWish.objects.filter(participant=row).delete()
            _call_off(row)
            if not row.meetings.filter(state="confirmed").exists():
                row.delete()
        MeetingNote.objects.filter(person=who, **({"meeting__event": event} if event else {})).delete()
        if event is None:
            SolverRun.objects.filter(person=who).update(person=None, name="")

    atomically(work)


def _call_off(row: MeetingParticipant) -> None:
    from django.utils import timezone

    related = ("participant", "organisation", "event", "slot", "interpreter", "room")
    for meeting in Meeting.objects.filter(participant=row, open=True).select_related(*related):
        if meeting.state == "confirmed" and meeting.slot and meeting.slot.start <= timezone.now():
            continue
        confirmed = meeting.state == "confirmed"
        SlotClaim.objects.filter(meeting=meeting).delete()
        meeting.state, meeting.open, meeting.locked, meeting.message = "cancelled", None, False, ""
        meeting.sequence, meeting.version, meeting.changed_at = (
            meeting.sequence + 1,
            meeting.version + 1,
            timezone.now(),
        )
        meeting.save()
        if confirmed:
            tell(meeting, "cancel")
            promote(meeting)
    Meeting.objects.filter(participant=row).exclude(message="").update(message="")
