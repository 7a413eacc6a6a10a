"""translations/LANGUAGE/titles.yaml: titles and objectives of pages whose text stays in the original language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.translation import ObjectivesDiffer, UnknownTitle
from olxkit.source import schema
from olxkit.source.files import Files
from olxkit.source.frontmatter import split_front_matter
from olxkit.source.yamlmap import Node, parse_yaml

if TYPE_CHECKING:
    from olxkit.source.unit import Head

TITLES = "titles.yaml"
FILE = {
    "note": schema.Key(schema.line, "one line of text", required=True),
    "titles": schema.Key(schema.mapping, "a mapping of ids to titles, or to title and objectives", required=True),
    "of": schema.OF_KEY,
}
ENTRY = {"title": schema.TITLE_KEY, "objectives": schema.UNIT["objectives"]}


@dataclass(frozen=True, slots=True)
class Title:
    """What a page is called in the language, and the objectives of a unit."""

    at: Position
    title: str
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Titles:
    """The titles of a language by id; `note` tells learners what is translated and what is not."""

    note: str = ""
    entries: Mapping[str, Title] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Changes whenever a page may come out otherwise; empty without titles."""
        return hashlib.sha256(repr((self.note, self.entries)).encode()).hexdigest() if self.entries else ""

    def on(self, head: Head) -> Head:
        """The head of a unit in the original language, with the title and the objectives of this one."""
        entry = self.entries.get(head.settings.get("id", ""))
        if entry is None:
            return head
        own: dict[str, Any] = {"title": entry.title, "note": self.note}
        if entry.objectives:
            own["objectives"] = entry.objectives
        wanted = len(head.settings.get("objectives", ()))
        found = head.diagnostics
        if wanted != len(entry.objectives):
            found += (ObjectivesDiffer(entry.at, count=len(entry.objectives), wanted=wanted, original=head.path),)
        return replace(head, settings={**head.settings, **own}, diagnostics=found)


def titles_path(language: str) -> str:
    return f"translations/{language}/{TITLES}"


def read_titles(files: Files, language: str, found: list[Diagnostic]) -> Titles:
    """The titles of a language; none when it has no such file."""
    path = titles_path(language)
    text = files.read_text(path) if language and files.exists(path) else None
    node, problems = parse_yaml(text, Position(path)) if text is not None else (None, [])
    found += problems
    if node is None:
        return Titles()
    values = schema.read(node, FILE, found, TITLES)
    pages = node.value["titles"].value if "titles" in values else {}
    return Titles(values.get("note", ""), {id: _title(child, found) for id, child in pages.items()})


def _title(node: Node, found: list[Diagnostic]) -> Title:
    given = node if node.is_map else Node(node.at, {"title": node})
    values = schema.read(given, ENTRY, found, "title")
    return Title(node.at, values.get("title", ""), values.get("objectives", ()))


def titles_fingerprint(files: Files, titles: Titles, pages: Mapping[str, str]) -> str:
    """Ten hexadecimal digits of what the titles translate, at the pages that have them; `pages` are ids by file."""
    lines = []
    for path, id in sorted(pages.items()):
        node = split_front_matter(files.read_text(path) or "", path)[0] if id in titles.entries else None
        if node is not None and node.is_map:
            parts = (node.value[key].plain() for key in ("title", "objectives") if key in node.value)
            lines.append(repr((id, *parts)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:10]


def unknown_titles(titles: Titles, ids: set[str]) -> Iterator[Diagnostic]:
    """Titles of nothing: their id is mistyped, or the page is gone."""
    for id, entry in titles.entries.items():
        if id not in ids:
            yield UnknownTitle(entry.at, id=id, advice=schema.nearest(id, sorted(ids), "", listed=False) or "delete it")
