"""What all units may refer to: sources.yaml, glossary.csv, data files and the files in static/."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from digigov.lesson import rules as lesson_rules
from olxkit.model import Source
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.files import (
    BrokenCsv,
    CourseTooLarge,
    RepeatedColumn,
    StaticCollision,
    StaticNameTooLong,
    StaticSkipped,
    StaticTooLarge,
    UnusedFile,
)
from olxkit.problems.settings import BadValue, MissingKey, RepeatedKey
from olxkit.problems.translation import NumbersDiffer
from olxkit.source import schema
from olxkit.source.files import Files
from olxkit.source.titles import TITLES
from olxkit.source.yamlmap import parse_yaml
from olxkit.static import asset_name, is_skipped

NUMBER = re.compile(r"-?\d+(\.\d+)?")
NAME_LIMIT = 255  # bytes; beyond it the platform's file system refuses to unpack the archive
STATIC_TOTAL = 250_000_000  # bytes; Studio's usual proxy takes no larger upload
STATIC_ADVISED = 5_000_000  # bytes; beyond it a file takes minutes on a slow line


def read_sources(files: Files, found: list[Diagnostic]) -> dict[str, Source]:
    """The bibliography by key; each entry knows its line."""
    if not files.exists("sources.yaml"):
        return {}
    text = files.read_text("sources.yaml")
    node, problems = parse_yaml(text, Position("sources.yaml")) if text is not None else (None, [])
    found += problems
    if node is not None and not node.is_map:
        meaning = "a mapping of keys to title, publisher, year and url"
        found.append(BadValue(node.at, value=node.text()[:80], key="sources.yaml", meaning=meaning))
    if node is None or not node.is_map:
        return {}
    sources = {}
    for key, entry in node.value.items():
        values = schema.read(entry, schema.SOURCE, found, "source")
        url = values.get("url", "")
        if url and not lesson_rules.is_web(url):
            found.append(BadValue(entry.value["url"].at, value=url, key="url", meaning=schema.SOURCE["url"].meaning))
        sources[key] = Source(key, **{"title": key, **values}, line=entry.at.line)  # so that a fault is told once
    return sources


class Glossary(NamedTuple):
    """Definitions by term, and what the filled cells of further columns say, by term and column."""

    definitions: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]


def read_glossary(files: Files, found: list[Diagnostic]) -> Glossary:
    """glossary.csv, which has at least the columns `term` and `definition`."""
    if not files.exists("glossary.csv"):
        return Glossary({}, {})
    path = files.translated("glossary.csv")
    text = files.read_text(path)
    if text is None:
        return Glossary({}, {})
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        columns = reader.fieldnames or []
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        found.append(BrokenCsv(Position(path, max(1, reader.line_num)), reason=error))
        return Glossary({}, {})
    glossary: dict[str, str] = {}
    others: dict[str, dict[str, str]] = {}
    found += _repeated_columns(path, columns)
    for column in ("term", "definition"):
        if column not in columns:
            found.append(MissingKey(Position(path), key=column, meaning="a column of this name"))
            return Glossary({}, {})
    for line, row in rows:
        term, definition = (row["term"] or "").strip(), (row["definition"] or "").strip()
        at = Position(path, line)
        if None in row:  # where csv puts cells beyond the last column
            found.append(BrokenCsv(at, reason=f"the line has more cells than the {len(columns)} columns"))
        elif not term or not definition:
            found.append(MissingKey(at, key="term" if not term else "definition", meaning="a text in this column"))
        elif term in glossary:
            found.append(RepeatedKey(at, key=term))
        else:
            glossary[term] = definition
            cells = ((name, (row[name] or "").strip()) for name in columns if name not in ("term", "definition"))
            others[term] = {name: cell for name, cell in cells if name and cell}
    return Glossary(glossary, others)


def _repeated_columns(path: str, columns: Sequence[str]) -> Iterator[Diagnostic]:
    for index, column in enumerate(columns):
        if column in columns[:index]:
            before = sum(len(one) + 1 for one in columns[:index])  # exact where no cell is quoted
            yield RepeatedColumn(Position(path, 1, before + 1), column=column)


def read_data(files: Files, found: list[Diagnostic]) -> dict[str, str]:
    """The CSV files in data/ by path, for charts, and beside them the language's own, which have the same numbers."""
    if not files.exists("data"):
        return {}
    originals = [path for path in files.walk("data") if path.endswith(".csv")]
    paths = dict.fromkeys(place for path in originals for place in (path, files.translated(path)))
    data = {path: text for path in paths if (text := files.read_text(path)) is not None}
    rows: dict[str, list[list[str]]] = {}
    for path, text in data.items():
        try:
            rows[path] = list(csv.reader(io.StringIO(text), strict=True))
        except csv.Error:  # reported by the chart that needs it
            continue
        found += _repeated_columns(path, rows[path][0] if rows[path] else [])
    for path in originals:
        place = files.translated(path)
        if place != path and path in rows and place in rows:
            found += _other_numbers(place, rows[place], rows[path])
    return data


