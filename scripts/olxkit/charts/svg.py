"""Drawing: lines over years, ranks with the best at the top, and horizontal bars.

Our own hundred lines instead of a plotting library: the picture must be the same bytes everywhere, carry its title
and description for screen readers, and tell series apart by shape as well as by colour.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from olxkit.charts.data import ChartData, Series
from olxkit.lettering import width, wrap

WIDTH, MARGIN_LEFT, MARGIN_RIGHT = 540, 44, 16  # narrow, so that the words stay legible on a phone
LINE = 24
COLOURS = ("#0b4a6f", "#b4470b", "#3f6212", "#6b2f8a")
STYLE = (
    "text{font-family:system-ui,'Noto Sans',sans-serif;font-size:15px;fill:#1f2933}"
    ".title{font-size:18px;font-weight:600}.soft{fill:#52606d}.grid{stroke:#d5dbe1}.value{font-size:14px}"
)


def draw(kind: str, data: ChartData, title: str, description: str, *, missing: str = "no figure") -> str:
    """SVG text of a chart of kind `line`, `rank-line` or `bar`; `missing` stands for a bar without a number."""
    heading = wrap(title, WIDTH - 2 * MARGIN_RIGHT, 18, bold=True)
    body = [_text(16, 28 + LINE * row, line, "title") for row, line in enumerate(heading)]
    top = 28 + LINE * len(heading)
    if len(data.series) > 1:
        body += [_legend(number, series.label, top + LINE * number) for number, series in enumerate(data.series)]
        top += LINE * len(data.series)
    drawn, height = _bars(data, top, missing) if kind == "bar" else _lines(data, top + 20, ranks=kind == "rank-line")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="t d"><title id="t">{escape(title)}</title><desc id="d">{escape(description)}'
        f'</desc><style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>{"".join(body + drawn)}</svg>\n'
    )


def _lines(data: ChartData, top: int, *, ranks: bool) -> tuple[list[str], int]:
    bottom = top + 260
    values = [value for series in data.series for value in series.values if value is not None]
    low, high, step = _scale(values, ranks=ranks)
    gap = (WIDTH - MARGIN_LEFT - MARGIN_RIGHT - 40) / max(1, len(data.categories) - 1)
    xs = [MARGIN_LEFT + 20 + index * gap for index in range(len(data.categories))]

    def y(value: float) -> float:
        part = (value - low) / (high - low)
        return top + (part if ranks else 1 - part) * (bottom - top)

    body = list(_grid(low, high, step, y))
    body += [_text(x, bottom + 46, name, "soft", "middle") for x, name in zip(xs, data.categories, strict=True)]
    for number, series in enumerate(data.series):
        body += _series(series, number, xs, y)
    for index, x in enumerate(xs):
        body += _values(data, index, x, y)
    return body, bottom + 62


def _values(data: ChartData, index: int, x: float, y: Callable[[float], float]) -> Iterator[str]:
    """The numbers at one place of the axis: the highest mark has its number above, all others below."""
    marks = [(y(value), number) for number, one in enumerate(data.series) if (value := one.values[index]) is not None]
    for order, (height, number) in enumerate(sorted(marks)):
        colour = COLOURS[number % len(COLOURS)]
        yield _text(
            x, height + (-11 if order == 0 else 22), data.series[number].cells[index], "value", "middle", colour
        )


def _scale(values: list[float], *, ranks: bool) -> tuple[float, float, float]:
    """Lowest and highest grid line and the step between them; ranks start at 1."""
    high = max(values)
    low = 1.0 if ranks else min(0.0, min(values))
    rough = max(high - low, 1e-9) / 5
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    step = max(1.0, step) if ranks else step
    return low, low + step * math.ceil(max(high - low, step) / step - 1e-9), step


def _grid(low: float, high: float, step: float, y: Callable[[float], float]) -> Iterator[str]:
    for index in range(round((high - low) / step) + 1):
        value = low + index * step
        height = y(value)
        yield f'<path class="grid" d="M{MARGIN_LEFT} {height:.1f}H{WIDTH - MARGIN_RIGHT}"/>'
        yield _text(MARGIN_LEFT - 10, height + 5, f"{value:g}", "soft", "end")


def _series(series: Series, number: int, xs: list[float], y: Callable[[float], float]) -> Iterator[str]:
    """The line, broken at gaps, and a mark with its value at each point."""
    points = [None if value is None else (x, y(value)) for x, value in zip(xs, series.values, strict=True)]
    path, pen_down = "", False
    for point in points:
        path += f"{'L' if pen_down else 'M'}{point[0]:.1f} {point[1]:.1f}" if point else ""
        pen_down = point is not None
    colour = COLOURS[number % len(COLOURS)]
    dash = ' stroke-dasharray="7 5"' if number % 2 else ""
    yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>'
    for point in points:
        if point:
            yield _mark(*point, number)


def _mark(x: float, y: float, number: int) -> str:
    colour = COLOURS[number % len(COLOURS)]
    if number % 2 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
    place = f'x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10"'
    return f'<rect {place} fill="#fff" stroke="{colour}" stroke-width="2.5"/>'


def _legend(number: int, label: str, y: float) -> str:
    return _mark(24, y - 4, number) + _text(38, y + 1, label, "soft")


def _bars(data: ChartData, top: int, missing: str) -> tuple[list[str], int]:
    row = LINE * len(data.series) + 16
    name_width = min(230, 24 + math.ceil(max(width(name, 15) for name in data.categories)))
    highest = max(value for series in data.series for value in series.values if value is not None)
    scale = (WIDTH - name_width - 80) / max(highest, 1e-9)
    body = []
    for index, name in enumerate(data.categories):
        y = top + index * row
        body.append(_text(name_width - 10, y + row / 2, name, "", "end"))
        for number, series in enumerate(data.series):
            place = name_width, y + 4 + number * LINE
            gap = _text(place[0] + 6, place[1] + 16, missing, "soft")
            body.append(_bar(series, number, index, *place, scale) or gap)
    return body, top + row * len(data.categories) + 12


def _bar(series: Series, number: int, index: int, x: float, y: float, scale: float) -> str:
    value = series.values[index]
    if value is None:
        return ""
    length = max(1.0, value * scale)
    colour = COLOURS[number % len(COLOURS)]
    bar = f'<rect x="{x}" y="{y}" width="{length:.1f}" height="{LINE - 4}" fill="{colour}"/>'
    return bar + _text(x + length + 8, y + 15, series.cells[index], "value")


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start", colour: str = "") -> str:
    style = f' style="fill:{colour}"' if colour else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}"{style}>{escape(words)}</text>'
