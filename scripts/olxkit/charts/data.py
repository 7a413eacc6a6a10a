"""The numbers of a chart: columns of a CSV file, empty cells kept as gaps."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass

LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Series:
    """One line or set of bars: its label, its values (None is a gap) and the cells as the author wrote them."""

    label: str
    values: tuple[float | None, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """Categories along the first axis and the series over them."""

    x_label: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


def read_data(text: str, x: str, columns: list[str], labels: list[str]) -> ChartData:
    """Takes the named columns out of CSV text; ValueError with a sentence when that cannot be done."""
    try:
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise ValueError(f"the data is not valid CSV ({error})") from None
    if not rows:
        raise ValueError("the data file has no rows")
    if surplus := next((line for line, row in enumerate(rows, 2) if None in row), 0):
        raise ValueError(f"row {surplus} of the data has more cells than there are columns")
    for column in (x, *columns):
        if column not in rows[0]:
            raise ValueError(f"the data has no column '{column}'; it has {', '.join(map(str, rows[0]))}")
    if len(labels) != len(columns):
        raise ValueError(f"there are {len(columns)} columns in 'y' and {len(labels)} labels")
    categories = tuple((row[x] or "").strip() for row in rows)
    series = tuple(_series(rows, column, label) for column, label in zip(columns, labels, strict=True))
    if not any(value is not None for one in series for value in one.values):
        raise ValueError("the columns hold no number")
    return ChartData(x, categories, series)


def _series(rows: list[dict[str, str]], column: str, label: str) -> Series:
    cells = tuple((row[column] or "").strip() for row in rows)
    return Series(label, tuple(_number(cell, column, line) for line, cell in enumerate(cells, 2)), cells)


def _number(cell: str, column: str, line: int) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not abs(value) <= LARGEST:  # so written that NaN is refused too
        raise ValueError(f"'{cell}' in column '{column}', line {line}, is not a number that can be drawn")
    return value
