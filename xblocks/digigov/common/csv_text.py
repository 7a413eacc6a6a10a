"""Tables as CSV for spreadsheet programs: UTF-8 with a mark that Excel knows, and no text that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | int | float | Decimal | None
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(STARTS) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`, for a file of ours that comes back."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(STARTS) else text


def write(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as a file. Numbers stay numbers, a missing value is empty, every text is guarded."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(
        [guarded(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row] for row in rows
    )
    return stream.getvalue().encode("utf-8-sig")
