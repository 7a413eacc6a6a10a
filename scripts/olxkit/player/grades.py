"""Grades as the LMS computes them: problems, subsections, assignment types, course."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from . import state
from .bank import visible
from .course import Course
from .runtime import PlayerRuntime
from .tree import Node


@dataclass(frozen=True)
class Score:
    """Weighted points of one problem; `earned` is None until an answer was graded."""

    node: Node
    title: str
    earned: float | None
    possible: float


@dataclass(frozen=True)
class Subsection:
    node: Node
    title: str
    format: str
    due: datetime | None
    graded: bool
    hidden: bool
    scores: list[Score]

    @property
    def earned(self) -> float:
        return sum(score.earned or 0.0 for score in self.scores)

    @property
    def possible(self) -> float:
        return sum(score.possible for score in self.scores)

    @property
    def share(self) -> float:
        return self.earned / self.possible if self.possible else 0.0

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def attempted(self) -> bool:
        return any(score.earned is not None for score in self.scores)


@dataclass(frozen=True)
class Assignment:
    """One line of the grading policy with its subsections; `share` is after dropping the lowest."""

    name: str
    weight: float
    share: float
    dropped: int
    subsections: list[Subsection] = field(default_factory=list)

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def weight_percent(self) -> int:
        return round(100 * self.weight)

    @property
    def points(self) -> str:
        return f"{100 * self.share * self.weight:.1f}"


@dataclass(frozen=True)
class CourseGrade:
    assignments: list[Assignment]
    practice: list[Subsection]
    share: float
    cutoffs: list[tuple[str, int]]

    @property
    def percent(self) -> int:
        # The LMS adds 0.05 before rounding to whole percents, in the learner's favour.
        return round(self.share * 100 + 0.05)

    @property
    def letter(self) -> str:
        reached = [name for name, percent in self.cutoffs if self.percent >= percent]
        return reached[0] if reached else ""


def course_grade(course: Course, runtime: PlayerRuntime) -> CourseGrade:
    """The person's grades for the whole course. Graded problems that were never answered count with zero."""
    published = state.grades(runtime.person.id)
    subsections = [_subsection(course, runtime, node, published) for node in course.subsections]
    graded = [part for part in subsections if part.graded and part.scores]
    assignments = [_assignment(policy, graded) for policy in _graders(course)]
    cutoffs = course.grading.get("GRADE_CUTOFFS", {})
    pairs = [(str(name), round(100 * float(value))) for name, value in cutoffs.items()]
    return CourseGrade(
        assignments,
        [part for part in subsections if part.scores and not part.graded],
        sum(part.share * part.weight for part in assignments),
        sorted(pairs, key=lambda pair: -pair[1]),
    )


def _graders(course: Course) -> list[dict[str, Any]]:
    return [grader for grader in course.grading.get("GRADER", []) if isinstance(grader, dict) and grader.get("type")]


def _assignment(policy: dict[str, Any], graded: list[Subsection]) -> Assignment:
    mine = [part for part in graded if part.format == policy["type"]]
    count, drop = int(policy.get("min_count") or 0), int(policy.get("drop_count") or 0)
    shares = sorted([part.share for part in mine] + [0.0] * max(0, count - len(mine)), reverse=True)
    kept = shares[: max(1, len(shares) - drop)] if shares else [0.0]
    return Assignment(
        str(policy["type"]), float(policy.get("weight") or 0), sum(kept) / len(kept), len(shares) - len(kept), mine
    )


def _subsection(course: Course, runtime: PlayerRuntime, node: Node, published: dict[str, Any]) -> Subsection:
    graded = bool(course.setting(node, "graded"))
    scores = []
    for problem in visible(runtime.person.id, course, course.to_score(node)):
        raw = published.get(str(problem.key))
        if raw or graded:  # practice that nobody tried need not be parsed to be counted
            scores.append(_score(course, runtime, problem, raw))
    return Subsection(
        node,
        course.title(node),
        str(course.setting(node, "format") or ""),
        course.date(node, "due"),
        graded,
        course.setting(node, "show_correctness") == "never",
        scores,
    )


def _score(course: Course, runtime: PlayerRuntime, node: Node, raw: tuple[float, float] | None) -> Score:
    title, weight, possible = course.worth(node, lambda: _worth(runtime, node))
    earned = None
    if raw:
        earned, possible = raw
    if weight is not None and possible:
        earned = None if earned is None else earned * weight / possible
        possible = weight
    return Score(node, title, earned, possible)


def _worth(runtime: PlayerRuntime, node: Node) -> tuple[str, float | None, float]:
    """Title, weight and raw points of a problem, asked of the block itself; a broken one is worth nothing."""
    try:
        block = runtime.get_block(node.key)
        return block.display_name_with_default, getattr(block, "weight", None), float(block.max_score() or 0)
    except Exception:  # a block may raise anything; its unit shows what
        return node.name, None, 0.0
