"""Cutting a unit's body into text and `:::{name}` directives (MyST's colon fences)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.settings import RepeatedKey
from olxkit.problems.text import MalformedDirective, StrayFence, UnclosedDirective
from olxkit.source.code import FENCES, CodeFences
from olxkit.source.yamlmap import Node

OPENING = re.compile(r"(:{3,})\{([\w:-]+)\}(.*)")
CLOSING = re.compile(r"(:{3,})[ \t]*$")
INDENTED = re.compile(r" {1,3}:{3,}(?:\{|[ \t]*$)")  # deeper is code
OPTION = re.compile(r":([A-Za-z][\w-]*):[ \t]*(.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown between directives; `at` is the place of its first line."""

    at: Position
    text: str


@dataclass(frozen=True, slots=True)
class Directive:
    """One `:::{name} argument` with its options and body; `body_at` is the place of the body's first line."""

    at: Position
    name: str
    argument: str
    body: str
    body_at: Position
    options: Mapping[str, Node] = field(default_factory=dict)


def split(body: str, at: Position) -> tuple[list[Text | Directive], list[Diagnostic]]:
    """The parts of a body that starts at `at`, in order; nothing of it is lost but the fences."""
    scanner = _Scanner(body.split("\n"), at)
    return scanner.run(), scanner.found


class _Scanner:
    def __init__(self, lines: list[str], at: Position) -> None:
        self.lines = lines
        self.at = at
        self.found: list[Diagnostic] = []
        self.parts: list[Text | Directive] = []
        self._fences: CodeFences | None = None

    def place(self, line: int, column: int = 1) -> Position:
        return self.at.moved(lines=line, column=column)

    def run(self) -> list[Text | Directive]:
        line = start = 0
        while line < len(self.lines):
            text = self.lines[line]
            if text[:3] in FENCES:
                line = self.after_code(line)
            elif text[:3] != ":::":
                if text[:1] == " " and INDENTED.match(text):
                    self.found.append(MalformedDirective(self.place(line)))
                line += 1
            elif opening := OPENING.match(text):
                self.add_text(start, line)
                line = start = self.directive(line, opening)
            else:
                stray = CLOSING.match(text)
                where = self.place(line)
                self.found.append(StrayFence(where, fence=stray[1]) if stray else MalformedDirective(where))
                line += 1
        self.add_text(start, line)
        return self.parts

    def add_text(self, start: int, end: int) -> None:
        text = "\n".join(self.lines[start:end])
        if text.strip():
            self.parts.append(Text(self.place(start), text))

    def after_code(self, line: int) -> int:
        """The line after the code block that opens here, or after this line when it opens none."""
        self._fences = self._fences or CodeFences(self.lines)
        end = self._fences.end(line)
        return line + 1 if end is None else end + 1

    def directive(self, line: int, opening: re.Match[str]) -> int:
        """Reads the directive that opens at `line`; answers the line after it."""
        fence, name, argument = opening.groups()
        options: dict[str, Node] = {}
        first = line + 1
        while first < len(self.lines) and (option := OPTION.match(self.lines[first])):
            where = self.place(first, option.start(2) + 1)
            if option[1] in options:
                self.found.append(RepeatedKey(self.place(first), key=option[1]))
            options.setdefault(option[1], Node(where, option[2].rstrip()))
            first += 1
        end, after = self.closing(first, fence)
        if end == after:
            self.found.append(UnclosedDirective(self.place(line), name=name, fence=fence))
        body = "\n".join(self.lines[first:end])
        body_at = self.place(first)
        self.parts.append(Directive(self.place(line), name, argument.strip(), body, body_at, options))
        return after

    def closing(self, first: int, fence: str) -> tuple[int, int]:
        """The line that closes the fence and the one after; equal when it is never closed.

        A new directive of the same fence means that the closing line was forgotten.
        """
        for line in range(first, len(self.lines)):
            text = self.lines[line]
            if text[:3] != ":::":
                continue
            match = CLOSING.match(text)
            if match and len(match[1]) >= len(fence):
                return line, line + 1
            opening = OPENING.match(text)
            if opening and len(opening[1]) >= len(fence):
                return line, line
        return len(self.lines), len(self.lines)
