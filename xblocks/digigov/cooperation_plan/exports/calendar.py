"""Activities over the months or quarters of the project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..schema import N_, Content
from ..sections import Plan
from ..values import day
from .paper import Bar, Block, Calendar, Table
from .writing import Writing

MOST_MONTHS, MOST_PERIODS = 18, 24


def draw(plan: Plan, writing: Writing) -> Iterator[Block]:
    """The bars, then the same as a table with outputs, dates, people and milestones."""
    t, activities = writing.t, plan["activities"]["activities"]
    if not activities:
        return
    yield from bars(plan, writing)
    outputs = {result["id"]: result["title"] for result in plan["logframe"]["results"]}
    header = (N_("Activity"), N_("Output"), N_("Start"), N_("End"), N_("Responsible"), N_("Milestones"))
    yield Table(
        t(N_("Activities")),
        tuple(t(name) for name in header),
        tuple(
            (
                one["title"],
                outputs.get(one["output"], "–"),
                writing.date(one["start"]),
                writing.date(one["end"]),
                one["responsible"],
                "\n".join(f"{writing.date(mark['date'])}: {mark['title']}" for mark in one["milestones"]),
            )
            for one in activities
        ),
        (24, 22, 13, 13, 15, 22),
    )


def bars(plan: Plan, writing: Writing) -> Iterator[Calendar]:
    """The calendar, when any activity has a date."""
    activities = plan["activities"]["activities"]
    months = _months(activities)
    if months:
        yield _bars(activities, months, writing)


def _months(activities: list[Content]) -> list[date]:
    """The first day of each month from the first start to the last end; [] without a dated activity."""
    days = [found for one in activities for name in ("start", "end") if (found := day(one[name]))]
    if not days:
        return []
    first, last = min(days), max(days)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month - 1 + at) // 12, (first.month - 1 + at) % 12 + 1, 1) for at in range(count)]


def _bars(activities: list[Content], months: list[date], writing: Writing) -> Calendar:
    step = next(
        (size for size in (1, 3, 6, 12) if len(months) / size <= (MOST_MONTHS if size == 1 else MOST_PERIODS)), 12
    )
    starts = months[::step][: 4 * MOST_PERIODS]

    def period(when: date) -> int:
        months_on = (when.year - starts[0].year) * 12 + when.month - starts[0].month
        return min(max(months_on // step, 0), len(starts) - 1)

    bars = []
    for one in activities:
        start, end = day(one["start"]), day(one["end"])
        marks = tuple(sorted({period(found) for mark in one["milestones"] if (found := day(mark["date"]))}))
        dated = start is not None and end is not None and start <= end
        bars.append(
            Bar(
                text=one["title"] or "–",
                dates=writing.span(one["start"], one["end"]),
                first=period(start) if dated and start else 1,
                last=period(end) if dated and end else 0,
                marks=marks,
            )
        )
    t = writing.t
    return Calendar(
        t(N_("Calendar")), tuple(writing.month(start) for start in starts), tuple(bars), t(N_("◆ milestone"))
    )
