"""A plan with its dates, numbers and links read once, for the rules. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from .money import Totals, totals
from .schema import Content
from .sections import Plan
from .values import day, number


class View:
    """What rules ask of a plan again and again. `plan` has all ten sections, clean."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.identification = plan["identification"]
        self.results: list[Content] = plan["logframe"]["results"]
        self.assumptions: list[Content] = plan["logframe"]["assumptions"]
        self.activities: list[Content] = plan["activities"]["activities"]
        self.risks: list[Content] = plan["risks"]["risks"]
        self.start: date | None = day(self.identification["start"])
        self.end: date | None = day(self.identification["end"])

    @cached_property
    def totals(self) -> Totals:
        return totals(self.plan)

    @cached_property
    def result(self) -> dict[str, Content]:
        """Results by id."""
        return {item["id"]: item for item in self.results}

    @cached_property
    def activity(self) -> dict[str, Content]:
        """Activities by id."""
        return {item["id"]: item for item in self.activities}

    def at(self, level: str) -> list[Content]:
        """The results of a level."""
        return [item for item in self.results if item["level"] == level]

    def within(self, when: date | None) -> bool:
        """Whether a date lies in the project, as far as both are known."""
        return when is None or ((self.start is None or when >= self.start) and (self.end is None or when <= self.end))


def positive(text: str) -> Decimal | None:
    """The number in a cell when it is above zero."""
    value = number(text)
    return value if value is not None and value > 0 else None


def repeated(items: Iterable[Content], *names: str) -> list[Content]:
    """Items whose cells `names` are filled and equal to those of an item before."""
    seen: set[tuple[str, ...]] = set()
    again = []
    for item in items:
        key = tuple(item[name] for name in names)
        if all(key) and key in seen:
            again.append(item)
        seen.add(key)
    return again
