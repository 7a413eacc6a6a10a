"""Joints between stones: thin dark strips on the faces of a wall, so that it is read as built of blocks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from digigov.ar_scene.scene import Part
from digigov.ar_scene.shapes.paint import Painter, shade
from digigov.ar_scene.shapes.solid import Floats, Mesh, joined

SHARE = 0.05  # of a course's height
LENGTH = 2.2  # of a stone, in heights


def joints(part: Part, paint: Painter, courses: int, top: float) -> None:
    """Strips on all four sides; on ±z they leave out the opening of an arch."""
    x, y, z = part.size
    dark = shade(part.colour, -0.28)
    opening = part.settings.get("opening", 0.0) * x
    rise = part.settings.get("rise", 0.0) * y
    strips = [_place(strip, x, y, z, top) for strip in _strips(x, y, courses, opening, rise)]
    paint.add(dark, *(mesh for strip in strips for mesh in (strip, strip.facing(180))))
    sides = [_place(strip, z, y, x, top).facing(90) for strip in _strips(z, y, courses, 0.0, 0.0)]
    paint.add(dark, *(mesh for strip in sides for mesh in (strip, strip.facing(180))))


def _strips(width: float, height: float, courses: int, opening: float, rise: float) -> Iterator[Floats]:
    """Corners of each strip: left, bottom, right, top, with the middle of the face as 0."""
    course = height / courses
    thick = course * SHARE / 2
    stone = course * LENGTH
    for number in range(courses):
        low, high = number * course, (number + 1) * course
        gap = _half_opening((low + high) / 2, opening, rise)
        if number:
            cut = _half_opening(low, opening, rise)
            spans = [(-width / 2, -cut), (cut, width / 2)] if cut else [(-width / 2, width / 2)]
            for left, right in spans:
                yield np.array([left, low - thick, right, low + thick])
        start = -width / 2 + stone * (0.5 if number % 2 else 1.0)
        for at in np.arange(start, width / 2 - stone * 0.2, stone):
            if abs(at) > gap + thick:
                yield np.array([at - thick, low, at + thick, high])


def _half_opening(y: float, opening: float, rise: float) -> float:
    """Half the width of the arch's opening at a height, with the stones of its ring."""
    if y >= rise or not opening:
        return 0.0
    crown = min(opening / 2, rise)
    above = y - (rise - crown)
    return opening / 2 if above <= 0 else opening / 2 * (1 - (above / crown) ** 2) ** 0.5


def _place(strip: Floats, width: float, height: float, depth: float, top: float) -> Mesh:
    """The strip on the face +z of a block whose sides lean in to `top`."""
    left, low, right, high = strip
    flat = [(left, low), (right, low), (right, high), (left, high)]
    points = []
    for x, y in flat:
        share = 1 - (1 - top) * y / height
        points.append((x * share, y, depth / 2 * share))
    return joined([Mesh(np.array(points), np.array([(0, 1, 2), (0, 2, 3)]))])