def _other_numbers(place: str, rows: list[list[str]], original: list[list[str]]) -> Iterator[Diagnostic]:
    """The first line of a translated data file whose numbers are not those of the original."""
    for line in range(1, max(len(rows), len(original))):
        mine, theirs = (_numbers(table[line]) if line < len(table) else [] for table in (rows, original))
        if mine != theirs:
            yield NumbersDiffer(Position(place, line + 1), found=", ".join(mine), original=", ".join(theirs))
            return


def _numbers(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if NUMBER.fullmatch(cell.strip())]


def list_static(files: Files, found: list[Diagnostic]) -> dict[str, str]:
    """Files in static/ by path, with the name that the platform gives each; what it would lose is reported."""
    static: dict[str, str] = {}
    taken: dict[str, str] = {}
    total = 0
    for path in files.walk("static") if files.exists("static") else ():
        name = asset_name(path.removeprefix("static/"))
        if is_skipped(path):
            found.append(StaticSkipped(Position(path), name=path.rsplit("/", 1)[-1]))
        elif (size := files.size(path)) is None:
            continue
        elif len(name.encode()) > NAME_LIMIT:
            found.append(StaticNameTooLong(Position(path), size=len(name.encode()), limit=NAME_LIMIT))
        elif name in taken:
            found.append(StaticCollision(Position(path), other=taken[name], name=name))
        else:
            static[path] = name
            taken[name] = path
            total += size
            if size > STATIC_ADVISED:
                found.append(StaticTooLarge(Position(path), size=size, limit=STATIC_ADVISED))
    if total > STATIC_TOTAL:
        found.append(CourseTooLarge(Position("static"), size=total, limit=STATIC_TOTAL))
    return static


def static_size(files: Files, static: Iterable[str]) -> int:
    """The bytes of these files together; those that cannot be read are reported where they are listed."""
    quiet = Files(files.root)
    return sum(quiet.size(path) or 0 for path in static)


def strays(files: Files) -> Iterator[Diagnostic]:
    """Files in the folders of helpers that help nobody: translations of nothing, data and scenes that are none."""
    listing = Files(files.root)  # what cannot be listed is reported by those who read it, not here once more
    for folder in ("translations", "data", "scenes"):
        for path in listing.walk(folder) if files.exists(folder) else ():
            if not path.rpartition("/")[2].startswith(".") and (advice := _stray_advice(folder, path, files)):
                yield UnusedFile(Position(path), advice=advice)


def _stray_advice(folder: str, path: str, files: Files) -> str:
    if folder == "data":
        return "" if path.endswith(".csv") else "charts take .csv files; put a file for learners into static/"
    if folder == "scenes":
        fits = schema.SCENE_FILE.fullmatch(path.removeprefix("scenes/"))
        return "" if fits else "a scene is a file scenes/NAME.yaml, its name of a-z, 0-9 and hyphens"
    _, _, original = path.removeprefix("translations/").partition("/")
    if original == TITLES:
        return ""
    if not original:
        return "put it into a folder named after its language, such as translations/es"
    return "" if files.exists(original) else f"the course has no '{original}'; give it the path of what it translates"
