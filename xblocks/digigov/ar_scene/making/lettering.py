"""Text as outlines, so that a plate looks the same where its fonts are not."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import digigov

FONTS = Path(digigov.__path__[0]) / "common" / "fonts"
BOLD, PLAIN = "NotoSansKR_700Bold.ttf", "NotoSansKR_400Regular.ttf"


class NoFonts(OSError):
    """The fonts are fetched with the other third-party parts."""


class Line(NamedTuple):
    """SVG path data of one line of text with its left end at 0 and its baseline at 0, and its width."""

    path: str
    width: float


def line(text: str, size: float, font: str = BOLD, spacing: float = 0.0) -> Line:
    """`size` is the height of capital letters; `spacing` is added after each letter, as a share of it."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    loaded = _font(font)
    glyphs, names = loaded.getGlyphSet(), loaded.getBestCmap()
    scale = size / loaded["OS/2"].sCapHeight
    pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
    across = 0.0
    for character in text:
        name = names.get(ord(character), ".notdef")
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, across, 0)))
        across += glyphs[name].width * scale + spacing * size
    return Line(pen.getCommands(), across - spacing * size)


@lru_cache(maxsize=4)
def _font(name: str) -> Any:
    from fontTools.ttLib import TTFont

    if not (FONTS / name).exists():
        raise NoFonts(f"'{FONTS / name}' is missing; run `npm run vendor`")
    return TTFont(FONTS / name, lazy=True)
