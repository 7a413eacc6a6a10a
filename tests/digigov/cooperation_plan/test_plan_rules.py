"""Each rule by table (broken_plans.txt), and the worked example, which breaks none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from digigov.cooperation_plan import codes, rules
from digigov.cooperation_plan.checks import CHECKS
from digigov.cooperation_plan.example import example_plan
from digigov.cooperation_plan.rules import Cell, Items

TABLE = Path(__file__).with_name("broken_plans.txt").read_text(encoding="utf-8").splitlines()
BROKEN = [(*map(str.strip, line.split("|")),) for line in TABLE if not line.startswith("#")][1:]


def changed(path: str, becomes: str) -> dict[str, Any]:
    """The example with one change, written as in the table."""
    plan = example_plan()
    above, _slash, name = path.rpartition("/")
    if becomes == "(emptied)":
        rules.get(plan, path).clear()
    elif becomes == "(removed)":
        rules.get(plan, above).remove(rules.get(plan, path))
    elif becomes.startswith("(new)"):
        node = rules.declared(path)
        assert isinstance(node, Items)
        cells = dict(pair.strip().split("=") for pair in becomes.removeprefix("(new)").split(","))
        rules.get(plan, path).append({**rules.empty_item(node, "new"), **cells})
    else:
        rules.get(plan, above)[name] = {"(empty)": "", "(blank)": " "}.get(becomes, becomes)
    return plan


@pytest.mark.parametrize(("rule", "cell", "becomes", "at", "words"), BROKEN)
def test_a_rule_says_where_it_is_broken(rule: str, cell: str, becomes: str, at: str, words: str) -> None:
    findings = rules.check(changed(cell, becomes))
    found = [finding.message for finding in findings if (finding.rule, finding.path) == (rule, at or cell)]
    assert [message for message in found if words in message], findings


def test_the_worked_example_breaks_no_rule() -> None:
    assert rules.check(example_plan()) == []
    assert set(rules.readiness(example_plan(), []).values()) == {1.0}


def test_every_rule_is_in_the_table_and_teaches() -> None:
    in_table = {row[0] for row in BROKEN} | {"loan-debt"}
    assert in_table == set(rules.RULES)
    assert sorted(rule.number for rule in rules.RULES.values() if rule.number) == list(range(1, 16))
    assert all(rule.why.endswith(".") for rule in rules.RULES.values())
    assert len(CHECKS) == len(rules.RULES) - 1  # "required" stands beside them


def test_a_loan_without_a_word_on_debt() -> None:
    plan = example_plan()
    plan["modality"].update(kind="loan", finance_type="421")
    plan["summary"]["debt"] = ""
    assert [finding.rule for finding in rules.check(plan)] == ["loan-debt"]


def test_an_empty_plan_is_only_empty() -> None:
    findings = rules.check(rules.empty_plan())
    assert {finding.severity for finding in findings} == {"missing"}
    assert set(rules.readiness(rules.empty_plan(), findings).values()) == {0.0}


def test_one_sector_alone_needs_no_share() -> None:
    plan = example_plan()
    plan["identification"]["sectors"] = [{"id": "s", "vocabulary": "1", "code": "15110", "percentage": ""}]
    assert rules.check(plan) == []


def test_readiness_counts_what_is_filled_and_right() -> None:
    plan = example_plan()
    plan["summary"]["situation"] = ""
    assert rules.readiness(plan, rules.check(plan))["summary"] == 0.75
    plan["modality"]["finance_type"] = "421"
    assert rules.readiness(plan, rules.check(plan))["modality"] == 0.75
    assert rules.readiness(plan, rules.check(plan), ["modality/kind"])["summary"] == 1.0


def test_every_required_pattern_is_a_cell() -> None:
    assert set(rules.REQUIRED) <= set(rules.patterns())


def test_code_lists_and_links_that_cells_name_exist() -> None:
    def walk(node: Any) -> None:
        if isinstance(node, Cell):
            assert not node.codes or codes.lists()[node.codes]
            assert not node.to or isinstance(rules.declared(node.to), Items)
        else:
            for field in node.fields.values():
                walk(field)

    for section in rules.SECTIONS.values():
        walk(section)
    dac = codes.lists()["sector-dac"]
    assert all(entry["dac"] in dac for entry in codes.lists()["sector-course"].values())
    for kind in codes.lists()["modality"].values():
        assert set(kind["aid_types"]) <= set(codes.lists()["aid-type"])
        assert set(kind["finance_types"]) <= set(codes.lists()["finance-type"])


def test_the_sums_of_the_example() -> None:
    totals = rules.totals(example_plan())
    assert (totals.total, totals.currency) == (Decimal(4_000_000), "USD")
    assert totals.by("source") == {("korea",): Decimal(2_000_000), ("partner",): Decimal(2_000_000)}
    assert totals.by("year") == {("2020",): 1_220_000, ("2021",): 1_480_000, ("2022",): 1_300_000}
    assert totals.by_currency == {"KRW": 696_000_000, "USD": 3_420_000}
    assert rules.totals(example_plan(), into="KRW").total == 4_800_000_000


def test_the_objective_tree_begins_as_a_mirror() -> None:
    problems = example_plan()["problems"]
    mirrored = rules.mirrored(problems, rules.empty_section("objectives"))
    plan = {**example_plan(), "objectives": mirrored}
    assert len(mirrored["nodes"]) == len(problems["nodes"])
    assert {finding.rule for finding in rules.check(plan)} == {
        "required",
        "links",
    }  # the logframe links to the old ones
    again = rules.mirrored(problems, example_plan()["objectives"])
    assert again == example_plan()["objectives"]


def test_the_way_to_a_cell_in_words() -> None:
    result, indicator = "A joint centre with six staff works in Tashkent.", "Posts that are filled"
    way = [("Logical framework", ""), ("Result", result), ("Indicator", indicator), ("Target", "")]
    assert rules.where(example_plan(), "logframe/results/op1/indicators/i1/target") == way
    assert rules.where(example_plan(), "risks/risks/gone/owner")[1] == ("Risk", "")
    with pytest.raises(KeyError):
        rules.where(example_plan(), "risks/risks/r1/colour")
