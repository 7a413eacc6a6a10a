"""Two or three columns of statements, side by side where their words fit, else one below the other."""

from __future__ import annotations

from collections.abc import Mapping

from olxkit.diagrams.canvas import EDGE, LINE, SIZE, WIDTH, Canvas
from olxkit.lettering import WordTooWide, wrap

GAP, PADDING = 8, 8


def draw(columns: Mapping[str, list[str]], language: str) -> tuple[Canvas, float]:
    """Statements by column; the canvas and its height. WordTooWide when a word fits neither way."""
    try:
        return _beside(columns, Canvas(language))
    except WordTooWide:
        return _below(columns, Canvas(language))


def _beside(columns: Mapping[str, list[str]], canvas: Canvas) -> tuple[Canvas, float]:
    """Rows of cells: the first statements of all columns, then the second ones."""
    count = len(columns)
    wide = (WIDTH - 2 * EDGE - GAP * (count - 1)) / count
    lefts = [EDGE + (wide + GAP) * number for number in range(count)]
    heads = [wrap(name, wide - 2 * PADDING, SIZE, bold=True) for name in columns]
    y = _row(canvas, lefts, EDGE, wide, heads, "head")
    for row in range(max(map(len, columns.values()))):
        cells = [wrap(cells[row], wide - 2 * PADDING, SIZE) if row < len(cells) else [] for cells in columns.values()]
        y = _row(canvas, lefts, y, wide, cells, "box")
    return canvas, y + EDGE - GAP


def _row(canvas: Canvas, lefts: list[float], y: float, wide: float, cells: list[list[str]], kind: str) -> float:
    height = LINE * max(map(len, cells)) + 2 * PADDING
    for x, lines in zip(lefts, cells, strict=True):
        if lines:
            canvas.box(x, y, wide, height, kind)
            canvas.words(x + PADDING, y + PADDING, lines, "strong" if kind == "head" else "")
    return y + height + GAP


def _below(columns: Mapping[str, list[str]], canvas: Canvas) -> tuple[Canvas, float]:
    """Each column a panel of its own."""
    y, inner = float(EDGE), WIDTH - 2 * EDGE - 2 * PADDING
    for name, statements in columns.items():
        for kind, text in (("head", name), *(("box", statement) for statement in statements)):
            lines = wrap(text, inner, SIZE, bold=kind == "head")
            y = _row(canvas, [EDGE], y, WIDTH - 2 * EDGE, [lines], kind)
        y += EDGE
    return canvas, y - GAP
