"""Organisations from a CSV or Excel file, with a report line by line. Pure.

A good line becomes one organisation's values. A bad one is named with everything that is wrong in it; good lines are
taken all the same, and a line of a name that is there already changes that organisation.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .faults import N_, Fault
from .records import ORGANISATION, read

MOST_LINES, MOST_BYTES, MOST_UNPACKED = 20_000, 9_000_000, 100_000_000


class BadFile(Exception):
    """The file as a whole cannot be read; `fault` says why."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template.format(**values))
        self.fault = Fault("file", template, values)


class BadLine(NamedTuple):
    """A line that was not taken, with its text as it stands."""

    line: int
    name: str
    faults: tuple[Fault, ...]


@dataclass
class Lines:
    """Every line of the file, in one of the two lists."""

    good: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def read_file(data: bytes) -> Lines:
    """The lines of a file; BadFile when it is no table of organisations."""
    if len(data) > MOST_BYTES:
        raise BadFile(N_("The file is larger than {most} megabytes. Import it in parts."), most=MOST_BYTES // 1_000_000)
    rows = _excel(data) if data[:2] == b"PK" else _csv(data)
    _number, first = next(rows, (0, []))
    header = [name.strip().lower() for name in first]
    by_label = {cell.label.lower(): name for name, cell in ORGANISATION.items()}
    header = [by_label.get(name, name) for name in header]
    if "name" not in header:
        raise BadFile(N_("The first line must name the columns, “name” among them."))
    unknown = [name for name in header if name and name not in ORGANISATION]
    if unknown:
        raise BadFile(N_("The file has columns that are not known: {names}"), names=", ".join(unknown)[:300])
    if len({*filter(None, header)}) < len([*filter(None, header)]):
        raise BadFile(N_("A column stands in the file twice."))
    found, seen = Lines(), dict[str, int]()
    for count, (line, row) in enumerate(rows):
        if count >= MOST_LINES:
            raise BadFile(N_("The file has more than {most} lines. Import it in parts."), most=MOST_LINES)
        _take(found, seen, header, line, row)
    return found


def _take(found: Lines, seen: dict[str, int], header: list[str], line: int, row: list[str]) -> None:
    given = {name: value for name, value in zip(header, row, strict=False) if name}
    # An empty cell of a file says nothing; in a form it would say "none".
    values, faults = read(ORGANISATION, {name: text for name, text in given.items() if text.strip() or name == "name"})
    if any(value.strip() for value in row[len(header) :]):
        faults.append(Fault("line", N_("The line has more columns than the first line.")))
    name = str(values.get("name", "")).casefold()
    if name and name in seen:
        faults.append(Fault("name", N_("The same name stands in line {line}."), {"line": seen[name]}))
    if faults:
        found.bad.append(BadLine(line, given.get("name", "")[:80], tuple(faults)))
    else:
        seen[name] = line
        found.good.append((line, values))


def _csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(N_("The file is not UTF-8. Save it as “CSV UTF-8” and import it again.")) from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(N_("Line {line} cannot be read: {error}"), line=line, error=str(error)) from None
        if any(value.strip() for value in row):
            yield line, [value.removeprefix("'") if value[:2] in ("'=", "'+", "'-", "'@") else value for value in row]


def _excel(data: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise BadFile(
                    N_("The file is larger than {most} megabytes. Import it in parts."), most=MOST_UNPACKED // 1_000_000
                )
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = ["" if value is None else str(value) for value in row]
            if any(value.strip() for value in cells):
                yield line, cells
    except BadFile:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise BadFile(N_("The Excel file cannot be read.")) from error
