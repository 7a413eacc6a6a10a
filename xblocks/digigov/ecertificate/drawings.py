"""Line drawings made by arithmetic: the security pattern of a certificate, the patch of a status list, a bar chart."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Any


def guilloche(waves: int = 7, width: int = 600, height: int = 90) -> list[str]:
    """Interlaced waves as SVG paths, like the ground of a banknote: each wave is shifted against the last."""
    steps = range(0, width + 1, 6)
    return [
        "M"
        + " L".join(
            f"{x} {height / 2 + height * 0.42 * sin(2 * pi * (x / 150 + wave / waves)) * cos(pi * x / width):.1f}"
            for x in steps
        )
        for wave in range(waves)
    ]


def rosette(petals: int = 12, size: float = 50) -> list[str]:
    """A seal of turned ellipses, as SVG transforms of one ellipse around the middle of a `size` square."""
    return [f"rotate({180 * turn / petals:.1f} {size / 2} {size / 2})" for turn in range(petals)]


def patch(bits: Any, index: int, columns: int = 32, rows: int = 9) -> dict[str, Any]:
    """The bits around `index`: cells with x, y, on; the own one is marked. `first` is the index of the first cell."""
    total, before = columns * rows, columns * (rows // 2) + columns // 2
    first = max(0, min(index - before, len(bits) - total))
    cells = [
        {"x": at % columns, "y": at // columns, "on": bits[first + at], "own": first + at == index}
        for at in range(total)
    ]
    return {"cells": cells, "columns": columns, "rows": rows, "first": first, "last": first + total - 1}


def bars(values: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    """Bars to the start (losses) or the end (gains) of a common zero, in percent of the widest span."""
    low, high = min(0.0, *(value for _, value in values)), max(0.0, *(value for _, value in values))
    span = (high - low) or 1.0
    return [
        {
            "label": label,
            "value": value,
            "start": round(100 * (min(value, 0) - low) / span, 2),
            "width": round(100 * abs(value) / span, 2),
        }
        for label, value in values
    ]
