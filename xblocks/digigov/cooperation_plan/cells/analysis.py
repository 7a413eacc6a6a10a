"""Why there is a project: problems, objectives, and who has a say."""

from __future__ import annotations

from ..schema import N_, Cell, Group, Items

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
