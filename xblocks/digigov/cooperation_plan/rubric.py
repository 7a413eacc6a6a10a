"""The reviewers' rubric and what a plan scores on it. Pure.

A rubric is a list of {"id", "name", "most", "weight"}: `most` is the highest score (whole numbers from 0), `weight` how
much the criterion counts. The default is the six criteria of the OECD DAC (2019), equal in weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .clean import Fault
from .schema import N_

Rubric = Sequence[Mapping[str, Any]]

MOST_CRITERIA, MOST_POINTS = 20, 100
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
DAC: tuple[dict[str, Any], ...] = (
    {"id": "relevance", "name": N_("Relevance"), "most": 4, "weight": 1},
    {"id": "coherence", "name": N_("Coherence"), "most": 4, "weight": 1},
    {"id": "effectiveness", "name": N_("Effectiveness"), "most": 4, "weight": 1},
    {"id": "efficiency", "name": N_("Efficiency"), "most": 4, "weight": 1},
    {"id": "impact", "name": N_("Impact"), "most": 4, "weight": 1},
    {"id": "sustainability", "name": N_("Sustainability"), "most": 4, "weight": 1},
)


def check_rubric(rubric: Any) -> list[Fault]:
    """Everything wrong with a rubric that an instructor wrote; paths are "rubric" or "rubric/<place>"."""
    if not isinstance(rubric, list) or not 1 <= len(rubric) <= MOST_CRITERIA:
        return [Fault("rubric", N_("A rubric has 1 to {most} criteria."), (("most", str(MOST_CRITERIA)),))]
    faults, ids = [], set()
    for place, row in enumerate(rubric):
        path = f"rubric/{place}"
        if not isinstance(row, dict) or set(row) != {"id", "name", "most", "weight"}:
            faults.append(Fault(path, N_("A criterion has an id, a name, a highest score and a weight.")))
            continue
        if not isinstance(row["id"], str) or not _ID.fullmatch(row["id"]) or row["id"] in ids:
            faults.append(Fault(path, N_("The id of a criterion is lower-case letters, used once.")))
        else:
            ids.add(row["id"])
        if not isinstance(row["name"], str) or not 1 <= len(row["name"].strip()) <= 200:
            faults.append(Fault(path, N_("A criterion needs a name.")))
        if not _whole(row["most"]) or not 1 <= row["most"] <= MOST_POINTS:
            faults.append(Fault(path, N_("The highest score is a whole number from 1 to 100.")))
        if not _whole(row["weight"]) or not 1 <= row["weight"] <= MOST_POINTS:
            faults.append(Fault(path, N_("The weight is a whole number from 1 to 100.")))
    return faults


def check_scores(rubric: Rubric, scores: Any, *, finished: bool) -> list[Fault]:
    """What is wrong with one reviewer's scores; a finished review has one for each criterion."""
    most = {row["id"]: row["most"] for row in rubric}
    if not isinstance(scores, Mapping) or not set(scores) <= set(most):
        return [Fault("scores", N_("There is a score for something that is no criterion."))]
    faults = []
    for id, highest in most.items():
        if id not in scores:
            if finished:
                faults.append(Fault(f"scores/{id}", N_("This criterion has no score yet.")))
        elif not _whole(scores[id]) or not 0 <= scores[id] <= highest:
            template = N_("A score is a whole number from 0 to {most}.")
            faults.append(Fault(f"scores/{id}", template, (("most", str(highest)),)))
    return faults


def grade(rubric: Rubric, reviews: Iterable[Mapping[str, int]]) -> Decimal:
    """The grade from 0 to 1, to four places: each criterion's share of its highest score, weighted, and the mean of
    all reviews. Criteria that a review does not score (the rubric was changed since) are left out of that review.
    """
    shares = []
    for scores in reviews:
        judged = [row for row in rubric if row["id"] in scores]
        weight = sum(row["weight"] for row in judged)
        if weight:
            parts = (Decimal(scores[row["id"]]) / row["most"] * row["weight"] for row in judged)
            shares.append(min(Decimal(1), sum(parts, Decimal(0)) / weight))
    mean = sum(shares, Decimal(0)) / len(shares) if shares else Decimal(0)
    return mean.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
