"""The scene's model as GLB: one node for each part, named by its id, with KHR_mesh_quantization.

A mesh fills the unit cube, so that all boxes, and all people, whatever their size, share one; node scales give the
size. Flat pieces carry no normals (glTF 2.0, 3.7.2.1: flat normals are to be computed), round ones have them as bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from digigov.ar_scene.bounds import rotation, turned
from digigov.ar_scene.glb.container import pack
from digigov.ar_scene.glb.merge import add_model
from digigov.ar_scene.glb.store import Store
from digigov.ar_scene.scene import Part, Scene, Vector
from digigov.ar_scene.shapes.library import mesh
from digigov.ar_scene.shapes.paint import Piece, rgb
from digigov.ar_scene.shapes.solid import joined

COARSE = 1500  # steps of this share of the scene's width are not seen, so small parts may have coarse ones

SOFT = {"smoke", "flame", "tree", "person", "wheelchair", "sign"}  # bold forms: 255 steps show them well


def write(scene: Scene, models: Mapping[str, bytes] | None = None) -> bytes:
    """The whole model; `models` holds the checked GLB files of the scene by path (KeyError for one that is missing)."""
    store = Store()
    for part in scene.parts:
        if part.model:
            add_model(store, _placement(part, (0.0, 0.0, 0.0), None), (models or {})[part.model])
        else:
            store.nodes.append(_node(store, part, scene.width / COARSE))
            store.roots.append(len(store.nodes) - 1)
    return pack(store.document(scene.title), store.binary())


def _node(store: Store, part: Part, unseen: float) -> dict[str, Any]:
    pieces = mesh(part)
    corners = [
        bound for piece in pieces for bound in (piece.mesh.positions.min(axis=0), piece.mesh.positions.max(axis=0))
    ]
    low = np.min(corners, axis=0)
    size = np.maximum(np.max(corners, axis=0) - low, 1e-6)
    coarse = part.shape in SOFT or size.max() / 255 <= unseen
    primitives: list[dict[str, Any]] = []
    for is_round in (False, True):
        alike = [piece for piece in pieces if (piece.mesh.normals is not None) == is_round]
        if alike:
            primitives += _primitives(store, alike, low, size, coarse=coarse)
    return _placement(part, tuple(low), tuple(size)) | {"mesh": store.mesh(primitives)}


def _placement(part: Part, low: Vector, size: Vector | None) -> dict[str, Any]:
    """Name, translation, rotation and scale; what is neutral is left out."""
    matrix = rotation(part.turn)
    corner = turned(matrix, low)
    node: dict[str, Any] = {"name": part.id}
    place = [_short(a + b) for a, b in zip(part.at, corner, strict=True)]
    if any(place):
        node["translation"] = place
    if any(part.turn):
        node["rotation"] = [round(float(value), 5) for value in quaternion(np.array(matrix))]
    scale = [_short(value) for value in size] if size else [_short(part.scale)] * 3
    if scale != [1, 1, 1]:
        node["scale"] = scale
    return node


def _primitives(
    store: Store, pieces: list[Piece], low: np.ndarray, size: np.ndarray, *, coarse: bool
) -> Iterator[dict[str, Any]]:
    """One for each piece; all flat or all round, so that they share their vertices."""
    whole = joined([piece.mesh for piece in pieces])
    unit = np.clip((whole.positions - low) / size, 0, 1)
    normals = None
    if whole.normals is not None:
        normals = whole.normals * size
        normals = normals / np.linalg.norm(normals, axis=1, keepdims=True)
    ends = np.cumsum([len(piece.mesh.faces) for piece in pieces])[:-1]
    attributes, indices = store.geometry(unit, normals, np.split(whole.faces, ends), coarse=coarse)
    for piece, number in zip(pieces, indices, strict=True):
        if number is not None:
            yield {"attributes": attributes, "indices": number, "material": store.material(_material(piece))}


def _material(piece: Piece) -> dict[str, Any]:
    colour = [round(linear(value), 3) for value in rgb(piece.colour)]
    surface = {"baseColorFactor": [*colour, piece.opacity], "metallicFactor": 0}
    return {"pbrMetallicRoughness": surface} | ({"alphaMode": "BLEND"} if piece.opacity < 1 else {})


def linear(value: float) -> float:
    """A colour channel of sRGB as linear light, 0 to 1 (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def quaternion(matrix: np.ndarray) -> tuple[float, float, float, float]:
    """x, y, z, w of a rotation matrix, by its largest component."""
    m = matrix
    squares = [1 + m[0, 0] - m[1, 1] - m[2, 2], 1 - m[0, 0] + m[1, 1] - m[2, 2], 1 - m[0, 0] - m[1, 1] + m[2, 2],
               1 + m[0, 0] + m[1, 1] + m[2, 2]]  # fmt: skip
    largest = int(np.argmax(squares))
    s = 2 * squares[largest] ** 0.5
    a, b, c = (m[2, 1] - m[1, 2]) / s, (m[0, 2] - m[2, 0]) / s, (m[1, 0] - m[0, 1]) / s
    d, e, f = (m[0, 1] + m[1, 0]) / s, (m[0, 2] + m[2, 0]) / s, (m[1, 2] + m[2, 1]) / s
    return ((s / 4, d, e, a), (d, s / 4, f, b), (e, f, s / 4, c), (a, b, c, s / 4))[largest]


def _short(value: float) -> float | int:
    rounded = round(float(value), 4)
    return int(rounded) if rounded == int(rounded) else rounded
