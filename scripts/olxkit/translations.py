"""How far the translations of a course are: what is missing, what lacks a part, what is older than its original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from olxkit.compiler import CompiledCourse
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.translation import (
    PartUntranslated,
    StaleTranslation,
    TranslationIncomplete,
    TranslationsMissing,
    UnmarkedTranslation,
)
from olxkit.source.files import Files
from olxkit.source.freshness import fingerprint, has_mark, mark_of
from olxkit.source.settings import COURSE_FILE
from olxkit.source.titles import Titles, read_titles, titles_fingerprint, titles_path
from olxkit.source.translation import FOLDER
from olxkit.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Translation:
    """One language: how many files are translated, of how many others the title is, and the findings."""

    language: str
    files: int
    translated: int
    titled: int
    found: tuple[Diagnostic, ...]

    @property
    def summary(self) -> str:
        """One line."""
        counts = {"by title only": self.titled, "missing": self.files - self.translated - self.titled}
        for word, kind in (("stale", StaleTranslation), ("without mark", UnmarkedTranslation)):
            counts[word] = sum(isinstance(one, kind) for one in self.found)
        counts["lacking parts"] = len({one.at.file for one in self.found if isinstance(one, PartUntranslated)})
        rest = "".join(f", {count} {word}" for word, count in counts.items() if count)
        return f"{self.language}: {self.translated} of {self.files} files translated{rest}"


def translations(root: Path, course: CompiledCourse) -> Iterator[Translation]:
    """Each language below translations/, compared with the course as it was just compiled."""
    files = Files(root)
    if course.outline is None or not files.exists(FOLDER):
        return
    expected = list(_expected(files, course))
    for language in files.list(FOLDER)[0]:
        there = [path for path in expected if files.exists(f"{FOLDER}/{language}/{path}")]
        titles = read_titles(files, language, [])  # what is wrong with it is found within the language
        titled = [path for path in expected if path not in there and _titled(titles, course, path)]
        found = [
            *_missing(language, [path for path in expected if path not in there and path not in titled]),
            *(one for path in there if (one := _age(files, language, path))),
            *_age_of_titles(files, language, titles, course),
            *_within(root, language, course),
        ]
        ordered = tuple(sorted(found, key=lambda one: (one.at, one.name, one.text)))
        yield Translation(language, len(expected), len(there), len(titled), ordered)


def _expected(files: Files, course: CompiledCourse) -> Iterator[str]:
    """What a complete translation consists of."""
    yield COURSE_FILE
    yield from (f"about/{name}" for name in files.list("about")[1] if files.exists("about"))
    if files.exists("glossary.csv"):
        yield "glossary.csv"
    yield from sorted(course.context.pages)


def _titled(titles: Titles, course: CompiledCourse, path: str) -> bool:
    """Whether a title is all that this language wants of the file; about pages and glossary have none."""
    return bool(titles.entries) and course.context.pages.get(path) in {None, *titles.entries} and path != COURSE_FILE


def _age_of_titles(files: Files, language: str, titles: Titles, course: CompiledCourse) -> Iterator[Diagnostic]:
    """The titles are as old as the titles and objectives that they translate."""
    path = titles_path(language)
    text = files.read_text(path) if titles.entries else None
    if text is None:
        return
    (mark, at), wanted = mark_of(path, text), titles_fingerprint(files, titles, course.context.pages)
    if not mark:
        yield UnmarkedTranslation(at, mark=wanted)
    elif mark != wanted:
        yield StaleTranslation(at, original="the titles and objectives of the course")


def _missing(language: str, paths: list[str]) -> Iterator[Diagnostic]:
    """One finding for each folder that lacks translations, so that a language just begun does not bury the rest."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    for folder, names in folders.items():
        place = f"{FOLDER}/{language}/{folder}".rstrip("/")
        yield TranslationsMissing(Position(place), language=language, names=", ".join(names), count=len(names))


def _age(files: Files, language: str, path: str) -> Diagnostic | None:
    place = f"{FOLDER}/{language}/{path}"
    original, text = files.read_text(path), files.read_text(place)
    if original is None or text is None or not has_mark(path):
        return None
    (mark, at), wanted = mark_of(place, text), fingerprint(path, original)
    if not mark:
        return UnmarkedTranslation(at, mark=wanted)
    return None if mark == wanted else StaleTranslation(at, original=path)


def _within(root: Path, language: str, course: CompiledCourse) -> Iterator[Diagnostic]:
    """What compiling the language finds in its own files; parts that are missing stop only its own archive."""
    for one in Workspace(root, language=language).compile(draw=False).diagnostics:
        if isinstance(one, TranslationIncomplete):
            yield PartUntranslated(one.at, **one.values)
        elif one.at.file.startswith(f"{FOLDER}/") and one not in course.diagnostics:
            yield one
