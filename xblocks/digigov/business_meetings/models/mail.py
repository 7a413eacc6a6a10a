"""Mail that was promised: written with what it tells about, sent afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .events import MeetingEvent
from .meetings import Meeting


class MeetingMail(models.Model):
    """One message. `key` says what it tells to whom, so nothing is told twice.

    `state`: "queued", "sending" (a process has it), "sent", "unsure" (the process died while sending: only a person may
    send it again) or "failed" (refused for good).
    """

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="mail")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="mail")
    key = models.CharField(max_length=128, unique=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=500)
    body = models.TextField()
    calendar = models.TextField(blank=True)
    method = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=16, default="queued")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="digigov_mail_due")]
