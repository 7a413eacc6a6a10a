"""The organisers' tables as CSV and XLSX. Texts stay texts: no cell of a learner can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook

from digigov.common.settled import settled

from .sheet import DAY, MONEY, PLAIN, Value, header, paged, put

STAMP = datetime(2000, 1, 1)
WIDEST, NARROWEST = 48, 10
# What a spreadsheet takes for the beginning of a formula when it opens a CSV file (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """A table with its name; `rows` are as long as `header`."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def csv_file(sheet: Sheet) -> bytes:
    """One table as CSV (RFC 4180) in UTF-8 with the mark by which Excel knows it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(sheet.header)
    for row in sheet.rows:
        writer.writerow([_plain(value) for value in row])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def workbook(sheets: Sequence[Sheet], rtl: bool = False) -> bytes:
    """Tables as the sheets of one workbook: numbers are numbers, dates are dates."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.created, book.properties.modified = "", STAMP, STAMP
    for one in sheets:
        sheet = book.create_sheet(one.name[:31])
        sheet.sheet_view.rightToLeft = rtl
        header(sheet, one.header, [_width(one, column) for column in range(len(one.header))])
        for at, row in enumerate(one.rows, 2):
            for column, value in enumerate(row, 1):
                put(sheet, at, column, value, _form(value))
        paged(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return settled(stream.getvalue())


def _plain(value: Value) -> str:
    """A cell of CSV; a text that a spreadsheet would calculate gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \n").startswith(FORMULA) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _form(value: Value) -> str:
    if isinstance(value, Decimal):
        return MONEY
    return DAY if isinstance(value, date) else PLAIN


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in sheet.rows), default=0)
    return max(NARROWEST, min(WIDEST, max(longest, len(sheet.header[column])) + 2))
