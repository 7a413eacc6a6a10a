"""Compiling a course folder: outline first, then the heads of all units, then what changed since the last run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from olxkit import checks
from olxkit.cache import CompiledUnit
from olxkit.drawn import Drawn
from olxkit.model import ArScene, Block, Outline, Style, Unit
from olxkit.olx.archive import pack
from olxkit.olx.portable import portable_unit
from olxkit.olx.writer import unit_files
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.translation import Untranslated
from olxkit.source import library
from olxkit.source.about import resolve_about
from olxkit.source.context import Context
from olxkit.source.files import TEXT_LIMIT, Files, decode
from olxkit.source.outline import OutlineReader
from olxkit.source.titles import Titles, read_titles, unknown_titles
from olxkit.source.translation import FOLDER, compare, with_id_of
from olxkit.source.unit import Head, parse_unit, read_head


@dataclass(frozen=True, slots=True)
class CompiledCourse:
    """A course with everything that was found; `outline` is None when there is no usable course.yaml."""

    outline: Outline | None
    units: tuple[CompiledUnit, ...]
    context: Context
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ids(self) -> set[str]:
        """Every id in use."""
        return {name.id for unit in self.units for name in unit.names} | set(self.context.pages.values())

    @property
    def has_errors(self) -> bool:
        return any(one.level == "error" for one in self.diagnostics)


@dataclass(frozen=True)
class _Read:
    """A unit file as read in this run; `known` is what an earlier run made of the same bytes.

    `place` is where the text stands. For a translation that is not `path`, and `original` is the original's text.
    """

    path: str
    place: str
    digest: str
    data: bytes
    known: CompiledUnit | None
    original: str | None
    titles: Titles

    @property
    def id(self) -> str:
        return self.known.id if self.known else self.head.settings.get("id", "")

    @cached_property
    def decoded(self) -> tuple[str | None, Diagnostic | None]:
        """The text, or what keeps it from being read; what is known already need not be asked."""
        return decode(self.data, self.place)

    @cached_property
    def head(self) -> Head:
        """The settings of the file; a translation takes its id from the original."""
        head = read_head(self.decoded[0] or "", self.place)
        return self.titles.on(head) if self.original is None else with_id_of(read_head(self.original, self.path), head)


@dataclass
class Compiler:
    """One run over a course folder; `known` are the compiled units of an earlier run, by path.

    `drawn` makes the files of scenes; without it units with scenes are checked and not packed.
    """

    files: Files
    known: dict[str, CompiledUnit]
    portable: bool = False
    drawn: Drawn | None = None
    found: list[Diagnostic] = field(default_factory=list)
    titles: Titles = field(default_factory=Titles)

    def run(self) -> CompiledCourse:
        """Reads and checks the whole course; every defect is in the diagnostics, none is raised."""
        self.titles = read_titles(self.files, self.files.language, self.found)
        reader = OutlineReader(self.files, self.found, titles=self.titles)
        outline = reader.read()
        if outline is None:
            return self.result(None, [], Context())
        units_read = [unit for path in outline.unit_files() if (unit := self.read(path))]
        pages = reader.pages | {unit.path: unit.id for unit in units_read if unit.id}
        context = replace(self.context(outline, pages), note=reader.note)
        outline = replace(outline, about=resolve_about(outline.about, reader.about_paths, context, self.found))
        units = [self.unit(unit, context) for unit in units_read]
        names = [*reader.names, *(name for unit in units for name in unit.names)]
        used = checks.Used(
            cited={key for unit in units for key in unit.cited},
            data={path for unit in units for path in unit.data},
            scenes={name for unit in units for name in unit.scenes},
            files=len(context.static) + sum(unit.files for unit in units),
            size=library.static_size(self.files, context.static) + sum(unit.size for unit in units),
        )
        self.found += library.strays(self.files)
        self.found += unknown_titles(self.titles, set(pages.values()))
        self.found += checks.run(outline, context, names, used)
        return self.result(outline, units, context)

    def context(self, outline: Outline, pages: dict[str, str]) -> Context:
        glossary = library.read_glossary(self.files, self.found)
        context = Context(
            sources=library.read_sources(self.files, self.found),
            glossary=glossary.definitions,
            glossary_columns=glossary.columns,
            static=library.list_static(self.files, self.found),
            data=library.read_data(self.files, self.found),
            xblocks=outline.settings.xblocks,
            language=outline.settings.language,
            style=Style() if self.files.language else outline.settings.style,
            prefix=f"{FOLDER}/{self.files.language}/" if self.files.language else "",
        )
        context = replace(context, pages=pages)
        if self.files.exists("scenes"):
            from olxkit.source.scenes import read_scenes  # here: most courses have no scenes

            context = replace(context, scenes=read_scenes(self.files, context, self.found))
        return context

    def read(self, path: str) -> _Read | None:
        """The file's text and head, or what is known of the same bytes; None when it cannot be read."""
        place = self.files.translated(path)
        data = self.files.read_bytes(place, TEXT_LIMIT)
        if data is None:
            return None
        original = self.files.read_text(path) if place != path else None
        beside = self.titles.digest if original is None else original
        digest = hashlib.sha256(data + beside.encode()).hexdigest()
        known = self.known.get(path)
        same = known if known and known.file_digest == digest else None
        read = _Read(path, place, digest, data, same, original, self.titles)
        if same is None and (problem := read.decoded[1]):
            self.files.found.append(problem)
            return None
        if self.files.language and place == path and read.id not in self.titles.entries:
            wanted = f"{FOLDER}/{self.files.language}/{path}"
            self.found.append(Untranslated(Position(path), language=self.files.language, path=wanted))
        return read

    def unit(self, read: _Read, context: Context) -> CompiledUnit:
        if read.known and read.known.context_digest == context.digest:
            unit = read.known
        else:
            unit = compile_unit(read, context, portable=self.portable, drawn=self.drawn)
        self.found += unit.diagnostics
        return unit

    def result(self, outline: Outline | None, units: list[CompiledUnit], context: Context) -> CompiledCourse:
        found = sorted(self.files.found + self.found, key=lambda one: (one.at, one.name, one.text))
        return CompiledCourse(outline, tuple(units), context, tuple(found))


