"""All that others ask of a plan, without Django and without a browser. The parts are small modules beside this one."""

from __future__ import annotations

from collections.abc import Iterable

from .changes import Change, Mismatch, apply, diff, readable, undo, words
from .checks import CHECKS
from .checks.risks import HIGH, score
from .clean import Cleaned, Fault, clean, read_document
from .finding import RULES, Finding, Rule
from .merge import Clash, Merged, merge, resolve
from .money import Line, Totals, convert, pledged, rates, totals
from .paths import declared, get, name_of, where
from .readiness import REQUIRED, filled, missing, patterns, readiness
from .schema import CELL_CHARS, LINE_CHARS, MOST_ITEMS, SECTION_CHARS, Cell, Content, Group, Items, empty, empty_item
from .sections import FORMAT, SECTIONS, VERSION, Plan, as_document, empty_plan, empty_section
from .settings import check_settings, required_patterns
from .trees import Branch, from_outline, loops, mirrored, outline, tree
from .values import day, number, plain, year
from .view import View

__all__ = [
    "CELL_CHARS",
    "FORMAT",
    "HIGH",
    "LINE_CHARS",
    "MOST_ITEMS",
    "REQUIRED",
    "RULES",
    "SECTIONS",
    "SECTION_CHARS",
    "TAG",
    "VERSION",
    "Branch",
    "Cell",
    "Change",
    "Clash",
    "Cleaned",
    "Content",
    "Fault",
    "Finding",
    "Group",
    "Items",
    "Line",
    "Merged",
    "Mismatch",
    "Plan",
    "Rule",
    "Totals",
    "apply",
    "as_document",
    "check",
    "check_settings",
    "clean",
    "complete",
    "convert",
    "day",
    "declared",
    "diff",
    "empty",
    "empty_item",
    "empty_plan",
    "empty_section",
    "filled",
    "from_outline",
    "get",
    "loops",
    "merge",
    "mirrored",
    "missing",
    "name_of",
    "number",
    "outline",
    "patterns",
    "plain",
    "pledged",
    "rates",
    "read_document",
    "readable",
    "readiness",
    "required_patterns",
    "resolve",
    "score",
    "totals",
    "tree",
    "undo",
    "where",
    "words",
    "year",
]

TAG = "digigov_cooperation_plan"


def complete(sections: Plan) -> dict[str, Content]:
    """A plan with all ten sections, those that are missing empty."""
    return {**empty_plan(), **{name: sections[name] for name in SECTIONS if name in sections}}


def check(plan: Plan, required: Iterable[str] = REQUIRED) -> list[Finding]:
    """What every rule finds in a clean plan, then what is still empty, in the order of the sections."""
    view = View(complete(plan))
    order = {name: place for place, name in enumerate(SECTIONS)}
    findings = [finding for rule in CHECKS for finding in rule(view)]
    findings += missing(view.plan, required)
    return sorted(findings, key=lambda finding: order[finding.section])
