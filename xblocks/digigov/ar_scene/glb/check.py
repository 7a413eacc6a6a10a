"""Whether a GLB from elsewhere may become part of a scene. Pure: the standard library only, memory in proportion.

Refused: what refers to other files, what needs a decoder or an extension that the viewers here do not know, what moves
(animations, skins, morph targets), what is not triangles, and what is too large for a phone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from math import isfinite
from typing import Any

from digigov.ar_scene.faults import N_, Fault, fault
from digigov.ar_scene.glb.container import NotGlb, unpack

MOST_BYTES, MOST_TRIANGLES, MOST_NODES = 10_000_000, 200_000, 5_000
KNOWN = frozenset({"KHR_mesh_quantization", "KHR_materials_unlit", "KHR_texture_transform", "EXT_texture_webp"})
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
MOVING = {"animations": N_("animations"), "skins": N_("skins")}
KINDS = {5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4}  # bytes of a number
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
INDEX_KINDS = {5121: "B", 5123: "H", 5125: "I"}
TRIANGLES = 4


def check(data: bytes, field: str = "glb") -> list[Fault]:
    """Everything wrong with the file, as far as its parts can be told apart."""
    if len(data) > MOST_BYTES:
        return [
            fault(field, N_("The file has {size} bytes; at most {most} are taken."), size=len(data), most=MOST_BYTES)
        ]
    try:
        document, binary = unpack(data)
    except NotGlb as error:
        return [fault(field, error.template, **error.values)]
    try:
        return list(_Check(document, memoryview(binary), field).faults())
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        return [fault(field, N_("The description in the file does not fit together."))]


class _Check:
    def __init__(self, document: dict[str, Any], binary: memoryview, field: str) -> None:
        self.document, self.binary, self.field = document, binary, field

    def wrong(self, template: str, **values: Any) -> Fault:
        return fault(self.field, template, **values)

    def faults(self) -> Iterator[Fault]:
        yield from self.outside()
        yield from self.unsupported()
        broken = list(self.broken())
        yield from broken
        if not broken:
            yield from self.size()

    def outside(self) -> Iterator[Fault]:
        """Addresses, even such as hold the data themselves."""
        for name in ("buffers", "images"):
            if any("uri" in entry for entry in self.document.get(name, ())):
                yield self.wrong(
                    N_("The file refers to other files ({name}). Save it with everything inside."), name=name
                )

    def unsupported(self) -> Iterator[Fault]:
        document = self.document
        used = {*document.get("extensionsUsed", ()), *document.get("extensionsRequired", ())}
        if unknown := sorted(used - KNOWN):
            names = ", ".join(unknown)
            yield self.wrong(
                N_("The file uses {names}, which viewers here do not know. Save it as plain glTF."), names=names
            )
        for name, word in MOVING.items():
            if document.get(name):
                yield self.wrong(N_("The file has {what}; scenes stand still. Save it without them."), what=word)
        primitives = [one for mesh in document.get("meshes", ()) for one in mesh["primitives"]]
        if any(one.get("targets") for one in primitives):
            yield self.wrong(N_("The file has {what}; scenes stand still. Save it without them."), what="morph targets")
        if any(one.get("mode", TRIANGLES) != TRIANGLES for one in primitives):
            yield self.wrong(N_("The file has points, lines or strips; only triangles are shown."))
        if any("sparse" in accessor for accessor in document.get("accessors", ())):
            yield self.wrong(N_("The file has sparse data, which is not read here."))
        if any(image.get("mimeType") not in PICTURES for image in document.get("images", ()) if "uri" not in image):
            yield self.wrong(N_("A picture in the file is neither PNG, JPEG nor WebP."))

    def broken(self) -> Iterator[Fault]:
        """Numbers that point nowhere."""
        document = self.document
        said = document["buffers"][0]["byteLength"] if document.get("buffers") else 0
        if len(document.get("buffers", ())) > 1 or _whole(said) > len(self.binary):
            yield self.wrong(N_("The file's data are shorter than its description says."))
            return
        for number in range(len(document.get("bufferViews", ()))):
            view = document["bufferViews"][number]
            if _whole(view.get("byteOffset", 0)) + _whole(view["byteLength"]) > said or view.get("buffer", 0) != 0:
                yield self.wrong(N_("Part {number} of the file's data lies beyond its end."), number=number)
                return
        if not all(self.fits(accessor) for accessor in document.get("accessors", ())):
            yield self.wrong(N_("The file's data are shorter than its description says."))
            return
        for mesh in document.get("meshes", ()):
            for primitive in mesh["primitives"]:
                if not self.sound(primitive):
                    yield self.wrong(N_("A mesh in the file refers to points that it does not have."))
                    return
        for image in document.get("images", ()):
            if "uri" not in image:
                document["bufferViews"][_whole(image["bufferView"])]
        for texture in document.get("textures", ()):
            source = texture.get("extensions", {}).get("EXT_texture_webp", texture).get("source")
            document["images"][_whole(source)]
        for material in document.get("materials", ()):
            place = material.get("pbrMetallicRoughness", {}).get("baseColorTexture")
            if place:
                document["textures"][_whole(place["index"])]

    def fits(self, accessor: dict[str, Any]) -> bool:
        width, count = KINDS[accessor["componentType"]] * WIDTHS[accessor["type"]], _whole(accessor["count"])
        if "bufferView" not in accessor:
            return count <= MOST_TRIANGLES * 3
        view = self.document["bufferViews"][_whole(accessor["bufferView"])]
        stride = _whole(view.get("byteStride", 0)) or width
        return _whole(accessor.get("byteOffset", 0)) + stride * (count - 1) + width <= view["byteLength"]

    def sound(self, primitive: dict[str, Any]) -> bool:
        """Positions are there, finite, and as many as the indices ask for."""
        accessors = self.document["accessors"]
        position = accessors[_whole(primitive["attributes"]["POSITION"])]
        for other in primitive["attributes"].values():
            if accessors[_whole(other)]["count"] != position["count"]:
                return False
        if not all(isfinite(value) for value in (*position.get("min", ()), *position.get("max", ()))):
            return False
        if "material" in primitive:
            self.document["materials"][_whole(primitive["material"])]
        if "indices" not in primitive:
            return True
        indices = accessors[_whole(primitive["indices"])]
        return self.most(indices) < int(position["count"]) and indices["count"] % 3 == 0

    def most(self, accessor: dict[str, Any]) -> int:
        """The greatest index."""
        values = array(INDEX_KINDS[accessor["componentType"]])
        view = self.document["bufferViews"][accessor["bufferView"]]
        start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        values.frombytes(self.binary[start : start + accessor["count"] * values.itemsize])
        return max(values, default=-1)

    def size(self) -> Iterator[Fault]:
        """How much there is to draw, wherever it stands; nodes form trees."""
        document = self.document
        nodes, meshes = document.get("nodes", ()), document.get("meshes", ())
        scenes = document.get("scenes", ())
        queue = list(scenes[document.get("scene", 0)].get("nodes", ())) if scenes else []
        seen: set[int] = set()
        total = 0
        while queue:
            number = _whole(queue.pop())
            if number in seen or len(seen) > MOST_NODES:
                yield self.wrong(N_("The file's parts are not in a tree, or more than {most}."), most=MOST_NODES)
                return
            seen.add(number)
            node = nodes[number]
            queue += node.get("children", ())
            if "mesh" in node:
                total += sum(map(self.triangles, meshes[_whole(node["mesh"])]["primitives"]))
        if total > MOST_TRIANGLES:
            yield self.wrong(
                N_("The model has {count} triangles; at most {most} are drawn."), count=total, most=MOST_TRIANGLES
            )
        if not total:
            yield self.wrong(N_("The file shows nothing: no triangles stand in its scene."))

    def triangles(self, primitive: dict[str, Any]) -> int:
        number = primitive.get("indices", primitive["attributes"]["POSITION"])
        return int(self.document["accessors"][number]["count"]) // 3


def _whole(value: Any) -> int:
    """A number that may stand for a place; TypeError or ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    if value < 0:
        raise ValueError
    return value
