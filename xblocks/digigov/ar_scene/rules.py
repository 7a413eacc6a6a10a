"""What an AR scene may hold. Pure: no numpy, Django or XBlock; the bundler, Studio and the block ask the same rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from digigov.ar_scene.bounds import extent_of
from digigov.ar_scene.camera import camera
from digigov.ar_scene.faults import N_, BadScene, Fault, fault
from digigov.ar_scene.glb.check import MOST_BYTES as MOST_GLB
from digigov.ar_scene.marker import marker_bits, marker_squares
from digigov.ar_scene.nodes import Node, parse
from digigov.ar_scene.reading import read, read_all
from digigov.ar_scene.scene import Extent, Scene, Vector
from digigov.common import source
from digigov.common.allow_list import allowed

__all__ = [
    "MARKER_MM",
    "MODEL_MM",
    "MOST_GLB",
    "TAG",
    "BadScene",
    "Extent",
    "Fault",
    "Scene",
    "check",
    "check_text",
    "cited_keys",
    "course_faults",
    "extent_from",
    "extent_of",
    "marker_bits",
    "marker_squares",
    "outside",
    "poster_point",
    "read",
    "read_all",
]

TAG = "digigov_ar_scene"
MARKER_MM = 60  # the printed marker's side with its black border, without the white round it
MODEL_MM = 180  # what `width` metres of the scene become on the card
NEAR = 0.1  # a button may stand this share of the model's longest side outside it
TITLE_CHARS = 255
_TAG_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
_MARKDOWN = re.compile(r"(lead|closing|hotspots\[\d+\]\.(text|question\..*)|task\.steps\[\d+\]\.text)$")


def check(fields: Mapping[str, Any]) -> list[Fault]:
    """Everything wrong with a block's fields: display_name, weight, content, sources; `extent` when it is known."""
    title, weight, sources = fields.get("display_name", ""), fields.get("weight", 1), fields.get("sources", [])
    faults = []
    if not isinstance(title, str) or len(title) > TITLE_CHARS or "\n" in title or source.forbidden(title) is not None:
        faults.append(fault("display_name", N_("The title must be one line of text.")))
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 <= weight <= 1000:
        faults.append(fault("weight", N_("The weight must be a number from 0 to 1000.")))
    text = fields.get("content")
    if not isinstance(text, str) or not text.strip():
        return [*faults, fault("content", N_("There is no scene yet."))]
    keys = {one.get("key") for one in sources if isinstance(one, dict)} if isinstance(sources, list) else set()
    return [*faults, *check_text(text, keys, extent_from(fields.get("extent")))]


def check_text(text: str, keys: Collection[Any] | None = None, extent: Extent | None = None) -> list[Fault]:
    """Everything wrong with a scene's text. `keys` are the sources that may be cited (None: not looked at).

    `extent` is that of the built model; without it the scene's own shapes count, and scenes with models are not asked.
    """
    scene, faults = read_all(text)
    found = [*faults]
    try:
        root = parse(text)[0]
    except BadScene:
        return found
    for node in markdown_nodes(root):
        found += _text_faults(node, keys)
    if scene is not None and not faults:
        if extent is None and not scene.models():
            extent = extent_of(scene)
        found += outside(text, scene, extent) if extent else []
    return sorted(found, key=lambda one: (one.line or 0, one.column or 0))


def markdown_nodes(node: Node) -> Iterator[Node]:
    """The values that hold Markdown, in the order of the text."""
    if isinstance(node.value, str):
        if _MARKDOWN.match(node.name):
            yield node
        return
    for child in node.value.values() if isinstance(node.value, dict) else node.value:
        yield from markdown_nodes(child)


def outside(text: str, scene: Scene, extent: Extent) -> list[Fault]:
    """A fault for each hotspot that stands away from the model."""
    margin = NEAR * max(extent.size)
    away = [number for number, spot in enumerate(scene.hotspots) if not extent.holds(spot.at, margin)]
    if not away:
        return []
    nodes = parse(text)[0].value["hotspots"].value
    return [
        nodes[number].value.get("at", nodes[number]).wrong(
            N_("The hotspot {id} stands outside the model, which reaches from {low} to {high}."),
            id=scene.hotspots[number].id, low=_shown(extent.low), high=_shown(extent.high),
        )
        for number in away
    ]  # fmt: skip


def course_faults(text: str, scene: Scene, missing: Collection[str], markers: Mapping[str, int | None]) -> list[Fault]:
    """What only the course can tell: GLB files of the scene that are `missing`, and the other scenes' `markers`."""
    root = parse(text)[0].value
    found = []
    for node, part in zip(root["parts"].value, scene.parts, strict=False) if missing else ():
        if part.model in missing:
            found.append(node.value["model"].wrong(N_("The course has no file {path}."), path=part.model))
    for name, marker in markers.items():
        if marker == scene.marker and "marker" in root:
            found.append(
                root["marker"].wrong(N_("The marker {marker} is on the card of {other}."), marker=marker, other=name)
            )
    return found


def cited_keys(scene: Scene) -> list[str]:
    """The keys of the sources that the scene cites, once each, in order of first use."""
    return list(dict.fromkeys(key for text in scene.texts() for _, key in source.citations(text)))


def extent_from(value: Any) -> Extent | None:
    """The extent kept in a block's field, {"low": [x, y, z], "high": [x, y, z]}; None when it is no such thing."""
    try:
        low, high = (tuple(float(number) for number in value[key]) for key in ("low", "high"))
    except (TypeError, KeyError, ValueError):
        return None
    return Extent(low, high) if len(low) == len(high) == 3 else None


def poster_point(scene: Scene, point: Vector, extent: Extent | Mapping[str, Any]) -> tuple[float, float]:
    """Where a point of the model is on the poster: percent from the left and from the top edge."""
    box = extent if isinstance(extent, Extent) else extent_from(extent) or extent_of(scene)
    across, down, _ = camera(scene.view, box).project(point)
    return round(across * 100, 2), round(down * 100, 2)


def _text_faults(node: Node, keys: Collection[Any] | None) -> Iterator[Fault]:
    if over := source.over_limit(node.value):
        yield node.wrong(over.template, **over.values)
        return
    cited = dict.fromkeys(key for _, key in source.citations(node.value))
    for key in cited if keys is not None else ():
        if key not in keys:  # type: ignore[operator]
            yield node.wrong(N_("No source has the key {key}."), key=key)
    tags = set(allowed()["tags"])
    for match in _TAG_NAME.finditer(source.masked(node.value)):
        if match[1].lower() not in tags:
            yield node.wrong(N_("The HTML tag <{tag}> is not allowed; it would be left out."), tag=match[1].lower())


def _shown(point: Vector) -> str:
    return f"[{', '.join(f'{value:.2f}' for value in point)}]"
