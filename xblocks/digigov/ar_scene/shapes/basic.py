"""Plain solids. Each function paints one part of the given width, height and depth, its base centred on the origin."""

from __future__ import annotations

import numpy as np

from digigov.ar_scene.scene import Part
from digigov.ar_scene.shapes.masonry import joints
from digigov.ar_scene.shapes.outline import arched, rounded
from digigov.ar_scene.shapes.paint import Painter
from digigov.ar_scene.shapes.pictures import picture
from digigov.ar_scene.shapes.solid import Mesh, ball, box, cylinder, disc, lathe, prism, swept

PROUD = 0.004  # how far flat drawings stand before their ground, as a share of the longest side


def box_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    courses, top = int(part.settings["courses"]), part.settings["top"]
    inset = PROUD * max(part.size) / 2 if courses else 0.0
    paint.add(part.colour, box((-x / 2 + inset, 0, -z / 2 + inset), (x / 2 - inset, y, z / 2 - inset), top))
    if courses:
        joints(part, paint, courses, top)


def cylinder_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    for mesh in cylinder(0.5, 0, 1, int(part.settings["sides"])):
        paint.add(part.colour, mesh.stretched(x, y, z))


def cone_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    sides = int(part.settings["sides"])
    top = part.settings["top"] / 2
    meshes = cylinder(0.5, 0, 1, sides, top)
    if sides < 8:  # a pyramid has edges
        meshes[0] = lathe([(0.5, 0), (top, 1)], sides, smooth=False)
    turn = 45.0 if sides == 4 else 0.0
    spread = 2**0.5 if sides == 4 else 1.0
    for mesh in meshes:
        paint.add(part.colour, mesh.facing(turn).stretched(x * spread, y, z * spread))


def sphere_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    paint.add(part.colour, ball(0.5, int(part.settings["sides"])).moved(y=0.5).stretched(x, y, z))


def wedge_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    paint.add(part.colour, prism([(-x / 2, 0), (x / 2, 0), (x / 2, y)], -z / 2, z / 2))


def stairs_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    count = int(part.settings["steps"])
    outline = [(-x / 2, 0.0), (x / 2, 0.0)]
    for step in range(count, 0, -1):
        outline += [(-x / 2 + x * step / count, y * step / count), (-x / 2 + x * (step - 1) / count, y * step / count)]
    paint.add(part.colour, prism(outline, -z / 2, z / 2))


def arch_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    courses = int(part.settings["courses"])
    inset = PROUD * max(part.size) / 2 if courses else 0.0
    outline = arched(x, y, x * part.settings["opening"], y * part.settings["rise"])
    paint.add(part.colour, prism(outline, -z / 2 + inset, z / 2 - inset))
    if courses:
        joints(part, paint, courses, 1.0)


def tube_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    sides = int(part.settings["sides"])
    hole = 0.5 * (1 - part.settings["wall"])
    outside = lathe([(0.5, 0), (0.5, 1)], sides)
    inside = lathe([(hole, 0), (hole, 1)], sides)
    inside = Mesh(inside.positions, inside.faces[:, ::-1], -inside.normals)  # type: ignore[operator]
    rings = [
        lathe([(hole, 1), (0.5, 1)], sides, smooth=False),
        lathe([(0.5, 0), (hole, 0)], sides, smooth=False),
    ]
    rings = [Mesh(ring.positions, ring.faces[:, ::-1]) for ring in rings]
    for mesh in (outside, inside, *rings):
        paint.add(part.colour, mesh.laid("x").moved(-0.5, 0.5, 0).stretched(x, y, z))


def pipe_shape(part: Part, paint: Painter) -> None:
    paint.add(part.colour, swept(part.path, part.settings["thickness"] / 2, int(part.settings["sides"])))


def plate_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    paint.add(part.colour, prism(rounded(x, y, min(x, y) * part.settings["round"]), -z / 2, z / 2))


def arrow_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    head, shaft = x / 2 - x * part.settings["head"], z / 2 * part.settings["shaft"]
    outline = [(-x / 2, -shaft), (head, -shaft), (head, -z / 2), (x / 2, 0), (head, z / 2), (head, shaft),
               (-x / 2, shaft)]  # fmt: skip
    flat = prism(outline, -y, 0)
    paint.add(part.colour, Mesh(flat.positions[:, (0, 2, 1)] * (1, -1, 1), flat.faces))


def sign_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    proud = max(z / 12, min(PROUD * max(x, y), z / 4))
    paint.add(part.colour, prism(rounded(x, y, min(x, y) * part.settings["round"]), -z / 2 + proud, z / 2 - proud))
    side = min(x, y)
    for layer, (ink, flat) in enumerate(picture(part.picture)):
        share = 0.5 + 0.25 * layer
        placed = flat.stretched(side / 100, side / 100).moved(
            -side / 2, y / 2 - side / 2, z / 2 - proud + proud * share
        )
        paint.add(part.ink if ink else part.colour, placed, placed.facing(180))


def pillar_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    sides = int(part.settings["sides"])
    foot, head = 0.06, 0.92
    shaft = lathe([(0.36, foot), (0.34, head)], sides)
    paint.add(part.colour, shaft.stretched(x, y, z))
    for low, high, one, other in ((0.0, foot, 0.5, 0.42), (head, 1.0, 0.36, 0.5)):
        ring = lathe([(one, low), (other, high)], sides, smooth=False)
        lids = (disc(other, high, sides), disc(one, low, sides, up=False))
        paint.add(part.colour, *(mesh.stretched(x, y, z) for mesh in (ring, *lids)))


def battlements_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    count = int(part.settings["count"])
    wall = y * 0.4
    paint.add(part.colour, box((-x / 2, 0, -z / 2), (x / 2, wall, z / 2)))
    pitch = x / (count - 0.25 if count > 1 else 1)
    for number in range(count):
        start = -x / 2 + number * pitch
        end = start + pitch * 0.75 if count > 1 else x / 2
        paint.add(part.colour, box((start, wall, -z / 2), (end, y, z / 2)))


def railing_shape(part: Part, paint: Painter) -> None:
    x, y, z = part.size
    count = int(part.settings["posts"])
    rail, post = min(y * 0.08, z), min(z * 0.6, y * 0.05)
    paint.add(part.colour, box((-x / 2, y - rail, -z / 2), (x / 2, y, z / 2)))
    paint.add(part.colour, box((-x / 2, y * 0.5, -post / 2), (x / 2, y * 0.5 + rail * 0.6, post / 2)))
    for middle in np.linspace(-x / 2 + post / 2, x / 2 - post / 2, count):
        paint.add(part.colour, box((middle - post / 2, 0, -post / 2), (middle + post / 2, y - rail, post / 2)))
