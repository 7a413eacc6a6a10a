"""The lists of a glTF document while it is written: what is equal is kept once."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

FLOAT, BYTE, UNSIGNED_BYTE, UNSIGNED_SHORT, UNSIGNED_INT = 5126, 5120, 5121, 5123, 5125
ARRAY, ELEMENTS = 34962, 34963
INDICES = (((UNSIGNED_BYTE, "u1"), 255), ((UNSIGNED_SHORT, "<u2"), 65535), ((UNSIGNED_INT, "<u4"), 2**32 - 1))
QUANTIZED = "KHR_mesh_quantization"
FINE = 255 * 256  # positions that are this near to steps of 1/255 are kept as bytes


class Store:
    """Vertices go into one buffer view for each stride, indices into one of their own."""

    def __init__(self) -> None:
        self.nodes: list[dict[str, Any]] = []
        self.roots: list[int] = []
        self.lists: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("accessors", "bufferViews", "materials", "meshes", "images", "samplers", "textures")
        }
        self.extensions: set[str] = {QUANTIZED}
        self._blocks: list[bytearray] = []
        self._views: dict[tuple[int, int], int] = {}
        self._known: dict[tuple[str, Any], int] = {}

    def geometry(
        self, unit: np.ndarray, normals: np.ndarray | None, heaps: list[np.ndarray], *, coarse: bool = False
    ) -> tuple[dict[str, int], list[int | None]]:
        """Accessors of positions (0 to 1) and normals, and one of indices for each heap of triangles (None if empty).

        Equal vertices become one. Positions are kept as bytes when `coarse`, or when that loses nothing.
        """
        near = _steps(unit * 255)
        small = coarse or bool(np.all(np.abs(unit * 255 - near) < 255 / FINE))
        kind, dtype, width = (UNSIGNED_BYTE, np.dtype("u1"), 4) if small else (UNSIGNED_SHORT, np.dtype("<u2"), 8)
        packed = _padded(near if small else _steps(unit * 65535), dtype)
        if normals is not None:
            packed = np.concatenate([packed, _padded(_steps(normals * 127), np.dtype("i1"))], axis=1)
        rows, inverse = np.unique(packed, axis=0, return_inverse=True)
        heaps = [_whole(inverse.reshape(-1)[faces]) for faces in heaps]
        order, rank = _by_use(np.concatenate(heaps).reshape(-1), len(rows))
        rows = np.ascontiguousarray(rows[order])
        view, offset = self._append(rows.tobytes(), rows.shape[1], ARRAY)
        bounds = rows[:, :width].copy().view(dtype)[:, :3]
        common = {"bufferView": view, "count": len(rows), "type": "VEC3", "normalized": True}
        position = {"byteOffset": offset, "componentType": kind}
        limits = {"min": bounds.min(axis=0).tolist(), "max": bounds.max(axis=0).tolist()}
        attributes = {"POSITION": self._accessor(common | position | limits)}
        if normals is not None:
            attributes["NORMAL"] = self._accessor(common | {"byteOffset": offset + width, "componentType": BYTE})
        return attributes, [self._indices(rank[faces].reshape(-1)) if len(faces) else None for faces in heaps]

    def _indices(self, flat: np.ndarray) -> int:
        """The greatest index of a type means a break, so it is not used."""
        most = int(flat.max())
        kind, dtype = next(one for one, limit in INDICES if most < limit)
        view, offset = self._append(flat.astype(dtype).tobytes(), 0, ELEMENTS + kind)
        return self._accessor({"bufferView": view, "byteOffset": offset, "componentType": kind, "count": len(flat),
                               "type": "SCALAR"})  # fmt: skip

    def _append(self, data: bytes, stride: int, kind: int) -> tuple[int, int]:
        """The view and the offset in it where these bytes are; equal bytes are not kept twice."""
        key = (f"bytes {kind} {stride}", data)
        if (stride, kind) not in self._views:
            self._views[stride, kind] = self.view(
                {"target": min(kind, ELEMENTS)} | ({"byteStride": stride} if stride else {})
            )
        view = self._views[stride, kind]
        if key not in self._known:
            self._known[key] = len(self._blocks[view])
            self._blocks[view] += data + bytes(-len(data) % 4)
        return view, self._known[key]

    def view(self, view: dict[str, Any], data: bytes = b"") -> int:
        """A new buffer view with its bytes; answers its number."""
        self.lists["bufferViews"].append(view)
        self._blocks.append(bytearray(data))
        return len(self._blocks) - 1

    def _accessor(self, accessor: dict[str, Any]) -> int:
        if accessor.get("byteOffset") == 0:
            accessor = {key: value for key, value in accessor.items() if key != "byteOffset"}
        return self._once("accessors", accessor)

    def material(self, material: dict[str, Any]) -> int:
        """The number of a material."""
        return self._once("materials", material)

    def mesh(self, primitives: list[dict[str, Any]]) -> int:
        """The number of a mesh."""
        return self._once("meshes", {"primitives": primitives})

    def _once(self, name: str, entry: dict[str, Any]) -> int:
        key = (name, json.dumps(entry, sort_keys=True))
        if key not in self._known:
            self._known[key] = len(self.lists[name])
            self.lists[name].append(entry)
        return self._known[key]

    def document(self, title: str) -> dict[str, Any]:
        """The glTF document; views get their places in the buffer."""
        start = 0
        for view, block in zip(self.lists["bufferViews"], self._blocks, strict=True):
            view |= {"buffer": 0, "byteOffset": start, "byteLength": len(block)}
            start += len(block) + -len(block) % 4
        extensions = sorted(self.extensions)
        lists = {name: entries for name, entries in self.lists.items() if entries}
        return {
            "asset": {"version": "2.0", "generator": "digigov"},
            "extensionsUsed": extensions,
            "extensionsRequired": [name for name in extensions if name == QUANTIZED],
            "scene": 0,
            "scenes": [{"name": title, "nodes": self.roots}],
            "nodes": self.nodes,
            **lists,
            "buffers": [{"byteLength": start}],
        }

    def binary(self) -> bytes:
        """The buffer."""
        return b"".join(bytes(block) + bytes(-len(block) % 4) for block in self._blocks)


def _steps(values: np.ndarray) -> np.ndarray:
    """Whole numbers; halves go the same way whatever the last bits say, so that equal shapes stay equal."""
    return np.rint(np.round(values, 4))


def _padded(values: np.ndarray, dtype: np.dtype[Any]) -> np.ndarray:
    """Rows of three numbers as bytes, with a fourth one so that rows begin at multiples of four."""
    rows = np.zeros((len(values), 4), dtype)
    rows[:, :3] = values
    return rows.view(np.uint8).reshape(len(values), 4 * dtype.itemsize)


def _whole(faces: np.ndarray) -> np.ndarray:
    """The triangles whose three corners are still apart."""
    a, b, c = faces.T
    return faces[(a != b) & (b != c) & (c != a)]


def _by_use(corners: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Vertices in the order in which triangles use them, and the place of each of the `count` in that order."""
    used, first = np.unique(corners, return_index=True)
    order = used[np.argsort(first)]
    rank = np.zeros(count, np.int64)
    rank[order] = np.arange(len(order))
    return order, rank
