"""The questionnaire: what is asked, on which scales, and the cells that hold the answers. Pure.

An answer is a flat object of cells, path to text: "country", "sector/tax/level", "rank/1", "text/challenge". An empty
cell is "". A flat object lets two windows be joined cell by cell, and a paper's columns are the same paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from digigov.sectors.rules import SECTORS

Content = Mapping[str, str]
Kind = Literal["country", "line", "text", "scale", "cooperation", "sector"]


def N_(message: str) -> str:
    """The message as it is; marks it for the catalogue."""
    return message


@dataclass(frozen=True)
class Scale:
    """One question asked of each sector, answered from 1 to 5; `steps` says what each number means."""

    name: str
    question: str
    steps: tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Cell:
    """What a cell may hold."""

    kind: Kind
    label: str


LINE_CHARS, TEXT_CHARS = 300, 5_000
POINTS = ("1", "2", "3", "4", "5")
RANKS = 5

# Discrepancy between what matters and what is there: importance and level on scales of the same length (Borich 1980).
SCALES: Mapping[str, Scale] = {
    "importance": Scale(
        N_("Importance"),
        N_("How important is this for your country in the next three years?"),
        (N_("Not a priority"), N_("Slightly important"), N_("Important"), N_("Very important"), N_("Essential")),
    ),
    "level": Scale(
        N_("Present level"),
        N_("How far has your country come?"),
        (
            N_("Nothing yet"),
            N_("Planned or piloted"),
            N_("In use in some places"),
            N_("In use in the whole country"),
            N_("Linked with other systems and improved all the time"),
        ),
    ),
    "readiness": Scale(
        N_("Readiness"),
        N_("Are people, money and law in place to begin a project?"),
        (N_("None of them"), N_("Being prepared"), N_("One of the three"), N_("Two of the three"), N_("All three")),
    ),
}

# The kinds of cooperation of the cooperation plan, so that a wish can become a plan.
KINDS: Mapping[str, str] = {
    "delegation": N_("Delegation"),
    "expert-exchange": N_("Exchange of experts"),
    "training": N_("Training"),
    "technical-assistance": N_("Technical assistance"),
    "cooperation-centre": N_("Cooperation centre"),
    "grant": N_("Grant"),
    "loan": N_("Concessional loan"),
}

PROFILE: Mapping[str, Cell] = {
    "country": Cell("country", N_("Country")),
    "institution": Cell("line", N_("Your institution")),
    "post": Cell("line", N_("Your post")),
    "lead_body": Cell("line", N_("The body that leads digital government in your country")),
    "strategy": Cell("line", N_("The strategy or law in force, with its years")),
    "remark": Cell("text", N_("What is out of date or missing in the figures above? Name the newer source.")),
}
TEXTS: Mapping[str, Cell] = {
    "text/challenge": Cell("text", N_("Which one problem should digital government solve first?")),
    "text/assets": Cell("text", N_("What does your country have already that a project could build on?")),
    "text/obstacle": Cell("text", N_("What has stopped earlier attempts?")),
}


def offered(codes: Iterable[str]) -> tuple[str, ...]:
    """The sectors that a survey asks about, in the order of the taxonomy; all of them when none is chosen."""
    chosen = set(codes)
    return tuple(code for code in SECTORS if code in chosen) or tuple(SECTORS)


def ranks(sectors: Iterable[str]) -> int:
    """How many places the ranking has."""
    return min(RANKS, len(tuple(sectors)))


def cells(sectors: Iterable[str]) -> dict[str, Cell]:
    """Every cell of a questionnaire about these sectors, in the order of the page."""
    sectors = tuple(sectors)
    found = dict(PROFILE)
    for code in sectors:
        for name, scale in SCALES.items():
            found[f"sector/{code}/{name}"] = Cell("scale", scale.name)
        found[f"sector/{code}/kind"] = Cell("cooperation", N_("Preferred kind of cooperation"))
    for place in range(1, ranks(sectors) + 1):
        found[f"rank/{place}"] = Cell("sector", N_("Priority {place}"))
    return {**found, **TEXTS}
