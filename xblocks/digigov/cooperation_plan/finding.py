"""What the rule checker says, and why each rule is there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .schema import N_

Severity = Literal["error", "advice", "missing"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its number in the field's list of fifteen (0 for ours beyond it) and why it is there, in one sentence."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found. `template` is the English message over `values`, ready for translation.

    "error": the rule is broken; "advice": it may be meant so; "missing": a required cell is empty.
    """

    rule: str
    path: str
    severity: Severity
    template: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def section(self) -> str:
        return self.path.partition("/")[0]

    @property
    def message(self) -> str:
        """The message in English."""
        return self.template.format(**dict(self.values))


def error(rule: str, path: str, template: str, **values: object) -> Finding:
    return Finding(rule, path, "error", template, tuple((name, str(value)) for name, value in values.items()))


def advice(rule: str, path: str, template: str, **values: object) -> Finding:
    return Finding(rule, path, "advice", template, tuple((name, str(value)) for name, value in values.items()))


# Rules 1 to 6 are from the IATI standard ruleset, 7 to 15 the field's practice; the rest are ours.
RULES: Mapping[str, Rule] = {
    "project-dates": Rule(1, N_("A project that ends before it starts cannot be signed by anybody.")),
    "budget-year": Rule(
        2, N_("Parliaments vote money for a year, so an amount for more than one year cannot be promised.")
    ),
    "sector-shares": Rule(
        3, N_("The shares of the sectors say where the money goes; if they do not make 100, some of it goes nowhere.")
    ),
    "measure-values": Rule(
        4, N_("Only a number can be compared with a number: words belong to indicators in words, and only to them.")
    ),
    "marker-significance": Rule(
        5, N_("A policy marker counts only with its significance; without it nobody knows whether it is the main aim.")
    ),
    "period-order": Rule(6, N_("A period that ends before it begins is a slip of the pen that others will copy.")),
    "indicator-complete": Rule(
        7, N_("A result that is not measured from a start to an aim can be neither reached nor missed.")
    ),
    "no-orphans": Rule(
        8,
        N_("Each step leads to the next: what leads to nothing costs money, what nothing leads to stays a wish."),
    ),
    "activities-inside": Rule(9, N_("Outside the project's dates there is neither a contract nor money.")),
    "money-agrees": Rule(
        10, N_("Both governments add up the same plan; if activities, sources and years differ, neither can sign.")
    ),
    "assumptions": Rule(
        11, N_("What the project needs but cannot bring about itself must be said; what could kill it must be watched.")
    ),
    "target-moves": Rule(
        12, N_("A target that does not move from its baseline, or falls due after the end, shows no change.")
    ),
    "trees-mirror": Rule(
        13, N_("The objectives turn the problems round: a problem without an objective is left unsolved.")
    ),
    "modality-agrees": Rule(
        14, N_("Aid type and finance type say in the donors' codes what the kind of cooperation says in words.")
    ),
    "high-risks": Rule(15, N_("A high risk that nobody owns will be discovered when it has happened.")),
    "required": Rule(0, N_("The reviewers of your course ask for this.")),
    "format": Rule(0, N_("What cannot be read as a number, a date or an address cannot be added up or followed.")),
    "links": Rule(0, N_("A row that points to something that was removed says nothing any more.")),
    "currencies": Rule(0, N_("An amount in another currency counts only at a rate that is stated, dated and sourced.")),
    "tree-shape": Rule(0, N_("A tree has one trunk: one core problem, causes that lead to it, effects that follow.")),
    "monitoring-share": Rule(
        0,
        N_(
            "Korea's grant agency has asked since 2016 for at least three per cent of a budget "
            "for monitoring and evaluation."
        ),
    ),
    "loan-debt": Rule(0, N_("A loan must be paid back: the lender asks first what the debt of the country allows.")),
}
