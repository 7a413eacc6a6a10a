"""Taking what a meeting needs, or nothing of it. The unique constraint decides; no check before it is trusted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db import IntegrityError

from digigov.common.transactions import Busy, atomically

from ..models import Meeting, MeetingInterpreter, MeetingParticipant, MeetingRoom, MeetingSlot, SlotClaim
from ..zones import decent, inside, overlaps
from .errors import Taken
from .picture import hours

Result = TypeVar("Result")
ATTEMPTS = 40  # rooms that others take under our hands before we give up


class Lost(Exception):
    """Somebody else took this resource a moment before."""

    def __init__(self, resource: str) -> None:
        super().__init__(resource)
        self.resource = resource


def seat(meeting: Meeting, slot: MeetingSlot, language: str, avoid: set[str]) -> None:
    """Claim both sides, a room and, for `language`, an interpreter; Taken, or Lost when somebody was quicker.

    Called in a transaction that has written already. The claims are inserted in sorted order, so that two transactions
    wait for each other in one direction only.
    """
    taken = set(SlotClaim.objects.filter(event=meeting.event_id, slot=slot).values_list("resource", flat=True)) | avoid
    if f"p:{meeting.participant_id}" in taken:
        raise Taken("participant")
    if f"o:{meeting.organisation_id}" in taken:
        raise Taken("organisation")
    room = next((one for one in _rooms(meeting) if f"r:{one.pk}" not in taken), None)
    if room is None:
        raise Taken("room")
    person = None
    if language:
        free = [one for one in _interpreters(meeting, slot, language) if f"i:{one.pk}" not in taken]
        if not free:
            raise Taken("interpreter")
        person = min(free, key=lambda one: (len(one.languages), one.pk))  # who speaks more is kept for others
    claim(meeting, slot, room.pk, person.pk if person else None)


def claim(meeting: Meeting, slot: MeetingSlot, room: int, interpreter: int | None) -> None:
    """Insert the claims and write the meeting; Lost names what was taken meanwhile."""
    if elsewhere(meeting.participant, slot):
        raise Lost(f"p:{meeting.participant_id}")
    wanted = [f"p:{meeting.participant_id}", f"o:{meeting.organisation_id}", f"r:{room}"]
    if interpreter is not None:
        wanted.append(f"i:{interpreter}")
    for resource in sorted(wanted):
        try:
            SlotClaim.objects.create(event_id=meeting.event_id, resource=resource, slot=slot, meeting=meeting)
        except IntegrityError as error:
            raise Lost(resource) from error
    meeting.slot, meeting.room_id, meeting.interpreter_id = slot, room, interpreter  # type: ignore[misc]
    meeting.state, meeting.open = "confirmed", True
    meeting.save()


def elsewhere(participant: MeetingParticipant, slot: MeetingSlot) -> bool:
    """Whether the person has a confirmed meeting of another event at the time of the slot.

    Their rows in the other events are locked until the transaction ends: of two bookings in two events one is later.
    """
    if participant.person is None:
        return False
    rows = MeetingParticipant.objects.filter(person=participant.person).order_by("pk")
    if len(rows) < 2:  # the usual case takes no lock
        return False
    others = [row.pk for row in rows.select_for_update() if row.event_id != participant.event_id]
    standing = Meeting.objects.select_for_update().filter(participant__in=others, state="confirmed")
    slots = MeetingSlot.objects.filter(pk__in=list(standing.values_list("slot_id", flat=True)))
    taken = [(one.start, one.start + timedelta(minutes=one.minutes)) for one in slots]
    return overlaps(slot.start, slot.minutes, taken)


def release(meeting: Meeting) -> None:
    """Give everything back."""
    SlotClaim.objects.filter(meeting=meeting).delete()


def with_claims(work: Callable[[set[str]], Result]) -> Result:
    """Do `work(avoid)` in a transaction, again while others take rooms and interpreters under its hands."""
    avoid: set[str] = set()
    for _attempt in range(ATTEMPTS):
        try:
            return atomically(lambda: work(avoid))
        except Lost as lost:
            if lost.resource[0] == "p":
                raise Taken("participant") from None
            if lost.resource[0] == "o":
                raise Taken("organisation") from None
            avoid.add(lost.resource)
    raise Busy


def _rooms(meeting: Meeting) -> list[MeetingRoom]:
    return list(MeetingRoom.objects.filter(event=meeting.event_id).order_by("pk"))


def _interpreters(meeting: Meeting, slot: MeetingSlot, language: str) -> list[MeetingInterpreter]:
    def there(one: MeetingInterpreter) -> bool:
        own = hours(one.hours, one.zone)
        if own is not None:
            return inside(slot.start, slot.minutes, own)
        return decent(slot.start, slot.minutes, one.zone, 0, 24)

    rows = MeetingInterpreter.objects.filter(event=meeting.event_id).order_by("pk")
    return [one for one in rows if language in one.languages and there(one)]
