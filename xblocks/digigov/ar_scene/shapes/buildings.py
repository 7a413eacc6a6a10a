"""A house block, the lift, the escalator, the tunnel and the road."""

from __future__ import annotations

from math import pi

import numpy as np

from digigov.ar_scene.scene import Part
from digigov.ar_scene.shapes.paint import DARK, GLASS, STEEL, WHITE, Painter, shade
from digigov.ar_scene.shapes.solid import Mesh, box, prism, surface, swept

PANE = "#5f7d8c"


def building_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    floors, bays = int(part.settings["floors"]), int(part.settings["bays"])
    proud = 0.004 * max(part.size)
    parapet = y * 0.03
    paint.add(part.colour, box((-x / 2 + proud, 0, -z / 2 + proud), (x / 2 - proud, y - parapet, z / 2 - proud)))
    paint.add(shade(part.colour, -0.2), box((-x / 2, y - parapet, -z / 2), (x / 2, y, z / 2)))
    storey = (y - parapet) / floors
    for width, depth, turn in ((x, z, 0), (z, x, 90)):
        count = max(1, round(bays * width / x))
        pitch = width / count
        for floor in range(floors):
            for bay in range(count):
                left = -width / 2 + (bay + 0.2) * pitch
                low = floor * storey + storey * (0.32 if floor else 0.08)
                pane = _pane(left, low, left + pitch * 0.6, floor * storey + storey * 0.82, depth / 2)
                paint.add(PANE, pane.facing(turn), pane.facing(turn + 180))


def _pane(x0: float, y0: float, x1: float, y1: float, z: float) -> Mesh:
    return Mesh(np.array([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)]), np.array([(0, 1, 2), (0, 2, 3)]))


def lift_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    post, ring = 0.07 * min(x, z), 0.04 * y
    for sx in (-1, 1):
        for sz in (-1, 1):
            one = (sx * (x / 2 - post), 0, sz * (z / 2 - post))
            paint.add(STEEL, box((one[0] - post, 0, one[2] - post), (one[0] + post, y, one[2] + post)))
    for low in (0.0, y * 0.62, y - ring):
        for near, far in ((-z / 2, -z / 2 + 2 * post), (z / 2 - 2 * post, z / 2)):
            paint.add(STEEL, box((-x / 2, low, near), (x / 2, low + ring, far)))
        for near, far in ((-x / 2, -x / 2 + 2 * post), (x / 2 - 2 * post, x / 2)):
            paint.add(STEEL, box((near, low, -z / 2), (far, low + ring, z / 2)))
    inner = 0.36
    paint.add(part.colour, box((-x * inner, ring, -z * inner), (x * inner, y * 0.6, z * inner)))
    door = z * inner + 0.01 * z
    for left, right in ((-0.24, -0.008), (0.008, 0.24)):
        paint.add(shade(part.colour, 0.55), box((x * left, ring, z * inner), (x * right, y * 0.5, door)))
    paint.add(WHITE, box((-x * 0.1, y * 0.53, z * inner), (x * 0.1, y * 0.57, door)))
    thin = 0.01 * min(x, z)
    for wall in (
        box((-x / 2 + post, ring, -z / 2 + post), (x / 2 - post, y - ring, -z / 2 + post + thin)),
        box((-x / 2 + post, ring, -z / 2 + post), (-x / 2 + post + thin, y - ring, z / 2 - post)),
        box((x / 2 - post - thin, ring, -z / 2 + post), (x / 2 - post, y - ring, z / 2 - post)),
    ):
        paint.add(GLASS, wall, opacity=0.35)
    paint.add(STEEL, box((-x / 2 + post, y - ring, -z / 2 + post), (x / 2 - post, y, z / 2 - post)))


