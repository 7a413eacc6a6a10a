"""What an instructor sets of a plan's block, checked before it is kept. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from .clean import Fault, read_document
from .readiness import REQUIRED, patterns
from .rubric import check_rubric
from .schema import N_, Items
from .sections import SECTIONS

TITLE_CHARS, LINE_CHARS, EXAMPLE_CHARS = 255, 200, 2_000_000
MOST_PEOPLE, MOST_REVIEWERS, MOST_POINTS = 50, 3, 1_000
MOST_TOLD = 5  # faults of an example that are listed
_KEY = re.compile(r"[A-Za-z0-9_.:-]{0,100}")


def check_settings(values: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong with the fields of a block; paths are names of fields, or "rubric/2"."""
    return [fault for name, check in CHECKS.items() if name in values for fault in check(values[name])]


def required_patterns(required: Any) -> tuple[str, ...]:
    """The cells that a block's field requires, {"section": ["cell"]}; when empty, what practice requires."""
    if not isinstance(required, Mapping) or not required:
        return REQUIRED
    chosen = {f"{section}/{cell}" for section, cells in required.items() if isinstance(cells, list) for cell in cells}
    return tuple(pattern for pattern in patterns() if pattern in chosen)


def as_required(chosen: Collection[str]) -> dict[str, list[str]]:
    """The field for some patterns; empty when they are those of the field's practice."""
    if set(chosen) == set(REQUIRED):
        return {}
    found: dict[str, list[str]] = {name: [] for name in SECTIONS}
    for pattern in chosen:
        section, _slash, cell = pattern.partition("/")
        found[section].append(cell)
    return found


def labels(pattern: str) -> list[str]:
    """A pattern's names for people, in English: the lists on the way, then the cell."""
    section, *names = pattern.split("/")
    node: Any = SECTIONS[section]
    found = []
    for name in names:
        if name == "*":
            continue
        node = node.fields[name]
        found.append(node.item if isinstance(node, Items) else node.label)
    return found


def _text(field: str, most: int, least: int = 0) -> Callable[[Any], Iterator[Fault]]:
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, str) or not least <= len(value.strip()) <= most:
            template = N_("Write {least} to {most} letters.") if least else N_("Write at most {most} letters.")
            yield Fault(field, template, (("least", str(least)), ("most", str(most))))

    return check


def _number(field: str, least: int, most: int) -> Callable[[Any], Iterator[Fault]]:
    def check(value: Any) -> Iterator[Fault]:
        whole = isinstance(value, (int, float)) and not isinstance(value, bool) and value == int(value)
        if not whole or not least <= value <= most:
            template = N_("Write a whole number from {least} to {most}.")
            yield Fault(field, template, (("least", str(least)), ("most", str(most))))

    return check


def _key(value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        yield Fault("exercise", N_("Write letters without accents, digits, and . _ : - only."))


def _steps(value: Any) -> Iterator[Fault]:
    names = list(map(str, value)) if isinstance(value, list) else [""]
    if len(set(names)) != len(names) or not set(names) <= set(SECTIONS):
        yield Fault("steps", N_("Choose steps from the list, each once."))


def _required(value: Any) -> Iterator[Fault]:
    known = set(patterns())
    if not isinstance(value, Mapping) or not all(isinstance(cells, list) for cells in value.values()):
        yield Fault("required", N_("Required cells are listed by section."))
        return
    wrong = [f"{section}/{cell}" for section, cells in value.items() for cell in cells]
    for path in [one for one in wrong if one not in known][:MOST_TOLD]:
        yield Fault("required", N_("There is no cell {path}."), (("path", path[:100]),))


def _rubric(value: Any) -> Iterator[Fault]:
    if value != []:  # none of its own: the criteria of the DAC
        yield from check_rubric(value)


def _flag(field: str) -> Callable[[Any], Iterator[Fault]]:
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, bool):
            yield Fault(field, N_("This is yes or no."))

    return check


def _example(value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or len(value) > EXAMPLE_CHARS:
        yield Fault("example", N_("This text is too long."))
        return
    if not value.strip():
        return
    try:
        document = json.loads(value)
    except (ValueError, RecursionError):
        yield Fault("example", N_("This is no plan that was exported as JSON."))
        return
    read = read_document(document)
    if not read.content:
        yield Fault("example", N_("This is no plan that was exported as JSON."))
    for fault in read.faults[:MOST_TOLD]:
        yield Fault(f"example/{fault.path}", fault.template, fault.values)


CHECKS: Mapping[str, Callable[[Any], Iterator[Fault]]] = {
    "display_name": _text("display_name", TITLE_CHARS, 1),
    "exercise": _key,
    "steps": _steps,
    "required": _required,
    "rubric": _rubric,
    "reviewers": _number("reviewers", 1, MOST_REVIEWERS),
    "teamset": _text("teamset", TITLE_CHARS),
    "team_size": _number("team_size", 1, MOST_PEOPLE),
    "due_text": _text("due_text", LINE_CHARS),
    "hand_in": _flag("hand_in"),
    "graded_mode": _flag("graded_mode"),
    "weight": _number("weight", 1, MOST_POINTS),
    "example": _example,
}
