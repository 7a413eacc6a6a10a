"""The card on a sheet of A4, as PDF: the plate at its true size, and how to use it in a few lines of text."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from digigov.ar_scene.making.card import HEIGHT, WIDTH
from digigov.ar_scene.making.lettering import FONTS, NoFonts
from digigov.ar_scene.rules import MARKER_MM
from digigov.ar_scene.scene import Scene

PAGE = """\
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author, date: none)
#set page(paper: "a4", margin: (x: 15mm, top: 14mm, bottom: 14mm))
#set text(font: ("Noto Sans", "Noto Sans KR"), size: 11.5pt, lang: data.language, fill: rgb("#1b2733"))
#set par(leading: 0.62em)
#show heading: set block(above: 0pt, below: 3mm)
#text(size: 9pt, fill: rgb("#51606e"))[#data.heading]
#v(2mm)
= #text(size: 17pt, weight: "bold")[#data.title]
#text(fill: rgb("#51606e"))[#data.place]
#v(5mm)
#align(center, image(bytes(data.svg), format: "svg", width: WIDTHmm, height: HEIGHTmm, alt: data.alt))
#v(2mm)
#align(center, text(size: 8.5pt, fill: rgb("#51606e"))[#data.note])
#v(5mm)
#line(length: 100%, stroke: 0.5pt + rgb("#b9c4ce"))
#v(3mm)
== #text(size: 13pt, weight: "bold")[#data.how]
#set enum(spacing: 3.2mm, number-align: start + top)
#for step in data.steps [
  + #step
]
#place(bottom + left, block(width: 100%)[
  #line(length: 100%, stroke: 0.5pt + rgb("#b9c4ce"))
  #v(-1mm)
  #text(size: 8.5pt, fill: rgb("#51606e"))[#data.heading #h(1fr) #data.title · #data.marker]
])
"""


def card_pdf(scene: Scene, svg: str, language: str) -> bytes:
    """One page of A4; the same bytes for the same scene and language."""
    from digigov.ar_scene.card_words import card_words
    from digigov.common.i18n import in_language

    with in_language(language):
        plate = f"{scene.card.korean} {scene.card.number} ({scene.card.latin})"
        words = card_words(marker=scene.marker, side=MARKER_MM, alt=plate)
    data = {
        "title": scene.title,
        "author": "digigov",
        "language": language.partition("-")[0],
        "heading": words["heading"],
        "place": scene.place,
        "svg": svg,
        "alt": words["alt"],
        "marker": scene.marker,
        "note": " ".join(f"{sentence.rstrip('.')}." for sentence in (scene.card.note, words["likeness"]) if sentence),
        "how": words["how"],
        "steps": [words[name] for name in ("print", "measure", "lay", "open", "without")],
    }
    source = PAGE.replace("WIDTH", f"{WIDTH:g}").replace("HEIGHT", f"{HEIGHT:g}")
    return _typst(source, data, "pdf", pdf_standards=["ua-1"])


def card_pixels(svg: str, dots_per_mm: float) -> Any:
    """The card alone as height × width × 3 bytes."""
    import io

    import numpy as np
    from PIL import Image

    source = f"#set page(width: {WIDTH:g}mm, height: {HEIGHT:g}mm, margin: 0mm, fill: none)\n" + (
        '#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg", width: 100%, height: 100%)'
    )
    png = _typst(source, {"svg": svg}, "png", ppi=dots_per_mm * 25.4)
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGBA"))


def _typst(source: str, data: dict[str, Any], kind: Any, **options: Any) -> bytes:
    import typst

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(source.encode(), format=kind, sys_inputs=inputs, timestamp=0, ignore_system_fonts=True,
                         font_paths=_fonts(), **options)  # fmt: skip
    return bytes(made if isinstance(made, bytes) else made[0])


@lru_cache(maxsize=1)
def _fonts() -> list[str]:
    if not any(FONTS.glob("NotoSans_*.ttf")):
        raise NoFonts(f"the fonts in '{FONTS}' are missing; run `npm run vendor`")
    return [str(FONTS)]
