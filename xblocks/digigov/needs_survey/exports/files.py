"""Tables as CSV and as one workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook

from digigov.common import csv_text, sheet
from digigov.common.settled import settled

from ..instrument import N_
from .tables import Table, Value, Withheld
from .words import Words

STAMP = datetime(2000, 1, 1)
DIGITS = 4  # of a mean or a share, so that a file says what the page says


def csv(table: Table, w: Words) -> bytes:
    """One table for spreadsheet programs."""
    rows = [[_plain(value, w) for value in row] for row in table.rows]
    return csv_text.write([table.header, *rows])


def xlsx(tables: Sequence[Table], title: str, notes: Sequence[str], w: Words) -> bytes:
    """All tables, a sheet each, behind a first sheet that says what they are."""
    book = Workbook()
    book.properties.title, book.properties.creator = title, ""
    book.properties.created = book.properties.modified = STAMP
    first = book.active
    first.title = w.t(N_("About"))[:31]
    first.column_dimensions["A"].width = 100
    for row, text in enumerate((title, *notes), 1):
        sheet.put(first, row, 1, text)
    first.cell(1, 1).font = sheet.SUM_FONT
    for table in tables:
        page = book.create_sheet(_sheet_name(table.title))
        sheet.header(page, table.header, [_width(table, column) for column in range(len(table.header))])
        for row, values in enumerate(table.rows, 2):
            for column, value in enumerate(values):
                form = "0%" if column in table.shares else "0.00" if isinstance(value, float) else sheet.PLAIN
                sheet.put(page, row, column + 1, _plain(value, w), form)
    for page in book.worksheets:
        page.sheet_view.rightToLeft = w.rtl
        sheet.paged(page)
    stream = io.BytesIO()
    book.save(stream)
    return settled(stream.getvalue())


def _sheet_name(title: str) -> str:
    """What a workbook allows: 31 letters, none of them a sign of a formula's address."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]


def _plain(value: Value, w: Words) -> str | int | float | None:
    if isinstance(value, Withheld):
        return w.t(N_("withheld"))
    return round(value, DIGITS) if isinstance(value, float) else value


def _width(table: Table, column: int) -> int:
    texts = [table.header[column], *(row[column] for row in table.rows if isinstance(row[column], str))]
    return min(60, max(10, 2 + max(len(str(text)) for text in texts)))
