"""What was promised, and how far it got."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from .plans import COURSE_CHARS, PERSON_CHARS


def new_uid() -> str:
    return str(uuid.uuid4())


class FollowUp(models.Model):
    """A commitment between two sides: a delegation, an exchange of experts, a grant or loan, a meeting of companies.

    `subject` is what it follows from, such as "plan:12" or "meeting:7". `uid` and `sequence` are those of its entry in
    calendars. `version` counts changes, as with sections.
    """

    course = models.CharField(max_length=COURSE_CHARS)
    subject = models.CharField(max_length=255)
    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=500)
    country = models.CharField(max_length=2, blank=True)
    owner_korea = models.CharField(max_length=500, blank=True)
    owner_partner = models.CharField(max_length=500, blank=True)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    status = models.CharField(max_length=16)
    next_step = models.TextField(blank=True)
    next_date = models.DateField(null=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    uid = models.CharField(max_length=36, unique=True, default=new_uid)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_by = models.CharField(max_length=PERSON_CHARS, null=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["course", "subject"], name="digigov_followup_subject"),
        ]
