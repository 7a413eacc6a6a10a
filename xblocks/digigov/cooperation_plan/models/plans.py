"""A team's plan: its sections, who writes it, what was written when, and talk about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

PERSON_CHARS = 64
COURSE_CHARS = 255
PATH_CHARS = 255


class Plan(models.Model):
    """One plan of one team in one exercise of a course.

    `exercise` is the key under which several blocks of a course share a plan, or a block's usage key. `team` begins
    with "team:" (a team of the platform), "group:" (assigned by the instructor), "person:" (somebody alone) or
    "former:" (somebody alone who was erased).
    """

    course = models.CharField(max_length=COURSE_CHARS)
    exercise = models.CharField(max_length=COURSE_CHARS)
    team = models.CharField(max_length=128)
    name = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "exercise", "team"], name="digigov_one_plan_per_team"),
        ]


class Membership(models.Model):
    """Who writes a plan. Its course and exercise stand here too, so that the table itself keeps people in one."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="members")
    course = models.CharField(max_length=COURSE_CHARS)
    exercise = models.CharField(max_length=COURSE_CHARS)
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    name = models.CharField(max_length=255, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "exercise", "person"], name="digigov_one_plan_per_person"),
        ]


class Section(models.Model):
    """One section of a plan. `version` counts its changes; a write names the version that it follows."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=32)
    version = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    changed_at = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=PERSON_CHARS, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "name"], name="digigov_one_row_per_section"),
        ]


class Change(models.Model):
    """What led to a version of a section: [[path, before, after], ...]. Rows are added and never changed.

    `content` is the whole section at this version, in some rows only, so that old versions are found quickly.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    at = models.DateTimeField()
    reason = models.CharField(max_length=16)
    cells = models.JSONField()
    content = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "version"], name="digigov_one_change_per_version"),
        ]


class Comment(models.Model):
    """A remark on a cell, an item or a section, or an answer to one."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    path = models.CharField(max_length=PATH_CHARS)
    answers = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField()
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    at = models.DateTimeField()
    resolved_by = models.CharField(max_length=PERSON_CHARS, null=True)
    resolved_at = models.DateTimeField(null=True)


class Presence(models.Model):
    """Where in a plan somebody was last seen."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="presences")
    person = models.CharField(max_length=PERSON_CHARS)
    path = models.CharField(max_length=PATH_CHARS)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "person"], name="digigov_one_presence_per_person"),
        ]
