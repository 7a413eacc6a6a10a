"""Handing a plan in, and what became of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from digigov.common.i18n import gettext as _

from .. import api
from ..guide import guide
from ..models import Submission
from .access import PlanAccess, plan_handler
from .teamwork import SMALL


class SubmittingHandlers(PlanAccess):
    """Submitting freezes the plan as it is; what is still open is advice and never a bar."""

    @plan_handler(SMALL)
    def submit(self, data: dict[str, Any]) -> dict[str, Any]:
        """Hand in what is saved now."""
        api.submit(self.plan(), person=self.person().id)
        return {"submission": self.submission()}

    def submission(self) -> dict[str, Any]:
        """The state of the plan ("draft" or the newest submission's), and every submission."""
        rows = api.submissions(self.plan())
        return {"state": rows[0].state if rows else "draft", "list": [self._submission(row) for row in rows]}

    def _submission(self, row: Submission) -> dict[str, Any]:
        decided = row.decided_at is not None
        return {
            "number": row.number,
            "state": row.state,
            "by": self.name_of(row.person),
            "at": row.at.isoformat(),
            "decided": row.decided_at.isoformat() if row.decided_at else "",
            "note": row.note if decided else "",
            "comments": _comments(row) if decided else [],
        }


def _comments(row: Submission) -> list[dict[str, str]]:
    """What the reviewers wrote, section by section; who wrote it stays between them."""
    titles = {"": _("The plan as a whole"), **{name: step.title for name, step in guide().items()}}
    with transaction.atomic():
        found = api.reviews(row)
    return [
        {"section": section, "title": title, "text": review.comments[section]}
        for section, title in titles.items()
        for review in found
        if review.finished_at and review.comments.get(section)
    ]
