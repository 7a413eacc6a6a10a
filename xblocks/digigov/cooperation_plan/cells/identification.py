"""What a project is: its name, place, time, people and partners."""

from __future__ import annotations

from ..schema import N_, Cell, Group, Items

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
