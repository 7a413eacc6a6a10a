"""What a learner notes while reading: raw material of a plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .plans import COURSE_CHARS, PERSON_CHARS


class CountryNote(models.Model):
    """One learner's answer to one "For your country" question of a module. `key` names the question in the
    course, `question` is what was asked when it was last answered.
    """

    course = models.CharField(max_length=COURSE_CHARS)
    person = models.CharField(max_length=PERSON_CHARS)
    key = models.CharField(max_length=128)
    question = models.TextField(blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "person", "key"], name="digigov_one_note_per_question"),
        ]
