"""Everything that one scene becomes, by the names that its files have in static/."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from digigov.ar_scene.scene import Extent, Scene

KINDS = {
    "glb": "scene-{name}.glb",
    "packed": "scene-{name}-glb.bin",
    "usdz": "scene-{name}.usdz",
    "poster": "scene-{name}-poster.webp",
    "card_svg": "scene-{name}-card.svg",
    "card_pdf": "scene-{name}-card.pdf",
    "clip": "scene-{name}-clip.bin",
    "transcript": "scene-{name}.txt",
}


def file_names(name: str) -> dict[str, str]:
    """The file of each kind."""
    return {kind: pattern.format(name=name) for kind, pattern in KINDS.items()}


def make(scene: Scene, models: Mapping[str, bytes], extent: Extent, language: str) -> dict[str, bytes]:
    """The bytes of each kind but the transcript, which is quick; the same for the same scene.

    OSError when the fonts or markers are not here.
    """
    return {**make_model(scene, models, extent), **make_card(scene, language)}


def make_model(scene: Scene, models: Mapping[str, bytes], extent: Extent) -> dict[str, bytes]:
    """What shows the model: GLB, the same packed for our own viewer, USDZ, poster."""
    from digigov.ar_scene.glb.reader import Model
    from digigov.ar_scene.glb.writer import write
    from digigov.ar_scene.making.poster import poster
    from digigov.ar_scene.making.usdz import usdz

    glb = write(scene, models)
    model = Model(glb)
    return {
        "glb": glb,
        "packed": gzip.compress(glb, 9, mtime=0),
        "usdz": usdz(model, scene.title),
        "poster": poster(model, scene.view, extent),
    }


def make_card(scene: Scene, language: str) -> dict[str, bytes]:
    """What shows the card: SVG, PDF, the sample camera's clip. OSError when the fonts or markers are not here."""
    from digigov.ar_scene.making.card import card_svg
    from digigov.ar_scene.making.clip import clip
    from digigov.ar_scene.making.sheet import card_pdf

    svg = card_svg(scene)
    return {"card_svg": svg.encode(), "card_pdf": card_pdf(scene, svg, language), "clip": clip(scene, svg)}
