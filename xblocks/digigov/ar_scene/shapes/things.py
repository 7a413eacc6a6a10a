"""Vehicles, people, trees, fire and the equipment on walls."""

from __future__ import annotations

import numpy as np

from digigov.ar_scene.scene import Part
from digigov.ar_scene.shapes.outline import rounded
from digigov.ar_scene.shapes.paint import DARK, STEEL, WHITE, Painter, shade
from digigov.ar_scene.shapes.solid import Mesh, ball, box, cylinder, disc, lathe, prism, swept

SKIN, HAIR, TYRE, PANE, TRUNK = "#d9a982", "#3b2f2a", "#263238", "#455a64", "#795548"


def car_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    body = [(-0.5, 0.18), (0.5, 0.18), (0.5, 0.42), (0.46, 0.52), (0.24, 0.58), (-0.48, 0.6), (-0.5, 0.5)]
    cabin = [(0.24, 0.58), (0.08, 0.93), (0.02, 0.98), (-0.26, 0.98), (-0.34, 0.93), (-0.46, 0.6)]
    paint.add(part.colour, prism([(px * x, py * y) for px, py in body], -z / 2, z / 2))
    paint.add(PANE, prism([(px * x, py * y) for px, py in cabin], -z * 0.43, z * 0.43))
    top = ((0.05, 0.95), (0.02, 1.0), (-0.26, 1.0), (-0.32, 0.95))
    paint.add(part.colour, prism([(px * x, py * y) for px, py in top], -z * 0.44, z * 0.44))
    paint.add(
        "#fff3c4",
        *(box((x * 0.47, y * 0.36, z * a), (x * 0.5, y * 0.46, z * b)) for a, b in ((-0.46, -0.3), (0.3, 0.46))),
    )
    paint.add(
        "#c62828",
        *(box((-x * 0.5, y * 0.42, z * a), (-x * 0.48, y * 0.52, z * b)) for a, b in ((-0.46, -0.3), (0.3, 0.46))),
    )
    _wheels(paint, x, y, z, (-0.3, 0.31), 0.2)


def lorry_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    paint.add(part.colour, prism([(x * 0.26, y * 0.14), (x * 0.5, y * 0.14), (x * 0.5, y * 0.5), (x * 0.46, y * 0.82),
                                  (x * 0.26, y * 0.82)], -z * 0.48, z * 0.48))  # fmt: skip
    pane = ((0.34, 0.5), (0.5, 0.5), (0.465, 0.78), (0.34, 0.78))
    paint.add(PANE, prism([(px * x, py * y) for px, py in pane], -z * 0.485, z * 0.485))
    paint.add(shade(part.colour, 0.6), box((-x / 2, y * 0.22, -z / 2), (x * 0.24, y, z / 2)))
    paint.add(DARK, box((-x / 2, y * 0.12, -z * 0.4), (x * 0.45, y * 0.22, z * 0.4)))
    _wheels(paint, x, y, z, (-0.4, -0.28, 0.36), 0.14)


def _wheels(paint: Painter, x: float, y: float, z: float, places: tuple[float, ...], share: float) -> None:
    radius, wide = min(y * share, x * 0.12), z * 0.13
    for place in places:
        for turn in (0, 180):
            around = -place if turn else place
            tread = lathe([(radius, 0), (radius, wide)], 14).laid("z").moved(around * x, radius, z / 2 - wide)
            wall = disc(radius, 0, 14).laid("z").moved(around * x, radius, z / 2 - z * 0.008)
            hub = disc(radius * 0.55, 0, 10).laid("z").moved(around * x, radius, z / 2)
            paint.add(TYRE, tread.facing(turn), wall.facing(turn))
            paint.add(STEEL, hub.facing(turn))


def person_shape(part: Part, paint: Painter) -> None:
    made = Painter(paint.opacity)
    trousers = shade(part.colour, -0.5)
    for side in (-1, 1):
        leg = swept([(side * 0.062, 0.03, 0.0), (side * 0.064, 0.26, 0.008), (side * 0.06, 0.49, 0.0)], 0.05, 7)
        made.add(trousers, leg)
        made.add(DARK, box((side * 0.064 - 0.042, 0, -0.055), (side * 0.064 + 0.042, 0.035, 0.1)))
        arm = [(side * 0.135, 0.79, 0), (side * 0.172, 0.62, -0.01), (side * 0.175, 0.48, 0.045)]
        made.add(part.colour, swept(arm, 0.034, 6))
        made.add(SKIN, ball(0.037, 6).moved(side * 0.175, 0.455, 0.052))
    torso = [(0.0, 0.46), (0.115, 0.46), (0.12, 0.54), (0.128, 0.66), (0.158, 0.78), (0.13, 0.82), (0.05, 0.845),
             (0.0, 0.85)]  # fmt: skip
    made.add(part.colour, lathe(torso, 10).stretched(1, 1, 0.62))
    made.add(
        SKIN, lathe([(0.036, 0.83), (0.036, 0.88)], 7), ball(0.066, 10).stretched(1, 1.15, 1).moved(0, 0.915, 0.006)
    )
    made.add(HAIR, ball(0.07, 10).stretched(1, 0.8, 1).moved(0, 0.944, -0.008))
    _fit(made, paint, (0.21, 1.0, 0.105), part)


