"""The ten sections of a plan; cells/ declares what is in each, README.md shows each filled in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .cells.analysis import OBJECTIVES, PROBLEMS, STAKEHOLDERS
from .cells.design import ACTIVITIES, BUDGET, LOGFRAME
from .cells.identification import IDENTIFICATION
from .cells.judgement import MODALITY, RISKS, SUMMARY
from .schema import Content, Group, empty

FORMAT = "digigov-cooperation-plan"
VERSION = 1

# In the order in which a plan is written.
SECTIONS: Mapping[str, Group] = {
    "identification": IDENTIFICATION,
    "problems": PROBLEMS,
    "objectives": OBJECTIVES,
    "stakeholders": STAKEHOLDERS,
    "logframe": LOGFRAME,
    "activities": ACTIVITIES,
    "budget": BUDGET,
    "risks": RISKS,
    "modality": MODALITY,
    "summary": SUMMARY,
}
Plan = Mapping[str, Content]


def empty_section(name: str) -> Content:
    """A section in which nothing is filled in; KeyError when there is no such section."""
    content: Content = empty(SECTIONS[name])
    return content


def empty_plan() -> dict[str, Content]:
    """All sections, empty."""
    return {name: empty_section(name) for name in SECTIONS}


def as_document(plan: Plan) -> dict[str, Any]:
    """The plan as one JSON document, as it is exported."""
    return {"format": FORMAT, "version": VERSION, "sections": {name: plan[name] for name in SECTIONS if name in plan}}
