"""A course for platforms without our XBlocks: lessons become html, other blocks of ours say what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from olxkit.model import ArScene, Block, Component, Html, Lesson, Source, Unit


def portable_unit(unit: Unit, language: str) -> Unit:
    """The same unit made of the platform's own components only, with its headings in `language`; ids stay."""
    from digigov.common.i18n import in_language

    with in_language(language):
        return replace(unit, components=tuple(map(_component, unit.components)))


def _component(component: Component) -> Component:
    if isinstance(component, Lesson):
        return Html(component.at, component.id, component.title, "\n".join(_lesson(component)) + "\n")
    if isinstance(component, ArScene):
        from olxkit.olx.portable_scene import portable_scene  # here: most courses have no scenes

        return portable_scene(component)
    if isinstance(component, Block) and component.tag.startswith("digigov_"):
        text = f"<p>This page holds an exercise that needs the XBlock <code>{escape(component.tag)}</code>.</p>"
        return Html(component.at, component.id, component.title, text)
    return component


def _lesson(lesson: Lesson) -> Iterator[str]:
    """All that the lesson block shows: objectives, minutes, text, terms and sources, with the links between them."""
    from digigov.common.markdown import rendered
    from digigov.lesson.words import lesson_words, reading

    words, prefix = lesson_words(), f"{lesson.id}-"
    sources = [source.fields() for source in lesson.sources]
    result = rendered(lesson.text, sources=sources, terms=dict(lesson.terms), id_prefix=prefix)
    if lesson.objectives:
        yield _list("ul", words["objectives"], (f"<li>{escape(line)}</li>" for line in lesson.objectives))
    if lesson.minutes:
        yield f"<p>{escape(reading(lesson.minutes))}</p>"
    yield result.html
    if result.terms:
        entries = (_term(f"{prefix}term-{number}", term, lesson) for number, term in enumerate(result.terms, 1))
        yield _list("dl", words["terms"], entries)
    if sources:
        items = (_source(f"{prefix}source-{number}", source) for number, source in enumerate(lesson.sources, 1))
        yield _list("ol", words["sources"], items)


def _list(tag: str, heading: str, items: Iterator[str]) -> str:
    return f"<h3>{escape(heading)}</h3>\n<{tag}>\n{chr(10).join(items)}\n</{tag}>"


def _term(id: str, term: str, lesson: Lesson) -> str:
    meaning = f'<span id="{id}-text">{escape(lesson.terms[term])}</span>'
    return f'<dt id="{id}">{escape(term)}</dt><dd>{meaning} <a href="#{id}-use">↩</a></dd>'


def _source(id: str, source: Source) -> str:
    title = f"<cite>{escape(source.title)}</cite>"
    if source.url:
        title = f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{escape(source.title)}</a>'
    rest = ", ".join(escape(part) for part in (source.publisher, source.year.removesuffix(".")) if part)
    return f'<li id="{id}">{title}{". " if rest else ""}{rest}.</li>'
