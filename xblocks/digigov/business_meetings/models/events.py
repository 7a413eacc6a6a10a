"""An event: its slots, rooms and interpreters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

COURSE_CHARS, PERSON_CHARS, NAME_CHARS, ZONE_CHARS = 255, 64, 255, 64


class MeetingEvent(models.Model):
    """One round of business meetings of a course. `settings` are those of settings.py; `version` counts changes."""

    course = models.CharField(max_length=COURSE_CHARS)
    key = models.CharField(max_length=COURSE_CHARS)
    title = models.CharField(max_length=NAME_CHARS, blank=True)
    zone = models.CharField(max_length=ZONE_CHARS, default="Asia/Seoul")
    settings = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="digigov_one_event_per_key"),
        ]

    def __str__(self) -> str:
        return self.title or self.key


class MeetingSlot(models.Model):
    """A time for meetings. Slots of one event do not overlap: the api sees to it under a lock of the event."""

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="slots")
    start = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "start"], name="digigov_one_slot_per_time"),
        ]


class MeetingRoom(models.Model):
    """A room on a screen; as many meetings at once as there are rooms. `url` is its own address, if it has one."""

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=NAME_CHARS)
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "name"], name="digigov_one_room_per_name"),
        ]


class MeetingInterpreter(models.Model):
    """An interpreter between the organisers' languages and each of `languages` (codes)."""

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="interpreters")
    name = models.CharField(max_length=NAME_CHARS)
    languages = models.JSONField(default=list)
    zone = models.CharField(max_length=ZONE_CHARS, default="Asia/Seoul")
    hours = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "name"], name="digigov_one_interpreter_per_name"),
        ]
