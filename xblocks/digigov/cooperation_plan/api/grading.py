"""Grades of members: one for each of them and submission, changed by hand only with a reason, and published once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from ..models import Grade, GradeOverride, Submission
from .errors import Refused
from .transactions import atomically

PLACES = Decimal("0.0001")


def find_grade(course: str, grade_id: int) -> Grade | None:
    """A grade of this course by its id."""
    return Grade.objects.filter(submission__plan__course=course, pk=grade_id).first()


def grades(submission: Submission) -> list[Grade]:
    """The members' grades for a submission."""
    return list(Grade.objects.filter(submission=submission).order_by("id"))


def override_grade(grade: Grade, *, by: Any, value: Decimal, reason: str) -> Grade:
    """Set one member's grade (0 to 1) by hand; the log keeps both values, who did so and why."""
    if not value.is_finite() or not 0 <= value <= 1:
        raise Refused("A grade lies between 0 and 1.")
    if not reason.strip() or len(reason) > 2_000:
        raise Refused("Say why, in at most 2000 characters.")

    def work() -> Grade:
        now, new = timezone.now(), value.quantize(PLACES)
        found = Grade.objects.select_for_update().get(pk=grade.pk)
        GradeOverride.objects.create(
            grade=found, by=str(by), at=now, before=found.value, after=new, reason=reason.strip()
        )
        Grade.objects.filter(pk=found.pk).update(value=new, at=now, published_at=None)
        return Grade.objects.get(pk=found.pk)

    return atomically(work)


def overrides(grade: Grade) -> list[GradeOverride]:
    """Who changed a grade by hand, oldest first."""
    return list(GradeOverride.objects.filter(grade=grade).order_by("id"))


def unpublished(course: str, exercise: str) -> Iterable[Grade]:
    """Grades that the platform's gradebook does not have yet; erased people have none to publish."""
    rows = Grade.objects.filter(submission__plan__course=course, submission__plan__exercise=exercise)
    return rows.filter(published_at=None, person__isnull=False).order_by("id")


def published(grade: Grade) -> bool:
    """Remember that the gradebook has this grade; False when it was changed by hand in the meantime."""
    return bool(Grade.objects.filter(pk=grade.pk, value=grade.value).update(published_at=timezone.now()))
