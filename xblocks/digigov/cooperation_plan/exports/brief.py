"""Two pages for the minister: what is asked, why, what it brings, what it costs, what could go wrong."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import N_, Content
from ..sections import Plan
from ..values import day, short
from . import finance, framework
from .paper import Block, Facts, Heading, Paper, Paragraph, Section, Table
from .writing import Writing

MOST_ROWS, MOST_CHARACTERS, MOST_CELL = 3, 330, 90


def brief(plan: Plan, writing: Writing, meta: str = "") -> Paper:
    """The brief. Long texts are cut at a word, with a mark; the concept paper has them whole."""
    t = writing.t
    title = plan["identification"]["title"] or t(N_("Untitled plan"))
    return Paper(
        title, t(N_("Brief for the minister")), meta, writing.language, (Section(tuple(_blocks(plan, writing))),)
    )


def _blocks(plan: Plan, writing: Writing) -> Iterator[Block]:
    one, summary, t = plan["identification"], plan["summary"], writing.t
    core = next((node["text"] for node in plan["objectives"]["nodes"] if node["kind"] == "core"), "")
    yield Facts(
        (
            (t(N_("Country")), writing.code("country", one["country"]) or "–"),
            (t(N_("Duration")), writing.span(one["start"], one["end"]) or "–"),
            (t(N_("Implementing organisation")), one["organisation"]["name"] or "–"),
            (t(N_("Kind of cooperation")), writing.code("modality", plan["modality"]["kind"]) or "–"),
            (t(N_("Objective")), short(core, MOST_CHARACTERS) or "–"),
        )
    )
    for heading, text in ((N_("The problem"), summary["situation"]), (N_("Why with Korea"), summary["case_for_korea"])):
        if text:
            yield Heading(t(heading))
            yield Paragraph(short(text, MOST_CHARACTERS))
    yield from _results(plan, writing)
    yield Heading(t(N_("What it costs")))
    yield from finance.by_source(plan, writing)
    yield from _risks(plan, writing)
    yield from _dates(plan, writing)
    for heading, text in ((N_("What remains afterwards"), summary["sustainability"]), (N_("Debt"), summary["debt"])):
        if text:
            yield Heading(t(heading))
            yield Paragraph(short(text, MOST_CHARACTERS))


def _results(plan: Plan, writing: Writing) -> Iterator[Block]:
    t = writing.t
    results = [
        row for _depth, row in framework.ordered(plan["logframe"]["results"]) if row["level"] in ("impact", "outcome")
    ]
    if results:
        header = (t(N_("Result")), t(N_("Indicator")), t(N_("Baseline")), t(N_("Target")))
        rows = [(short(row["title"], MOST_CELL), *_measure(row, writing)) for row in results[:MOST_ROWS]]
        yield Heading(t(N_("What will have changed")))
        yield Table(t(N_("Results")), header, tuple(rows), (34, 30, 17, 19))


def _measure(result: Content, writing: Writing) -> tuple[str, str, str]:
    if not result["indicators"]:
        return ("–", "–", "–")
    title, baseline, target, _means = framework.indicator_cells(result["indicators"][0], writing)
    return short(title, MOST_CELL), short(baseline), short(target)


def _risks(plan: Plan, writing: Writing) -> Iterator[Block]:
    rows = sorted(
        plan["risks"]["risks"], key=lambda one: int(one["likelihood"] or 0) * int(one["impact"] or 0), reverse=True
    )
    if rows:
        t = writing.t
        header = (t(N_("Risk")), t(N_("Owner")), t(N_("Mitigation")))
        cells = [tuple(short(one[name], MOST_CELL) for name in ("text", "owner", "mitigation")) for one in rows[:3]]
        yield Heading(t(N_("What could go wrong")))
        yield Table(t(N_("Risks")), header, tuple(cells), (36, 20, 44))


def _dates(plan: Plan, writing: Writing) -> Iterator[Block]:
    marks = [mark for one in plan["activities"]["activities"] for mark in one["milestones"] if day(mark["date"])]
    if marks:
        marks.sort(key=lambda mark: mark["date"])
        yield Heading(writing.t(N_("Dates to know")))
        yield Facts(tuple((writing.date(mark["date"]), short(mark["title"], MOST_CELL)) for mark in marks[:5]))
