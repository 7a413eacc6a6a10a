"""Meetings, what they take, and what came of them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from .events import NAME_CHARS, PERSON_CHARS, MeetingEvent, MeetingInterpreter, MeetingRoom, MeetingSlot
from .parties import MeetingOrganisation, MeetingParticipant


def new_uid() -> str:
    return str(uuid.uuid4())


class Meeting(models.Model):
    """One meeting of a participant with an organisation.

    `state`: "requested" (asked for, nothing taken), "waiting" (on the waiting list), "confirmed" (all it needs is
    taken), "declined" or "cancelled". `open` is true for the first three and else NULL, which constraints count as
    different: a pair has one open meeting. `uid` and `sequence` are those of its entry in calendars.
    """

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="meetings")
    participant = models.ForeignKey(MeetingParticipant, on_delete=models.CASCADE, related_name="meetings")
    organisation = models.ForeignKey(MeetingOrganisation, on_delete=models.CASCADE, related_name="meetings")
    slot = models.ForeignKey(MeetingSlot, on_delete=models.RESTRICT, null=True, related_name="meetings")
    room = models.ForeignKey(MeetingRoom, on_delete=models.RESTRICT, null=True)
    interpreter = models.ForeignKey(MeetingInterpreter, on_delete=models.RESTRICT, null=True)
    state = models.CharField(max_length=16)
    open = models.BooleanField(null=True)
    locked = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=16)
    message = models.TextField(blank=True)
    points = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    uid = models.CharField(max_length=36, unique=True, default=new_uid)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "organisation", "open"], name="digigov_one_open_meeting_per_pair"
            ),
        ]


class SlotClaim(models.Model):
    """That a resource is taken in a slot: "p:7" a participant, "o:3" an organisation, "r:1" a room, "i:2" somebody who
    interprets. The constraint is what makes a double booking impossible."""

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE)
    resource = models.CharField(max_length=32)
    slot = models.ForeignKey(MeetingSlot, on_delete=models.RESTRICT)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="claims")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "resource", "slot"], name="digigov_one_claim_per_slot"),
        ]


class MeetingNote(models.Model):
    """What one side wrote after a meeting; the other side sees it when it is shared. `side` as in Meeting.asked_by."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    side = models.CharField(max_length=16)
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    outcome = models.CharField(max_length=16, blank=True)
    text = models.TextField(blank=True)
    next_step = models.CharField(max_length=NAME_CHARS, blank=True)
    next_date = models.DateField(null=True)
    shared = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "side"], name="digigov_one_note_per_side"),
        ]
