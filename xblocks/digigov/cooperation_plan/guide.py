"""What each step asks for, in words for the person who writes."""

from __future__ import annotations

from typing import NamedTuple

from digigov.common.i18n import gettext as _


class Step(NamedTuple):
    """The name of a step, and what to do in it."""

    title: str
    lead: str


def guide() -> dict[str, Step]:
    """The steps by section, in the reader's language."""
    return {
        "identification": Step(
            _("Identification"),
            _(
                "What the project is called, where and when it takes place, for whom, and which organisation "
                "answers for it. A reader decides on this page whether to read on."
            ),
        ),
        "problems": Step(
            _("Situation and problem tree"),
            _(
                "Name one core problem. Ask what causes it, and what causes that; then what follows from it. A "
                "problem is a state that hurts somebody, not the absence of a solution: “no system” is not a "
                "problem."
            ),
        ),
        "objectives": Step(
            _("Objective tree"),
            _(
                "Turn each problem round into a state that has been reached. What was a cause becomes a means, "
                "what was an effect becomes an end."
            ),
        ),
        "stakeholders": Step(
            _("Stakeholders"),
            _("Who gains, who loses, who can stop it? Say for each what they want and how much they can do."),
        ),
        "logframe": Step(
            _("Logical framework"),
            _(
                "The project on one page: what it delivers (outputs), what changes by it (outcomes), what it "
                "serves (impact), how each is measured, and what must hold beside it."
            ),
        ),
        "activities": Step(
            _("Activities and calendar"),
            _("What is done for each output, from when to when, and who answers for it."),
        ),
        "budget": Step(
            _("Budget"),
            _(
                "One line for each thing that is paid for, in one year, by one source. The sums are made for you, "
                "in the plan’s currency at the rates that you state."
            ),
        ),
        "risks": Step(
            _("Risks and assumptions"),
            _("What could go wrong, how likely and how bad it is, who watches it, and what is done about it."),
        ),
        "modality": Step(
            _("Modality and partners"),
            _("Which kind of cooperation fits, under which terms of aid, and what each partner brings beside money."),
        ),
        "summary": Step(
            _("Summary"),
            _("What a minister reads first and a reviewer reads last. Write it when the rest stands."),
        ),
    }
