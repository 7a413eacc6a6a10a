"""An earlier survey on paper, as CSV: what each line holds, and why a line cannot be taken. Pure.

A good line becomes one respondent's answers. A bad line is listed whole with everything that is wrong in it, so that
nothing is lost: it can be mended and imported again, and lines that are here already are recognised.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from digigov.common import places
from digigov.common.csv_text import unguarded
from digigov.sectors.rules import SECTORS

from .clean import Fault, clean, still_open
from .instrument import KINDS, N_, cells
from .invented_countries import INVENTED

MOST_LINES, MOST_BYTES, REFERENCE_CHARS = 20_000, 6_000_000, 120
REFERENCE, CONSENT, LANGUAGE = "reference", "consent", "language"
OWN = (REFERENCE, CONSENT, LANGUAGE)
YES = ("yes", "y", "1", "true", "x", "예", "sí", "si", "oui", "да")


class BadFile(Exception):
    """The file as a whole cannot be read; the message is a template of the catalogue over `values`."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template, self.values = template, values


class Paper(NamedTuple):
    """One respondent: the number of the line, the key of its reference or of its answers, and these."""

    line: int
    reference: str
    language: str
    cells: dict[str, str]


class BadLine(NamedTuple):
    """A line that was not taken: its number, its columns as they stand, and what is wrong, by column."""

    line: int
    columns: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Papers:
    """All lines of a file: each is in one of the two lists."""

    header: tuple[str, ...]
    good: list[Paper]
    bad: list[BadLine]


def columns(sectors: Iterable[str]) -> list[str]:
    """The header of a file about these sectors, as the template has it."""
    return [*OWN, *cells(sectors)]


def read(data: bytes, sectors: Iterable[str]) -> Papers:
    """Every line of a file; BadFile when it is no such table."""
    sectors = tuple(sectors)
    rows = _rows(_text(data))
    header = tuple(name.strip().lower() for name in next(rows, (0, []))[1])
    known = columns(sectors)
    if "country" not in header:
        raise BadFile(N_("The first line must name the columns, “country” among them, as the template does."))
    header = tuple("" if name.startswith("(") else name for name in header)  # a remark, such as our own report's
    unknown = [name for name in header if name and name not in known]
    if unknown:
        raise BadFile(N_("The file has columns that the survey does not know: {names}"), names=", ".join(unknown)[:300])
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise BadFile(N_("The file has a column twice: {names}"), names=", ".join(doubled)[:300])
    found, seen = Papers(header, [], []), dict[str, int]()
    for count, (line, row) in enumerate(rows):
        if count >= MOST_LINES:
            raise BadFile(N_("The file has more than {most} lines. Import it in parts."), most=MOST_LINES)
        paper = _paper(line, row, header, sectors)
        if isinstance(paper, Paper) and paper.reference in seen:
            fault = Fault(REFERENCE, N_("The same paper stands in line {line}."), {"line": seen[paper.reference]})
            paper = BadLine(line, tuple(row), (fault,))
        if isinstance(paper, Paper):
            seen[paper.reference] = line
            found.good.append(paper)
        else:
            found.bad.append(paper)
    return found


def _paper(line: int, row: list[str], header: tuple[str, ...], sectors: tuple[str, ...]) -> Paper | BadLine:
    faults = []
    row = [unguarded(value) for value in row]
    extra = [value for value in row[len(header) :] if value.strip()]
    if extra or len(row) < len([name for name in header if name]):
        wanted = {"found": len(row), "wanted": len(header)}
        faults.append(Fault("", N_("The line has {found} columns, the first line {wanted}."), wanted))
    given = {name: value.strip() for name, value in zip(header, row, strict=False) if name}
    if CONSENT in given and given[CONSENT].lower() not in YES:
        faults.append(Fault(CONSENT, N_("The respondent did not agree, so the answers may not be kept.")))
    answers = {name: _code(name, value) for name, value in given.items() if name not in OWN}
    cleaned = clean(answers, sectors)
    faults += cleaned.faults
    named = {fault.cell for fault in faults if fault.cell}
    faults += [fault for fault in still_open(cleaned.cells) if fault.cell not in named]
    reference = given.get(REFERENCE, "")
    if len(reference) > REFERENCE_CHARS:
        long = N_("This text is too long: at most {most} characters.")
        faults.append(Fault(REFERENCE, long, {"most": REFERENCE_CHARS}))
    if faults:
        return BadLine(line, tuple(row), tuple(faults))
    filled = {name: value for name, value in cleaned.cells.items() if value}
    return Paper(line, reference_key(reference) if reference else _digest(filled), given.get(LANGUAGE, "")[:10], filled)


def reference_key(reference: str) -> str:
    """What the table keeps of a paper's reference: databases compare texts each in their own way, digests alike."""
    return "r:" + hashlib.sha256(reference.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(cells: Mapping[str, str]) -> str:
    text = "\x1f".join(f"{name}\x1e{value}" for name, value in sorted(cells.items()))
    return "d:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _code(name: str, value: str) -> str:
    """Names for people as the codes that cells hold: countries in five languages, sectors and kinds in English."""
    if name == "country":
        return _countries().get(value.casefold(), value.upper() if len(value) == 2 else value)
    if name.startswith("rank/") or name.endswith("/kind"):
        return _names().get(value.casefold(), value)
    return value


@cache
def _countries() -> dict[str, str]:
    found = {one.name.casefold(): code for code, one in INVENTED.items()}
    for code, entry in places.lists()["country"].items():
        found |= {name.casefold(): code for name in entry["names"].values()}
    return found


@cache
def _names() -> dict[str, str]:
    sectors = {one.name.casefold(): code for code, one in SECTORS.items()}
    return {**sectors, **{name.casefold(): code for code, name in KINDS.items()}}


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise BadFile(N_("The file is larger than {most} megabytes. Import it in parts."), most=MOST_BYTES // 1_000_000)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(N_("The file is not UTF-8. Save it as “CSV UTF-8” and import it again.")) from None


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number of the line, columns) of every line that is not empty; the separator is the one of the first line."""
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
            yield line, row
