"""The folder tree becomes the outline: sections, subsections, unit files, and a word for each file without a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from olxkit.model import Outline, Section, Settings, Subsection
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.files import EmptyFolder, MissingFile, UnusedFile, UnusedText
from olxkit.problems.settings import UnknownGradeType, UnknownPart
from olxkit.source import schema
from olxkit.source.context import Named
from olxkit.source.files import Files
from olxkit.source.frontmatter import split_front_matter
from olxkit.source.settings import COURSE_FILE, read_settings
from olxkit.source.titles import Titles
from olxkit.source.yamlmap import parse_yaml

INDEX = "index.md"
SPECIAL_FOLDERS = frozenset({"about", "static", "data", "scenes", "translations"})
SPECIAL_FILES = frozenset({COURSE_FILE, "sources.yaml", "glossary.csv", "STYLE.md", "README.md"})
ABOUT = {"overview.md": "overview", "short-description.md": "short_description"}


@dataclass
class OutlineReader:
    """Reads everything but the units; `names` collects ids, `found` diagnostics, `index_pages` links to sections."""

    files: Files
    found: list[Diagnostic] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    about_paths: dict[str, str] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)
    note: str = ""

    def read(self) -> Outline | None:
        """The outline, or None when there is no usable course.yaml."""
        text = self.files.read_text(COURSE_FILE)
        settings = read_settings(text, self.found) if text is not None else None
        settings = settings and self.translated_settings(settings)
        if settings is None:
            return None
        folders, names = self.files.list()
        for name in names:
            if name not in SPECIAL_FILES and not name.startswith("."):
                self.found.append(UnusedFile(Position(name), advice="move it into a section's folder, or to static/"))
        sections = [self.section(name, settings) for name in folders if self.is_content(name)]
        if not sections:
            self.found.append(EmptyFolder(Position(COURSE_FILE), title=settings.title, child="section (a folder)"))
        return Outline(settings, tuple(section for section in sections if section), about=self.about())

    def translated_settings(self, settings: Settings) -> Settings:
        """The settings with title and description from the translated course.yaml."""
        place = self.files.translated(COURSE_FILE)
        text = self.files.read_text(place) if place != COURSE_FILE else None
        node, problems = parse_yaml(text, Position(place)) if text is not None else (None, [])
        self.found += problems
        values = schema.read(node, schema.TRANSLATED_COURSE, self.found, "course.yaml") if node else {}
        values.pop("of", None)
        self.note = values.pop("note", "")
        return replace(settings, language=self.files.language or settings.language, **values)

    @staticmethod
    def is_content(folder: str) -> bool:
        return folder not in SPECIAL_FOLDERS and not folder.startswith(".")

    def section(self, folder: str, settings: Settings) -> Section | None:
        values = self.index(folder, schema.SECTION, "section")
        if values is None:
            return None
        at = Position(f"{folder}/{INDEX}", 2)
        part = values.get("part", "")
        if part and settings.parts and not any(one.name in (part, f"part-{part}") for one in settings.parts):
            self.found.append(UnknownPart(at, edition=settings.edition, part=part))
        folders, names = self.files.list(folder)
        self.unused(folder, names, "move it into a subsection's folder; units stand one level deeper")
        children = (self.subsection(f"{folder}/{name}", settings) for name in folders)
        subsections = tuple(child for child in children if child)
        title = values.get("title", folder)
        if not folders:
            self.found.append(EmptyFolder(at, title=title, child="subsection (a folder)"))
        return Section(
            at, values.get("id", ""), title, part, values.get("opens"), values.get("staff-only", False), subsections
        )  # fmt: skip

    def subsection(self, folder: str, settings: Settings) -> Subsection | None:
        values = self.index(folder, schema.SUBSECTION, "subsection")
        if values is None:
            return None
        at = Position(f"{folder}/{INDEX}", 2)
        graded = values.get("graded", "")
        kinds = {kind.name: None for kind in settings.grade_types}
        if graded and graded not in kinds:
            advice = schema.nearest(graded, kinds, "course.yaml defines")
            self.found.append(UnknownGradeType(at, name=graded, advice=advice))
        folders, names = self.files.list(folder)
        for name in folders:
            self.found.append(UnusedFile(Position(f"{folder}/{name}"), advice="units are files, not folders"))
        units = tuple(f"{folder}/{name}" for name in names if name.endswith(".md") and name != INDEX)
        self.unused(folder, [name for name in names if not name.endswith(".md")], "move it to static/")
        title = values.get("title", folder)
        if not units:
            self.found.append(EmptyFolder(at, title=title, child="unit (an .md file)"))
        return Subsection(
            at, values.get("id", ""), title, graded, values.get("opens"), values.get("due"),
            values.get("staff-only", False), units,
        )  # fmt: skip

    def unused(self, folder: str, names: list[str], advice: str) -> None:
        for name in names:
            if name != INDEX and not name.startswith("."):
                self.found.append(UnusedFile(Position(f"{folder}/{name}"), advice=advice))

    def index(self, folder: str, table: dict[str, schema.Key], kind: str) -> dict[str, Any] | None:
        """The settings in a folder's index.md; None when it has none."""
        path = f"{folder}/{INDEX}"
        if not self.files.exists(path):
            self.found.append(MissingFile(Position(path), path=path))
            return None
        text = self.files.read_text(path)
        if text is None:
            return None
        node, body, body_at, problems = split_front_matter(text, path)
        self.found += problems
        if body.strip():
            self.found.append(UnusedText(body_at, advice="move it into a unit file beside this index.md"))
        if node is None:
            return None
        values = schema.read(node, table, self.found, kind, at=Position(path, 2))
        values |= self.translated_title(path, values.get("id", ""))
        if "id" in values:
            self.names.append(Named(values["id"], kind, Position(path, 2)))
            self.pages[path] = values["id"]
        return values

    def translated_title(self, path: str, id: str) -> dict[str, str]:
        """The title in the chosen language, from the folder's translated index.md or from the list of titles."""
        place = self.files.translated(path)
        if place == path and id in self.titles.entries:
            return {"title": self.titles.entries[id].title}
        text = self.files.read_text(place) if place != path else None
        node = split_front_matter(text, place)[0] if text is not None else None
        title = node.value.get("title") if node and node.is_map else None
        return {"title": title.text()} if title else {}

    def about(self) -> dict[str, str]:
        """Markdown of the about page by the platform's name for it."""
        return dict(self._about())

    def _about(self) -> Iterator[tuple[str, str]]:
        for name in self.files.list("about")[1] if self.files.exists("about") else ():
            path = f"about/{name}"
            if name not in ABOUT:
                advice = f"the about page is made of {' and '.join(ABOUT)}"
                self.found.append(UnusedFile(Position(path), advice=advice))
                continue
            place = self.files.translated(path)
            text = self.files.read_text(place)
            if text is not None:
                self.about_paths[ABOUT[name]] = place
                yield ABOUT[name], text
