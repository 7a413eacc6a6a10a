"""Meshes and the ways to make them. Positions in metres; triangles anticlockwise seen from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import pi, tau

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Faces = NDArray[np.int64]


@dataclass(frozen=True)
class Mesh:
    """`positions` n×3, `faces` m×3 indices; `normals` n×3 for round things, None where every triangle is flat."""

    positions: Floats
    faces: Faces
    normals: Floats | None = None

    def moved(self, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Mesh:
        """The mesh shifted."""
        return replace(self, positions=np.add(self.positions, (x, y, z)))

    def laid(self, axis: str) -> Mesh:
        """The mesh with its y axis turned to +`axis` (x or z); its base is then at the axis' start."""
        order, sign = ((1, 0, 2), (1, -1, 1)) if axis == "x" else ((0, 2, 1), (1, -1, 1))
        return self.mapped(lambda points: points[:, order] * sign)

    def facing(self, degrees: float) -> Mesh:
        """The mesh turned round the vertical."""
        angle = np.radians(degrees)
        matrix = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
        return self.mapped(lambda points: points @ matrix.T)

    def leaning(self, degrees: float) -> Mesh:
        """The mesh turned about z, from +x towards +y."""
        angle = np.radians(degrees)
        matrix = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
        return self.mapped(lambda points: points @ matrix.T)

    def stretched(self, x: float = 1.0, y: float = 1.0, z: float = 1.0) -> Mesh:
        """The mesh scaled; factors above 0."""
        normals = self.normals
        if normals is not None:
            normals = _unit(normals / (x, y, z))
        return replace(self, positions=self.positions * (x, y, z), normals=normals)

    def mirrored(self) -> Mesh:
        """The mesh with left and right exchanged."""
        mirror = (-1, 1, 1)
        normals = None if self.normals is None else self.normals * mirror
        return Mesh(self.positions * mirror, self.faces[:, ::-1], normals)

    def mapped(self, turn) -> Mesh:
        """The mesh after a rotation."""
        normals = None if self.normals is None else turn(self.normals)
        return replace(self, positions=turn(self.positions), normals=normals)


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """One mesh of several, all flat or all with normals; vertices that are equal become one."""
    counts = np.cumsum([0, *(len(mesh.positions) for mesh in meshes)])
    positions = np.concatenate([mesh.positions for mesh in meshes])
    faces = np.concatenate([mesh.faces + count for mesh, count in zip(meshes, counts, strict=False)])
    normals = [mesh.normals for mesh in meshes if mesh.normals is not None]
    return Mesh(positions, faces, np.concatenate(normals) if normals else None)


