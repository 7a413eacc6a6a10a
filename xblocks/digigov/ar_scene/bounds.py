"""The boxes that parts stand in, from their settings alone: no geometry is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import cos, radians, sin

from digigov.ar_scene.scene import Extent, Part, Scene, Vector

Matrix = tuple[Vector, Vector, Vector]


def rotation(turn: Vector) -> Matrix:
    """Rows of the matrix that turns about x, then y, then z, by degrees."""
    (a, b, c), (d, e, f) = (tuple(map(call, map(radians, turn))) for call in (cos, sin))
    return (
        (b * c, d * e * c - a * f, a * e * c + d * f),
        (b * f, d * e * f + a * c, a * e * f - d * c),
        (-e, d * b, a * b),
    )


def turned(matrix: Matrix, point: Vector) -> Vector:
    """The point after the rotation."""
    x, y, z = (sum(row[i] * point[i] for i in range(3)) for row in matrix)
    return x, y, z


def box_of(part: Part) -> Extent:
    """The box of a shape before it is turned and moved: its base is centred on the origin."""
    if part.shape == "pipe":
        half = part.settings["thickness"] / 2
        return _around(part.path, half)
    x, y, z = part.size
    return Extent((-x / 2, 0.0, -z / 2), (x / 2, y, z / 2))


def extent_of_part(part: Part, models: Mapping[str, Extent]) -> Extent | None:
    """Where the part stands in the scene; None for a model whose own extent is not among `models`."""
    if part.model and part.model not in models:
        return None
    box = models[part.model] if part.model else box_of(part)
    scale = part.scale if part.model else 1.0
    matrix = rotation(part.turn)
    moved = []
    for corner in box.corners():
        x, y, z = turned(matrix, (corner[0] * scale, corner[1] * scale, corner[2] * scale))
        moved.append((x + part.at[0], y + part.at[1], z + part.at[2]))
    return _around(moved)


def extent_of(scene: Scene, models: Mapping[str, Extent] | None = None) -> Extent:
    """The box round the whole scene; `models` holds the extents of its GLB files by path."""
    boxes = (extent_of_part(part, models or {}) for part in scene.parts)
    return _around([corner for box in boxes if box for corner in (box.low, box.high)])


def top_of(part: Part) -> Vector:
    """The centre of the part's top: where a hotspot stands that says no place. For shapes only."""
    box = extent_of_part(part, {})
    assert box is not None
    return box.centre[0], box.high[1], box.centre[2]


def _around(points: Iterable[Vector], margin: float = 0.0) -> Extent:
    columns = list(zip(*points, strict=True)) or [(0.0,)] * 3
    low = tuple(min(column) - margin for column in columns)
    high = tuple(max(column) + margin for column in columns)
    return Extent(low, high)  # type: ignore[arg-type]
