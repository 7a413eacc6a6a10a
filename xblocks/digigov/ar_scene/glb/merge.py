"""A checked GLB file taken into the scene's model: its nodes, meshes, materials and pictures, renumbered.

Kept: triangles with positions, normals, texture places and vertex colours; materials with their textures. Left out:
cameras, names of meshes, and data that nothing refers to. Refused before by `check`: animations, skins, morph targets.
"""

from __future__ import annotations

from typing import Any

from digigov.ar_scene.glb.container import unpack
from digigov.ar_scene.glb.store import Store

NODE = ("translation", "rotation", "scale", "matrix", "name")
MATERIAL = ("pbrMetallicRoughness", "normalTexture", "occlusionTexture", "emissiveTexture", "emissiveFactor",
            "alphaMode", "alphaCutoff", "doubleSided", "extensions")  # fmt: skip


def add_model(store: Store, placement: dict[str, Any], data: bytes) -> None:
    """Adds the model below a node of the scene; NotGlb when it is none. `check` must have passed it."""
    document, binary = unpack(data)
    lists = store.lists
    shift = {name: len(entries) for name, entries in lists.items()}
    first_node = len(store.nodes) + 1
    for view in document.get("bufferViews", ()):
        start = view.get("byteOffset", 0)
        kept = {key: view[key] for key in ("byteStride", "target") if key in view}
        store.view(kept, bytes(binary[start : start + view["byteLength"]]))
    for accessor in document.get("accessors", ()):
        kept = {key: value for key, value in accessor.items() if key not in ("name", "extras")}
        if "bufferView" in kept:
            kept["bufferView"] += shift["bufferViews"]
        lists["accessors"].append(kept)
    for image in document.get("images", ()):
        lists["images"].append(
            {"bufferView": image["bufferView"] + shift["bufferViews"], "mimeType": image["mimeType"]}
        )
    lists["samplers"] += document.get("samplers", [])
    lists["textures"] += [_texture(texture, shift) for texture in document.get("textures", ())]
    for material in document.get("materials", ()):
        lists["materials"].append(_textured({key: material[key] for key in MATERIAL if key in material}, shift))
    lists["meshes"] += [_mesh(mesh, shift) for mesh in document.get("meshes", ())]
    store.extensions |= set(document.get("extensionsUsed", ()))
    roots = document["scenes"][document.get("scene", 0)]["nodes"]
    store.roots.append(len(store.nodes))
    store.nodes.append(placement | {"children": [first_node + root for root in roots]})
    store.nodes += [_node(node, shift, first_node) for node in document["nodes"]]


def _texture(texture: dict[str, Any], shift: dict[str, int]) -> dict[str, Any]:
    moved = dict(texture)
    for key, name in (("source", "images"), ("sampler", "samplers")):
        if key in moved:
            moved[key] += shift[name]
    webp = moved.get("extensions", {}).get("EXT_texture_webp")
    if webp:
        moved["extensions"] = {"EXT_texture_webp": {"source": webp["source"] + shift["images"]}}
    return moved


def _textured(value: Any, shift: dict[str, int]) -> Any:
    """A material with every reference to a texture renumbered."""
    if not isinstance(value, dict):
        return value
    moved = {key: _textured(child, shift) for key, child in value.items()}
    if isinstance(moved.get("index"), int):
        moved["index"] += shift["textures"]
    return moved


def _mesh(mesh: dict[str, Any], shift: dict[str, int]) -> dict[str, Any]:
    primitives = []
    for primitive in mesh["primitives"]:
        moved: dict[str, Any] = {
            "attributes": {name: number + shift["accessors"] for name, number in primitive["attributes"].items()}
        }
        if "indices" in primitive:
            moved["indices"] = primitive["indices"] + shift["accessors"]
        if "material" in primitive:
            moved["material"] = primitive["material"] + shift["materials"]
        primitives.append(moved)
    return {"primitives": primitives}


def _node(node: dict[str, Any], shift: dict[str, int], first_node: int) -> dict[str, Any]:
    moved = {key: node[key] for key in NODE if key in node}
    if "mesh" in node:
        moved["mesh"] = node["mesh"] + shift["meshes"]
    if "children" in node:
        moved["children"] = [first_node + child for child in node["children"]]
    return moved
