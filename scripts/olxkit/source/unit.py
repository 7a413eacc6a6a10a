"""A unit file becomes a unit: front matter, text and directives in, components and diagnostics out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from olxkit.model import ArScene, Component, Lesson, Style, Unit, every
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.text import EmptyUnit
from olxkit.source import schema
from olxkit.source.components import read_component
from olxkit.source.context import Context, Named
from olxkit.source.directives import Directive, Text, split
from olxkit.source.frontmatter import split_front_matter
from olxkit.source.lesson import lesson_faults, read_lesson
from olxkit.source.translation import FOLDER
from olxkit.static import asset_name


@dataclass(frozen=True, slots=True)
class Head:
    """A unit's settings, read before anything else so that other units can link to it."""

    path: str
    settings: dict[str, Any]
    body: str
    body_at: Position
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class ParsedUnit:
    """A unit with the ids it uses, the sources it cites, the data files it draws and what is wrong with it."""

    unit: Unit
    names: tuple[Named, ...]
    cited: tuple[str, ...]
    data: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_head(text: str, path: str) -> Head:
    """The front matter of a unit file, checked."""
    node, body, body_at, found = split_front_matter(text, path)
    settings: dict[str, Any] = {}
    if node:
        table = schema.TRANSLATED_UNIT if path.startswith(f"{FOLDER}/") else schema.UNIT
        settings = schema.read(node, table, found, "unit", at=Position(path, 2))
    return Head(path, settings, body, body_at, tuple(found))


def parse_unit(head: Head, context: Context) -> ParsedUnit:
    """The unit of a file whose head has been read; ids that are missing come out empty, with a diagnostic."""
    return _UnitParser(head, context).run()


@dataclass
class _UnitParser:
    head: Head
    context: Context
    found: list[Diagnostic] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    drawings: dict[str, str] = field(default_factory=dict)
    data: dict[str, None] = field(default_factory=dict)
    wordlists: list[Text] = field(default_factory=list)

    def run(self) -> ParsedUnit:
        head = self.head
        self.found += head.diagnostics
        parts, problems = split(head.body, head.body_at)
        self.found += problems
        id = head.settings.get("id", "")
        at = Position(head.path, 2)
        if id:
            self.names.append(Named(id, "unit", at))
        components = self.noted(tuple(self.components(parts, id)))
        if self.context.style != Style():
            from olxkit.source.style.check import style_faults  # here: most courses ask for no style

            self.found += style_faults(at, parts, components, self.context.style)
        if not components and not self.found:
            self.found.append(EmptyUnit(Position(head.path)))
        title = head.settings.get("title", "")
        staff_only = head.settings.get("staff-only", False)
        unit = Unit(at, id, title, components, staff_only=staff_only, drawings=self.drawings)
        self.names += (Named(part.id, "component", part.at) for part in every(components) if part.id)
        return ParsedUnit(unit, tuple(self.names), tuple(self.cited), tuple(self.data), tuple(self.found))

    def components(self, parts: list[Text | Directive], unit_id: str) -> Iterator[Component]:
        """Components in order; text is named after what it follows, so that an insertion renames nothing."""
        text_id = f"{unit_id}-text" if unit_id else ""
        first = True
        pending: list[Text] = []
        for part in parts:
            if isinstance(part, Text):
                pending.append(part)
            elif part.name in ("chart", "diagram"):
                pending.append(self.drawing(part, unit_id))
            elif part.name in ("bibliography", "glossary"):
                pending.append(self.list_of(part))
            else:
                if pending:
                    yield self.lesson(pending, text_id, first)
                    pending, first = [], False
                component = read_component(part, self.context, self.found)
                if component:
                    if isinstance(component, ArScene):
                        self.cited.update(dict.fromkeys(source.key for source in component.sources))
                    yield component
                    text_id = f"{component.id}-after" if component.id else ""
        if pending:
            yield self.lesson(pending, text_id, first)

    def noted(self, components: tuple[Component, ...]) -> tuple[Component, ...]:
        """With the language's note at the end of the last text, if this is a translation."""
        texts = [(index, part) for index, part in enumerate(components) if isinstance(part, Lesson)]
        if not (self.context.note and texts and self.head.path.startswith(f"{FOLDER}/")):
            return components
        index, last = texts[-1]
        noted = replace(last, text=f"{last.text}\n\n*{self.context.note}*")
        return (*components[:index], noted, *components[index + 1 :])

    def drawing(self, directive: Directive, unit_id: str) -> Text:
        from olxkit.source.diagram import draw_diagram  # here: most units draw nothing
        from olxkit.source.drawings import draw_chart

        draw = draw_chart if directive.name == "chart" else draw_diagram
        if directive.name == "chart":
            self.data[posixpath.normpath(directive.argument)] = None
        name = asset_name(f"{unit_id}-{directive.name}-{len(self.drawings) + 1}.svg")
        text, drawing = draw(directive, name, self.context, self.found)
        if drawing:
            self.drawings[name] = drawing
            self.names.append(Named(name, "picture", directive.at))  # ids that differ by ~ and _ would share it
        return Text(directive.at, text)

    def list_of(self, directive: Directive) -> Text:
        from olxkit.source.bibliography import read_bibliography  # here: few units of a course have them
        from olxkit.source.wordlist import read_wordlist

        if directive.name == "bibliography":
            return Text(directive.at, read_bibliography(directive, self.context, self.found))
        text = Text(directive.at, read_wordlist(directive, self.context, self.found))
        self.wordlists.append(text)
        return text

    def lesson(self, texts: list[Text], id: str, first: bool) -> Lesson:
        """The lesson made of these texts; the unit's minutes and objectives stand in its first one."""
        settings = self.head.settings
        found: list[Diagnostic] = []
        text = read_lesson(texts, self.context, self.drawings, found)
        self.cited.update(dict.fromkeys(source.key for source in text.sources))
        lesson = Lesson(
            at=texts[0].at,
            id=id,
            title=settings.get("title", ""),
            text=text.text,
            minutes=settings.get("minutes") if first else None,
            objectives=settings.get("objectives", ()) if first else (),
            sources=text.sources,
            terms={} if any(part in self.wordlists for part in texts) else text.terms,  # else each would stand twice
        )
        self.found += found
        if lesson.text.strip() and not any(one.level == "error" for one in (*found, *self.head.diagnostics)):
            faults = lesson_faults(lesson, text)
            self.found += (fault for fault in faults if fault not in self.found)
        if first and "note" in settings:
            lesson = replace(lesson, text=f"*{settings['note']}*\n\n{lesson.text}")
        return lesson
