"""What was submitted, what reviewers said, and the grades that follow."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .plans import PERSON_CHARS, Plan


class Submission(models.Model):
    """A plan as it was when it was submitted; its content is never changed.

    `open` is true until it is decided and NULL afterwards: to a unique constraint NULLs are all different, so a plan
    has one open submission at most, on databases without partial indexes too.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    versions = models.JSONField()
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=16, default="submitted")
    open = models.BooleanField(null=True, default=True)
    decided_by = models.CharField(max_length=PERSON_CHARS, null=True)
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="digigov_one_submission_per_number"),
            models.UniqueConstraint(fields=["plan", "open"], name="digigov_one_open_submission"),
        ]


class Review(models.Model):
    """One reviewer's work on a submission; the row is the lock. Slot 1 is the lead's."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="reviews")
    slot = models.PositiveSmallIntegerField()
    reviewer = models.CharField(max_length=PERSON_CHARS, null=True)
    name = models.CharField(max_length=255, blank=True)
    version = models.PositiveIntegerField(default=0)
    scores = models.JSONField(default=dict)
    comments = models.JSONField(default=dict)
    claimed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "slot"], name="digigov_one_review_per_slot"),
            models.UniqueConstraint(fields=["submission", "reviewer"], name="digigov_one_review_per_reviewer"),
        ]


class Grade(models.Model):
    """A member's grade for an accepted submission, from 0 to 1. `published_at`: when the gradebook had this value."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="grades")
    person = models.CharField(max_length=PERSON_CHARS, null=True)
    value = models.DecimalField(max_digits=5, decimal_places=4)
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "person"], name="digigov_one_grade_per_member"),
        ]


class GradeOverride(models.Model):
    """Somebody set a member's grade by hand. Rows are added and never changed."""

    grade = models.ForeignKey(Grade, on_delete=models.CASCADE, related_name="overrides")
    by = models.CharField(max_length=PERSON_CHARS, null=True)
    at = models.DateTimeField()
    before = models.DecimalField(max_digits=5, decimal_places=4)
    after = models.DecimalField(max_digits=5, decimal_places=4)
    reason = models.TextField()
