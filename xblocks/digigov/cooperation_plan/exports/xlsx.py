"""The plan as a workbook: logical framework, activities, calendar and budget; sums are formulas over the lines."""

from __future__ import annotations

import io
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from digigov.common.settled import settled

from ..schema import N_
from ..sections import Plan
from ..values import day
from . import budget_sheets, calendar, framework
from .budget_sheets import activity_names
from .sheet import BAR_FILL, DAY, PLAIN, SUM_FONT, Value, figure, header, paged, put
from .writing import Writing

STAMP = datetime(2000, 1, 1)


def make(plan: Plan, writing: Writing, meta: str = "") -> bytes:
    """The workbook as XLSX. `meta` says whose plan it is and which version."""
    book = Workbook()
    book.properties.title, book.properties.creator = plan["identification"]["title"], ""
    book.properties.created = book.properties.modified = STAMP
    _facts(book.active, plan, writing, meta)
    _framework(_sheet(book, N_("Logical framework"), writing), plan, writing)
    _activities(_sheet(book, N_("Activities"), writing), plan, writing)
    _calendar(_sheet(book, N_("Calendar"), writing), plan, writing)
    rates = _sheet(book, N_("Exchange rates"), writing)
    lines = _sheet(book, N_("Budget lines"), writing)
    sums = _sheet(book, N_("Budget sums"), writing)
    budget_sheets.rates(rates, plan, writing)
    budget_sheets.lines(lines, rates, plan, writing)
    budget_sheets.sums(sums, lines, plan, writing)
    for sheet in book.worksheets:
        paged(sheet, "portrait" if sheet is book.active else "landscape")
    stream = io.BytesIO()
    book.save(stream)
    return settled(stream.getvalue())


def _sheet(book: Workbook, name: str, writing: Writing) -> Worksheet:
    sheet = book.create_sheet(writing.t(name)[:31])
    sheet.sheet_view.rightToLeft = writing.locale.text_direction == "rtl"
    return sheet


def _facts(sheet: Worksheet, plan: Plan, writing: Writing, meta: str) -> None:
    t, one = writing.t, plan["identification"]
    sheet.title = t(N_("Identification"))[:31]
    rows: tuple[tuple[str, Value], ...] = (
        (N_("Title"), one["title"]),
        (N_("Version"), meta),
        (N_("Country"), writing.code("country", one["country"])),
        (N_("Location"), one["location"]),
        (N_("Start"), day(one["start"]) or one["start"]),
        (N_("End"), day(one["end"]) or one["end"]),
        (N_("Beneficiaries"), one["beneficiaries"]),
        (N_("Number of beneficiaries"), figure(one["beneficiaries_number"])),
        (N_("Implementing organisation"), one["organisation"]["name"]),
        (N_("Kind of cooperation"), writing.code("modality", plan["modality"]["kind"])),
    )
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 80
    for row, (name, value) in enumerate(rows, 1):
        put(sheet, row, 1, t(name)).font = SUM_FONT
        put(sheet, row, 2, value, DAY if isinstance(value, date) else PLAIN)


def _framework(sheet: Worksheet, plan: Plan, writing: Writing) -> None:
    t = writing.t
    names = (
        N_("Level"),
        N_("Result"),
        N_("Contributes to"),
        N_("Indicator"),
        N_("Measure"),
        N_("Unit"),
        N_("Direction"),
    )
    more = (
        N_("Baseline"),
        N_("Year of the baseline"),
        N_("Target"),
        N_("Date of the target"),
        N_("Means of verification"),
    )
    header(sheet, [t(name) for name in (*names, *more)], [12, 40, 30, 40, 14, 14, 14, 16, 12, 16, 14, 36])
    titles = {one["id"]: one["title"] for one in plan["logframe"]["results"]}
    row = 1
    for _depth, result in framework.ordered(plan["logframe"]["results"]):
        for one in result["indicators"] or [None]:
            row += 1
            values: list[Value] = [
                writing.code("result-level", result["level"]),
                result["title"],
                titles.get(result["parent"], ""),
            ]
            if one:
                values += [
                    one["title"],
                    writing.code("indicator-measure", one["measure"]),
                    one["unit"],
                    writing.code("direction", one["direction"]),
                    figure(one["baseline"]),
                    figure(one["baseline_year"]),
                    figure(one["target"]),
                    day(one["target_date"]) or one["target_date"],
                    one["means"],
                ]
            for column, value in enumerate(values, 1):
                put(sheet, row, column, value, DAY if column == 11 else PLAIN)
    row += 2
    header(
        sheet,
        [t(name) for name in (N_("Level"), N_("Assumption"), N_("The project fails without it"))],
        [12, 40, 30],
        row,
    )
    for one in plan["logframe"]["assumptions"]:
        row += 1
        values = [writing.code("assumption-level", one["level"]), one["text"], writing.yes(one["killer"])]
        for column, value in enumerate(values, 1):
            put(sheet, row, column, value)
    put(sheet, row + 2, 1, t(N_("Pre-conditions")))
    put(sheet, row + 2, 2, plan["logframe"]["preconditions"])


def _activities(sheet: Worksheet, plan: Plan, writing: Writing) -> None:
    names = (N_("Activity"), N_("Output"), N_("Start"), N_("End"), N_("Responsible"), N_("Milestones"))
    header(sheet, [writing.t(name) for name in names], [44, 44, 13, 13, 30, 50])
    titles = {one["id"]: one["title"] for one in plan["logframe"]["results"]}
    names_of = activity_names(plan)
    for row, one in enumerate(plan["activities"]["activities"], 2):
        milestones = "\n".join(f"{mark['date']} {mark['title']}".strip() for mark in one["milestones"])
        put(sheet, row, 1, names_of[one["id"]])
        put(sheet, row, 2, titles.get(one["output"], ""))
        put(sheet, row, 3, day(one["start"]) or one["start"], DAY)
        put(sheet, row, 4, day(one["end"]) or one["end"], DAY)
        put(sheet, row, 5, one["responsible"])
        put(sheet, row, 6, milestones)


def _calendar(sheet: Worksheet, plan: Plan, writing: Writing) -> None:
    chart = next(calendar.bars(plan, writing), None)
    if chart is None:
        return
    header(sheet, [writing.t(N_("Activity")), *chart.periods], [44, *(9,) * len(chart.periods)])
    for row, bar in enumerate(chart.bars, 2):
        put(sheet, row, 1, bar.text)
        for at in range(len(chart.periods)):
            cell = put(sheet, row, 2 + at, "◆" if at in bar.marks else None)
            if bar.first <= at <= bar.last:
                cell.fill = BAR_FILL
