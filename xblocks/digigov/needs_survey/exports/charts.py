"""Charts as SVG: places in per cent and letters in pixels, so that one drawing fits a phone and a wide page. Pure.

Each is an image with a name for screen readers; the table beside it has every figure. Series differ by shape and not
only by colour. In a language written from right to left the axis runs from the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from ..instrument import KINDS
from .words import Words

LEFT, RIGHT = 2.5, 97.5  # per cent of the width that the axis takes
ROW, TOP, FOOT = 46, 26, 8  # pixels
COLOURS = ("#0b4279", "#1f6357", "#8a4b08", "#6b3a7d", "#a3201d", "#4a5768", "#2b7bb9")


class Pair(NamedTuple):
    """A row with two values on one axis."""

    label: str
    first: float
    second: float
    said: str


class Bar(NamedTuple):
    """A row with one value."""

    label: str
    value: float
    said: str


def _place(value: float, low: float, high: float, w: Words) -> float:
    at = LEFT + (RIGHT - LEFT) * (value - low) / (high - low)
    return round(100 - at if w.rtl else at, 2)


def _svg(title: str, height: int, parts: Sequence[str], name: str) -> str:
    head = (
        f'<svg class="ns-chart ns-chart--{name}" role="img" aria-label="{escape(title)}" width="100%" height="{height}"'
    )
    return f'{head} xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'


def _label(text: str, y: int, w: Words, said: str = "") -> str:
    start, end = ("100%", "0") if w.rtl else ("0", "100%")
    label = f'<text x="{start}" y="{y}" class="ns-chart__label">{escape(text)}</text>'
    if said:
        label += f'<text x="{end}" y="{y}" text-anchor="end" class="ns-chart__said">{escape(said)}</text>'
    return label


def pairs(title: str, rows: Sequence[Pair], low: float, high: float, w: Words) -> str:
    """Two marks in each row, joined: a disc for the first value, a diamond for the second."""
    height, parts = TOP + ROW * len(rows) + FOOT, []
    for step in range(int(low), int(high) + 1):
        x = _place(step, low, high, w)
        parts.append(f'<line x1="{x}%" x2="{x}%" y1="{TOP - 6}" y2="{height}" class="ns-chart__grid"/>')
        parts.append(f'<text x="{x}%" y="{TOP - 12}" text-anchor="middle" class="ns-chart__tick">{step}</text>')
    for at, row in enumerate(rows):
        y = TOP + ROW * at + 32
        first, second = _place(row.first, low, high, w), _place(row.second, low, high, w)
        parts.append(_label(row.label, y - 15, w, row.said))
        parts.append(f'<line x1="{first}%" x2="{second}%" y1="{y}" y2="{y}" class="ns-chart__join"/>')
        # A nested drawing has its own pixels, so that a diamond can stand at a place in per cent.
        diamond = '<path d="M0-7 7 0 0 7-7 0Z" class="ns-chart__second"/>'
        parts.append(f'<svg x="{second}%" y="{y}" overflow="visible">{diamond}</svg>')
        parts.append(f'<circle cx="{first}%" cy="{y}" r="6" class="ns-chart__first"/>')
    return _svg(title, height, parts, "pairs")


def bars(title: str, rows: Sequence[Bar], high: float, w: Words) -> str:
    """One bar in each row, from nothing to `high`."""
    height, parts = ROW * len(rows) + FOOT, []
    for at, row in enumerate(rows):
        y, width = ROW * at + 22, round(100 * min(1.0, row.value / high), 2) if high else 0.0
        x = round(100 - width, 2) if w.rtl else 0
        parts.append(_label(row.label, y - 6, w, row.said))
        parts.append(f'<rect x="0" y="{y}" width="100%" height="12" class="ns-chart__bed"/>')
        parts.append(f'<rect x="{x}%" y="{y}" width="{width}%" height="12" class="ns-chart__bar"/>')
    return _svg(title, height, parts, "bars")


def stacks(title: str, rows: Sequence[tuple[str, Sequence[int]]], w: Words) -> str:
    """Each row a whole, cut into parts in the order of the kinds of cooperation."""
    height, parts = ROW * len(rows) + FOOT, []
    for at, (label, counts) in enumerate(rows):
        y, whole, done = ROW * at + 20, sum(counts), 0.0
        parts.append(_label(label, y - 5, w))
        for colour, count in zip(COLOURS, counts, strict=True):
            width = 100 * count / whole
            x = 100 - done - width if w.rtl else done
            if count:
                parts.append(
                    f'<rect x="{x:.2f}%" y="{y}" width="{width:.2f}%" height="18" fill="{colour}"'
                    f' stroke="#fff" stroke-width="1"/>'
                )
            if width >= 8:
                middle = x + width / 2
                parts.append(
                    f'<text x="{middle:.2f}%" y="{y + 13}" text-anchor="middle" class="ns-chart__inside">{count}</text>'
                )
            done += width
    return _svg(title, height, parts, "stacks")


def key(w: Words) -> list[tuple[str, str]]:
    """(colour, name) of each kind of cooperation."""
    return list(zip(COLOURS, (w.t(name) for name in KINDS.values()), strict=True))
