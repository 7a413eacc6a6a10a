"""A course for platforms without our XBlocks: lessons become html, other blocks of ours say what is missing."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from olxkit.model import Block, Component, Html, Lesson, Unit
from olxkit.olx.components import source_fields


def portable_unit(unit: Unit) -> Unit:
    """The same unit made of the platform's own components only; ids stay."""
    return replace(unit, components=tuple(map(_component, unit.components)))


def _component(component: Component) -> Component:
    if isinstance(component, Lesson):
        return Html(component.at, component.id, component.title, _lesson(component))
    if isinstance(component, Block) and component.tag.startswith("digigov_"):
        text = f"<p>This page holds an exercise that needs the XBlock <code>{escape(component.tag)}</code>.</p>"
        return Html(component.at, component.id, component.title, text)
    return component


def _lesson(lesson: Lesson) -> str:
    from digigov.common.markdown import render

    sources = [source_fields(source) for source in lesson.sources]
    return render(lesson.text, sources=sources, terms=dict(lesson.terms), id_prefix=f"{lesson.id}-")
