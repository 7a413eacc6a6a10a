"""The text of a lesson: links resolved, citations and glossary terms collected, raw HTML and faults reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from digigov.lesson import rules
from olxkit.model import Source
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.text import DisallowedHtml, UnknownSource
from olxkit.source.context import Context
from olxkit.source.directives import Text
from olxkit.source.files import place
from olxkit.source.links import resolve_links
from olxkit.source.scan import mask, raw_tags
from olxkit.source.schema import nearest


@dataclass(frozen=True, slots=True)
class LessonText:
    """The text for the archive with the sources it cites, in order, and the glossary terms it uses."""

    text: str
    sources: tuple[Source, ...]
    terms: Mapping[str, str]


def read_lesson(
    texts: list[Text], context: Context, drawings: Mapping[str, str], found: list[Diagnostic]
) -> LessonText:
    """One lesson from adjoining texts; `drawings` are pictures that the build makes beside those in static/."""
    local = context
    if drawings:
        local = replace(context, static={**context.static, **{f"static/{name}": name for name in drawings}})
    pieces = []
    for part in texts:
        masked = mask(part.text)
        resolved, problems = resolve_links(part.text, masked, part.at, local)
        found += problems
        found += _raw_html(part, masked)
        found += _citations(part, context.sources)
        pieces.append(resolved)
    text = "\n\n".join(piece.strip("\n") for piece in pieces)
    sources = tuple(context.sources[key] for key in rules.cited_keys(text) if key in context.sources)
    return LessonText(text, sources, rules.terms_in(text, context.glossary))


def _raw_html(part: Text, masked: str) -> list[Diagnostic]:
    if "<" not in masked:
        return []
    allowed = rules.allowed_html()["tags"]
    return [
        DisallowedHtml(_place(part, tag.offset), tag=tag.name, advice=_html_advice(tag.name))
        for tag in raw_tags(masked)
        if tag.name not in allowed
    ]


def _html_advice(tag: str) -> str:
    if tag in ("script", "iframe", "form", "object", "embed"):
        return "use a custom XBlock, or an {html} component if it must be"
    return "write Markdown instead, or put the text in backticks to show it as it is"


def _citations(part: Text, sources: Mapping[str, Source]) -> list[Diagnostic]:
    if "[@" not in part.text:
        return []
    return [
        UnknownSource(_place(part, offset), key=key, advice=nearest(key, dict(sources), "add it to sources.yaml"))
        for offset, key in rules.citations(part.text)
        if key not in sources
    ]


def _place(part: Text, offset: int) -> Position:
    return place(part.at.file, part.text, offset, first_line=part.at.line)
