"""What people leave behind in the player. Rows are keyed by usage key, so that a rebuilt archive keeps them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class BlockState(models.Model):
    """One row of fields per person and block; person 0 holds what all learners share."""

    person = models.IntegerField()
    scope = models.CharField(max_length=16)
    key = models.CharField(max_length=255)
    state = models.JSONField(default=dict)
    changed = models.DateTimeField()

    class Meta:
        app_label = "olxkit_player"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "scope", "key"], name="one_state_per_person_and_block"),
        ]


class Authored(models.Model):
    """Fields that an instructor changed in the Studio view; they lie over those of the archive."""

    key = models.CharField(max_length=255, unique=True)
    state = models.JSONField(default=dict)
    changed = models.DateTimeField()

    class Meta:
        app_label = "olxkit_player"


class Grade(models.Model):
    """The last published grade, in the block's own points."""

    person = models.IntegerField()
    key = models.CharField(max_length=255)
    earned = models.FloatField()
    possible = models.FloatField()
    changed = models.DateTimeField()

    class Meta:
        app_label = "olxkit_player"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="one_grade_per_person_and_block")
        ]


class Completion(models.Model):
    """How much of a block is done, from 0 to 1."""

    person = models.IntegerField()
    key = models.CharField(max_length=255)
    value = models.FloatField()
    changed = models.DateTimeField()

    class Meta:
        app_label = "olxkit_player"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="one_completion_per_person_and_block")
        ]


class Event(models.Model):
    """Everything that blocks publish, in order."""

    person = models.IntegerField()
    key = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    data = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "olxkit_player"
        indexes: ClassVar = [models.Index(fields=["person", "at"], name="event_person_at")]
