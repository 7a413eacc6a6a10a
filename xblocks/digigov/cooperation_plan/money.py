"""Sums of the budget, in the plan's currency at the plan's rates. Pure, and exact: Decimal, never float.

Each line is converted and rounded to cents (half up) once, and every sum is a sum of rounded lines. So the sums by
activity, year, source and category are the same to the cent, on the screen and in every exported file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property

from .sections import Plan
from .values import number, year

CENT = Decimal("0.01")
DOLLAR = "USD"
NOTHING = Decimal(0)
# Wide enough for any amount at any rate that a cell can hold; the usual 28 digits are not.
EXACT = Context(prec=80, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """A line of the budget. `amount` is in the plan's currency, None where the rate or the number is missing.

    `activity`, `year` and `source` are "" where the cell is empty or names nothing that exists.
    """

    id: str
    activity: str
    year: str
    source: str
    category: str
    original: Decimal | None
    original_currency: str
    amount: Decimal | None


@dataclass(frozen=True)
class Totals:
    """The budget added up. `lines` has all of them; sums leave out those without an amount (`uncounted`)."""

    currency: str
    lines: tuple[Line, ...]

    @cached_property
    def total(self) -> Decimal:
        return self.by().get((), NOTHING)

    @cached_property
    def uncounted(self) -> tuple[Line, ...]:
        """Lines with something in the amount that could not be added: no number, or no rate for its currency."""
        return tuple(line for line in self.lines if line.amount is None)

    def by(self, *names: str) -> dict[tuple[str, ...], Decimal]:
        """Sums by one or more of activity, year, source and category: `by("activity", "year")`, in the lines' order."""
        sums: dict[tuple[str, ...], Decimal] = {}
        for line in self.lines:
            if line.amount is not None:
                key = tuple(getattr(line, name) for name in names)
                sums[key] = EXACT.add(sums.get(key, NOTHING), line.amount)
        return sums

    @cached_property
    def by_currency(self) -> dict[str, Decimal]:
        """Sums as they were written, before conversion."""
        sums: dict[str, Decimal] = {}
        for line in self.lines:
            if line.original is not None:
                before = sums.get(line.original_currency, NOTHING)
                sums[line.original_currency] = EXACT.add(before, line.original)
        return sums


def rates(plan: Plan) -> dict[str, Decimal]:
    """Units of each currency for one US dollar, as stated in the plan; the dollar itself is 1."""
    stated = {DOLLAR: Decimal(1)}
    for row in plan["identification"]["rates"]:
        value = number(row["per_usd"])
        if value is not None and value > 0:
            stated.setdefault(row["currency"], value)
    return stated


def convert(amount: Decimal, currency: str, into: str, stated: Mapping[str, Decimal]) -> Decimal | None:
    """An amount in another currency, rounded to cents; None when a rate is missing."""
    if currency == into:
        return amount.quantize(CENT, context=EXACT) if currency else None
    if currency not in stated or into not in stated:
        return None
    return EXACT.divide(EXACT.multiply(amount, stated[into]), stated[currency]).quantize(CENT, context=EXACT)


def totals(plan: Plan, into: str = "") -> Totals:
    """The budget in the plan's currency, or in another (`into`), such as USD for comparing plans of many countries."""
    currency = into or plan["identification"]["currency"] or DOLLAR
    stated = rates(plan)
    known = {activity["id"] for activity in plan["activities"]["activities"]}
    lines = []
    for row in plan["budget"]["lines"]:
        original = number(row["amount"]) if row["amount"] else NOTHING
        amount = None if original is None else convert(original, row["currency"], currency, stated)
        lines.append(
            Line(
                id=row["id"],
                activity=row["activity"] if row["activity"] in known else "",
                year=row["year"] if year(row["year"]) else "",
                source=row["source"],
                category=row["category"],
                original=original,
                original_currency=row["currency"],
                amount=amount if row["amount"] else NOTHING,
            )
        )
    return Totals(currency, tuple(lines))


def pledged(plan: Plan, into: str = "") -> dict[str, Decimal]:
    """What each source said that it gives, in the plan's currency; rows that cannot be converted are left out."""
    currency = into or plan["identification"]["currency"] or DOLLAR
    stated, sums = rates(plan), dict[str, Decimal]()
    for row in plan["budget"]["pledges"]:
        amount = number(row["amount"])
        value = None if amount is None else convert(amount, row["currency"], currency, stated)
        if value is not None:
            sums[row["source"]] = EXACT.add(sums.get(row["source"], NOTHING), value)
    return sums
