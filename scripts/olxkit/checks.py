"""What can only be seen with the whole course in view: one small function a rule, listed in CHECKS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as clock

from olxkit.model import Outline, Part, Section, Subsection
from olxkit.olx.writer import due_offset, part_of
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.files import ArchiveTooLarge, NoCourseImage, UnusedFile
from olxkit.problems.scene import UnusedScene
from olxkit.problems.settings import DatesOutOfOrder, DuplicateId, TooFewGraded
from olxkit.problems.text import MissingImage, UnusedSource
from olxkit.source.context import Context, Named
from olxkit.static import MOST_BYTES, MOST_FILES


@dataclass(frozen=True, slots=True)
class Used:
    """What units use of the course: sources cited, data drawn, scenes shown; and what the archive holds, in bytes."""

    cited: Collection[str]
    data: Collection[str]
    scenes: Collection[str]
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the checks look at."""

    outline: Outline
    context: Context
    names: list[Named]
    used: Used


def run(outline: Outline, context: Context, names: list[Named], used: Used) -> Iterator[Diagnostic]:
    """All findings of all checks."""
    seen = Seen(outline, context, names, used)
    for check in CHECKS:
        yield from check(seen)


def duplicate_ids(seen: Seen) -> Iterator[Diagnostic]:
    first: dict[str, Position] = {}
    for name in seen.names:
        if name.id in first:
            yield DuplicateId(name.at, id=name.id, other=first[name.id])
        first.setdefault(name.id, name.at)


def unused_sources(seen: Seen) -> Iterator[Diagnostic]:
    for key, source in seen.context.sources.items():
        if key not in seen.used.cited:
            yield UnusedSource(Position("sources.yaml", source.line), key=key)


def unused_data(seen: Seen) -> Iterator[Diagnostic]:
    for path in seen.context.data:
        if path not in seen.used.data and path.startswith("data/"):  # a translation's are used as their originals are
            yield UnusedFile(Position(path), advice="draw it with ':::{chart}', or delete it")


def unused_scenes(seen: Seen) -> Iterator[Diagnostic]:
    for name, scene in seen.context.scenes.items():
        if name not in seen.used.scenes:
            yield UnusedScene(scene.at, name=name)


def archive_bounds(seen: Seen) -> Iterator[Diagnostic]:
    files, size = seen.used.files, seen.used.size
    if files > MOST_FILES or size > MOST_BYTES:
        yield ArchiveTooLarge(Position("static"), files=files, size=size, most_files=MOST_FILES, most_bytes=MOST_BYTES)


def course_image(seen: Seen) -> Iterator[Diagnostic]:
    settings = seen.outline.settings
    if not settings.image:
        if settings.title:  # else its absence is reported, and there is no place to point at
            yield NoCourseImage(settings.place("title"))
    elif f"static/{settings.image}" not in seen.context.static:
        yield MissingImage(settings.place("image"), target=settings.image, advice="put the picture in static/")


def dates_inside_parts(seen: Seen) -> Iterator[Diagnostic]:
    settings = seen.outline.settings
    for section in seen.outline.sections:
        part = part_of(section, settings)
        nodes: tuple[Section | Subsection, ...] = (section, *section.subsections)
        for node in nodes:
            for word in ("opens", "due"):
                offset: timedelta | None = getattr(node, word, None)
                if offset is not None and (what := _date_fault(word, offset, section, part)):
                    yield DatesOutOfOrder(node.at, what=what)


def opens_before_due(seen: Seen) -> Iterator[Diagnostic]:
    for section in seen.outline.sections:
        for child in section.subsections:
            opens = max(section.opens or timedelta(), child.opens or timedelta())
            if child.due is not None and due_offset(child.due) <= opens:
                yield DatesOutOfOrder(child.at, what="the work is due before it opens")


def _date_fault(word: str, offset: timedelta, section: Section, part: Part | None) -> str | None:
    if not section.part:
        return f"'{word}' counts from the start of a part, and the section names none"
    if part is None:  # reported as an unknown part
        return None
    length = datetime.combine(part.end, clock()) - datetime.combine(part.start, clock())
    if offset < length + timedelta(days=1):
        return None
    return f"'{word}' lies after the end of {part.name}, which lasts {length.days + 1} days"


def graded_subsections(seen: Seen) -> Iterator[Diagnostic]:
    settings = seen.outline.settings
    graded = Counter(child.graded for section in seen.outline.sections for child in section.subsections)
    for kind in settings.grade_types:
        if graded[kind.name] < kind.minimum:
            at = settings.place("grading")
            yield TooFewGraded(at, name=kind.name, expected=kind.minimum, found=graded[kind.name])


CHECKS = (
    duplicate_ids, unused_sources, unused_data, unused_scenes, archive_bounds, course_image, dates_inside_parts,
    opens_before_due, graded_subsections,
)  # fmt: skip
