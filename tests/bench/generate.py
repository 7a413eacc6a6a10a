"""A course of any size, the same every time: what an author writes, in the proportions of the real course.

A unit has about 600 words: headings, lists, a table, links, citations, emphasis, code, a footnote, an admonition, and
every second one a question. The course has a glossary of 40 terms, 50 sources and two pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from unit_text import SOURCES, TERMS, UnitText

UNITS_A_SUBSECTION = 5
SUBSECTIONS_A_SECTION = 4

COURSE = """\
org: Bench
course: B101
run: "2021"
title: A course of {units} units
timezone: Asia/Seoul
edition: "2021"
editions:
  "2021":
    part-1: {{start: 2021-09-07, end: 2021-09-28}}
    part-2: {{start: 2021-11-08, end: 2021-11-26}}
grading:
  pass: 0.6
  types:
    - {{name: Quiz, short: Q, weight: 100, min: 3, drop: 0}}
"""
SOURCE = """\
{key}:
  title: "Report {number} on the state of digital government"
  publisher: "Institute {number}"
  year: "{year}"
  url: "https://example.org/reports/{number}"
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><path d="M0 {y}H400" stroke="#036"/></svg>\n'


def write_course(root: Path, units: int) -> None:
    """Writes a course of that many units into `root`, which it makes."""
    _write(root / "course.yaml", COURSE.format(units=units))
    entries = (SOURCE.format(key=key, number=number, year=1990 + number % 30) for number, key in enumerate(SOURCES))
    _write(root / "sources.yaml", "".join(entries))
    rows = (f'{term},"What officials mean by {term}, in one sentence."\n' for term in TERMS)
    _write(root / "glossary.csv", "term,definition\n" + "".join(rows))
    _write(root / "about/overview.md", "## About this course\n\nWho it is for, and what it asks of you.\n")
    for number in (1, 2):
        _write(root / f"static/picture-{number}.svg", PICTURE.format(y=number * 60))
    paths = list(unit_paths(units))
    for folder in dict.fromkeys(path.rsplit("/", 2)[0] for path in paths):
        _write(root / folder / "index.md", _index(folder, "part: 1\nopens: +0d"))
    for number, folder in enumerate(dict.fromkeys(path.rsplit("/", 1)[0] for path in paths)):
        _write(root / folder / "index.md", _index(folder, "graded: Quiz\ndue: +14d" if number % 4 == 3 else ""))
    for number, path in enumerate(paths):
        _write(root / path, UnitText(Random(number), number, path, paths).text())


def unit_paths(units: int) -> Iterator[str]:
    """The unit files in the order of the course."""
    for number in range(units):
        subsection, unit = divmod(number, UNITS_A_SUBSECTION)
        section, subsection = divmod(subsection, SUBSECTIONS_A_SECTION)
        yield f"{section + 1:03}-section/{subsection + 1:02}-subsection/{unit + 1:02}-unit.md"


def edit_unit(root: Path, units: int, words: str) -> None:
    """Adds a sentence to the unit in the middle of the course."""
    path = root / list(unit_paths(units))[units // 2]
    path.write_text(f"{path.read_text('utf-8')}\n{words}\n", "utf-8")


def _index(folder: str, more: str) -> str:
    id = folder.replace("/", "-")
    return f"---\nid: {id}\ntitle: The matter of {id}\n{more}\n---\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
