"""`- Name | note`, indented under what it belongs to: a tree of institutions."""

from __future__ import annotations

import re
from functools import partial
from html import escape

from olxkit.diagrams.org import Body, draw
from olxkit.problems.base import Diagnostic
from olxkit.problems.diagram import BadDiagram, DiagramCycle, DiagramLine
from olxkit.source.diagram.lines import Diagram, Line, check_text

ITEM = re.compile(r"( *)- +(\S.*)")
FORM = "write '- Name' or '- Name | note', indented by spaces under the one that it belongs to"
NAME, NOTE, MOST, DEEPEST = 80, 160, 40, 5


def read(lines: list[Line], scale: str, found: list[Diagnostic]) -> Diagram | None:
    """The tree, or None with diagnostics."""
    count = len(found)
    bodies: list[Body] = []
    above: list[tuple[int, str]] = []  # indentation and name of those over the line at hand
    for line in lines:
        match = ITEM.fullmatch(line.text)
        if not match:
            found.append(DiagramLine(line.at, kind="org", advice=FORM))
            continue
        indent = len(match[1])
        closed = [level for level, _ in above if level >= indent]
        above = [one for one in above if one[0] < indent]
        if (closed and closed[0] != indent) or (indent and bodies and not above):
            found.append(DiagramLine(line.at, kind="org", advice="indent it as much as those beside it"))
        name, _, note = (part.strip() for part in match[2].partition(" | "))
        if name.casefold() in {other.casefold() for _, other in above}:
            found.append(DiagramCycle(line.place(match.start(2)), box=name))
        check_text(line, name, NAME, found)
        check_text(line, note, NOTE, found)
        bodies.append(Body(len(above), name, note))
        above.append((indent, name))
    found += _too_much(lines, bodies)
    return Diagram(partial(draw, bodies), _words(bodies)) if len(found) == count else None


def _too_much(lines: list[Line], bodies: list[Body]) -> list[Diagnostic]:
    deep = next((number for number, body in enumerate(bodies) if body.depth >= DEEPEST), None)
    advice = f"leave {MOST} or fewer in {DEEPEST} levels, or make two diagrams"
    if deep is not None:
        return [BadDiagram(lines[deep].at, kind="org", reason=f"it has more than {DEEPEST} levels", advice=advice)]
    if len(bodies) > MOST:
        return [BadDiagram(lines[MOST].at, kind="org", reason=f"it has {len(bodies)} boxes", advice=advice)]
    return []


def _words(bodies: list[Body]) -> str:
    html, depth = "", -1
    for body in bodies:
        html += "<ul>" if body.depth > depth else "</li>" + "</ul></li>" * (depth - body.depth)
        note = f" ({escape(body.note)})" if body.note else ""
        html += f"<li>{escape(body.name)}{note}"
        depth = body.depth
    return html + "</li></ul>" * (depth + 1)
