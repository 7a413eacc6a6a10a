"""The parts of a concept paper that are not tables of their own kind (framework, calendar, finance)."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import N_, Content
from ..sections import Plan
from ..trees import Branch as Node
from ..trees import tree
from . import finance
from .paper import Block, Branch, Facts, Heading, Paragraph, Table, Tree
from .writing import Writing


def identification(plan: Plan, writing: Writing) -> Iterator[Block]:
    """What, where, when, for whom, by whom and how much."""
    one, t = plan["identification"], writing.t
    organisation = one["organisation"]
    yield Facts(
        _filled(
            (t(N_("Country")), writing.code("country", one["country"])),
            (t(N_("Location")), one["location"]),
            (t(N_("Duration")), writing.span(one["start"], one["end"])),
            (t(N_("Sectors")), "\n".join(_sector(row, writing) for row in one["sectors"])),
            (t(N_("Beneficiaries")), one["beneficiaries"]),
            (t(N_("Number of beneficiaries")), writing.number(one["beneficiaries_number"])),
            (t(N_("Sustainable Development Goals")), "\n".join(_goal(row, writing) for row in one["goals"])),
            (t(N_("Policy markers")), "\n".join(_marker(row, writing) for row in one["markers"])),
        )
    )
    yield from finance.by_source(plan, writing)
    yield Heading(t(N_("Implementing organisation")), 2)
    yield Facts(
        _filled(
            (t(N_("Name")), organisation["name"]),
            (t(N_("Type of organisation")), writing.code("organisation-type", organisation["type"])),
            (t(N_("Functions")), organisation["functions"]),
            (
                t(N_("Annual budget")),
                writing.typed_money(organisation["annual_budget"], organisation["budget_currency"])
                if organisation["annual_budget"]
                else "",
            ),
            (t(N_("Number of staff")), writing.number(organisation["staff"])),
        )
    )


def situation(plan: Plan, writing: Writing) -> Iterator[Block]:
    """The situation, its place in the national plan, and the problem tree."""
    summary = plan["summary"]
    yield from _texts(
        writing, (N_("Situation"), summary["situation"]), (N_("Place in the national plan"), summary["priority"])
    )
    labels = (N_("Effects"), N_("Core problem"), N_("Causes"))
    yield from _tree(plan["problems"]["nodes"], ("effect", "cause"), N_("Problem tree"), labels, writing)
    evidence = [
        f"{node['text']}: {' '.join(part for part in (node['evidence'], node['evidence_url']) if part)}"
        for node in plan["problems"]["nodes"]
        if node["evidence"] or node["evidence_url"]
    ]
    if evidence:
        yield Heading(writing.t(N_("Evidence")), 2)
        yield Paragraph("\n".join(evidence))


def objectives(plan: Plan, writing: Writing) -> Iterator[Block]:
    """The objective tree."""
    labels = (N_("Ends"), N_("Core objective"), N_("Means"))
    yield from _tree(plan["objectives"]["nodes"], ("end", "means"), N_("Objective tree"), labels, writing)


def stakeholders(plan: Plan, writing: Writing) -> Iterator[Block]:
    """Who has a stake, and how they stand to it."""
    t, people = writing.t, plan["stakeholders"]["people"]
    if people:
        header = (
            N_("Stakeholder"),
            N_("Interest"),
            N_("Degree of interest"),
            N_("Power"),
            N_("Stance"),
            N_("Role in the project"),
        )
        yield Table(
            t(N_("Stakeholders")),
            tuple(t(name) for name in header),
            tuple(
                (
                    one["name"],
                    one["interest"],
                    writing.code("level", one["interest_level"]),
                    writing.code("level", one["power"]),
                    writing.code("stance", one["stance"]),
                    one["role"],
                )
                for one in people
            ),
            (20, 26, 11, 10, 12, 25),
        )


def risks(plan: Plan, writing: Writing) -> Iterator[Block]:
    """Risks, the greatest first."""
    t = writing.t
    rows = sorted(plan["risks"]["risks"], key=_weight, reverse=True)
    if rows:
        header = (N_("Risk"), N_("Likelihood"), N_("Impact"), N_("Owner"), N_("Mitigation"))
        yield Table(
            t(N_("Risks")),
            tuple(t(name) for name in header),
            tuple((one["text"], one["likelihood"], one["impact"], one["owner"], one["mitigation"]) for one in rows),
            (28, 14, 11, 18, 34),
            figures=frozenset({1, 2}),
        )


def modality(plan: Plan, writing: Writing) -> Iterator[Block]:
    """The kind of cooperation, and who brings what."""
    one, t = plan["modality"], writing.t
    yield Facts(
        _filled(
            (t(N_("Kind of cooperation")), writing.code("modality", one["kind"])),
            (t(N_("Aid type")), writing.code("aid-type", one["aid_type"])),
            (t(N_("Finance type")), writing.code("finance-type", one["finance_type"])),
            (t(N_("Flow type")), writing.code("flow-type", one["flow_type"])),
            (t(N_("Collaboration type")), writing.code("collaboration-type", one["collaboration"])),
            (t(N_("Tied status")), writing.code("tied-status", one["tied_status"])),
            (t(N_("Why this kind")), one["reason"]),
        )
    )
    partners = {partner["id"]: partner for partner in plan["identification"]["partners"]}
    gifts: dict[str, list[str]] = {}
    for row in one["partners"]:
        gifts.setdefault(row["partner"], []).append(row["contribution"])
    if partners:
        header = (N_("Partner"), N_("Role"), N_("Task"), N_("Contribution"))
        yield Table(
            t(N_("Partners")),
            tuple(t(name) for name in header),
            tuple(
                (
                    partner["name"],
                    writing.code("organisation-role", partner["role"]),
                    partner["task"],
                    "\n".join(gifts.get(id, [])),
                )
                for id, partner in partners.items()
            ),
            (28, 16, 28, 28),
        )


def case(plan: Plan, writing: Writing) -> Iterator[Block]:
    """Why with Korea, and what remains when the project ends."""
    one = plan["summary"]
    return _texts(
        writing,
        (N_("Why with Korea"), one["case_for_korea"]),
        (N_("Sustainability"), one["sustainability"]),
        (N_("Operation and maintenance"), one["operation_and_maintenance"]),
        (N_("Debt"), one["debt"]),
    )


def _filled(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value or "–") for name, value in rows)


def _texts(writing: Writing, *texts: tuple[str, str]) -> Iterator[Block]:
    for heading, text in texts:
        if text:
            yield Heading(writing.t(heading), 2)
            yield Paragraph(text)


def _sector(row: Content, writing: Writing) -> str:
    share = f" ({writing.number(row['percentage'])} %)" if row["percentage"] else ""
    return (
        f"{row['code']} {writing.code('sector', row['code'])}{share}"
        if row["vocabulary"] == "1"
        else f"{writing.code('sector', row['code'])}{share}"
    )


def _goal(row: Content, writing: Writing) -> str:
    return ". ".join(part for part in (writing.code("goal", row["goal"]), row["reason"]) if part)


def _marker(row: Content, writing: Writing) -> str:
    return f"{writing.code('policy-marker', row['marker'])}: {writing.code('policy-significance', row['significance'])}"


def _weight(risk: Content) -> int:
    return int(risk["likelihood"] or 0) * int(risk["impact"] or 0)


def _tree(
    nodes: list[Content], kinds: tuple[str, str], caption: str, labels: tuple[str, str, str], writing: Writing
) -> Iterator[Block]:
    """Each node once: what hangs on the core by its kind, then roots that hang on nothing, by theirs."""
    if not nodes:
        return
    above: list[Branch] = []
    below: list[Branch] = []
    core = ""
    for root in tree(nodes):
        if root.node["kind"] == "core" and not core:
            core = root.node["text"]
            hanging = root.branches
        else:
            hanging = [root]
        for branch in hanging:
            (above if branch.node["kind"] == kinds[0] else below).append(_branch(branch))
    t = writing.t
    yield Tree(t(caption), tuple(above), core or "–", tuple(below), (t(labels[0]), t(labels[1]), t(labels[2])))


def _branch(node: Node) -> Branch:
    return Branch(node.node["text"] or "–", tuple(_branch(below) for below in node.branches))
