"""The about page: the same Markdown as in a lesson, but outside the course, where units cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from digigov.lesson import rules
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.text import LessonFault
from olxkit.source.context import Context
from olxkit.source.directives import Directive, Text, split
from olxkit.source.files import place
from olxkit.source.lesson import read_lesson
from olxkit.source.scan import mask

NO_SOURCES = "the about page has no list of sources, so nothing can be cited there"


def resolve_about(
    texts: Mapping[str, str], paths: Mapping[str, str], context: Context, found: list[Diagnostic]
) -> dict[str, str]:
    """The Markdown of each page with its links as the platform wants them; `paths` say which files they stand in."""
    outside = replace(context, pages={})
    return {name: _resolved(text, paths[name], outside, found) for name, text in texts.items()}


def _resolved(text: str, path: str, context: Context, found: list[Diagnostic]) -> str:
    at = Position(path)
    parts, problems = split(text, at)
    found += problems
    found += _out_of_place(path, text, parts, context)
    return read_lesson([Text(at, text)], context, {}, found).text


def _out_of_place(path: str, text: str, parts: list[Text | Directive], context: Context) -> Iterator[Diagnostic]:
    for part in parts:
        if isinstance(part, Directive):
            yield LessonFault(part.at, reason="the about page cannot hold components", field="directive")
    for offset, key in rules.citations(mask(text)):
        if key in context.sources:
            yield LessonFault(place(path, text, offset), reason=NO_SOURCES, field="citation")
