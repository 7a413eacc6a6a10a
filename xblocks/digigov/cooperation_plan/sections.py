"""The ten sections of a plan, cell by cell. README.md shows each filled in. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .schema import N_, Cell, Content, Group, Items, empty

FORMAT = "digigov-cooperation-plan"
VERSION = 1

IDENTIFICATION = Group(
    N_("Identification"),
    {
        "title": Cell(N_("Title")),
        "country": Cell(N_("Country"), "code", codes="country"),
        "location": Cell(N_("Location")),
        "start": Cell(N_("Start"), "date"),
        "end": Cell(N_("End"), "date"),
        "currency": Cell(N_("Currency of the totals"), "code", codes="currency"),
        "rates": Items(
            N_("Exchange rates"),
            N_("Exchange rate"),
            {
                "currency": Cell(N_("Currency"), "code", codes="currency"),
                "per_usd": Cell(N_("Units for one US dollar"), "number"),
                "date": Cell(N_("Date of the rate"), "date"),
                "source": Cell(N_("Source of the rate")),
            },
        ),
        "beneficiaries": Cell(N_("Beneficiaries"), "text"),
        "beneficiaries_number": Cell(N_("Number of beneficiaries"), "number"),
        "organisation": Group(
            N_("Implementing organisation"),
            {
                "name": Cell(N_("Name")),
                "type": Cell(N_("Type of organisation"), "code", codes="organisation-type"),
                "functions": Cell(N_("Functions"), "text"),
                "annual_budget": Cell(N_("Annual budget"), "money"),
                "budget_currency": Cell(N_("Currency of the annual budget"), "code", codes="currency"),
                "staff": Cell(N_("Number of staff"), "number"),
                "identifier": Cell(N_("IATI organisation identifier")),
            },
        ),
        "sectors": Items(
            N_("Sectors"),
            N_("Sector"),
            {
                "vocabulary": Cell(N_("Vocabulary"), "code", codes="sector-vocabulary"),
                "code": Cell(N_("Sector"), "code", codes="sector"),
                "percentage": Cell(N_("Share in per cent"), "number"),
            },
        ),
        "goals": Items(
            N_("Sustainable Development Goals"),
            N_("Goal"),
            {
                "goal": Cell(N_("Goal"), "code", codes="goal"),
                "reason": Cell(N_("How the project helps"), "text"),
            },
        ),
        "markers": Items(
            N_("Policy markers"),
            N_("Policy marker"),
            {
                "marker": Cell(N_("Policy marker"), "code", codes="policy-marker"),
                "significance": Cell(N_("Significance"), "code", codes="policy-significance"),
            },
        ),
        "partners": Items(
            N_("Partners"),
            N_("Partner"),
            {
                "name": Cell(N_("Name")),
                "type": Cell(N_("Type of organisation"), "code", codes="organisation-type"),
                "role": Cell(N_("Role in IATI"), "code", codes="organisation-role"),
                "country": Cell(N_("Country"), "code", codes="country"),
                "identifier": Cell(N_("IATI organisation identifier")),
                "task": Cell(N_("Task"), "text"),
            },
        ),
    },
)

PROBLEMS = Group(
    N_("Problem tree"),
    {
        "nodes": Items(
            N_("Problems"),
            N_("Problem"),
            {
                "text": Cell(N_("Problem"), "text"),
                "kind": Cell(N_("Place in the tree"), "code", codes="problem-kind"),
                "parent": Cell(N_("Leads to the core over"), "link", to="problems/nodes"),
                "evidence": Cell(N_("Evidence"), "text"),
                "evidence_url": Cell(N_("Address of the evidence"), "url"),
            },
        ),
    },
)

OBJECTIVES = Group(
    N_("Objective tree"),
    {
        "nodes": Items(
            N_("Objectives"),
            N_("Objective"),
            {
                "text": Cell(N_("Objective"), "text"),
                "kind": Cell(N_("Place in the tree"), "code", codes="objective-kind"),
                "parent": Cell(N_("Leads to the core over"), "link", to="objectives/nodes"),
                "problem": Cell(N_("Problem that it turns round"), "link", to="problems/nodes"),
            },
        ),
    },
)

STAKEHOLDERS = Group(
    N_("Stakeholders"),
    {
        "people": Items(
            N_("Stakeholders"),
            N_("Stakeholder"),
            {
                "name": Cell(N_("Name")),
                "interest": Cell(N_("Interest"), "text"),
                "interest_level": Cell(N_("Degree of interest"), "code", codes="level"),
                "power": Cell(N_("Power"), "code", codes="level"),
                "role": Cell(N_("Role in the project"), "text"),
                "stance": Cell(N_("Stance"), "code", codes="stance"),
            },
        ),
    },
)

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

RISKS = Group(
    N_("Risks"),
    {
        "risks": Items(
            N_("Risks"),
            N_("Risk"),
            {
                "text": Cell(N_("Risk"), "text"),
                "likelihood": Cell(N_("Likelihood, 1 to 5"), "code", codes="one-to-five"),
                "impact": Cell(N_("Impact, 1 to 5"), "code", codes="one-to-five"),
                "owner": Cell(N_("Owner")),
                "mitigation": Cell(N_("Mitigation"), "text"),
                "assumption": Cell(N_("From the assumption"), "link", to="logframe/assumptions"),
            },
        ),
    },
)

MODALITY = Group(
    N_("Modality and partners"),
    {
        "kind": Cell(N_("Kind of cooperation"), "code", codes="modality"),
        "aid_type": Cell(N_("Aid type"), "code", codes="aid-type"),
        "finance_type": Cell(N_("Finance type"), "code", codes="finance-type"),
        "flow_type": Cell(N_("Flow type"), "code", codes="flow-type"),
        "collaboration": Cell(N_("Collaboration type"), "code", codes="collaboration-type"),
        "tied_status": Cell(N_("Tied status"), "code", codes="tied-status"),
        "reason": Cell(N_("Why this kind"), "text"),
        "partners": Items(
            N_("Who brings what"),
            N_("Contribution in kind"),
            {
                "partner": Cell(N_("Partner"), "link", to="identification/partners"),
                "contribution": Cell(N_("Contribution"), "text"),
            },
        ),
    },
)

SUMMARY = Group(
    N_("Summary"),
    {
        "situation": Cell(N_("Situation"), "text"),
        "priority": Cell(N_("Place in the national plan"), "text"),
        "case_for_korea": Cell(N_("Why with Korea"), "text"),
        "sustainability": Cell(N_("Sustainability"), "text"),
        "operation_and_maintenance": Cell(N_("Operation and maintenance"), "text"),
        "debt": Cell(N_("Debt"), "text"),
    },
)

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
