"""The files of a scene that was changed in Studio: made anew where they would differ, under new names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Protocol

from digigov.ar_scene.glb.reader import Model
from digigov.ar_scene.rules import extent_from, extent_of
from digigov.ar_scene.scene import Extent, Scene

MODEL, CARD = ("glb", "packed", "usdz", "poster"), ("card_svg", "card_pdf", "clip")
NAMES = {
    "glb": "{}.glb", "packed": "{}-glb.bin", "usdz": "{}.usdz", "poster": "{}-poster.webp", "card_svg": "{}-card.svg",
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


def same_model(one: Scene | None, other: Scene) -> bool:
    """Whether the models and pictures of both are the same."""
    return one is not None and (one.title, one.width, one.view, one.parts) == (
        other.title, other.width, other.view, other.parts,
    )  # fmt: skip


def same_card(one: Scene | None, other: Scene) -> bool:
    """Whether the cards of both are the same, on the sheet and in the clip."""
    return one is not None and (one.title, one.place, one.card, one.marker) == (
        other.title, other.place, other.card, other.marker,
    )  # fmt: skip


def current_extent(scene: Scene, models: Mapping[str, bytes]) -> Extent:
    """The box round the scene, its GLB files included."""
    return extent_of(scene, {path: Model(data).extent for path, data in models.items()})


def remade(
    scene: Scene, sources: Sequence[Mapping[str, str]], language: str, name: str, files: Files,
    before: Mapping[str, Any], drawn_from: Scene | None,
) -> dict[str, Any]:  # fmt: skip
    """The block's fields for files, sizes and extent, after writing what is new.

    `before` are the fields as they were, and `drawn_from` the scene that its files were made from.
    KeyError when a GLB file of the scene is missing; OSError when fonts or markers are.
    """
    from digigov.ar_scene.making.artefacts import make_card, make_model
    from digigov.ar_scene.making.transcript import transcript

    models, missing = models_of(scene, files)
    if missing:
        raise KeyError(missing[0])
    keeps_model = same_model(drawn_from, scene) and all(before.get(kind) for kind in MODEL)
    keeps_card = same_card(drawn_from, scene) and all(before.get(kind) for kind in CARD)
    extent = (extent_from(before.get("extent")) if keeps_model else None) or current_extent(scene, models)
    made = {
        **({} if keeps_model else make_model(scene, models, extent)),
        **({} if keeps_card else make_card(scene, language)),
        "transcript": transcript(scene, sources, language),
    }
    fields: dict[str, Any] = {kind: before.get(kind, "") for kind in (*MODEL, *CARD)}
    sizes = dict(before.get("sizes") or {})
    for kind, data in made.items():
        file = NAMES[kind].format(f"scene-{name}-{sha256(data).hexdigest()[:8]}")
        files.save(file, data)
        fields[kind], sizes[kind] = f"/static/{file}", len(data)
    return {**fields, "sizes": sizes, "extent": {"low": list(extent.low), "high": list(extent.high)}}
