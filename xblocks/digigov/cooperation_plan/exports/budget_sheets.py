"""The sheets of the budget: rates, lines, and sums that are formulas over the lines."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from .. import money
from ..codes import lists
from ..schema import N_
from ..sections import Plan
from ..values import day, number
from .sheet import DAY, MONEY, Formula, Value, figure, header, put, strong
from .writing import Writing


def rates(sheet: Worksheet, plan: Plan, writing: Writing) -> None:
    """Units of each currency for one US dollar; the plan's own currency and the dollar have a row in any case."""
    names = (N_("Currency"), N_("Units for one US dollar"), N_("Date of the rate"), N_("Source of the rate"))
    header(sheet, [writing.t(name) for name in names], [12, 26, 18, 50])
    put(sheet, 2, 1, money.DOLLAR)
    put(sheet, 2, 2, Decimal(1))
    seen, row = {money.DOLLAR}, 2
    for one in plan["identification"]["rates"]:
        if one["currency"] and one["currency"] not in seen and (number(one["per_usd"]) or 0) > 0:
            seen.add(one["currency"])
            row += 1
            put(sheet, row, 1, one["currency"])
            put(sheet, row, 2, figure(one["per_usd"]))
            put(sheet, row, 3, day(one["date"]) or one["date"], DAY)
            put(sheet, row, 4, one["source"])


def lines(sheet: Worksheet, rate_sheet: Worksheet, plan: Plan, writing: Writing) -> None:
    """One row a line; the last column is the amount in the plan's currency, by formula from the sheet of rates."""
    totals, t = money.totals(plan), writing.t
    names = (
        N_("Activity"),
        N_("What is paid for"),
        N_("Category"),
        N_("Year"),
        N_("Source"),
        N_("Amount"),
        N_("Currency"),
    )
    header(sheet, [*(t(name) for name in names), totals.currency], [44, 36, 26, 9, 22, 18, 10, 18])
    names_of = activity_names(plan)
    table = f"{quote_sheetname(rate_sheet.title)}!$A$2:$B${max(rate_sheet.max_row, 2)}"
    for row, (one, line) in enumerate(zip(plan["budget"]["lines"], totals.lines, strict=True), 2):
        put(sheet, row, 1, names_of.get(one["activity"], t(N_("No activity"))))
        put(sheet, row, 2, one["item"])
        put(sheet, row, 3, writing.code("budget-category", one["category"]))
        put(sheet, row, 4, figure(line.year) if line.year else t(N_("No year")))
        put(sheet, row, 5, writing.code("source", one["source"]) or t(N_("No source")))
        put(sheet, row, 6, figure(one["amount"]), MONEY)
        put(sheet, row, 7, one["currency"])
        if line.amount is None:
            put(sheet, row, 8, t(N_("not counted")))
        elif one["currency"] == totals.currency or not one["amount"]:
            put(sheet, row, 8, Formula(f"=ROUND(F{row},2)"), MONEY)
        else:
            into, of = (f"VLOOKUP({cell},{table},2,FALSE)" for cell in (f'"{totals.currency}"', f"G{row}"))
            put(sheet, row, 8, Formula(f"=ROUND(F{row}*{into}/{of},2)"), MONEY)
    last = len(totals.lines) + 1
    put(sheet, last + 1, 1, t(N_("Total")))
    put(sheet, last + 1, 8, Formula(f"=SUM(H2:H{max(last, 2)})"), MONEY)
    strong(sheet, last + 1, 8)
    sheet.auto_filter.ref = f"A1:H{max(last, 2)}"


def sums(sheet: Worksheet, line_sheet: Worksheet, plan: Plan, writing: Writing) -> None:
    """Sources, categories and activities by year; each cell adds up the lines by formula."""
    totals, t = money.totals(plan), writing.t
    years: list[Value] = [
        figure(year) if year else t(N_("No year")) for year in sorted({line.year for line in totals.lines})
    ]
    used = {name: {getattr(line, name) for line in totals.lines} for name in ("source", "category", "activity")}
    keys = (
        (
            N_("Source"),
            "E",
            {code: writing.code("source", code) for code in lists()["source"]},
            "source",
            N_("No source"),
        ),
        (
            N_("Category"),
            "C",
            {code: writing.code("budget-category", code) for code in lists()["budget-category"]},
            "category",
            "",
        ),
        (N_("Activity"), "A", activity_names(plan), "activity", N_("No activity")),
    )
    row = 1
    for heading, column, names, name, none in keys:
        words = [word for code, word in names.items() if code in used[name]]
        words += [t(none) if none else ""] if "" in used[name] else []
        row = _block(sheet, line_sheet, row, column, t(heading), words, years, totals, writing)


def _block(
    sheet: Worksheet,
    line_sheet: Worksheet,
    row: int,
    column: str,
    heading: str,
    words: list[str],
    years: list[Value],
    totals: money.Totals,
    writing: Writing,
) -> int:
    """One table of sums; gives the row where the next begins.

    SUMPRODUCT rather than SUMIFS, which reads "*", ">" and long texts in its criteria as something else.
    """
    last, place = max(len(totals.lines) + 1, 2), quote_sheetname(line_sheet.title)
    total = f"{writing.t(N_('Total'))} ({totals.currency})"
    header(sheet, [heading, *("" for _year in years), total], [44, *(16,) * len(years), 20], row)
    for at, year in enumerate(years):
        put(sheet, row, 2 + at, year)
    head, first = row, row + 1
    for word in words:
        row += 1
        put(sheet, row, 1, word)
        for at in range(len(years)):
            same = f"({place}!${column}$2:${column}${last}=$A{row})"
            then = f"({place}!$D$2:$D${last}={get_column_letter(2 + at)}${head})"
            put(sheet, row, 2 + at, Formula(f"=SUMPRODUCT({same}*{then},{place}!$H$2:$H${last})"), MONEY)
        put(sheet, row, 2 + len(years), Formula(f"=SUM(B{row}:{get_column_letter(1 + len(years))}{row})"), MONEY)
    row += 1
    put(sheet, row, 1, writing.t(N_("Total")))
    for at in range(len(years) + 1 if row > first else 0):
        letter = get_column_letter(2 + at)
        put(sheet, row, 2 + at, Formula(f"=SUM({letter}{first}:{letter}{row - 1})"), MONEY)
    strong(sheet, row, 2 + len(years))
    return row + 2


def activity_names(plan: Plan) -> dict[str, str]:
    """Activities by id, numbered, so that two with the same title stay two."""
    return {one["id"]: f"{at}. {one['title']}" for at, one in enumerate(plan["activities"]["activities"], 1)}
