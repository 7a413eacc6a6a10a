"""Drawing: lines over years, ranks with the best at the top, and horizontal bars.

Our own hundred lines instead of a plotting library: the picture must be the same bytes everywhere, carry its title
and description for screen readers, and tell series apart by shape as well as by colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from olxkit.charts.data import ChartData, Series

WIDTH, MARGIN_LEFT, MARGIN_RIGHT, TOP = 760, 56, 24, 64
COLOURS = ("#0b4a6f", "#b4470b", "#3f6212", "#6b2f8a")
STYLE = (
    "text{font-family:system-ui,'Noto Sans',sans-serif;font-size:14px;fill:#1f2933}"
    ".title{font-size:17px;font-weight:600}.soft{fill:#52606d}.grid{stroke:#d5dbe1}.value{font-size:13px}"
)


def draw(kind: str, data: ChartData, title: str, description: str) -> str:
    """SVG text of a chart of kind `line`, `rank-line` or `bar`."""
    body, height = _bars(data) if kind == "bar" else _lines(data, ranks=kind == "rank-line")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="t d"><title id="t">{escape(title)}</title><desc id="d">{escape(description)}'
        f'</desc><style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>'
        f'{_text(20, 30, title, "title")}{"".join(body)}</svg>\n'
    )


def _lines(data: ChartData, *, ranks: bool) -> tuple[list[str], int]:
    height, bottom = 420, 372
    values = [value for series in data.series for value in series.values if value is not None]
    low, high, step = _scale(values, ranks=ranks)
    span = WIDTH - MARGIN_LEFT - MARGIN_RIGHT - 20
    gap = span / max(1, len(data.categories) - 1)

    def x(index: int) -> float:
        return MARGIN_LEFT + 10 + index * gap

    def y(value: float) -> float:
        part = (value - low) / (high - low)
        return TOP + 26 + (part if ranks else 1 - part) * (bottom - TOP - 26)

    body = list(_grid(low, high, step, y))
    body += [_text(x(index), bottom + 26, name, "soft", "middle") for index, name in enumerate(data.categories)]
    for number, series in enumerate(data.series):
        body += _series(series, number, [x(index) for index in range(len(series.values))], y)
        body.append(_legend(number, series.label))
    return body, height


def _scale(values: list[float], *, ranks: bool) -> tuple[float, float, float]:
    """Lowest and highest grid line and the step between them; ranks start at 1."""
    high = max(values)
    low = 1.0 if ranks else min(0.0, min(values))
    rough = max(high - low, 1e-9) / 5
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    step = max(1.0, step) if ranks else step
    return low, low + step * math.ceil(max(high - low, step) / step - 1e-9), step


def _grid(low: float, high: float, step: float, y: object) -> Iterator[str]:
    for index in range(round((high - low) / step) + 1):
        value = low + index * step
        height = y(value)  # type: ignore[operator]
        yield f'<path class="grid" d="M{MARGIN_LEFT} {height:.1f}H{WIDTH - MARGIN_RIGHT}"/>'
        yield _text(MARGIN_LEFT - 10, height + 5, f"{value:g}", "soft", "end")


def _series(series: Series, number: int, xs: list[float], y: object) -> Iterator[str]:
    """The line, broken at gaps, and a mark with its value at each point."""
    points = [None if value is None else (x, y(value)) for x, value in zip(xs, series.values, strict=True)]  # type: ignore[operator]
    path, pen_down = "", False
    for point in points:
        path += f"{'L' if pen_down else 'M'}{point[0]:.1f} {point[1]:.1f}" if point else ""
        pen_down = point is not None
    colour = COLOURS[number % len(COLOURS)]
    dash = ' stroke-dasharray="7 5"' if number % 2 else ""
    yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>'
    for point, cell in zip(points, series.cells, strict=True):
        if point:
            yield _mark(*point, number)
            yield _text(point[0], point[1] + (-12 if number % 2 == 0 else 24), cell, "value", "middle", colour)


def _mark(x: float, y: float, number: int) -> str:
    colour = COLOURS[number % len(COLOURS)]
    if number % 2 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
    return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" fill="#fff" stroke="{colour}" stroke-width="2.5"/>'


def _legend(number: int, label: str) -> str:
    x, y = 26 + number * 330, 52
    return _mark(x, y, number) + _text(x + 14, y + 5, label, "soft")


def _bars(data: ChartData) -> tuple[list[str], int]:
    row = 26 * len(data.series) + 14
    height = TOP + row * len(data.categories) + 20
    name_width = min(300, 24 + max(len(name) for name in data.categories) * 8)
    highest = max(value for series in data.series for value in series.values if value is not None)
    scale = (WIDTH - name_width - 100) / max(highest, 1e-9)
    body = []
    for index, name in enumerate(data.categories):
        top = TOP + index * row
        body.append(_text(name_width - 10, top + row / 2 + 1, name, "", "end"))
        for number, series in enumerate(data.series):
            value = series.values[index]
            y = top + 4 + number * 26
            if value is None:
                body.append(_text(name_width + 6, y + 16, "no figure", "soft"))
                continue
            colour = COLOURS[number % len(COLOURS)]
            length = max(1.0, value * scale)
            body.append(f'<rect x="{name_width}" y="{y}" width="{length:.1f}" height="22" fill="{colour}"/>')
            body.append(_text(name_width + length + 8, y + 16, series.cells[index], "value"))
    if len(data.series) > 1:
        body += [_legend(number, series.label) for number, series in enumerate(data.series)]
    return body, height


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start", colour: str = "") -> str:
    style = f' style="fill:{colour}"' if colour else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}"{style}>{escape(words)}</text>'