def wheelchair_shape(part: Part, paint: Painter) -> None:
    made = Painter(paint.opacity)
    for side in (-1, 1):
        for mesh in _ring(0.3, 0.032):
            made.add(TYRE, mesh.moved(side * 0.29, 0.3, -0.08))
        made.add(STEEL, (mesh.laid("x").moved(side * 0.29 - 0.03, 0.3, -0.08) for mesh in cylinder(0.05, 0, 0.06, 8)))
        for angle in np.arange(3) * np.pi / 3:
            dy, dz = np.sin(angle) * 0.29, np.cos(angle) * 0.29
            rod = swept([(side * 0.29, 0.3 - dy, -0.08 - dz), (side * 0.29, 0.3 + dy, -0.08 + dz)], 0.008, 3)
            made.add(STEEL, rod)
        caster = (mesh.laid("x").moved(side * 0.2 - 0.025, 0.075, 0.36) for mesh in cylinder(0.075, 0, 0.05, 6))
        made.add(TYRE, caster)
        made.add(STEEL, swept([(side * 0.24, 0.98, -0.32), (side * 0.24, 0.9, -0.24), (side * 0.24, 0.44, -0.2),
                               (side * 0.24, 0.44, 0.24), (side * 0.2, 0.12, 0.42)], 0.016, 4))  # fmt: skip
        made.add(
            shade(part.colour, -0.5),
            swept([(side * 0.1, 0.56, -0.08), (side * 0.1, 0.56, 0.26), (side * 0.1, 0.14, 0.42)], 0.075, 7),
        )
        made.add(DARK, box((side * 0.1 - 0.06, 0.06, 0.36), (side * 0.1 + 0.06, 0.12, 0.6)))
        arm = [(side * 0.22, 0.98, -0.1), (side * 0.29, 0.76, -0.06), (side * 0.26, 0.68, 0.16)]
        made.add(part.colour, swept(arm, 0.05, 6))
        made.add(SKIN, ball(0.055, 6).moved(side * 0.26, 0.68, 0.19))
    made.add(DARK, box((-0.24, 0.43, -0.22), (0.24, 0.48, 0.24)), box((-0.24, 0.48, -0.24), (0.24, 0.88, -0.2)))
    torso = [(0.0, 0.48), (0.19, 0.5), (0.2, 0.7), (0.235, 0.94), (0.19, 1.02), (0.07, 1.06), (0.0, 1.06)]
    made.add(part.colour, lathe(torso, 10).stretched(1, 1, 0.62).moved(0, 0, -0.08))
    made.add(SKIN, ball(0.1, 10).moved(0, 1.18, -0.06), lathe([(0.06, 1.03), (0.06, 1.12)], 10).moved(0, 0, -0.08))
    made.add(HAIR, ball(0.106, 10).stretched(1, 0.72, 1).moved(0, 1.2, -0.078))
    _fit(made, paint, (0.33, 1.29, 0.49), part, middle=(0.0, 0.0, 0.11))


def _ring(radius: float, thick: float) -> list[Mesh]:
    """A tyre upright in the plane of y and z."""
    line = [(radius - thick + thick * np.cos(a), thick * np.sin(a)) for a in np.linspace(-np.pi, np.pi, 5)]
    return [lathe(line, 16).laid("x")]


def _fit(
    made: Painter, paint: Painter, half: tuple[float, float, float], part: Part, middle: tuple[float, ...] = (0, 0, 0)
) -> None:
    """Puts a figure drawn in its own measure into the part's box without pressing it out of shape."""
    x, y, z = part.size
    scale = min(x / 2 / half[0], y / half[1], z / 2 / half[2])
    for piece in made.pieces():
        mesh = piece.mesh.moved(-middle[0], 0, -middle[2]).stretched(scale, scale, scale)
        paint.add(piece.colour, mesh)


def tree_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    paint.add(TRUNK, (mesh.stretched(x, y, z) for mesh in cylinder(0.09, 0, 0.5, 8, 0.06)))
    for at, radius, tone in (
        ((0, 0.66, 0), 0.34, 0.0),
        ((-0.2, 0.55, 0.1), 0.27, -0.12),
        ((0.21, 0.57, -0.1), 0.26, -0.06),
        ((0.03, 0.83, 0.03), 0.17, 0.1),
    ):
        paint.add(shade(part.colour, tone), ball(radius, 10).stretched(1, 0.9, 1).moved(*at).stretched(x, y, z))


