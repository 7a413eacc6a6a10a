"""One submission, as a reviewer reads and scores it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from digigov.common.i18n import gettext as _

from .. import api, reading, rubric, rules, wire
from ..exports import Writing
from ..guide import guide
from ..handlers.versions import tell
from ..models import Review, Submission
from . import words

MOST_CHANGES = 20
MOST_BUTTONS = 10  # a criterion of more points is scored in a field


class Desk:
    """A submission, its reviews, and what the person who asks may see of them."""

    def __init__(self, submission: Submission, me: str, places: int) -> None:
        self.submission, self.me = submission, me
        self.places = max(1, min(places, api.MOST_REVIEWERS))
        self.reviews = api.reviews(submission)
        self.mine = next((one for one in self.reviews if one.reviewer == me), None)
        self.done = [one for one in self.reviews if one.finished_at]
        self.decided = submission.state != "submitted"
        self.member = api.is_member(submission.plan, me)
        self.complete = len(self.done) >= self.places
        self.leads = self.mine is not None and self.mine.slot == 1

    @property
    def open_scores(self) -> bool:
        """Whether others' scores are shown: nobody's judgement should lean on another's before it is given."""
        return self.decided or (self.mine is not None and self.mine.finished_at is not None)

    @property
    def writes(self) -> bool:
        return self.mine is not None and not self.mine.finished_at and not self.decided


def page(desk: Desk, criteria: Sequence[Mapping[str, Any]], patterns: Sequence[str], how: Writing) -> dict[str, Any]:
    """Everything of templates/console/review.html but addresses."""
    submission = desk.submission
    plan = rules.complete(submission.content)
    names = api.members(submission.plan)
    total = rules.totals(plan)
    one = plan["identification"]
    return {
        "id": submission.pk,
        "number": submission.number,
        "title": one["title"],
        "state": submission.state,
        "state_name": words.state(submission.state),
        "facts": [
            (_("Team"), submission.plan.name or ", ".join(filter(None, names.values()))),
            (_("Written by"), ", ".join(filter(None, names.values()))),
            (_("Submitted"), _day(submission.at, how)),
            (_("Country"), how.code("country", one["country"])),
            (_("Duration"), how.span(one["start"], one["end"])),
            (_("Budget"), how.money(total.total, total.currency)),
        ],
        "sections": _sections(desk, plan, patterns, how),
        "overall": desk.mine.comments.get("", "") if desk.mine else "",
        "told": _comments(desk, ""),
        "earlier": [
            {"number": row.number, "state": words.state(row.state), "at": _day(row.decided_at, how), "note": row.note}
            for row in api.submissions(submission.plan)
            if row.number < submission.number
        ],
        "review": _review(desk.mine),
        "reviewers": [
            {
                "name": row.name or _("a former member"),
                "lead": row.slot == 1,
                "done": row.finished_at is not None,
                "mine": row == desk.mine,
            }
            for row in desk.reviews
        ],
        "free": desk.places - len(desk.reviews),
        "claimable": not (desk.decided or desk.mine or desk.member) and len(desk.reviews) < desk.places,
        "member": desk.member,
        "decided": desk.decided,
        "note": submission.note,
        "writes": desk.writes,
        "finished": desk.mine is not None and desk.mine.finished_at is not None and not desk.decided,
        "leads": desk.leads,
        "waiting": [] if desk.complete else [row.name for row in desk.reviews if not row.finished_at],
        "missing": max(0, desk.places - len(desk.reviews)),
        "decides": desk.leads and desk.complete and not desk.decided,
        "criteria": [_criterion(row, desk) for row in criteria],
        "compared": _compared(desk, criteria) if desk.open_scores and desk.done else None,
    }


def _review(review: Review | None) -> dict[str, Any] | None:
    return {"id": review.pk, "version": review.version} if review else None


def _day(at: Any, how: Writing) -> str:
    return how.date(at.date().isoformat()) if at else ""


def _sections(desk: Desk, plan: rules.Plan, patterns: Sequence[str], how: Writing) -> list[dict[str, Any]]:
    titles = guide()
    found = wire.verdict(plan, patterns)
    before = next((row for row in api.submissions(desk.submission.plan) if row.number < desk.submission.number), None)
    sections = []
    for name in rules.SECTIONS:
        changes = []
        if before is not None:
            old = rules.complete(before.content)
            changes = rules.readable(rules.diff(name, old[name], plan[name]))
        sections.append(
            {
                "name": name,
                "title": titles[name].title,
                "percent": round(100 * found["readiness"][name]),
                "blocks": reading.blocks(name, plan, how),
                "findings": [one for one in found["findings"] if one["path"].partition("/")[0] == name],
                "again": before is not None,
                "changed": len(changes),
                "changes": [tell(one, plan, how.language) for one in changes[:MOST_CHANGES]],
                "mine": desk.mine.comments.get(name, "") if desk.mine else "",
                "told": _comments(desk, name),
            }
        )
    return sections


def _comments(desk: Desk, section: str) -> list[dict[str, str]]:
    """What others wrote on a section, where it may be seen."""
    if not desk.open_scores:
        return []
    rows = [row for row in desk.done if row.comments.get(section) and not (row == desk.mine and desk.writes)]
    return [{"by": row.name or _("a former member"), "text": row.comments[section]} for row in rows]


def _criterion(row: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    score = desk.mine.scores.get(row["id"]) if desk.mine else None
    return {
        "id": row["id"],
        "name": words.name_of(row),
        "question": words.question_of(row),
        "most": row["most"],
        "weight": row["weight"],
        "score": "" if score is None else score,
        "choices": [{"value": at, "chosen": at == score} for at in range(row["most"] + 1)]
        if row["most"] <= MOST_BUTTONS
        else [],
    }


def _compared(desk: Desk, criteria: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The finished reviews side by side, and the grade that they come to."""
    value = rubric.grade(criteria, [row.scores for row in desk.done])
    return {
        "names": [row.name or _("a former member") for row in desk.done],
        "rows": [
            {
                "name": words.name_of(one),
                "most": one["most"],
                "scores": [row.scores.get(one["id"], "–") for row in desk.done],
                "apart": _apart([row.scores[one["id"]] for row in desk.done if one["id"] in row.scores], one["most"]),
            }
            for one in criteria
        ],
        "percent": percent(value),
    }


def _apart(scores: Sequence[int], most: int) -> bool:
    """Whether two judgements differ so much that the reviewers should talk: by half of the scale."""
    return len(scores) > 1 and 2 * (max(scores) - min(scores)) >= most


def percent(value: Any) -> str:
    """A grade from 0 to 1 as per cent, with two places at most."""
    text = f"{value * 100:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grades(submission: Submission, how: Writing) -> list[dict[str, Any]]:
    """The members' grades with what was changed by hand."""
    names = api.members(submission.plan)
    experts = {row.reviewer: row.name for row in api.reviews(submission)}
    return [
        {
            "id": grade.pk,
            "name": names.get(grade.person or "", "") or _("a former member"),
            "percent": percent(grade.value),
            "published": grade.published_at is not None,
            "gone": grade.person is None,
            "overrides": [
                {
                    "before": percent(row.before),
                    "after": percent(row.after),
                    "reason": row.reason,
                    "at": _day(row.at, how),
                    "by": experts.get(row.by, "") or _("the course team"),
                }
                for row in api.overrides(grade)
            ],
        }
        for grade in api.grades(submission)
    ]