def box(low: ArrayLike, high: ArrayLike, top: float = 1.0) -> Mesh:
    """A block between two corners; `top` shrinks its upper side towards the middle."""
    (x0, y0, z0), (x1, y1, z1) = np.asarray(low, float), np.asarray(high, float)
    cx, cz, hx, hz = (x0 + x1) / 2, (z0 + z1) / 2, (x1 - x0) / 2, (z1 - z0) / 2
    corners = [
        (cx + sx * hx * share, y, cz + sz * hz * share)
        for y, share in ((y0, 1.0), (y1, top))
        for sx, sz in ((-1, -1), (-1, 1), (1, 1), (1, -1))
    ]
    quads = [(3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    return Mesh(np.array(corners), _quads(quads))


def lathe(profile: Sequence[tuple[float, float]], sides: int, *, smooth: bool = True) -> Mesh:
    """The surface that a line of (radius, height), from below upwards on the outside, sweeps round the vertical."""
    line = np.array(profile, float)
    angles = np.arange(sides + 1) * tau / sides
    rows, columns = len(line), sides + 1
    positions = np.zeros((rows, columns, 3))
    positions[..., 0] = line[:, :1] * np.cos(angles)
    positions[..., 1] = line[:, 1:]
    positions[..., 2] = -line[:, :1] * np.sin(angles)
    faces = _lattice(rows, columns)
    slope = np.gradient(line, axis=0)
    normals = np.zeros_like(positions)
    normals[..., 0] = slope[:, 1:] * np.cos(angles)
    normals[..., 1] = -slope[:, :1]
    normals[..., 2] = -slope[:, 1:] * np.sin(angles)
    mesh = Mesh(positions.reshape(-1, 3), faces, _unit(normals.reshape(-1, 3)) if smooth else None)
    return _without_slivers(mesh)


def disc(radius: float, y: float, sides: int, *, up: bool = True) -> Mesh:
    """A flat round lid."""
    angles = np.arange(sides) * tau / sides
    positions = np.stack([radius * np.cos(angles), np.full(sides, y), -radius * np.sin(angles)], axis=1)
    faces = np.array([(0, i, i + 1) for i in range(1, sides - 1)])
    return Mesh(positions, faces if up else faces[:, ::-1])


def cylinder(radius: float, y0: float, y1: float, sides: int, top: float | None = None) -> list[Mesh]:
    """An upright round with its two lids; `top` is the upper radius."""
    upper = radius if top is None else top
    lids = [disc(radius, y0, sides, up=False), *([disc(upper, y1, sides)] if upper > 0 else [])]
    return [lathe([(radius, y0), (upper, y1)], sides), joined(lids)]


def ball(radius: float, sides: int) -> Mesh:
    """A sphere round the origin."""
    angles = np.linspace(-pi / 2, pi / 2, max(4, sides // 2) + 1)
    mesh = lathe([(max(0.0, radius * np.cos(a)), radius * np.sin(a)) for a in angles], sides)
    return replace(mesh, normals=_unit(mesh.positions))


def prism(outline: ArrayLike, z0: float, z1: float) -> Mesh:
    """A flat outline (x, y), anticlockwise, given the thickness from z0 to z1."""
    points = np.asarray(outline, float)
    count = len(points)
    back = np.column_stack([points, np.full(count, z0)])
    front = np.column_stack([points, np.full(count, z1)])
    caps = triangles(points)
    following = [(i, (i + 1) % count) for i in range(count)]
    walls = _quads([(a, b, b + count, a + count) for a, b in following])
    return Mesh(np.concatenate([back, front]), np.concatenate([caps[:, ::-1], caps + count, walls]))


def surface(points: Floats, *, smooth: bool = False) -> Mesh:
    """A sheet through rows × columns × 3 points; seen from outside columns run to the right and rows upwards."""
    rows, columns = points.shape[:2]
    mesh = _without_slivers(Mesh(points.reshape(-1, 3), _lattice(rows, columns)))
    if not smooth:
        return mesh
    a, b, c = (mesh.positions[mesh.faces[:, i]] for i in range(3))
    normals = np.zeros_like(mesh.positions)
    for i in range(3):
        np.add.at(normals, mesh.faces[:, i], np.cross(b - a, c - a))
    return replace(mesh, normals=_unit(normals))


def swept(path: Sequence[Sequence[float]], radius: float, sides: int) -> list[Mesh]:
    """A round rod along a path, mitred at its bends, with lids."""
    points = np.asarray(path, float)
    ways = _unit(np.diff(points, axis=0))
    across = np.array([0.0, 1, 0]) if abs(ways[0][1]) < 0.9 else np.array([1.0, 0, 0])
    side = _unit(np.cross(across, ways[0]))
    angles = np.arange(sides + 1) * tau / sides
    ring = side * np.cos(angles)[:, None] + np.cross(ways[0], side) * np.sin(angles)[:, None]
    meshes, lids = [], []
    start = points[0] + ring * radius
    lids.append(_lid(start[:-1], -ways[0]))
    for number, way in enumerate(ways):
        last = number == len(ways) - 1
        plane = way if last else _unit(way + ways[number + 1])
        end = start + way * (((points[number + 1] - start) @ plane) / (way @ plane))[:, None]
        positions = np.concatenate([start, end])
        meshes.append(Mesh(positions, _lattice(2, sides + 1), np.concatenate([ring, ring])))
        if not last:
            following = ways[number + 1]
            spokes = end - points[number + 1]
            ring = _unit(spokes - (spokes @ following)[:, None] * following)
        start = end
    lids.append(_lid(start[:-1], ways[-1]))
    return [joined(meshes), joined(lids)]


def _lid(ring: Floats, way: Floats) -> Mesh:
    faces = np.array([(0, i, i + 1) for i in range(1, len(ring) - 1)])
    a, b, c = ring[faces[0]]
    return Mesh(ring, faces if np.cross(b - a, c - a) @ way > 0 else faces[:, ::-1])


def triangles(outline: Floats) -> Faces:
    """A simple polygon, anticlockwise, cut into triangles by clipping ears."""
    left = list(range(len(outline)))
    made: list[tuple[int, int, int]] = []
    while len(left) > 3:
        ears = zip(left[-1:] + left[:-1], left, left[1:] + left[:1], strict=True)
        ear = next((ear for ear in ears if _is_ear(outline, left, ear)), (left[-1], left[0], left[1]))
        made.append(ear)
        left.remove(ear[1])
    return np.array([*made, tuple(left)])


def _is_ear(points: Floats, left: list[int], ear: tuple[int, int, int]) -> bool:
    a, b, c = points[list(ear)]
    if _cross(b - a, c - b) <= 1e-12:
        return False
    others = points[[i for i in left if i not in ear and not any(np.array_equal(points[i], p) for p in (a, b, c))]]
    inside = [_cross(q - p, (others - p).T) >= -1e-12 for p, q in pairwise((a, b, c, a))]
    return not bool(np.any(np.all(inside, axis=0)))


def _cross(one: Floats, other: Floats) -> Floats:
    return one[0] * other[1] - one[1] * other[0]


def _lattice(rows: int, columns: int) -> Faces:
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).reshape(-1)
    below = np.stack([first, first + 1, first + columns + 1], axis=1)
    above = np.stack([first, first + columns + 1, first + columns], axis=1)
    return np.stack([below, above], axis=1).reshape(-1, 3)


def _quads(quads: Sequence[tuple[int, int, int, int]]) -> Faces:
    return np.array([face for a, b, c, d in quads for face in ((a, b, c), (a, c, d))])


def _without_slivers(mesh: Mesh) -> Mesh:
    """Without triangles of no area, as at the tip of a cone."""
    a, b, c = (mesh.positions[mesh.faces[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    return replace(mesh, faces=mesh.faces[area > 1e-12])


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.where(length > 1e-12, length, 1.0)
