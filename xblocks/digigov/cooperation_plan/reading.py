"""A plan as a page for reading: the same blocks as the concept paper, so that every figure is the exports' own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from digigov.common.i18n import gettext as _

from . import rules
from .exports import Writing, calendar, finance, framework, parts
from .exports.paper import Block, Calendar, Facts, Heading, Paragraph, Table, Tree
from .guide import guide


def _identification(plan: rules.Plan, how: Writing) -> Iterator[Block]:
    """The title too, which on paper stands above everything."""
    if title := plan["identification"]["title"]:
        yield Facts(((how.t(rules.declared("identification/title").label), title),))
    yield from parts.identification(plan, how)


PARTS: dict[str, Callable[[rules.Plan, Writing], Iterator[Block]]] = {
    "identification": _identification,
    "problems": parts.situation,
    "objectives": parts.objectives,
    "stakeholders": parts.stakeholders,
    "logframe": framework.draw,
    "activities": calendar.draw,
    "budget": finance.draw,
    "risks": parts.risks,
    "modality": parts.modality,
    "summary": parts.case,
}
SUMS = 3  # the first tables of the budget: sums by two things each


def writing(language: str) -> Writing:
    """Dates and amounts in a language, words in that of the request."""
    return Writing(language, _)


def steps(
    names: Iterable[str], plan: rules.Plan, example: rules.Plan, language: str, shares: dict[str, float]
) -> list[dict[str, Any]]:
    """The sections to show, each with its guide, its share, what is written, and the example's."""
    how, words = writing(language), guide()
    return [
        {
            "name": name,
            "number": number,
            "title": words[name].title,
            "lead": words[name].lead,
            "percent": round(100 * shares.get(name, 0)),
            "own": blocks(name, plan, how),
            "example": blocks(name, example, how),
        }
        for number, name in enumerate(names, 1)
    ]


def blocks(name: str, plan: rules.Plan, how: Writing) -> list[dict[str, Any]]:
    """The blocks of a section, as the template wants them."""
    return [_block(block) for block in PARTS[name](plan, how)]


def sums(plan: rules.Plan, how: Writing) -> list[dict[str, Any]]:
    """The budget's sums by source, category, activity and year, and what is said of the rates."""
    drawn = list(finance.draw(plan, how))
    return [_block(block) for block in (*drawn[:SUMS], *(one for one in drawn if isinstance(one, Paragraph)))]


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        width = sum(block.weights)
        return {
            "kind": kind,
            "caption": block.caption,
            "header": list(enumerate(block.header)),
            "figures": block.figures,
            "columns": [round(100 * weight / width, 1) for weight in block.weights],
            "rows": [
                {
                    "strong": at in block.strong,
                    "cells": [
                        {"text": text, "label": block.header[place], "figure": place in block.figures}
                        for place, text in enumerate(row)
                    ],
                }
                for at, row in enumerate(block.rows)
            ],
        }
    if isinstance(block, Calendar):
        bars = [
            {
                "text": bar.text,
                "dates": bar.dates,
                "first": bar.first + 1,
                "last": bar.last + 2,
                "marks": [mark + 1 for mark in bar.marks],
                "shown": bar.last >= bar.first,
            }
            for bar in block.bars
        ]
        ends = (block.periods[0], block.periods[-1])
        return {
            "kind": kind,
            "caption": block.caption,
            "count": len(block.periods),
            "ends": ends,
            "bars": bars,
            "key": block.key,
        }
    if isinstance(block, Facts):
        return {"kind": kind, "rows": block.rows}
    if isinstance(block, (Heading, Paragraph)):
        return {"kind": kind, "text": block.text, "note": getattr(block, "note", False)}
    assert isinstance(block, Tree)
    return {
        "kind": kind,
        "caption": block.caption,
        "groups": [
            {"label": block.labels[0], "branches": block.above},
            {"label": block.labels[1], "core": block.core},
            {"label": block.labels[2], "branches": block.below},
        ],
    }