def flame_shape(part: Part, paint: Painter) -> None:
    """Clear tongues round a bright heart."""
    x, y, z = part.size
    profile = [(0.0, 0.0), (0.7, 0.04), (1.0, 0.2), (0.86, 0.4), (0.5, 0.64), (0.2, 0.86), (0.0, 1.0)]
    tongues = (
        ("#ffe14d", 1.0, ((0.0, 0.0, 0.2, 0.5), (0.18, 0.1, 0.13, 0.34))),
        ("#ff9800", 0.62, ((0.0, 0.0, 0.32, 0.76), (-0.24, 0.12, 0.2, 0.5))),
        (
            "#f4511e",
            0.5,
            ((0.0, 0.0, 0.5, 1.0), (-0.4, 0.1, 0.26, 0.7), (0.4, -0.1, 0.26, 0.78), (0.1, 0.42, 0.24, 0.6)),
        ),
    )
    for colour, opacity, places in tongues:
        for cx, cz, radius, height in places:
            line = [(r * radius, h * height) for r, h in profile]
            room = 0.5 - radius
            mesh = lathe(line, 8).moved(cx * min(1.0, 2 * room), 0, cz * min(1.0, 2 * room))
            paint.add(colour, mesh.stretched(x, y, z), opacity=opacity)


def smoke_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    count = int(part.settings["puffs"])
    for number in range(count):
        up = number / max(1, count - 1)
        radius = 0.14 + 0.14 * up
        angle = number * 2.4  # the golden angle: no two above each other
        drift = (0.5 - radius) * (0.3 + 0.7 * up)
        at = (np.cos(angle) * drift, radius + up * (1 - 2 * radius), np.sin(angle) * drift)
        paint.add(part.colour, ball(radius, 8).moved(*at).stretched(x, y, z))


def extinguisher_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    body = [(0.0, 0.0), (0.3, 0.0), (0.32, 0.03), (0.32, 0.66), (0.24, 0.76), (0.1, 0.8), (0.0, 0.8)]
    paint.add(part.colour, lathe(body, 18).moved(-0.05).stretched(x, y, z))
    paint.add(DARK, box((-0.13 * x, 0.8 * y, -0.06 * z), (0.03 * x, 0.88 * y, 0.06 * z)))
    paint.add(
        DARK,
        box((-0.35 * x, 0.88 * y, -0.05 * z), (0.2 * x, 0.93 * y, 0.05 * z)),
        box((-0.3 * x, 0.96 * y, -0.05 * z), (0.2 * x, y, 0.05 * z)),
    )
    hose = [(0.03 * x, 0.84 * y, 0), (0.3 * x, 0.78 * y, 0), (0.42 * x, 0.5 * y, 0), (0.4 * x, 0.2 * y, 0)]
    paint.add(DARK, swept(hose, 0.06 * min(x, z), 8))
    paint.add(WHITE, lathe([(0.324, 0.3), (0.324, 0.52)], 18).moved(-0.05).stretched(x, y, z))


def telephone_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    paint.add(part.colour, prism(rounded(x, y, 0.08 * min(x, y)), -z / 2, z * 0.15))
    paint.add(
        shade(part.colour, -0.45),
        prism(rounded(x * 0.84, y * 0.86, 0.06 * min(x, y)), z * 0.15, z * 0.2).moved(y=y * 0.07),
    )
    grip = [(-0.22 * x, 0.34 * y, 0.34 * z), (-0.22 * x, 0.76 * y, 0.34 * z)]
    paint.add(WHITE, swept(grip, 0.06 * min(x, y), 8))
    for low in (0.28, 0.7):
        paint.add(WHITE, box((-0.34 * x, low * y, 0.2 * z), (-0.1 * x, (low + 0.12) * y, 0.5 * z)))
    for row in range(3):
        for column in range(3):
            left, low = (0.04 + 0.12 * column) * x, (0.38 + 0.13 * row) * y
            paint.add(WHITE, box((left, low, 0.2 * z), (left + 0.08 * x, low + 0.08 * y, 0.26 * z)))


def cabinet_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    paint.add(part.colour, box((-x / 2, 0, -z / 2), (x / 2, y, z * 0.42)))
    paint.add(
        shade(part.colour, 0.18),
        prism(rounded(x * 0.88, y * 0.9, 0.04 * min(x, y)), z * 0.42, z * 0.46).moved(y=y * 0.05),
    )
    paint.add(STEEL, box((x * 0.3, y * 0.44, z * 0.46), (x * 0.35, y * 0.58, z * 0.5)))
