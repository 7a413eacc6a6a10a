"""What the project does: results, activities, money."""

from __future__ import annotations

from ..schema import N_, Cell, Group, Items

INDICATORS = Items(
    N_("Indicators"),
    N_("Indicator"),
    {
        "title": Cell(N_("Indicator"), "text"),
        "measure": Cell(N_("Measure"), "code", codes="indicator-measure"),
        "unit": Cell(N_("Unit")),
        "direction": Cell(N_("Direction"), "code", codes="direction"),
        "baseline": Cell(N_("Baseline"), "text"),
        "baseline_year": Cell(N_("Year of the baseline"), "year"),
        "target": Cell(N_("Target"), "text"),
        "target_date": Cell(N_("Date of the target"), "date"),
        "means": Cell(N_("Means of verification"), "text"),
    },
)

LOGFRAME = Group(
    N_("Logical framework"),
    {
        "results": Items(
            N_("Results"),
            N_("Result"),
            {
                "level": Cell(N_("Level"), "code", codes="result-level"),
                "title": Cell(N_("Result"), "text"),
                "parent": Cell(N_("Contributes to"), "link", to="logframe/results"),
                "objective": Cell(N_("Objective"), "link", to="objectives/nodes"),
                "indicators": INDICATORS,
            },
        ),
        "assumptions": Items(
            N_("Assumptions"),
            N_("Assumption"),
            {
                "level": Cell(N_("Level"), "code", codes="assumption-level"),
                "text": Cell(N_("Assumption"), "text"),
                "killer": Cell(N_("The project fails without it"), "flag"),
            },
        ),
        "preconditions": Cell(N_("Pre-conditions"), "text"),
    },
)

ACTIVITIES = Group(
    N_("Activities"),
    {
        "activities": Items(
            N_("Activities"),
            N_("Activity"),
            {
                "output": Cell(N_("Output"), "link", to="logframe/results"),
                "title": Cell(N_("Activity"), "text"),
                "start": Cell(N_("Start"), "date"),
                "end": Cell(N_("End"), "date"),
                "responsible": Cell(N_("Responsible")),
                "milestones": Items(
                    N_("Milestones"),
                    N_("Milestone"),
                    {"title": Cell(N_("Milestone")), "date": Cell(N_("Date"), "date")},
                ),
            },
        ),
    },
)

BUDGET = Group(
    N_("Budget"),
    {
        "lines": Items(
            N_("Budget lines"),
            N_("Budget line"),
            {
                "activity": Cell(N_("Activity"), "link", to="activities/activities"),
                "year": Cell(N_("Year"), "year"),
                "source": Cell(N_("Source"), "code", codes="source"),
                "category": Cell(N_("Category"), "code", codes="budget-category"),
                "item": Cell(N_("What is paid for")),
                "amount": Cell(N_("Amount"), "money"),
                "currency": Cell(N_("Currency"), "code", codes="currency"),
            },
        ),
        "pledges": Items(
            N_("Contributions agreed"),
            N_("Contribution"),
            {
                "source": Cell(N_("Source"), "code", codes="source"),
                "name": Cell(N_("Who pays")),
                "amount": Cell(N_("Amount"), "money"),
                "currency": Cell(N_("Currency"), "code", codes="currency"),
            },
        ),
    },
)
