"""How far a plan is: which cells are required, and what share of them is filled and right. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .finding import Finding
from .paths import cells
from .schema import N_, Cell, Items, Node
from .sections import SECTIONS, Plan

# What is required unless an instructor says otherwise. A star stands for every row of a list, and for at least one.
REQUIRED: tuple[str, ...] = (
    "identification/title",
    "identification/country",
    "identification/start",
    "identification/end",
    "identification/currency",
    "identification/beneficiaries",
    "identification/organisation/name",
    "identification/sectors/*/code",
    "identification/partners/*/name",
    "problems/nodes/*/text",
    "objectives/nodes/*/text",
    "stakeholders/people/*/name",
    "stakeholders/people/*/power",
    "stakeholders/people/*/stance",
    "logframe/results/*/title",
    "logframe/results/*/indicators/*/title",
    "logframe/assumptions/*/text",
    "activities/activities/*/title",
    "activities/activities/*/start",
    "activities/activities/*/end",
    "activities/activities/*/responsible",
    "budget/lines/*/amount",
    "budget/lines/*/activity",
    "risks/risks/*/text",
    "risks/risks/*/likelihood",
    "risks/risks/*/impact",
    "modality/kind",
    "modality/aid_type",
    "modality/finance_type",
    "modality/reason",
    "summary/situation",
    "summary/case_for_korea",
    "summary/sustainability",
    "summary/operation_and_maintenance",
)
EMPTY = N_("This is still empty.")
NO_ROW = N_("There is no row here yet.")


def patterns() -> tuple[str, ...]:
    """Everything that can be required: the pattern of every cell, in the order of the sections."""
    return tuple(pattern for name, node in SECTIONS.items() for pattern in _patterns(node, name))


def missing(plan: Plan, required: Iterable[str] = REQUIRED) -> Iterator[Finding]:
    """A finding for each required cell that is empty, and for each list without a row that one is required of."""
    said = set()
    for path, value in _expand(plan, required):
        if path not in said and _is_empty(value):
            said.add(path)
            yield Finding("required", path, "missing", NO_ROW if isinstance(value, list) else EMPTY)


def readiness(plan: Plan, findings: Iterable[Finding], required: Iterable[str] = REQUIRED) -> dict[str, float]:
    """The share of each section that is done, 0 to 1; `findings` are those of rules.check for the same plan.

    It counts the required cells that are filled and free of errors among these cells and all others with an error. A
    section of which nothing is required is done when it has no error.
    """
    wrong: dict[str, set[str]] = {name: set() for name in SECTIONS}
    for finding in findings:
        if finding.severity == "error" and finding.section in wrong:
            wrong[finding.section].add(finding.path)
    wanted: dict[str, dict[str, bool]] = {name: {} for name in SECTIONS}
    for path, value in _expand(plan, required):
        wanted[path.partition("/")[0]][path] = not _is_empty(value)
    shares = {}
    for name, cells_of in wanted.items():
        everything = set(cells_of) | wrong[name]
        good = sum(filled and path not in wrong[name] for path, filled in cells_of.items())
        shares[name] = good / len(everything) if everything else 1.0
    return shares


def filled(plan: Plan, section: str) -> bool:
    """Whether anybody has written anything in a section."""
    return any(value for _path, _cell, value in cells(SECTIONS[section], plan[section], section))


def _expand(plan: Plan, required: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Each required cell with its value; a list that should have a row and has none stands for its cells."""
    for pattern in required:
        section, *names = pattern.split("/")
        if section in SECTIONS:
            yield from _steps(plan[section], section, names)


def _steps(value: Any, path: str, names: list[str]) -> Iterator[tuple[str, Any]]:
    if not names:
        yield path, value
    elif names[0] == "*" and isinstance(value, list):
        if not value:
            yield path, value
        for item in value:
            yield from _steps(item, f"{path}/{item['id']}", names[1:])
    elif isinstance(value, dict) and names[0] in value:
        yield from _steps(value[names[0]], f"{path}/{names[0]}", names[1:])


def _is_empty(value: Any) -> bool:
    return not value.strip() if isinstance(value, str) else value == []


def _patterns(node: Node, path: str) -> Iterator[str]:
    if isinstance(node, Cell):
        if node.kind != "flag":
            yield path
        return
    for name, field in node.fields.items():
        here = f"{path}/*/{name}" if isinstance(node, Items) else f"{path}/{name}"
        yield from _patterns(field, here)
