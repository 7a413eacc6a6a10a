"""The text of a lesson: links resolved, citations and glossary terms collected, raw HTML and faults reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from digigov.lesson import rules
from olxkit.model import Lesson, Source
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.text import (
    DisallowedAttribute,
    DisallowedHtml,
    LessonFault,
    RemovedAttribute,
    UnclosedCode,
    UndefinedReference,
    UnknownSource,
)
from olxkit.source.attribute_lists import removed_attributes
from olxkit.source.context import Context
from olxkit.source.directives import Text
from olxkit.source.files import place
from olxkit.source.links import resolve_links
from olxkit.source.scan import definitions, mask, raw_tags, references
from olxkit.source.schema import nearest


@dataclass(frozen=True, slots=True)
class LessonText:
    """The text for the archive with the sources it cites, in order, and the glossary terms it uses.

    `lines` pairs the line (from 1) where a piece begins in the text with the place where it stands in the source.
    """

    text: str
    lines: tuple[tuple[int, Position], ...]
    sources: tuple[Source, ...]
    terms: Mapping[str, str]


def read_lesson(
    texts: list[Text], context: Context, drawings: Mapping[str, str], found: list[Diagnostic]
) -> LessonText:
    """One lesson from adjoining texts; `drawings` are pictures that the build makes beside those in static/."""
    local = context
    if drawings:
        local = replace(context, static={**context.static, **{f"static/{name}": name for name in drawings}})
    pieces: list[str] = []
    lines: list[tuple[int, Position]] = []
    masks = [mask(part.text) for part in texts]
    defined = set().union(*map(definitions, masks))
    for part, masked in zip(texts, masks, strict=True):
        resolved, problems = resolve_links(part.text, masked, part.at, local)
        found += problems
        found += _raw_html(part, masked)
        found += _attribute_lists(part, masked)
        found += _unclosed_code(part, masked)
        found += (
            UndefinedReference(_place(part, offset), mark=mark)
            for offset, mark in references(masked)
            if mark.lower() not in defined
        )
        found += _citations(part, masked, context.sources)
        skipped = len(resolved) - len(resolved.lstrip("\n"))
        lines.append((1 + sum(piece.count("\n") + 2 for piece in pieces), part.at.moved(lines=skipped)))
        pieces.append(resolved.strip("\n"))
    text = "\n\n".join(pieces)
    words = _without_code(mask(text))
    sources = tuple(context.sources[key] for key in rules.cited_keys(words) if key in context.sources)
    return LessonText(text, tuple(lines), sources, rules.terms_in(words, context.glossary))


FENCE = re.compile(r"^(?:`{3,}|~{3,})", re.MULTILINE)
ADD_SOURCE = "add it to sources.yaml"
WORDS = {"display_name": "title", "content": "text"}


def lesson_faults(lesson: Lesson, text: LessonText) -> Iterator[Diagnostic]:
    """What the lesson block itself would refuse, at the place that it is about."""
    fields = {
        "display_name": lesson.title,
        "content": lesson.text,
        "minutes": lesson.minutes,
        "objectives": list(lesson.objectives),
        "sources": [source.fields() for source in lesson.sources],
        "terms": dict(lesson.terms),
    }
    for fault in rules.check(fields):
        line = fault.line or 1
        first, at = max(pair for pair in text.lines if pair[0] <= line)
        where = at.moved(lines=line - first) if fault.field == "content" else Position(lesson.at.file, 2)
        yield LessonFault(where, reason=fault.message.rstrip("."), field=WORDS.get(fault.field, fault.field))


def _raw_html(part: Text, masked: str) -> Iterator[Diagnostic]:
    allowed = rules.allowed_html()
    for tag in raw_tags(masked) if "<" in masked else ():
        if tag.name not in allowed["tags"]:
            yield DisallowedHtml(_place(part, tag.offset), tag=tag.name, advice=_html_advice(tag.name))
            continue
        known = {*allowed["attributes"]["*"], *allowed["attributes"].get(tag.name, ())}
        for name, offset in tag.attributes:
            if name not in known:
                yield DisallowedAttribute(_place(part, offset), name=name, tag=tag.name)


def _attribute_lists(part: Text, masked: str) -> Iterator[Diagnostic]:
    for offset, name in removed_attributes(part.text, masked, rules.allowed_html()) if "{" in masked else ():
        yield RemovedAttribute(_place(part, offset), name=name)


def _html_advice(tag: str) -> str:
    if tag in ("script", "iframe", "form", "object", "embed"):
        return "use a custom XBlock, or an {html} component if it must be"
    return "write Markdown instead, or put the text in backticks to show it as it is"


def _unclosed_code(part: Text, masked: str) -> list[Diagnostic]:
    return [UnclosedCode(_place(part, match.start()), fence=match.group()) for match in FENCE.finditer(masked)]


def _without_code(masked: str) -> str:
    """Masked text without the marks that open code and never close it: the rules would look for their ends."""
    return masked.replace("`", " ").replace("~~~", "   ")


def _citations(part: Text, masked: str, sources: Mapping[str, Source]) -> list[Diagnostic]:
    if "[@" not in part.text:
        return []
    return [
        UnknownSource(_place(part, offset), key=key, advice=nearest(key, dict(sources), ADD_SOURCE, listed=False))
        for offset, key in rules.citations(_without_code(masked))
        if key not in sources
    ]


def _place(part: Text, offset: int) -> Position:
    return place(part.at.file, part.text, offset, first_line=part.at.line)
