"""Writing a plan with many people at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import F

from digigov.common import transactions

from ..models import Section
from .errors import Busy

Result = TypeVar("Result")


def atomically(work: Callable[[], Result]) -> Result:
    """The result of `work` done in one transaction, again after a deadlock; Busy when that does not help."""
    try:
        return transactions.atomically(work)
    except transactions.Busy as busy:
        raise Busy from busy


def locked(plan_id: int, name: str) -> Any:
    """A section's row as it is now, locked until the transaction ends; KeyError when the plan does not have it.

    The first statement writes, though it changes nothing: SQLite has no row locks and takes its one lock at the first
    write, and a transaction that has read before may not write after somebody else did.
    """
    rows = Section.objects.filter(plan_id=plan_id, name=name)
    if not rows.update(version=F("version")):
        raise KeyError(name)
    return rows.select_for_update().get()
