"""What a unit depends on beyond its own file, and the little that the rest of the course needs to know of a unit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from olxkit.model import Source, Style
from olxkit.problems.base import Position

if TYPE_CHECKING:
    from olxkit.source.scenes import SceneFile


class Named(NamedTuple):
    """An id in use: what kind of thing has it, and where."""

    id: str
    kind: str
    at: Position


@dataclass(frozen=True)
class Context:
    """Course-wide facts; `pages` maps a source file to its id, `static` a path to its asset name."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    glossary: Mapping[str, str] = field(default_factory=dict)
    glossary_columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # further ones, by term
    pages: Mapping[str, str] = field(default_factory=dict)
    static: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    scenes: Mapping[str, SceneFile] = field(default_factory=dict)
    xblocks: tuple[str, ...] = ()
    language: str = "en"
    style: Style = field(default_factory=Style)  # nothing is asked of translations
    prefix: str = ""  # the folder of the translation, which relative links leave out of account
    note: str = ""  # at the foot of each translated unit: who has reviewed it

    @cached_property
    def digest(self) -> str:
        """Changes whenever a unit compiled with this context may come out otherwise."""
        parts = (self.sources, self.pages, self.static, self.data, self.scenes)
        ordered = (
            tuple(self.glossary.items()),
            tuple(self.glossary_columns.items()),
            self.xblocks,
            self.language,
            self.prefix,
            self.style,
            self.note,
        )  # terms come out in the glossary's order
        plain = repr([sorted(part.items()) for part in parts]) + repr(ordered)
        return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
