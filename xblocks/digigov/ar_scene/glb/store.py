"""The lists of a glTF document while it is written: what is equal is kept once."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

FLOAT, BYTE, UNSIGNED_BYTE, UNSIGNED_SHORT, UNSIGNED_INT = 5126, 5120, 5121, 5123, 5125
ARRAY, ELEMENTS = 34962, 34963
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

    def geometry(self, unit: np.ndarray, normals: np.ndarray | None, faces: np.ndarray) -> tuple[dict[str, int], int]:
        """Accessors of positions (0 to 1), normals and indices; equal vertices become one."""
        coarse = np.rint(unit * 255)
        small = bool(np.all(np.abs(unit * 255 - coarse) < 255 / FINE))
        kind, steps = (UNSIGNED_BYTE, coarse) if small else (UNSIGNED_SHORT, np.rint(unit * 65535))
        width = 4 if small else 8  # bytes, with the padding to a multiple of four
        rows = [steps.astype(np.uint8 if small else "<u2")]
        columns = [np.zeros((len(steps), 4), rows[0].dtype)]
        columns[0][:, :3] = rows[0]
        packed = columns[0].view(np.uint8).reshape(len(steps), width)
        if normals is not None:
            bytes_ = np.zeros((len(steps), 4), np.int8)
            bytes_[:, :3] = np.rint(normals * 127)
            packed = np.concatenate([packed, bytes_.view(np.uint8)], axis=1)
        unique, inverse = np.unique(packed, axis=0, return_inverse=True)
        faces = inverse.reshape(-1)[faces]
        faces = faces[(faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])]
        order, flat = _by_use(faces)
        unique = np.ascontiguousarray(unique[order])
        view, offset = self._append(unique.tobytes(), unique.shape[1], ARRAY)
        bounds = unique[:, :width].copy().view(np.uint8 if small else "<u2")[:, :3]
        common = {"bufferView": view, "count": len(unique), "type": "VEC3", "normalized": True}
        attributes = {
            "POSITION": self._accessor(
                common | {"byteOffset": offset, "componentType": kind}
                | {"min": bounds.min(axis=0).tolist(), "max": bounds.max(axis=0).tolist()}
            )
        }  # fmt: skip
        if normals is not None:
            attributes["NORMAL"] = self._accessor(common | {"byteOffset": offset + width, "componentType": BYTE})
        return attributes, self._indices(flat, len(unique))

    def _indices(self, flat: np.ndarray, count: int) -> int:
        kind, dtype = (UNSIGNED_SHORT, "<u2") if count < 65535 else (UNSIGNED_INT, "<u4")
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


def _by_use(faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Vertices in the order in which triangles use them, and the triangles' corners in that numbering."""
    used, first, inverse = np.unique(faces.reshape(-1), return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return used[order], rank[inverse.reshape(-1)]
