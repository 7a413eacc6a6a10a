"""`Name: statement`: two or three columns of short statements."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from itertools import zip_longest

from olxkit.diagrams.compare import draw
from olxkit.problems.base import Diagnostic
from olxkit.problems.diagram import BadDiagram, DiagramLine
from olxkit.source.diagram.lines import Diagram, Line, check_text

STATEMENT = re.compile(r"\s*([^:\s][^:]*?)\s*:\s+(\S.*)")
FORM = "write 'name of the column: statement'"
NAME, TEXT, MOST = 40, 120, 12


def read(lines: list[Line], scale: str, found: list[Diagnostic]) -> Diagram | None:
    """The columns, or None with diagnostics."""
    count = len(found)
    columns: dict[str, list[str]] = {}
    for line in lines:
        match = STATEMENT.fullmatch(line.text)
        if not match:
            found.append(DiagramLine(line.at, kind="compare", advice=FORM))
            continue
        check_text(line, match[1], NAME, found)
        check_text(line, match[2], TEXT, found)
        columns.setdefault(match[1], []).append(match[2])
    if len(found) == count and len(columns) not in (2, 3):
        reason, advice = f"it has {len(columns)} columns", f"use two or three names: there are {', '.join(columns)}"
        found.append(BadDiagram(lines[0].at, kind="compare", reason=reason, advice=advice))
    if len(found) == count and max(map(len, columns.values())) > MOST:
        reason, advice = f"a column has more than {MOST} statements", "keep the ones that decide"
        found.append(BadDiagram(lines[0].at, kind="compare", reason=reason, advice=advice))
    return Diagram(partial(draw, columns), _words(columns)) if len(found) == count else None


def _words(columns: dict[str, list[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    rows = zip_longest(*columns.values(), fillvalue="")
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
