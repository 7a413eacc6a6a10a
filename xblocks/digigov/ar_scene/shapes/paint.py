"""Pieces of a part: meshes with their colours, joined where colour and kind agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from digigov.ar_scene.shapes.solid import Mesh, joined

GLASS, DARK, STEEL, WHITE = "#b3d9ee", "#37474f", "#90a4ae", "#fafafa"


@dataclass(frozen=True)
class Piece:
    """A mesh in one colour (sRGB, "#rrggbb") and opacity, in the coordinates of its part."""

    mesh: Mesh
    colour: str
    opacity: float


@dataclass
class Painter:
    """Collects meshes by colour; `opacity` is the part's own."""

    opacity: float = 1.0
    _heaps: dict[tuple[str, float, bool], list[Mesh]] = field(default_factory=dict)

    def add(self, colour: str, *meshes: Mesh | Iterable[Mesh], opacity: float = 1.0) -> None:
        """More of a colour; `opacity` counts beside the part's."""
        for entry in meshes:
            for mesh in (entry,) if isinstance(entry, Mesh) else entry:
                key = (colour, round(opacity * self.opacity, 3), mesh.normals is not None)
                self._heaps.setdefault(key, []).append(mesh)

    def pieces(self) -> list[Piece]:
        """One piece for each colour, opacity and kind."""
        return [Piece(joined(meshes), colour, opacity) for (colour, opacity, _), meshes in self._heaps.items()]


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of "#rrggbb" from 0 to 1, as written (sRGB)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def shade(colour: str, amount: float) -> str:
    """The colour mixed with white (amount above 0) or black (below 0)."""
    goal = 1.0 if amount > 0 else 0.0
    parts = (round(255 * (value + (goal - value) * abs(amount))) for value in rgb(colour))
    return "#" + "".join(f"{part:02x}" for part in parts)
