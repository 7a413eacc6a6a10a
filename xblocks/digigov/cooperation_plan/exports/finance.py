"""The budget as tables: who pays, what for, when. All sums are those of money.py."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import money
from ..codes import lists
from ..schema import N_
from ..sections import Plan
from .paper import Block, Paragraph, Table
from .writing import Writing

ZERO = Decimal(0)


def by_source(plan: Plan, writing: Writing) -> Iterator[Block]:
    """The budget by Korea, partner government and other donors: one small table."""
    totals, t = money.totals(plan), writing.t
    sums = totals.by("source")
    if not totals.lines:
        return
    rows = [
        (_source(source, writing), writing.amount(amount), _share(amount, totals.total, writing))
        for (source,), amount in sums.items()
    ]
    rows.append((t(N_("Total")), writing.amount(totals.total), _share(totals.total, totals.total, writing)))
    header = (t(N_("Source")), f"{t(N_('Amount'))} ({totals.currency})", t(N_("Share")))
    yield Table(
        t(N_("Budget by source")), header, tuple(rows), (50, 30, 20), frozenset({1, 2}), frozenset({len(rows) - 1})
    )


def draw(plan: Plan, writing: Writing) -> Iterator[Block]:
    """Source by year, category by source, activity by year, then every line, and the rates."""
    totals, t = money.totals(plan), writing.t
    if not totals.lines:
        return
    titles = {one["id"]: one["title"] for one in plan["activities"]["activities"]}
    years = sorted({line.year for line in totals.lines})
    sources = [code for code in (*lists()["source"], "") if any(line.source == code for line in totals.lines)]
    year_names = {year: year or t(N_("No year")) for year in years}
    source_names = {code: _source(code, writing) for code in sources}
    category = {line.category: writing.code("budget-category", line.category) or "–" for line in totals.lines}
    activity = {line.activity: titles.get(line.activity) or t(N_("No activity")) for line in totals.lines}
    yield _cross(totals, "source", source_names, "year", year_names, N_("Budget by source and year"), writing)
    yield _cross(totals, "category", category, "source", source_names, N_("Budget by category and source"), writing)
    yield _cross(totals, "activity", activity, "year", year_names, N_("Budget by activity and year"), writing)
    yield from _lines(plan, totals, titles, writing)
    yield from _notes(plan, totals, writing)


def _cross(
    totals: money.Totals,
    down: str,
    downs: dict[str, str],
    across: str,
    acrosses: dict[str, str],
    caption: str,
    writing: Writing,
) -> Table:
    """Sums by two things, with the sums of the rows at the end and of the columns below."""
    t, cells = writing.t, totals.by(down, across)
    rows_sum, columns_sum = totals.by(down), totals.by(across)
    rows = [
        (
            name,
            *(_cell(cells.get((one, other)), writing) for other in acrosses),
            writing.amount(rows_sum.get((one,), ZERO)),
        )
        for one, name in downs.items()
    ]
    sums = (_cell(columns_sum.get((other,)), writing) for other in acrosses)
    rows.append((t(N_("Total")), *sums, writing.amount(totals.total)))
    return Table(
        f"{t(caption)} ({totals.currency})",
        ("", *acrosses.values(), t(N_("Total"))),
        tuple(rows),
        (40, *(18,) * len(acrosses), 20),
        frozenset(range(1, len(acrosses) + 2)),
        frozenset({len(rows) - 1}),
    )


def _lines(plan: Plan, totals: money.Totals, titles: dict[str, str], writing: Writing) -> Iterator[Block]:
    t, converted = writing.t, {line.id: line.amount for line in totals.lines}
    header = (N_("Activity"), N_("What is paid for"), N_("Category"), N_("Year"), N_("Source"), N_("Amount"))
    rows = []
    for row in plan["budget"]["lines"]:
        amount = converted[row["id"]]
        rows.append(
            (
                titles.get(row["activity"], "–"),
                row["item"],
                writing.code("budget-category", row["category"]),
                row["year"],
                _source(row["source"], writing),
                writing.typed_money(row["amount"], row["currency"]) if row["amount"] else "",
                writing.amount(amount) if amount is not None else t(N_("not counted")),
            )
        )
    yield Table(
        t(N_("Budget lines")),
        (*(t(name) for name in header), totals.currency),
        tuple(rows),
        (18, 16, 18, 11, 17, 21, 16),
        frozenset({3, 5, 6}),
    )


def _notes(plan: Plan, totals: money.Totals, writing: Writing) -> Iterator[Block]:
    t = writing.t
    rates = [
        t(N_("{rate} {currency} for one US dollar ({date}; {source})")).format(
            rate=writing.number(row["per_usd"]),
            currency=row["currency"],
            date=writing.date(row["date"]) or "–",
            source=row["source"] or "–",
        )
        for row in plan["identification"]["rates"]
        if row["per_usd"]
    ]
    if rates:
        yield Paragraph(f"{t(N_('Exchange rates'))}: {'; '.join(rates)}.", note=True)
    if totals.uncounted:
        message = t(
            N_("{number} lines are not in the sums: the amount is no number, or the rate of its currency is missing.")
        )
        yield Paragraph(message.format(number=len(totals.uncounted)), note=True)


def _cell(amount: Decimal | None, writing: Writing) -> str:
    return "" if amount is None else writing.amount(amount)


def _share(amount: Decimal, total: Decimal, writing: Writing) -> str:
    return f"{writing.number(str(round(100 * amount / total, 1)))} %" if total else ""


def _source(code: str, writing: Writing) -> str:
    return writing.code("source", code) or writing.t(N_("No source"))
