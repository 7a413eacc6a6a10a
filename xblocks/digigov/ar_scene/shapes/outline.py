"""Flat outlines as lists of (x, y), anticlockwise."""

from __future__ import annotations

from math import cos, pi, sin

Outline = list[tuple[float, float]]


def rounded(width: float, height: float, radius: float, steps: int = 4) -> Outline:
    """A rectangle on the x axis, centred on it, with round corners."""
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return [(-width / 2, 0), (width / 2, 0), (width / 2, height), (-width / 2, height)]
    centres = (
        (width / 2 - radius, radius, -pi / 2),
        (width / 2 - radius, height - radius, 0.0),
        (radius - width / 2, height - radius, pi / 2),
        (radius - width / 2, radius, pi),
    )
    return [
        (x + radius * cos(start + pi / 2 * step / steps), y + radius * sin(start + pi / 2 * step / steps))
        for x, y, start in centres
        for step in range(steps + 1)
    ]


def arched(width: float, height: float, opening: float, rise: float, steps: int = 12) -> Outline:
    """A wall on the x axis with a round-headed opening from the ground up, `opening` wide and `rise` high."""
    crown = min(opening / 2, rise)  # height of the round part: an ellipse when the opening is low
    head = [
        (opening / 2 * cos(pi * step / steps), rise - crown + crown * sin(pi * step / steps))
        for step in range(steps + 1)
    ]
    legs_left, legs_right = [(-opening / 2, 0.0)], [(opening / 2, 0.0)]
    if rise - crown < 1e-9:
        legs_left, legs_right = [], []
    inner = [*legs_left, *reversed(head), *legs_right]
    return [(-width / 2, 0.0), *inner, (width / 2, 0.0), (width / 2, height), (-width / 2, height)]


def round_spot(x: float, y: float, radius: float, sides: int = 16) -> Outline:
    """A circle."""
    return [(x + radius * cos(2 * pi * i / sides), y + radius * sin(2 * pi * i / sides)) for i in range(sides)]


def bar(x0: float, y0: float, x1: float, y1: float, width: float) -> Outline:
    """A straight stroke with flat ends."""
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    across = (-(y1 - y0) / length * width / 2, (x1 - x0) / length * width / 2)
    return [
        (x0 - across[0], y0 - across[1]),
        (x1 - across[0], y1 - across[1]),
        (x1 + across[0], y1 + across[1]),
        (x0 + across[0], y0 + across[1]),
    ]


def block(x0: float, y0: float, x1: float, y1: float) -> Outline:
    """A rectangle between two corners."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
