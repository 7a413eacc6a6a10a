"""A course folder being worked on: compiles it, remembers what it compiled, and writes the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from digigov.lesson import rules as lesson_rules
from olxkit.cache import CompiledUnit, DiskCache
from olxkit.compiler import CompiledCourse, Compiler
from olxkit.drawn import Drawn
from olxkit.model import Outline
from olxkit.olx.archive import pack, write_archive
from olxkit.olx.pages import Page, about_files
from olxkit.olx.policies import policy_files
from olxkit.olx.writer import outline_files
from olxkit.source.files import Files

OWN_TAGS = (lesson_rules.TAG,)


class BuildRefused(Exception):
    """The course has errors; nothing was written."""


class Workspace:
    """One course folder. Keep it, and a second `compile` takes only what changed; the disk cache serves other runs."""

    def __init__(self, root: Path, *, language: str = "", portable: bool = False, use_cache: bool = True) -> None:
        self.root = root
        self._language = language
        self._portable = portable
        self._disk = DiskCache(root, variant=f"{language} {portable}") if use_cache else None
        self._drawn = Drawn(DiskCache(root) if use_cache else None)  # one for all variants: scenes look alike in them
        self._known: dict[str, CompiledUnit] | None = None
        self._pages: dict[str, Page] | None = None

    def compile(self, *, draw: bool = True) -> CompiledCourse:
        """Reads and checks the whole course; without `draw` no scene is made, and such a course is not for building."""
        if self._known is None:
            self._known = self._disk.load() if self._disk else {}
        course = Compiler(Files(self.root, self._language), self._known, portable=self._portable,
                          drawn=self._drawn if draw else None).run()  # fmt: skip
        self._remember(course.units)
        return course

    def build(self, course: CompiledCourse, out: Path) -> Path:
        """Writes OUT/ORG-COURSE-RUN[.LANGUAGE].tar.gz; BuildRefused when the course has errors."""
        if course.has_errors or course.outline is None:
            raise BuildRefused
        settings = course.outline.settings
        language = f".{self._language}" if self._language else ""
        path = out / f"{settings.org}-{settings.course}-{settings.run}{language}.tar.gz"
        write_archive(path, self._pieces(course, course.outline))
        return path

    def _pieces(self, course: CompiledCourse, outline: Outline) -> Iterator[bytes]:
        ids = {unit.path: unit.id for unit in course.units}
        tags = {*(() if self._portable else OWN_TAGS), *(tag for unit in course.units for tag in unit.tags)}
        files = outline_files(outline, ids) | policy_files(outline, tags) | self._about(outline)
        yield pack({path: text.encode() for path, text in files.items()})
        for unit in course.units:
            yield unit.piece
        shown = sorted({name for unit in course.units for name in unit.scenes})
        for made in self._drawn.archive(shown, course.context, choosable=not self._portable):
            yield pack(made)
        for path, name in course.context.static.items():
            yield pack({f"static/{name}": (self.root / path).read_bytes()})

    def _about(self, outline: Outline) -> dict[str, str]:
        if self._pages is None:
            self._pages = self._disk.load_pages() if self._disk else {}
        before = dict(self._pages)
        files = about_files(outline, self._pages)
        if self._disk and self._pages != before:
            self._disk.save_pages(self._pages)
        return files

    def _remember(self, units: tuple[CompiledUnit, ...]) -> None:
        before, after = self._known or {}, {unit.path: unit for unit in units}
        changed = [unit for path, unit in after.items() if before.get(path) is not unit]
        gone = before.keys() - after.keys()
        if self._disk and (changed or gone):
            self._disk.save(changed, gone)
        self._known = after
