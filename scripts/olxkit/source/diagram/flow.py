"""`a: Text of box` and `a -> b: label`: boxes and arrows."""

from __future__ import annotations

import re
from functools import partial
from html import escape

from olxkit.diagrams.flow import draw
from olxkit.diagrams.layers import Arrow
from olxkit.problems.base import Diagnostic
from olxkit.problems.diagram import BadDiagram, DiagramLine, NoSuchBox
from olxkit.source.diagram.lines import Diagram, Line, check_text
from olxkit.source.schema import nearest

ARROW = re.compile(r"\s*([\w.-]+?)\s*->\s*([\w.-]+)\s*(?::\s*(.*))?")
BOX = re.compile(r"\s*([\w.-]+)\s*:\s*(\S.*)")
FORM = "write 'name: text of the box', or 'name -> other: label'"
TEXT, LABEL, MOST, MOST_ARROWS = 120, 40, 20, 40


def read(lines: list[Line], scale: str, found: list[Diagnostic]) -> Diagram | None:
    """The flow, or None with diagnostics."""
    count = len(found)
    boxes = _boxes(lines, found)
    arrows = [arrow for line in lines if (arrow := _arrow(line, boxes, found))]
    for size, most, what in ((len(boxes), MOST, "boxes"), (len(arrows), MOST_ARROWS, "arrows")):
        if size > most:
            reason, advice = f"it has {size} {what}", f"leave {most} or fewer, or make two diagrams"
            found.append(BadDiagram(lines[0].at, kind="flow", reason=reason, advice=advice))
    if len(found) > count or not boxes:
        return None
    return Diagram(partial(draw, list(boxes.values()), arrows), _words(list(boxes.values()), arrows))


def _boxes(lines: list[Line], found: list[Diagnostic]) -> dict[str, str]:
    boxes: dict[str, str] = {}
    for line in lines:
        match = None if ARROW.fullmatch(line.text) else BOX.fullmatch(line.text)
        if match:
            if match[1] in boxes:
                reason, advice = f"there are two boxes '{match[1]}'", "give one of them another name"
                found.append(BadDiagram(line.place(match.start(1)), kind="flow", reason=reason, advice=advice))
            check_text(line, match[2], TEXT, found)
            boxes[match[1]] = match[2]
        elif not ARROW.fullmatch(line.text):
            found.append(DiagramLine(line.at, kind="flow", advice=FORM))
    return boxes


def _arrow(line: Line, boxes: dict[str, str], found: list[Diagnostic]) -> Arrow | None:
    match = ARROW.fullmatch(line.text)
    if not match:
        return None
    start, end, label = match[1], match[2], match[3] or ""
    for group in (1, 2):
        if match[group] not in boxes:
            advice = nearest(match[group], boxes, "the boxes are")
            found.append(NoSuchBox(line.place(match.start(group)), box=match[group], advice=advice))
            return None
    if start == end:
        reason, advice = "an arrow leads from a box to itself", "say it in the text of the box"
        found.append(BadDiagram(line.at, kind="flow", reason=reason, advice=advice))
        return None
    check_text(line, label, LABEL, found)
    names = list(boxes)
    return Arrow(names.index(start), names.index(end), label)


def _words(boxes: list[str], arrows: list[Arrow]) -> str:
    items = []
    for number, text in enumerate(boxes):
        leaving = "".join(
            f"<li>→ {escape(boxes[arrow.end])}{f' ({escape(arrow.label)})' if arrow.label else ''}</li>"
            for arrow in arrows
            if arrow.start == number
        )
        items.append(f"<li>{escape(text)}{f'<ul>{leaving}</ul>' if leaving else ''}</li>")
    return f"<ol>{''.join(items)}</ol>"
