"""Rules 11 and 15: assumptions, and the risks that they become."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, error
from ..schema import N_, Content
from ..values import short
from ..view import View

HIGH = 12  # likelihood times impact, of 25: 3 x 4 and above

LEVELS = {
    "impact": N_("There is no assumption at the level of the impact."),
    "outcome": N_("There is no assumption at the level of the outcomes."),
    "output": N_("There is no assumption at the level of the outputs."),
    "activity": N_("There is no assumption at the level of the activities."),
}


def score(risk: Content) -> int:
    """Likelihood times impact, 1 to 25; 0 while either is open."""
    return int(risk["likelihood"] or 0) * int(risk["impact"] or 0)


def assumptions(view: View) -> Iterator[Finding]:
    """Rule 11: each level that has something has an assumption; one without which the project fails is a risk."""
    stated = {row["level"] for row in view.assumptions if row["text"].strip()}
    for level, template in LEVELS.items():
        used = view.activities if level == "activity" else view.at(level)
        if used and level not in stated:
            yield error("assumptions", "logframe/assumptions", template)
    watched = {risk["assumption"] for risk in view.risks}
    for row in view.assumptions:
        if row["killer"] and row["id"] not in watched:
            path, template = (
                f"logframe/assumptions/{row['id']}",
                N_("Without “{text}” the project fails: enter it as a risk."),
            )
            yield error("assumptions", path, template, text=short(row["text"]))


def high_risks(view: View) -> Iterator[Finding]:
    """Rule 15: a high risk has an owner and a mitigation."""
    for risk in view.risks:
        if score(risk) < HIGH:
            continue
        path, text = f"risks/risks/{risk['id']}", short(risk["text"])
        if not risk["owner"]:
            yield error("high-risks", f"{path}/owner", N_("The high risk “{text}” has no owner."), text=text)
        if not risk["mitigation"].strip():
            yield error("high-risks", f"{path}/mitigation", N_("The high risk “{text}” has no mitigation."), text=text)
