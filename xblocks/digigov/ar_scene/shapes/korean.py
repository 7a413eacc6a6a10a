"""The tiled roof and the wooden storey of a Korean gate: a hipped roof (ujingak) with swept eaves on painted beams."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from digigov.ar_scene.scene import Part
from digigov.ar_scene.shapes.paint import Painter, shade
from digigov.ar_scene.shapes.solid import Floats, Mesh, box, cylinder, surface, swept

PLASTER, RAFTERS, BEAM, BOARD = "#e8e4da", "#8d4a3a", "#2f7d6b", "#3e6fa0"
UPWARD = (0.0, 0.28, 0.6, 1.0)  # rows of the slopes, from the eaves to the ridge
EAVE = 0.06  # thickness of the roof at the eaves, as a share of its height


def roof_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    roof = _Roof(x, y, z, part.settings["curve"], part.settings["ridge"])
    tiles = int(part.settings["tiles"])
    count = max(2 * tiles, 12)
    side = max(12, int(count * z / x / 2) * 2)
    paint.add(part.colour, *roof.slopes(count, side, tiles > 0))
    paint.add(shade(part.colour, -0.25), *roof.edge(count, side))
    paint.add(RAFTERS, *roof.underside(10))
    for line, radius in roof.ridges():
        paint.add(PLASTER, swept(line, radius, 6))


class _Roof:
    """`curve` sweeps the corners up, `ridge` is the length of the top as a share of the width."""

    def __init__(self, width: float, height: float, depth: float, curve: float, ridge: float) -> None:
        self.width, self.height, self.depth = width, height, depth
        self.lift = curve * height
        self.bar = min(0.05 * height, 0.03 * width)  # radius of the ridges
        self.half_ridge = width / 2 * ridge
        self.thick = EAVE * height

    def eave(self, share: float) -> float:
        """Height of the eaves at -1 to 1 between the corners."""
        return self.lift * abs(share) ** 3

    def point(self, along: float, up: float, long_side: bool) -> tuple[float, float, float]:
        """A point of the slope towards +z (or +x), from -1 to 1 along it and from the eaves 0 to the ridge 1."""
        half, out, ridge = (
            (self.width / 2, self.depth / 2, self.half_ridge) if long_side else (self.depth / 2, self.width / 2, 0.0)
        )
        inner = 0.0 if long_side else self.half_ridge
        sweep = 1 - 0.05 * (1 - abs(along) ** 2) * (1 - up)  # the eaves bow inwards between the corners
        low = self.eave(along) + self.thick
        top = self.height - 2 * self.bar
        y = low * (1 - up) + top * up - (top - low) * 0.42 * up * (1 - up)
        a = along * (half * (1 - up) + ridge * up)
        b = (out * (1 - up) + inner * up) * (sweep if up < 1 else 1)
        return (a, y, b) if long_side else (b, y, -a)

    def slope(self, columns: int, long_side: bool, tiled: bool) -> Floats:
        points = np.array(
            [[self.point(2 * i / columns - 1, up, long_side) for i in range(columns + 1)] for up in UPWARD]
        )
        if tiled:
            bump = 0.35 * self.width / columns
            inside = np.arange(1, columns)
            points[:, inside, 1] += np.where(inside % 2, bump, 0.0) * np.linspace(1, 0.6, len(UPWARD))[:, None]
        points[..., 1] = np.clip(points[..., 1], 0, self.height)
        return points

    def slopes(self, long: int, short: int, tiled: bool) -> list[Mesh]:
        sides = [surface(self.slope(long, True, tiled)), surface(self.slope(short, False, tiled))]
        return [mesh for side in sides for mesh in (side, side.facing(180))]

    def rim(self, count: int, long_side: bool) -> Floats:
        return np.array([self.point(2 * i / count - 1, 0, long_side) for i in range(count + 1)])

    def edge(self, long: int, short: int) -> list[Mesh]:
        """The board under the eaves."""
        made = []
        for count, long_side in ((long // 2, True), (short // 2, False)):
            upper = self.rim(count, long_side)
            lower = upper - (0, self.thick, 0)
            strip = surface(np.stack([lower, upper]))
            made += [strip, strip.facing(180)]
        return made

    def underside(self, count: int) -> list[Mesh]:
        """From the eaves inwards, seen from below."""
        made = []
        for long_side in (True, False):
            outer = self.rim(count, long_side) - (0, self.thick, 0)
            inner = outer * (0.6, 1, 0.6)
            inner[:, 1] = self.height * 0.12
            sheet = surface(np.stack([inner, outer]))
            made += [sheet, sheet.facing(180)]
        return made

    def ridges(self) -> list[tuple[list[tuple[float, float, float]], float]]:
        """The top ridge and the four hips, each with its radius."""
        top = self.height - self.bar
        half = self.half_ridge
        main = [(half * t, top - self.bar * 0.6 * (1 - t * t), 0.0) for t in np.linspace(-1, 1, 5)]
        hips = []
        for sx in (-1, 1):
            for sz in (-1, 1):
                line = []
                for up in (0.02, *UPWARD[1:]):
                    x, y, z = self.point(1.0, float(up), True)
                    line.append((sx * x, min(y + self.bar * 0.3, self.height - self.bar), sz * z))
                hips.append((line, self.bar * 0.62))
        return [*([(main, self.bar)] if half > 0.01 else []), *hips]


def pavilion_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    bays, depth = int(part.settings["bays"]), int(part.settings["depth"])
    floor, beam, radius = y * 0.06, y * 0.16, min(y * 0.05, x / bays * 0.12)
    paint.add(shade(part.colour, -0.45), box((-x / 2, 0, -z / 2), (x / 2, floor, z / 2)))
    columns = np.linspace(-x / 2 + 2 * radius, x / 2 - 2 * radius, bays + 1)
    rows = np.linspace(-z / 2 + 2 * radius, z / 2 - 2 * radius, depth + 1)
    edge = [(cx, cz) for cx in columns for cz in rows if cx in columns[[0, -1]] or cz in rows[[0, -1]]]
    for cx, cz in edge:
        paint.add(part.colour, (mesh.moved(cx, 0, cz) for mesh in cylinder(radius, floor, y - beam, 10)))
    _beams(paint, x, y, z, beam)
    _brackets(paint, columns, rows, y, beam, radius)
    _doors(part, paint, columns, rows, floor, y - beam, radius)


def _beams(paint: Painter, x: float, y: float, z: float, beam: float) -> None:
    low, middle = y - beam, y - beam * 0.55
    paint.add(BEAM, box((-x / 2 * 0.97, low, -z / 2 * 0.97), (x / 2 * 0.97, middle, z / 2 * 0.97)))
    paint.add("#c2573d", box((-x / 2, middle, -z / 2), (x / 2, middle + beam * 0.15, z / 2)))
    paint.add(BEAM, box((-x / 2 * 0.98, middle + beam * 0.15, -z / 2 * 0.98), (x / 2 * 0.98, y, z / 2 * 0.98)))


def _brackets(paint: Painter, columns: Floats, rows: Floats, y: float, beam: float, radius: float) -> None:
    """Painted blocks under the eaves, above and between the columns, on all four sides."""
    low, wide = y - beam * 0.38, radius * 0.9
    along = np.linspace(columns[0], columns[-1], 2 * len(columns) - 1)
    across = np.linspace(rows[0], rows[-1], 2 * len(rows) - 1)
    spots = [(cx, cz) for cx in along for cz in rows[[0, -1]]] + [(cx, cz) for cx in columns[[0, -1]] for cz in across]
    for cx, cz in spots:
        paint.add(BOARD, box((cx - wide, low, cz - 2 * radius), (cx + wide, y - beam * 0.05, cz + 2 * radius)))


def _doors(part: Part, paint: Painter, columns: Floats, rows: Floats, floor: float, top: float, radius: float) -> None:
    """Lattice panels between the outer columns, and a balustrade line of light paper above the sill."""
    height = top - floor
    paper, frame = "#d9cdb4", shade(part.colour, -0.3)
    x0, x1, z0, z1 = columns[0], columns[-1], rows[0], rows[-1]
    thin = radius * 0.5
    paint.add(
        frame, box((x0, floor, z0 - thin), (x1, top, z0 + thin)), box((x0, floor, z1 - thin), (x1, top, z1 + thin))
    )
    paint.add(
        frame, box((x0 - thin, floor, z0), (x0 + thin, top, z1)), box((x1 - thin, floor, z0), (x1 + thin, top, z1))
    )
    low, high = floor + height * 0.28, top - height * 0.1
    for a, b in pairwise(columns):
        for share0, share1 in ((0.2, 0.48), (0.52, 0.8)):
            left, right = a + (b - a) * share0, a + (b - a) * share1
            for z, way in ((z1, 1), (z0, -1)):
                near, far = sorted((z + way * thin, z + way * thin * 1.5))
                paint.add(paper, box((left, low, near), (right, high, far)))
