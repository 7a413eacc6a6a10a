"""`when | what | note`: a timeline."""

from __future__ import annotations

import re
from functools import partial
from html import escape

from olxkit.diagrams.timeline import Entry, draw_axis, draw_list
from olxkit.problems.base import Diagnostic
from olxkit.problems.diagram import BadDiagram, DiagramLine
from olxkit.source.diagram.lines import Diagram, Line, check_text

YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
MOMENT = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
RANGE = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
FORM = "write 'when | what', or 'when | what | note', with a year in the first part"
SCALED = "on a proportional axis write a year (1987), a month (2021-09) or two years (1987-1991) in the first part"
WHEN, WHAT, NOTE, MOST = 30, 120, 200, 30


def read(lines: list[Line], scale: str, found: list[Diagnostic]) -> Diagram | None:
    """The timeline, or None with diagnostics."""
    entries = [entry for line in lines if (entry := _entry(line, scale, found))]
    if len(entries) != len(lines):
        return None
    for line, before, entry in zip(lines[1:], entries, entries[1:], strict=False):
        if entry.start < before.start:
            reason = f"'{entry.when}' stands after '{before.when}'"
            found.append(BadDiagram(line.at, kind="timeline", reason=reason, advice="put the entries in order of time"))
    if len(entries) > MOST:
        reason = f"it has {len(entries)} entries"
        found.append(BadDiagram(lines[MOST].at, kind="timeline", reason=reason, advice=f"leave {MOST} or fewer"))
    draw = draw_axis if scale == "proportional" else draw_list
    return Diagram(partial(draw, entries), f"<ol>{''.join(map(_words, entries))}</ol>")


def _entry(line: Line, scale: str, found: list[Diagnostic]) -> Entry | None:
    parts = [part.strip() for part in line.text.split("|")]
    span = _span(parts[0], scale)
    if len(parts) not in (2, 3) or not all(parts) or span is None:
        advice = SCALED if scale == "proportional" and 2 <= len(parts) <= 3 else FORM
        found.append(DiagramLine(line.at, kind="timeline", advice=advice))
        return None
    for part, limit in zip(parts, (WHEN, WHAT, NOTE), strict=False):
        check_text(line, part, limit, found)
    when = RANGE.sub(r"\1–\2", parts[0])
    return Entry(when, parts[1], parts[2] if len(parts) == 3 else "", *span)


def _span(when: str, scale: str) -> tuple[float, float] | None:
    """First and last moment in years; None when the text names no year, or none that an axis can show."""
    if span := RANGE.fullmatch(when):
        return (float(span[1]), float(span[2])) if span[1] <= span[2] else None
    if moment := MOMENT.fullmatch(when):
        year = int(moment[1]) + (int(moment[2]) - 1) / 12 if moment[2] else float(moment[1])
        return year, year
    year_in = None if scale == "proportional" else YEAR.search(when)
    return (float(year_in[0]), float(year_in[0])) if year_in else None


def _words(entry: Entry) -> str:
    note = f" ({escape(entry.note)})" if entry.note else ""
    return f"<li><strong>{escape(entry.when)}:</strong> {escape(entry.what)}{note}</li>"
