"""Handing a plan in, and what became of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from digigov.common.i18n import gettext as _

from .. import api, rules
from ..guide import guide
from ..models import Review, Submission
from ..rubric import DAC, Rubric, check_rubric, grade
from .access import PlanAccess, plan_handler
from .teamwork import SMALL


class SubmittingHandlers(PlanAccess):
    """Submitting freezes the plan as it is; what is still open is advice and never a bar."""

    rubric: Rubric

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
        told = {
            "number": row.number,
            "state": row.state,
            "by": self.name_of(row.person),
            "at": row.at.isoformat(),
            "decided": row.decided_at.isoformat() if row.decided_at else "",
        }
        if row.decided_at is None:  # what reviewers think is theirs until they have agreed
            return {**told, "note": "", "comments": [], "scores": [], "grade": ""}
        with transaction.atomic():
            done = [review for review in api.reviews(row) if review.finished_at]
        rubric = DAC if check_rubric(self.rubric) else self.rubric
        share = grade(rubric, [review.scores for review in done])
        return {
            **told,
            "note": row.note,
            "comments": _comments(done),
            "scores": _scores(rubric, done),
            "grade": f"{self.writing().number(rules.plain(share * 100))} %" if done else "",
        }


def _comments(done: list[Review]) -> list[dict[str, str]]:
    """What the reviewers wrote, section by section; who wrote it stays between them."""
    titles = {"": _("The plan as a whole"), **{name: step.title for name, step in guide().items()}}
    return [
        {"section": section, "title": title, "text": review.comments[section]}
        for section, title in titles.items()
        for review in done
        if review.comments.get(section)
    ]


def _scores(rubric: Rubric, done: list[Review]) -> list[dict[str, Any]]:
    """Each criterion with what the reviewers gave, side by side."""
    rows = [(row, [review.scores[row["id"]] for review in done if row["id"] in review.scores]) for row in rubric]
    return [
        {"name": _(row["name"]), "score": ", ".join(map(str, given)), "most": row["most"]}
        for row, given in rows
        if given
    ]
