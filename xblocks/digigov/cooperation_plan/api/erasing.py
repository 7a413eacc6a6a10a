"""Taking a person out of everything that this slice keeps."""

from __future__ import annotations

import uuid
from typing import Any

from ..models import (
    Change,
    Comment,
    CountryNote,
    FollowUp,
    Grade,
    GradeOverride,
    Membership,
    Plan,
    Presence,
    Review,
    Section,
    Submission,
)
from .transactions import atomically

# Where a person is named beside work that is not theirs alone: the work stays, the name goes.
NAMED = (
    (Section, "changed_by"),
    (Change, "person"),
    (Comment, "person"),
    (Comment, "resolved_by"),
    (Submission, "person"),
    (Submission, "decided_by"),
    (Grade, "person"),
    (GradeOverride, "by"),
    (FollowUp, "created_by"),
)


def erase(person: Any) -> None:
    """A team's texts stay the team's, and the person becomes a former member.

    What was theirs alone goes: notes, presence, and a plan of their own that was never submitted. A plan of their own
    that was submitted stays as an anonymous one, since others decided on it.
    """
    who = str(person)

    def work() -> None:
        own = Plan.objects.filter(team=f"person:{who}")
        own.filter(submissions=None).delete()
        for plan in own:
            Plan.objects.filter(pk=plan.pk).update(team=f"former:{uuid.uuid4()}", name="")
        Membership.objects.filter(person=who).update(person=None, name="")
        Review.objects.filter(reviewer=who).update(reviewer=None, name="")
        CountryNote.objects.filter(person=who).delete()
        Presence.objects.filter(person=who).delete()
        for model, field in NAMED:
            model.objects.filter(**{field: who}).update(**{field: None})

    atomically(work)
