"""From a part of a scene to its geometry."""

from __future__ import annotations

from collections.abc import Callable

from digigov.ar_scene.scene import Part
from digigov.ar_scene.shapes import basic, buildings, korean, things
from digigov.ar_scene.shapes.paint import Painter, Piece

DRAWN: dict[str, Callable[[Part, Painter], None]] = {
    name.removesuffix("_shape"): function
    for module in (basic, buildings, korean, things)
    for name, function in vars(module).items()
    if name.endswith("_shape")
}


def mesh(part: Part) -> list[Piece]:
    """The pieces of a shape in metres, before it is turned and moved: its base centred on the origin."""
    paint = Painter(part.opacity)
    DRAWN[part.shape](part, paint)
    return paint.pieces()
