"""Runs of the solver."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .events import PERSON_CHARS, MeetingEvent


class SolverRun(models.Model):
    """One run. `open` is true while it runs and else NULL, so that an event has one run at a time.

    `state`: "running", "done", "failed", "cancelled", "applied". `options` say what is asked, `result` what came out;
    `beat` is when it last gave a sign of life.
    """

    event = models.ForeignKey(MeetingEvent, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=16, default="running")
    open = models.BooleanField(null=True)
    options = models.JSONField(default=dict)
    stage = models.CharField(max_length=32, blank=True)
    total = models.IntegerField(default=0)
    bound = models.FloatField(null=True)
    result = models.JSONField(null=True)
    error = models.CharField(max_length=500, blank=True)
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    name = models.CharField(max_length=255, blank=True)
    seconds = models.PositiveSmallIntegerField(default=60)
    started_at = models.DateTimeField(auto_now_add=True)
    beat = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "open"], name="digigov_one_run_per_event"),
        ]
