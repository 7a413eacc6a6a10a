"""The logical framework as one table: impact, outcomes with their outputs, outputs with their activities."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import N_, Content
from ..sections import Plan
from ..values import number
from .paper import Block, Paragraph, Table
from .writing import Writing

HEADER = (
    N_("Level"),
    N_("Result"),
    N_("Indicator"),
    N_("Baseline"),
    N_("Target"),
    N_("Means of verification"),
    N_("Assumptions"),
)
LEVELS = ("impact", "outcome", "output")


def draw(plan: Plan, writing: Writing) -> Iterator[Block]:
    """The table, and the pre-conditions under it."""
    t, rows, strong = writing.t, list[tuple[str, ...]](), set[int]()
    for depth, result in ordered(plan["logframe"]["results"]):
        first = True
        for indicator in result["indicators"] or [None]:
            level = writing.code("result-level", result["level"]) if first else ""
            title = result["title"] if first else ""
            if first and depth < 2:
                strong.add(len(rows))
            texts = indicator_cells(indicator, writing) if indicator else ("–",) * 4
            rows.append(
                (
                    level,
                    title,
                    *texts,
                    _assumptions(plan, result["level"], writing) if _opens(plan, result) and first else "",
                )
            )
            first = False
    conditions = _assumptions(plan, "activity", writing)
    if conditions:
        rows.append((t(N_("Activities")), t(N_("See the calendar")), "", "", "", "", conditions))
    if rows:
        yield Table(
            t(N_("Logical framework")),
            tuple(t(name) for name in HEADER),
            tuple(rows),
            (9, 22, 21, 11, 13, 16, 20),
            strong=frozenset(strong),
        )
    if plan["logframe"]["preconditions"]:
        yield Paragraph(f"{t(N_('Pre-conditions'))}: {plan['logframe']['preconditions']}")


def ordered(results: list[Content]) -> list[tuple[int, Content]]:
    """Results with their depth, each under its parent; those without one stand at the end of their level."""
    ids = {result["id"] for result in results}
    found: list[tuple[int, Content]] = []
    seen: set[str] = set()

    def walk(result: Content) -> None:
        if result["id"] in seen:
            return
        seen.add(result["id"])
        found.append((LEVELS.index(result["level"]) if result["level"] in LEVELS else 2, result))
        for below in results:
            if below["parent"] == result["id"]:
                walk(below)

    for level in (*LEVELS, ""):
        for result in results:
            if result["level"] == level and result["parent"] not in ids:
                walk(result)
    for result in results:
        walk(result)
    return found


def indicator_cells(one: Content, writing: Writing) -> tuple[str, str, str, str]:
    """Indicator, baseline with its year, target with its date, means of verification."""
    baseline = " ".join(part for part in (value(one["baseline"], one, writing), _in(one["baseline_year"])) if part)
    target = value(one["target"], one, writing)
    when = writing.date(one["target_date"]) if one["target_date"] else ""
    return one["title"], baseline or "–", ", ".join(part for part in (target, when) if part) or "–", one["means"] or "–"


def value(text: str, indicator: Content, writing: Writing) -> str:
    """A baseline or target with its unit, as the measure asks."""
    if not text or number(text) is None:
        return text
    unit = "%" if indicator["measure"] == "percentage" else indicator["unit"]
    return f"{writing.number(text)} {unit}".strip()


def _in(year: str) -> str:
    return f"({year})" if year else ""


def _opens(plan: Plan, result: Content) -> bool:
    """Assumptions belong to a level: they stand beside its first result."""
    same = [one for _depth, one in ordered(plan["logframe"]["results"]) if one["level"] == result["level"]]
    return bool(same) and same[0]["id"] == result["id"]


def _assumptions(plan: Plan, level: str, writing: Writing) -> str:
    killer = writing.t(N_("the project fails without it"))
    return "\n".join(
        f"{one['text']} ({killer})" if one["killer"] else one["text"]
        for one in plan["logframe"]["assumptions"]
        if one["level"] == level
    )
