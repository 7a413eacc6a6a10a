"""Writing one sheet of a workbook: headers, text that stays text, numbers that are numbers. Pure, with openpyxl."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

FACE = "Calibri"
HEAD_FONT, HEAD_FILL = Font(name=FACE, bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B3D6E")
SUM_FONT, SUM_FILL = Font(name=FACE, bold=True), PatternFill("solid", fgColor="E8EEF5")
BAR_FILL = PatternFill("solid", fgColor="4A7FB5")
WRAP = Alignment(wrap_text=True, vertical="top")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 has no way to say them
MONEY, PLAIN, DAY = "#,##0.00", "General", "yyyy-mm-dd"


class Formula(str):
    """A formula of ours. Every other text is written as text, whatever it begins with."""


Value = str | Decimal | int | float | date | Formula | None


def header(sheet: Worksheet, names: Sequence[str], widths: Sequence[int], row: int = 1) -> None:
    """The header row; with `row` 1 it stays in view and is repeated in print."""
    for column, (name, width) in enumerate(zip(names, widths, strict=True), 1):
        cell = put(sheet, row, column, name)
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
        sheet.column_dimensions[get_column_letter(column)].width = width
    if row == 1:
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"


def paged(sheet: Worksheet, orientation: str = "landscape") -> None:
    """Print as wide as the page, as many pages long as it takes."""
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = orientation, 0
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def put(sheet: Worksheet, row: int, column: int, value: Value, form: str = PLAIN) -> Cell:
    """One cell. A text that looks like a formula is kept as text, and stays text when somebody edits it."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str) and not isinstance(value, Formula):
        value = _UNWRITABLE.sub(" ", value)
    cell.value = value
    cell.alignment = WRAP
    if isinstance(value, str) and not isinstance(value, Formula):
        cell.data_type = "s"
        if value[:1] in "=+-@\t":
            cell.quotePrefix = True
    else:
        cell.number_format = form
    return cell


def strong(sheet: Worksheet, row: int, columns: int) -> None:
    """Make a row stand out: a sum."""
    for column in range(1, columns + 1):
        sheet.cell(row, column).font, sheet.cell(row, column).fill = SUM_FONT, SUM_FILL
