"""The lines of a diagram with their places, and what every kind of diagram makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from olxkit.diagrams.canvas import Canvas
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.diagram import DiagramCitation, DiagramTextTooLong
from olxkit.source.directives import Directive


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body, without the space at its end."""

    at: Position
    text: str

    def place(self, offset: int) -> Position:
        """Where the character at `offset` stands."""
        return self.at.moved(column=offset + 1)

    def of(self, part: str) -> Position:
        """Where this part of the line stands."""
        return self.place(max(0, self.text.find(part)))


@dataclass(frozen=True, slots=True)
class Diagram:
    """How to draw it in a language, and the same in words, as HTML."""

    draw: Callable[[str], tuple[Canvas, float]]
    words: str


def lines_of(directive: Directive) -> Iterator[Line]:
    """The lines of the body that are not empty."""
    for number, text in enumerate(directive.body.split("\n")):
        if text.strip():
            yield Line(directive.body_at.moved(lines=number), text.rstrip())


def check_text(line: Line, text: str, limit: int, found: list[Diagnostic]) -> None:
    """Reports text that is too long for its place, and citations, which a picture cannot hold."""
    if len(text) > limit:
        found.append(DiagramTextTooLong(line.of(text), size=len(text), limit=limit))
    if "[@" in text:
        found.append(DiagramCitation(line.of("[@")))
