"""Pictograms as flat shapes on a square of 100 × 100, y up: layers of the ink's and of the plate's colour in turn.

Drawn for this course after the ideas of ISO 7010 and ISO 7001, so that they are understood at a glance.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin

import numpy as np

from digigov.ar_scene.shapes.outline import Outline, bar, block, round_spot
from digigov.ar_scene.shapes.solid import Mesh, joined, triangles

Layer = tuple[bool, list[Outline]]  # True for ink, False for the plate's colour
INK, PLATE = True, False


def picture(name: str) -> list[tuple[bool, Mesh]]:
    """The layers of a pictogram from below to the top; each says whether it is ink."""
    return [(ink, joined([_flat(outline) for outline in outlines])) for ink, outlines in PICTOGRAMS[name]]


def _flat(outline: Outline) -> Mesh:
    points = np.array(outline, float)
    x, y = points.T
    if np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) < 0:
        points = points[::-1]
    return Mesh(np.column_stack([points, np.zeros(len(points))]), triangles(points))


def _line(points: Sequence[tuple[float, float]], width: float) -> list[Outline]:
    """A stroke through points with round joints."""
    strokes = [bar(*a, *b, width) for a, b in pairwise(points)]
    return [*strokes, *(round_spot(x, y, width / 2, 8) for x, y in points)]


def _person(x: float, ground: float, size: float) -> list[Outline]:
    """A standing figure."""
    s = size / 100
    at = [(px * s + x, py * s + ground) for px, py in ((0, 88), (-17, 70), (17, 70), (-10, 0), (10, 0))]
    head = round_spot(*at[0], 11 * s)
    body = [(x - 17 * s, ground + 74 * s), (x - 17 * s, ground + 40 * s), (x - 9 * s, ground + 40 * s),
            (x - 9 * s, ground), (x + 9 * s, ground), (x + 9 * s, ground + 40 * s), (x + 17 * s, ground + 40 * s),
            (x + 17 * s, ground + 74 * s)]  # fmt: skip
    return [head, body]


def _heart(cx: float, cy: float, size: float) -> Outline:
    points = []
    for i in range(28):
        t = 2 * pi * i / 28
        x = 16 * sin(t) ** 3
        y = 13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)
        points.append((cx + x * size / 34, cy + (y + 2.5) * size / 34))
    return points


def _drop(cx: float, cy: float, radius: float, height: float) -> Outline:
    arc = [(cx + radius * cos(a), cy + radius * sin(a)) for a in np.linspace(pi - 0.55, 2 * pi + 0.55, 20)]
    return [*arc, (cx, cy + height)]


FLAME: Outline = [(50, 8), (66, 12), (76, 26), (75, 42), (66, 56), (63, 46), (58, 64), (47, 92), (44, 72), (34, 56),
                  (26, 42), (24, 28), (34, 13)]  # fmt: skip
CORE: Outline = [(50, 13), (60, 18), (62, 30), (52, 48), (46, 38), (39, 28), (41, 17)]
BOLT: Outline = [(56, 94), (26, 46), (47, 46), (40, 6), (74, 58), (52, 58), (66, 94)]
RUNNER = [
    *_line([(52, 64), (45, 42)], 15),  # the body
    round_spot(60, 82, 9),
    *_line([(54, 67), (70, 58), (81, 66)], 7),
    *_line([(50, 66), (35, 62), (27, 48)], 7),
    *_line([(46, 42), (60, 32), (58, 12)], 8.5),
    *_line([(44, 42), (35, 27), (17, 24)], 8.5),
]
TRIANGLE: Outline = [(50, 92), (6, 12), (94, 12)]
HANDSET: Outline = [(18, 70), (22, 84), (34, 88), (41, 74), (36, 64), (46, 46), (62, 34), (72, 40), (86, 32),
                    (82, 19), (68, 14), (48, 20), (28, 42)]  # fmt: skip
PICTOGRAMS: dict[str, list[Layer]] = {
    "lift": [
        (INK, [block(18, 6, 82, 68), [(28, 78), (46, 78), (37, 94)], [(54, 94), (63, 78), (72, 94)]]),
        (PLATE, [block(23, 11, 77, 63)]),
        (INK, [*_person(36, 14, 44), *_person(64, 14, 44)]),
    ],
    "exit": [
        (INK, [block(62, 4, 94, 96)]),
        (PLATE, [block(68, 4, 88, 90)]),
        (INK, [[(x - 8, y) for x, y in outline] for outline in RUNNER]),
    ],
    "aed": [(INK, [_heart(50, 48, 88)]), (PLATE, [[(56, 76), (32, 44), (47, 44), (42, 18), (68, 54), (52, 54)]])],
    "stairs": [
        (INK, [[(8, 8), (92, 8), (92, 74), (72, 74), (72, 58), (52, 58), (52, 42), (32, 42), (32, 26), (8, 26)]]),
        (INK, [round_spot(32, 86, 8), *_line([(33, 72), (36, 54)], 11), *_line([(36, 54), (40, 44)], 7)]),
    ],
    "escalator": [
        (INK, _line([(10, 14), (28, 14), (72, 66), (92, 66)], 13)),
        (INK, [round_spot(34, 84, 8.5), *_line([(36, 70), (40, 46)], 12)]),
    ],
    "arrow": [(INK, [[(8, 40), (54, 40), (54, 18), (92, 50), (54, 82), (54, 60), (8, 60)]])],
    "wheelchair": [
        (INK, [round_spot(44, 32, 27, 22)]),
        (PLATE, [round_spot(44, 32, 20, 22), block(44, 38, 74, 62)]),
        (INK, [round_spot(42, 90, 8), *_line([(42, 76), (44, 48), (64, 48), (74, 22), (84, 24)], 8),
               *_line([(43, 64), (62, 64)], 6.5)]),
    ],
    "information": [
        (INK, [round_spot(50, 80, 10), block(40, 12, 60, 62), block(34, 52, 50, 62), block(32, 10, 68, 20)]),
    ],
    "toilet": [
        (INK, [*_person(26, 10, 80), round_spot(74, 80.4, 8.8),
               [(64, 69), (84, 69), (94, 34), (82, 34), (82, 10), (66, 10), (66, 34), (54, 34)], block(48, 6, 51, 94)]),
    ],
    "fire": [(INK, [[(x, y) for x, y in FLAME]]), (PLATE, [CORE])],
    "fire-extinguisher": [
        (INK, [[(30, 6), (66, 6), (66, 56), (58, 66), (38, 66), (30, 56)], block(43, 66, 53, 76),
               *_line([(30, 80), (64, 80)], 8), *_line([(62, 80), (70, 90)], 6),
               *_line([(40, 76), (22, 66), (18, 40)], 6), [(13, 42), (23, 42), (25, 26), (11, 26)]]),
        (PLATE, [block(36, 26, 60, 44)]),
    ],
    "phone": [
        (INK, [HANDSET, *_line([(54, 72), (66, 66), (70, 54)], 6), *_line([(60, 88), (80, 80), (88, 60)], 6)]),
    ],
    "alarm": [
        (INK, [round_spot(50, 50, 30, 22)]),
        (PLATE, [round_spot(50, 50, 22, 22)]),
        (INK, [round_spot(50, 50, 12), *_line([(10, 30), (6, 50), (10, 70)], 6),
               *_line([(90, 30), (94, 50), (90, 70)], 6)]),
    ],
    "water": [(INK, [_drop(50, 36, 30, 58)]), (PLATE, _line([(34, 34), (38, 24), (48, 19)], 6))],
    "sewer": [
        (INK, [block(8, 44, 56, 86), block(4, 40, 16, 90)]),
        (PLATE, [block(20, 54, 56, 76)]),
        (INK, [[(44, 74), (56, 74), (68, 60), (72, 42), (58, 42), (54, 54), (44, 56)],
               *_line([(10, 20), (26, 28), (42, 20), (58, 28), (74, 20), (90, 28)], 7)]),
    ],
    "gas": [(INK, [FLAME]), (PLATE, [CORE]), (INK, [block(14, 2, 86, 7)])],
    "power": [(INK, [BOLT])],
    "telecom": [
        (INK, [[(44, 8), (56, 8), (53, 56), (47, 56)], round_spot(50, 62, 9), *_line([(30, 42), (24, 62), (30, 82)], 7),
               *_line([(70, 42), (76, 62), (70, 82)], 7), *_line([(14, 32), (6, 62), (14, 92)], 7),
               *_line([(86, 32), (94, 62), (86, 92)], 7), block(32, 6, 68, 13)]),
    ],
    "heat": [
        (INK, [block(12, 10, 88, 18), *[part for x in (28, 50, 72) for part in
               _line([(x, 28), (x + 8, 42), (x - 6, 60), (x + 4, 78), (x, 90)], 7)]]),
    ],
    "gate": [
        (INK, [[(2, 66), (14, 72), (26, 90), (74, 90), (86, 72), (98, 66), (86, 62), (14, 62)],
               block(20, 48, 80, 62), [(12, 6), (36, 6), (36, 22), (40, 31), (50, 35), (60, 31), (64, 22), (64, 6),
               (88, 6), (84, 46), (16, 46)]]),
        (PLATE, [block(32, 50, 36, 60), block(48, 50, 52, 60), block(64, 50, 68, 60)]),
    ],
    "warning": [(INK, [TRIANGLE]), (PLATE, [[(43, 66), (57, 66), (54, 38), (46, 38)], round_spot(50, 26, 6.5)])],
}  # fmt: skip
