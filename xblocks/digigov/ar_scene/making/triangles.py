"""All triangles of a model in metres, with what light needs to know of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digigov.ar_scene.glb.reader import Instance, Model, Primitive, texels

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Triangles:
    """m triangles: corners m×3×3, normals at the corners m×3×3, linear colours m×3, opacities m.

    `thin` ones are seen from both sides, others from the side where their corners run anticlockwise.
    """

    corners: Floats
    normals: Floats
    colours: Floats
    opacity: Floats
    thin: NDArray[np.bool_]

    def facing(self, flat: Floats) -> NDArray[np.bool_]:
        """Which are seen: `flat` are their corners on a picture whose second number counts downwards."""
        (ax, ay), (bx, by), (cx, cy) = (flat[:, i, :2].T for i in range(3))
        return np.asarray(self.thin | ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < 0))


def triangles_of(model: Model) -> Triangles:
    """Every triangle of the model; textures give one colour a triangle, at its middle."""
    heaps = [_of(one, primitive) for one in model.instances for primitive in model.meshes[one.mesh]]
    heaps = [heap for heap in heaps if len(heap[0])]
    if not heaps:
        empty = np.zeros((0, 3, 3))
        return Triangles(empty, empty, np.zeros((0, 3)), np.zeros(0), np.zeros(0, bool))
    return Triangles(*(np.concatenate(column) for column in zip(*heaps, strict=True)))


def _of(instance: Instance, primitive: Primitive) -> tuple[Floats, Floats, Floats, Floats, NDArray[np.bool_]]:
    corners = Model.placed(instance, primitive)[primitive.faces]
    flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    if primitive.normals is None:
        normals = np.repeat(flat[:, None], 3, axis=1)
    else:
        turn = np.linalg.inv(instance.matrix[:3, :3]).T
        normals = (primitive.normals @ turn.T)[primitive.faces]
    normals = normals / np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-12)
    material = primitive.material
    colours = np.tile(np.array(material.colour[:3]), (len(corners), 1))
    if material.picture and primitive.places is not None:
        colours = colours * texels(material, primitive.places[primitive.faces].mean(axis=1))
    if primitive.colours is not None:
        colours = colours * primitive.colours[primitive.faces][:, :, :3].mean(axis=1)
    count = len(corners)
    return corners, normals, colours, np.full(count, material.colour[3]), np.full(count, material.thin)