def escalator_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    rail = min(y * 0.28, 0.3 * x)
    climb, flat = y - rail, 0.14 * x
    thick = min(0.28 * climb, 0.2 * x)
    line = [(-x / 2, 0.0), (-x / 2 + flat, 0.0), (x / 2 - flat, climb), (x / 2, climb)]
    side = [(line[0][0], 0.0), (line[1][0], 0.0), (line[2][0], climb - thick), (line[3][0], climb - thick), line[3],
            line[2], (line[1][0], thick * 0.2), (line[0][0], thick * 0.2)]  # fmt: skip
    wall = 0.1 * z
    for near, far in ((-z / 2, -z / 2 + wall), (z / 2 - wall, z / 2)):
        paint.add(part.colour, prism([(px, max(py, 0.0)) for px, py in side], near, far))
        middle = (near + far) / 2
        pane = [(px, py + thick * 0.1) for px, py in line]
        glass = [*pane, *((px, py + rail * 0.9) for px, py in reversed(line))]
        paint.add(GLASS, prism(glass, middle - wall * 0.1, middle + wall * 0.1), opacity=0.4)
        hand = [(px * 0.97, py + rail * 0.92, middle) for px, py in line]
        paint.add(DARK, swept(hand, rail * 0.08, 8))
    count = int(part.settings["steps"])
    paint.add(STEEL, box((-x / 2, 0, -z / 2 + wall), (line[1][0], thick * 0.2, z / 2 - wall)))
    paint.add(STEEL, box((line[2][0], climb - thick, -z / 2 + wall), (x / 2, climb, z / 2 - wall)))
    run = (line[2][0] - line[1][0]) / count
    for step in range(count):
        left, top = line[1][0] + step * run, climb * (step + 1) / count
        low = max(0.0, climb * step / count - thick * 0.5)
        paint.add(
            STEEL if step % 2 else shade(STEEL, -0.18), box((left, low, -z / 2 + wall), (left + run, top, z / 2 - wall))
        )


def tunnel_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    sides, wall = int(part.settings["sides"]), part.settings["wall"] * z
    start = pi * part.settings["open"]
    angles = np.linspace(start, pi, sides + 1)
    outer = _vault(angles, z / 2, y)
    inner = _vault(angles, z / 2 - wall, y - wall)
    left, right = np.array([-x / 2, 0, 0]), np.array([x / 2, 0, 0])
    paint.add(part.colour, surface(np.stack([outer + left, outer + right], axis=1), smooth=True))
    light = shade(part.colour, 0.45)
    paint.add(light, surface(np.stack([inner + right, inner + left], axis=1), smooth=True))
    edge = shade(part.colour, -0.3)
    paint.add(
        edge, surface(np.stack([inner + right, outer + right])[::1]), surface(np.stack([outer + left, inner + left]))
    )
    cut = np.array([[inner[0] + left, inner[0] + right], [outer[0] + left, outer[0] + right]])
    paint.add(edge, surface(cut))
    _lamps(paint, x, y, z, wall, start)


def _vault(angles: np.ndarray, half: float, height: float) -> np.ndarray:
    """Points of a horseshoe from +z over the top to -z: upright walls for a third of the height, a round above."""
    foot = height * 0.3
    z = half * np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** 0.75
    y = np.where(np.sin(angles) > 0, foot + (height - foot) * np.sin(angles), foot)
    y = np.where(np.isclose(np.sin(angles), 0, atol=1e-6), 0.0, y)
    return np.column_stack([np.zeros_like(angles), y, z])


def _lamps(paint: Painter, x: float, y: float, z: float, wall: float, start: float) -> None:
    """Lamps along the vault, on the side that stays."""
    angle = max(start + 0.25, pi * 0.62)
    at = _vault(np.array([angle]), z / 2 - wall, y - wall)[0] * (1, 0.975, 0.94)
    count = 8
    for number in range(count):
        middle = -x / 2 + (number + 0.5) * x / count
        paint.add("#fff6cf", box((middle - x * 0.028, at[1] - 0.012 * y, at[2] - 0.03 * z),
                                 (middle + x * 0.028, at[1] + 0.006 * y, at[2] + 0.01 * z)))  # fmt: skip


def road_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    lanes, dashes = int(part.settings["lanes"]), int(part.settings["dashes"])
    proud, line = y * 0.1, z * 0.018
    paint.add(part.colour, box((-x / 2, 0, -z / 2), (x / 2, y - proud, z / 2)))
    for middle in (-z / 2 + 3 * line, z / 2 - 3 * line):
        paint.add(WHITE, box((-x / 2, y - proud, middle - line / 2), (x / 2, y, middle + line / 2)))
    for lane in range(1, lanes):
        middle = -z / 2 + z * lane / lanes
        for dash in range(dashes):
            left = -x / 2 + x * (dash + 0.25) / dashes
            right = left + x / dashes / 2
            paint.add(WHITE, box((left, y - proud, middle - line / 2), (right, y, middle + line / 2)))
