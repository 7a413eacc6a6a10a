"""The list of plans, filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from digigov.common.i18n import gettext as _

from ..api import Row
from ..codes import lists
from ..exports import Writing
from ..models import Review, Submission
from . import words

Desk = Mapping[int, tuple[Submission, list[Review]]]
FILTERS = ("country", "sector", "state")


def listing(rows: Sequence[Row], desk: Desk, given: Mapping[str, Any], me: str, how: Writing) -> dict[str, Any]:
    """The plans that the filters `given` let through, those that wait for a review first."""
    chosen = {name: str(given.get(name) or "") for name in FILTERS}
    shown = [row for row in rows if all(_has(row, name, code) for name, code in chosen.items() if code)]
    shown.sort(key=lambda row: (row.state != "submitted", -row.plan.pk))
    return {
        "filters": [
            {
                "name": name,
                "label": label,
                "options": [
                    {"code": code, "text": text, "chosen": code == chosen[name]}
                    for code, text in options(rows, name, how)
                ],
            }
            for name, label in (("country", _("Country")), ("sector", _("Sector")), ("state", _("State")))
        ],
        "counts": [
            {"code": code, "name": words.state(code), "number": number}
            for code in words.STATES
            if (number := sum(row.state == code for row in rows))
        ],
        "all": len(rows),
        "rows": [_told(row, desk.get(row.plan.pk), me, how) for row in shown],
    }


def options(rows: Iterable[Row], name: str, how: Writing) -> list[tuple[str, str]]:
    """What can be chosen of a filter: only what some plan has."""
    if name == "state":
        return [(code, words.state(code)) for code in words.STATES if any(row.state == code for row in rows)]
    codes = {code for row in rows for code in (row.sectors if name == "sector" else (row.country,)) if code}
    return sorted(((code, how.code(name, code)) for code in codes), key=lambda one: one[1])


def _has(row: Row, name: str, code: str) -> bool:
    return code in row.sectors if name == "sector" else getattr(row, name) == code


def _told(row: Row, on_desk: tuple[Submission, list[Review]] | None, me: str, how: Writing) -> dict[str, Any]:
    submission, reviews = on_desk or (None, [])
    return {
        "plan": row.plan.pk,
        "submission": submission.pk if submission else None,
        "title": row.title,
        "team": row.plan.name,
        "country": how.code("country", row.country),
        "sectors": [how.code("sector", code) for code in row.sectors if code in lists()["sector-course"]]
        or [how.code("sector", code) for code in row.sectors],
        "state": row.state,
        "state_name": words.state(row.state),
        "number": row.submission,
        "at": how.date(submission.at.date().isoformat()) if submission else "",
        "reviewers": [
            {"name": one.name or _("a former member"), "lead": one.slot == 1, "done": one.finished_at is not None}
            for one in reviews
        ],
        "mine": any(one.reviewer == me for one in reviews),
    }
