"""Working in one plan at once: who is where, and remarks on cells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import Comment, Plan, Presence
from ..paths import declared
from .errors import NotAllowed, Refused

HERE_FOR = timedelta(seconds=40)  # two heartbeats of fifteen seconds may get lost
COMMENT_CHARS = 5_000
MOST_COMMENTS = 2_000


def seen(plan: Plan, *, person: Any, path: str) -> None:
    """A heartbeat: somebody is at this cell or section ("": the plan as a whole). KeyError for a path that is none."""
    if path:
        declared(path)
    mine = Presence.objects.filter(plan=plan, person=str(person))
    values = {"path": path, "seen_at": timezone.now()}
    if mine.update(**values):
        return
    try:
        with transaction.atomic():
            Presence.objects.create(plan=plan, person=str(person), **values)
    except IntegrityError:  # another tab was quicker
        mine.update(**values)


def gone(plan: Plan, *, person: Any) -> None:
    """Somebody closed the plan."""
    Presence.objects.filter(plan=plan, person=str(person)).delete()


def present(plan: Plan, *, but: Any = None) -> dict[str, str]:
    """Who was here a moment ago and where: ids with paths."""
    rows = Presence.objects.filter(plan=plan, seen_at__gte=timezone.now() - HERE_FOR)
    return {row.person: row.path for row in rows.order_by("person") if row.person != str(but)}


def add_comment(plan: Plan, *, person: Any, path: str, text: str, answers: int | None = None) -> Comment:
    """A remark on a path, or an answer to another remark. KeyError for a path that is none, Refused for bad text."""
    words = text.strip()
    if not words or len(words) > COMMENT_CHARS:
        raise Refused("A comment has 1 to 5000 characters.")
    if Comment.objects.filter(plan=plan).count() >= MOST_COMMENTS:
        raise Refused("This plan has too many comments.")
    question = None
    if answers is not None:
        question = Comment.objects.filter(plan=plan, pk=answers, answers=None).first()
        if question is None:
            raise Refused("The comment that this answers is gone.")
        path = question.path
    declared(path)
    return Comment.objects.create(
        plan=plan, path=path, answers=question, text=words, person=str(person), at=timezone.now()
    )


def resolve_comment(plan: Plan, comment: int, *, person: Any, resolved: bool = True) -> Comment:
    """Mark a remark as dealt with, or open it again; of two who do so at once the first is remembered."""
    rows = Comment.objects.filter(plan=plan, pk=comment, answers=None)
    if resolved:
        rows.filter(resolved_at=None).update(resolved_by=str(person), resolved_at=timezone.now())
    else:
        rows.update(resolved_by=None, resolved_at=None)
    found = rows.first()
    if found is None:
        raise Refused("This comment is gone.")
    return found


def withdraw_comment(plan: Plan, comment: int, *, person: Any) -> None:
    """Take one's own remark back while nobody has answered it."""
    rows = Comment.objects.filter(plan=plan, pk=comment, person=str(person), replies=None)
    if not rows.exists():
        raise NotAllowed("Only your own comment, while nobody has answered it, can be taken back.")
    rows.delete()


def comments(plan: Plan) -> list[Comment]:
    """All remarks and answers, oldest first."""
    return list(Comment.objects.filter(plan=plan).order_by("id"))