def compile_unit(read: _Read, context: Context, *, portable: bool = False, drawn: Drawn | None = None) -> CompiledUnit:
    """Parses a unit and packs its OLX; a unit with errors has an empty piece, since it is never written."""
    parsed = parse_unit(read.head, context)
    found = list(parsed.diagnostics)
    if read.original is not None:
        found += compare(parse_unit(read_head(read.original, read.path), context), parsed)
    broken = any(one.level == "error" for one in found)
    scenes = tuple(part.name for part in parsed.unit.components if isinstance(part, ArScene))
    packed = not broken and all(drawn and name in context.scenes and not context.scenes[name].broken for name in scenes)
    unit = parsed.unit
    if drawn and scenes and packed:
        unit = drawn.unit(unit, context)
    if portable and packed:
        unit = portable_unit(unit, context.language)
    files = {} if not packed else {path: text.encode() for path, text in unit_files(unit).items()}
    return CompiledUnit(
        path=read.path,
        file_digest=read.digest,
        context_digest=context.digest if packed or broken else "",  # else it must be compiled again
        id=parsed.unit.id,
        names=parsed.names,
        cited=parsed.cited,
        tags=tuple(sorted(set(_tags(unit)))),
        diagnostics=tuple(found),
        piece=pack(files) if files else b"",
        data=parsed.data,
        files=len(files),
        size=sum(map(len, files.values())),
        scenes=scenes,
    )


def _tags(unit: Unit) -> Iterator[str]:
    """XBlocks that Studio should offer, since the unit shows them."""
    for part in unit.components:
        if isinstance(part, Block):
            yield part.tag
        elif isinstance(part, ArScene):
            from digigov.ar_scene.rules import TAG

            yield TAG
