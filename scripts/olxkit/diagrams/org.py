"""A tree of institutions, drawn as a list with lines from each to those below it: wide trees fit no phone."""

from __future__ import annotations

from dataclasses import dataclass

from olxkit.diagrams.canvas import EDGE, LINE, SIZE, WIDTH, Canvas
from olxkit.lettering import wrap

INDENT, GAP, PADDING = 28, 10, 8


@dataclass(frozen=True, slots=True)
class Body:
    """An institution at a depth of the tree (0 is the top), with a note on it."""

    depth: int
    name: str
    note: str = ""


def draw(bodies: list[Body], language: str) -> tuple[Canvas, float]:
    """The tree in the order given; the canvas and its height. WordTooWide when a word does not fit."""
    canvas, y = Canvas(language), float(EDGE)
    ends: list[float] = []  # for each depth, down to where its line has been drawn
    for body in bodies:
        x = EDGE + INDENT * body.depth
        inner = WIDTH - EDGE - x - 2 * PADDING
        name = wrap(body.name, inner, SIZE, bold=True)
        note = wrap(body.note, inner, SIZE) if body.note else []
        height = LINE * (len(name) + len(note)) + 2 * PADDING
        if body.depth:
            trunk = x - INDENT / 2
            canvas.line([(trunk, ends[body.depth - 1]), (trunk, y + 20), (x, y + 20)])
            ends[body.depth - 1] = y + 20
        canvas.box(x, y, WIDTH - EDGE - x, height, "head" if body.depth == 0 else "box")
        canvas.words(x + PADDING, y + PADDING, name, "strong")
        canvas.words(x + PADDING, y + PADDING + LINE * len(name), note)
        ends[body.depth :] = [y + height]
        y += height + GAP
    return canvas, y
