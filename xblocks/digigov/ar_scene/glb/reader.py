"""A GLB as instances of meshes: for drawing it, measuring it and writing it in other formats.

For files that this package wrote or that `check` has passed; others may raise KeyError, IndexError or ValueError.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from digigov.ar_scene.glb.container import unpack
from digigov.ar_scene.scene import Extent

DTYPES: dict[int, np.dtype[Any]] = {
    number: np.dtype(name)
    for number, name in ((5120, "i1"), (5121, "u1"), (5122, "<i2"), (5123, "<u2"), (5125, "<u4"), (5126, "<f4"))
}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


@dataclass(frozen=True)
class Material:
    """Linear red, green, blue and opacity; `picture` is the PNG, JPEG or WebP that colours it, if any.

    A `thin` one is seen from behind too.
    """

    colour: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    picture: bytes | None = None
    picture_type: str = ""
    thin: bool = False


@dataclass(frozen=True)
class Primitive:
    """Triangles in one material, in the coordinates of their mesh. `places` are texture coordinates, v downwards."""

    positions: np.ndarray
    faces: np.ndarray
    normals: np.ndarray | None
    places: np.ndarray | None
    colours: np.ndarray | None
    material: Material


@dataclass(frozen=True)
class Instance:
    """A mesh where it stands: `matrix` 4×4 to metres of the scene, `mesh` its number, `part` the name of its root."""

    part: str
    name: str
    matrix: np.ndarray
    mesh: int


class Model:
    """The contents of a GLB; NotGlb when the container is broken."""

    def __init__(self, data: bytes) -> None:
        self.document, self._binary = unpack(data)

    @cached_property
    def meshes(self) -> list[list[Primitive]]:
        """The primitives of each mesh."""
        return [[self._primitive(one) for one in mesh["primitives"]] for mesh in self.document.get("meshes", ())]

    @cached_property
    def instances(self) -> list[Instance]:
        """Every place where a mesh stands, in the order of the nodes."""
        scenes = self.document.get("scenes") or [{"nodes": []}]
        roots = scenes[self.document.get("scene", 0)].get("nodes", ())
        return [one for root in roots for one in self._walk(root, np.eye(4), "")]

    @cached_property
    def extent(self) -> Extent:
        """The box round all vertices."""
        points = [self.placed(one, primitive) for one in self.instances for primitive in self.meshes[one.mesh]]
        if not points:
            return Extent((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
        low = np.min([one.min(axis=0) for one in points], axis=0)
        high = np.max([one.max(axis=0) for one in points], axis=0)
        return Extent(tuple(map(float, low)), tuple(map(float, high)))  # type: ignore[arg-type]

    @staticmethod
    def placed(instance: Instance, primitive: Primitive) -> np.ndarray:
        """The primitive's positions in metres of the scene."""
        return primitive.positions @ instance.matrix[:3, :3].T + instance.matrix[:3, 3]

    def _walk(self, number: int, above: np.ndarray, part: str) -> Iterator[Instance]:
        node = self.document["nodes"][number]
        matrix = above @ local_matrix(node)
        part = part or node.get("name", "")
        if "mesh" in node:
            yield Instance(part, node.get("name", ""), matrix, node["mesh"])
        for child in node.get("children", ()):
            yield from self._walk(child, matrix, part)

    def _primitive(self, primitive: dict[str, Any]) -> Primitive:
        attributes = primitive["attributes"]
        positions = self.numbers(attributes["POSITION"])
        if "indices" in primitive:
            faces = self.numbers(primitive["indices"], whole=True).reshape(-1, 3)
        else:
            faces = np.arange(len(positions) // 3 * 3).reshape(-1, 3)
        normals, places, colours = (
            self.numbers(attributes[name]) if name in attributes else None
            for name in ("NORMAL", "TEXCOORD_0", "COLOR_0")
        )
        return Primitive(positions, faces, normals, places, colours, self._material(primitive.get("material")))

    def numbers(self, number: int, *, whole: bool = False) -> np.ndarray:
        """The rows of an accessor; normalised ones as 0 to 1 or −1 to 1."""
        accessor = self.document["accessors"][number]
        dtype, width, count = DTYPES[accessor["componentType"]], WIDTHS[accessor["type"]], accessor["count"]
        if "bufferView" not in accessor:
            return np.zeros((count, width), int if whole else float)
        view = self.document["bufferViews"][accessor["bufferView"]]
        stride = view.get("byteStride") or dtype.itemsize * width
        start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        rows = np.ndarray((count, width), dtype, self._binary, start, (stride, dtype.itemsize))
        if whole:
            return rows.astype(np.int64)
        values = rows.astype(np.float64)
        if accessor.get("normalized"):
            values = np.maximum(values / np.iinfo(dtype.str).max, -1.0)
        return values

    def _material(self, number: int | None) -> Material:
        if number is None:
            return Material()
        given = self.document["materials"][number]
        surface = given.get("pbrMetallicRoughness", {})
        red, green, blue, alpha = surface.get("baseColorFactor", (1, 1, 1, 1))
        colour = (red, green, blue, alpha if given.get("alphaMode") == "BLEND" else 1.0)
        thin = bool(given.get("doubleSided"))
        texture = surface.get("baseColorTexture")
        if texture is None:
            return Material(colour, thin=thin)
        entry = self.document["textures"][texture["index"]]
        source = entry.get("extensions", {}).get("EXT_texture_webp", entry).get("source")
        image = self.document["images"][source]
        view = self.document["bufferViews"][image["bufferView"]]
        start = view.get("byteOffset", 0)
        return Material(colour, bytes(self._binary[start : start + view["byteLength"]]), image["mimeType"], thin)


def local_matrix(node: dict[str, Any]) -> np.ndarray:
    """The 4×4 matrix of a node, from its matrix or its translation, rotation and scale."""
    if "matrix" in node:
        return np.array(node["matrix"], float).reshape(4, 4).T
    x, y, z, w = node.get("rotation", (0, 0, 0, 1))
    turn = np.array([
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ])  # fmt: skip
    matrix = np.eye(4)
    matrix[:3, :3] = turn * np.array(node.get("scale", (1, 1, 1)), float)
    matrix[:3, 3] = node.get("translation", (0, 0, 0))
    return matrix


def texels(material: Material, places: np.ndarray) -> np.ndarray:
    """Linear colours (n×3) of a picture at texture coordinates; ValueError when the picture cannot be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(material.picture or b"")) as image:
            pixels = np.asarray(image.convert("RGB"), float) / 255
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValueError("a picture in the model cannot be read") from error
    height, width = pixels.shape[:2]
    columns = np.floor(places[:, 0] % 1 * width).astype(int) % width
    rows = np.floor(places[:, 1] % 1 * height).astype(int) % height
    return pixels[rows, columns] ** 2.2
