"""What could go wrong, in which form two countries work together, and the case in words."""

from __future__ import annotations

from ..schema import N_, Cell, Group, Items

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
