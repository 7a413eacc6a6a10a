"""The plan in the order of a project concept paper, as Korea's grant agency asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..schema import N_
from ..sections import Plan
from . import calendar, finance, framework, parts
from .paper import Block, Heading, Paper, Paragraph, Section
from .writing import Writing

Part = Callable[[Plan, Writing], Iterator[Block]]

PARTS: tuple[tuple[str, Part], ...] = (
    (N_("Identification"), parts.identification),
    (N_("Situation and problem"), parts.situation),
    (N_("Objectives"), parts.objectives),
    (N_("Stakeholders"), parts.stakeholders),
    (N_("Logical framework"), framework.draw),
    (N_("Activities and calendar"), calendar.draw),
    (N_("Budget"), finance.draw),
    (N_("Risks"), parts.risks),
    (N_("Modality and partners"), parts.modality),
    (N_("Case for cooperation and sustainability"), parts.case),
)
WIDE = (framework.draw, calendar.draw)


def concept_paper(plan: Plan, writing: Writing, meta: str = "") -> Paper:
    """The whole plan. `meta` is the line under the title: whose plan it is, which version, of which day."""
    t = writing.t
    title = plan["identification"]["title"] or t(N_("Untitled plan"))
    sections = []
    for number, (heading, part) in enumerate(PARTS, 1):
        drawn = tuple(part(plan, writing)) or (Paragraph(t(N_("Nothing is written here yet.")), note=True),)
        sections.append(Section((Heading(f"{number}. {t(heading)}"), *drawn), wide=part in WIDE))
    return Paper(title, t(N_("Project concept paper")), meta, writing.language, tuple(sections))
