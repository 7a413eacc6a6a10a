"""The files of a scene that was changed in Studio: made anew where they would differ, under new names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Protocol

from digigov.ar_scene.glb.reader import Model
from digigov.ar_scene.rules import extent_from, extent_of
from digigov.ar_scene.scene import Extent, Scene

KINDS = ("glb", "usdz", "poster", "card_svg", "card_pdf", "clip")
NAMES = {
    "glb": "{}.glb", "usdz": "{}.usdz", "poster": "{}-poster.webp", "card_svg": "{}-card.svg",
    "card_pdf": "{}-card.pdf", "clip": "{}-clip.bin", "transcript": "{}.txt",
}  # fmt: skip


class Files(Protocol):
    """The course's files, by names without a folder."""

    def names(self) -> list[str]: ...

    def read(self, name: str) -> bytes | None: ...

    def save(self, name: str, data: bytes) -> None: ...


def models_of(scene: Scene, files: Files | None) -> tuple[dict[str, bytes], list[str]]:
    """The GLB files of the scene by path, and the paths that are not there."""
    found = {path: files.read(flat(path)) if files else None for path in scene.models()}
    return {path: data for path, data in found.items() if data}, [path for path, data in found.items() if not data]


def flat(path: str) -> str:
    """The name that a platform gives to a file of static/."""
    return path.removeprefix("static/").replace("/", "_").replace(" ", "_")


def looks_alike(one: Scene | None, other: Scene) -> bool:
    """Whether model, picture, card and clip of both are the same: only texts and places differ."""
    return one is not None and _drawn(one) == _drawn(other)


def current_extent(scene: Scene, models: Mapping[str, bytes]) -> Extent:
    """The box round the scene, its GLB files included."""
    return extent_of(scene, {path: Model(data).extent for path, data in models.items()})


def remade(
    scene: Scene, sources: Sequence[Mapping[str, str]], language: str, name: str, files: Files,
    before: Mapping[str, Any], alike: bool,
) -> dict[str, Any]:  # fmt: skip
    """The block's fields for files, sizes and extent, after writing what is new. `before` are the fields as they were.

    KeyError when a GLB file of the scene is missing; OSError when fonts or markers are.
    """
    from digigov.ar_scene.making.artefacts import make
    from digigov.ar_scene.making.transcript import transcript

    models, missing = models_of(scene, files)
    if missing:
        raise KeyError(missing[0])
    kept = alike and all(before.get(kind) for kind in KINDS)
    extent = (extent_from(before.get("extent")) if kept else None) or current_extent(scene, models)
    made = {} if kept else make(scene, models, extent, language)
    made["transcript"] = transcript(scene, sources, language)
    fields: dict[str, Any] = {kind: before.get(kind, "") for kind in KINDS}
    sizes = dict(before.get("sizes") or {})
    for kind, data in made.items():
        file = NAMES[kind].format(f"scene-{name}-{sha256(data).hexdigest()[:8]}")
        files.save(file, data)
        fields[kind], sizes[kind] = f"/static/{file}", len(data)
    return {**fields, "sizes": sizes, "extent": {"low": list(extent.low), "high": list(extent.high)}}


def _drawn(scene: Scene) -> Scene:
    return replace(scene, lead="", hotspots=(), task=None, closing="")
