"""A printed plan before it is DOCX or PDF: an order of plain blocks, all words and figures already written out.

Both writers draw the same blocks, so they cannot differ in a figure.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Text; line breaks in it stay. `note` is set smaller and grey."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Facts:
    """Names and values, two columns."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under a header. `weights` are the columns' shares of the width; `figures` the columns set to the right.

    `strong` are the rows (counted from 0) that stand out: sums and levels.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]
    figures: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Branch:
    """A node of a tree with what leads to it."""

    text: str
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Tree:
    """What follows from the core above it, the core, what leads to it below."""

    caption: str
    above: tuple[Branch, ...]
    core: str
    below: tuple[Branch, ...]
    labels: tuple[str, str, str]


@dataclass(frozen=True)
class Bar:
    """One row of a calendar: the periods from `first` to `last` are filled, those of `marks` carry a milestone."""

    text: str
    dates: str
    first: int
    last: int
    marks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """Activities over the periods of the project (months or quarters, named in `periods`)."""

    caption: str
    periods: tuple[str, ...]
    bars: tuple[Bar, ...]
    key: str


Block = Heading | Paragraph | Facts | Table | Tree | Calendar


@dataclass(frozen=True)
class Section:
    """Blocks that belong together; `wide` ones stand on pages on their side."""

    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole document. `language` is of its headings; `meta` the line under the title; `label` names the kind."""

    title: str
    label: str
    meta: str
    language: str
    sections: tuple[Section, ...] = ()


def is_rtl(text: str) -> bool:
    """Whether the first letter of the text is written from right to left (UAX #9, rules P2 and P3)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False
