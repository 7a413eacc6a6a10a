"""How wide words are, and where they break: without a font, so that a drawing is the same bytes on every machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

# Hundredths of the font size: the wider of Noto Sans and DejaVu Sans, the widest face in common use, rounded up.
CLASSES = {
    30: "'Jijlłı", 35: " ,.:;I‘’·", 40: "!()-/[\\]ft", 45: "r", 50: '"_`–', 55: "?cszгзсэ“”„", 60: "*FLkvxy|втухчь•Ł",
    65: "$0123456789EPSTYabdeghnopqu{}ГЕЗРТУабеийклоря«»€£¥ßøđþ", 70: "ABCKRVXZАБВСХЧЬЭЯднпц", 75: "UКъ",
    80: "&DGHNOQДИЙЛНОПЦмыØ", 85: "#+<=>^w~Ъю", 90: "ФЫжф", 95: "%MМшщ", 100: "@Wm—…æÆ", 105: "№œ", 110: "ЖШЩЮŒ",
}  # fmt: skip
WIDTHS = {character: width for width, characters in CLASSES.items() for character in characters}
OTHER, BOLD = 75, 1.13
# Thai, Lao, Khmer, kana and Han, which stand without spaces
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

HANGUL = re.compile(r"[\uac00-\ud7a3]")  # has spaces, and a word too long for its line may break anywhere


class WordTooWide(ValueError):
    """One word is wider than its place; `word` is that word."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@lru_cache(maxsize=4096)
def _hundredths(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    if east_asian_width(character) in "WF":
        return 100
    base = normalize("NFD", character)[0]
    return WIDTHS.get(character) or WIDTHS.get(base, OTHER)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that the text takes at most, at a font size of `size` pixels."""
    return sum(map(_hundredths, text)) * size / 100 * (BOLD if bold else 1)


def wrap(text: str, limit: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most `limit` pixels; WordTooWide when a single word does not fit."""
    lines = [""]
    for piece, spaced in _pieces(text, lambda word: width(word, size, bold=bold) <= limit):
        longer = f"{lines[-1]}{' ' if spaced and lines[-1] else ''}{piece}"
        if width(longer, size, bold=bold) <= limit:
            lines[-1] = longer
        elif width(piece, size, bold=bold) > limit:
            raise WordTooWide(piece)
        else:
            lines.append(piece)
    return lines


def _pieces(text: str, fits: Callable[[str], bool]) -> Iterator[tuple[str, bool]]:
    """What may not be broken further, and whether a space stands before it; hyphens and slashes end a piece."""
    for word in text.split():
        spaced = True
        for part in re.findall(r"[^-/]+[-/]*|[-/]+", word):
            loose = UNSPACED.search(part) or (HANGUL.search(part) and not fits(part))
            for piece in _clusters(part) if loose else (part,):
                yield piece, spaced
                spaced = False


def _clusters(word: str) -> Iterator[str]:
    """Letters with the marks that stand on them, and Thai and Lao vowels that are written before their consonant."""
    cluster = ""
    for character in word:
        if cluster and category(character) not in ("Mn", "Mc", "Me", "Cf") and cluster[-1] not in "เแโใไເແໂໃໄ":
            yield cluster
            cluster = ""
        cluster += character
    yield cluster
