"""What holds of every plan that hypothesis can think of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.cooperation_plan import codes, rules
from digigov.cooperation_plan.example import example_plan
from digigov.cooperation_plan.paths import cells
from digigov.cooperation_plan.rules import Cell, Group, Items

IDS = ["a", "b", "c", "d", "e"]
WORDS = st.sampled_from(["", "one", "two", "ສາມ", "٣", "=4+1", "a\nb"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(IDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just("id"), inner, max_size=3),
    max_leaves=10,
)
BY_KIND = {
    "number": st.sampled_from(["", "0", "1", "-2.5", "100", "many", "1,5"]),
    "money": st.sampled_from(["", "0", "0.01", "1000", "99.995", "a lot", "123456789012345678"]),
    "date": st.sampled_from(["", "2026-01-01", "2027-12-31", "soon"]),
    "year": st.sampled_from(["", "2026", "2027", "2026-2027"]),
    "url": st.sampled_from(["", "https://example.org/", "example"]),
    "link": st.sampled_from(["", *IDS, "gone"]),
    "flag": st.booleans(),
    "text": WORDS,
    "line": st.sampled_from(["", "one", "two", "=1"]),
}


def of(node: Any) -> st.SearchStrategy[Any]:
    """Clean values of a declared cell, group or list."""
    if isinstance(node, Cell):
        return st.sampled_from(["", *list(codes.lists()[node.codes])[:4]]) if node.codes else BY_KIND[node.kind]
    fields = st.fixed_dictionaries({name: of(field) for name, field in node.fields.items()})
    if isinstance(node, Group):
        return fields
    rows = st.tuples(st.sampled_from(IDS), fields).map(lambda pair: {"id": pair[0], **pair[1]})
    return st.lists(rows, max_size=4, unique_by=lambda row: row["id"])


BY_SECTION = {name: of(node) for name, node in rules.SECTIONS.items()}
PLANS = st.fixed_dictionaries(BY_SECTION)


@st.composite
def edits(draw: Any, count: int) -> tuple[Any, ...]:
    """A section's name, and so many contents of it, each a few edits away from the first."""
    section = draw(st.sampled_from(list(rules.SECTIONS)))
    base = draw(BY_SECTION[section])
    others = [draw(st.just(base) | _edited(section, base) | BY_SECTION[section]) for _ in range(count - 1)]
    return section, base, *others


@st.composite
def _edited(draw: Any, section: str, base: Any) -> Any:
    """The same section in which some parts are those of another."""
    other = draw(BY_SECTION[section])

    def mixed(node: Any, value: Any, new: Any) -> Any:
        if isinstance(node, Cell):
            return draw(st.sampled_from([value, value, new]))
        if isinstance(node, Items):
            news = {row["id"]: row for row in new}
            rows = [
                {"id": row["id"], **mixed(Group("", node.fields), row, news.get(row["id"], row))}
                for row in value
                if draw(st.integers(0, 4))
            ]
            added = [row for row in new if row["id"] not in {row["id"] for row in value}]
            return draw(st.permutations(rows + added[: draw(st.integers(0, 1))]))
        return {name: mixed(field, value[name], new[name]) for name, field in node.fields.items()}

    return mixed(rules.SECTIONS[section], base, other)


@settings(deadline=None)
@given(st.sampled_from(list(rules.SECTIONS)).flatmap(lambda name: st.tuples(st.just(name), BY_SECTION[name])))
def test_clean_content_stays_as_it_is(pair: Any) -> None:
    section, content = pair
    cleaned = rules.clean(section, content)
    assert (cleaned.content, cleaned.faults) == (content, [])


@settings(deadline=None)
@given(st.sampled_from(list(rules.SECTIONS)), JSON)
def test_whatever_comes_in_is_clean_afterwards(section: str, given: Any) -> None:
    for kept in (None, example_plan()[section]):
        content = rules.clean(section, given, kept).content
        again = rules.clean(section, content)
        assert (again.content, again.faults) == (content, [])


@settings(deadline=None)
@given(JSON)
def test_whatever_is_imported_is_clean_afterwards(given: Any) -> None:
    for document in (given, {**rules.as_document(example_plan()), "sections": given}):
        for section, content in rules.read_document(document).content.items():
            assert rules.clean(section, content).faults == []


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_every_finding_points_into_the_plan_and_money_is_conserved(plan: Any) -> None:
    findings = rules.check(plan)
    for finding in findings:
        assert finding.rule in rules.RULES and finding.message
        rules.get(plan, finding.path)  # KeyError if it pointed nowhere
        assert rules.where(plan, finding.path)
    assert all(0 <= share <= 1 for share in rules.readiness(plan, findings).values())
    totals = rules.totals(plan)
    for names in (("activity",), ("year",), ("source",), ("activity", "year", "source", "category")):
        assert sum(totals.by(*names).values(), Decimal(0)) == totals.total
    assert len(totals.uncounted) == sum(line.amount is None for line in totals.lines)
    written = [rules.number(row["amount"]) for row in plan["budget"]["lines"]]
    assert sum(totals.by_currency.values(), Decimal(0)) == sum((value for value in written if value), Decimal(0))


@settings(deadline=None)
@given(edits(2))
def test_changes_lead_there_and_back(case: Any) -> None:
    section, old, new = case
    changes = rules.diff(section, old, new)
    assert rules.apply(section, old, changes) == new
    assert rules.apply(section, new, rules.undo(changes)) == old
    assert (changes == []) == (old == new)
    assert rules.diff(section, old, rules.apply(section, new, rules.undo(changes))) == []


@settings(deadline=None)
@given(edits(2))
def test_changes_fit_only_where_they_belong(case: Any) -> None:
    section, old, new = case
    changes = rules.diff(section, old, new)
    if not changes:
        return
    try:
        rules.apply(section, new, changes)
    except rules.Mismatch:
        return
    raise AssertionError("changes were applied twice")


def leaves(path: str, value: Any) -> list[tuple[str, Any]]:
    """Every cell of a section or a part of it, with its path."""
    return [(path, value) for path, _cell, value in cells(rules.declared(path), value, path)]


@settings(max_examples=300, deadline=None)
@given(edits(3))
def test_a_merge_keeps_everybodys_words(case: Any) -> None:
    section, base, mine, theirs = case
    merged = rules.merge(section, base, mine, theirs)
    assert rules.clean(section, merged.content).faults == []
    before, content = dict(leaves(section, base)), dict(leaves(section, merged.content))
    for who, side in (("mine", mine), ("theirs", theirs)):
        for path, value in leaves(section, side):
            if not value or before.get(path) == value:
                continue  # not written by this one
            clashes = [clash for clash in merged.clashes if path == clash.path or path.startswith(f"{clash.path}/")]
            shown = clashes and dict(leaves(clashes[0].path, getattr(clashes[0], who)))[path] == value
            assert shown or content.get(path) == value, (who, path, value)


@settings(deadline=None)
@given(edits(3))
def test_a_merge_is_the_same_for_both(case: Any) -> None:
    section, base, mine, theirs = case
    one, other = rules.merge(section, base, mine, theirs), rules.merge(section, base, theirs, mine)
    assert {clash.path for clash in one.clashes} == {clash.path for clash in other.clashes}
    choose_mine = rules.resolve(section, one, {clash.path: "mine" for clash in one.clashes})
    choose_theirs = rules.resolve(section, other, {clash.path: "theirs" for clash in other.clashes})
    assert dict(leaves(section, choose_mine)) == dict(leaves(section, choose_theirs))
    assert rules.merge(section, base, base, theirs).content == theirs
    assert rules.merge(section, base, mine, base).content == mine
    assert rules.merge(section, base, mine, mine).clashes == []


@settings(deadline=None)
@given(edits(3))
def test_a_clash_is_never_settled_by_accident(case: Any) -> None:
    section, base, mine, theirs = case
    merged = rules.merge(section, base, mine, theirs)
    if not merged.clashes:
        assert rules.resolve(section, merged, {}) == merged.content
        return
    for choices in ({}, {clash.path: "both" for clash in merged.clashes}):
        try:
            rules.resolve(section, merged, choices)
        except KeyError:
            continue
        raise AssertionError("a clash without a choice was resolved")


NODES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["", *"abcdefgh", "gone"])),
    max_size=8,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: [{"id": id, "parent": parent} for id, parent in pairs])


@settings(deadline=None)
@given(NODES)
def test_every_node_is_drawn_once_whatever_its_parent(nodes: Any) -> None:
    lines = rules.outline(nodes)
    assert sorted(node["id"] for _depth, node in lines) == sorted(node["id"] for node in nodes)
    inside = {id for loop in rules.loops(nodes) for id in loop}
    parents = {node["id"]: node["parent"] for node in nodes}
    assert all(parents[id] in inside for id in inside)


@settings(deadline=None)
@given(NODES)
def test_a_tree_is_the_same_as_its_indented_list(nodes: Any) -> None:
    lines = rules.outline(nodes)
    again = rules.from_outline(lines)
    assert [(depth, node["id"]) for depth, node in rules.outline(again)] == [
        (depth, node["id"]) for depth, node in lines
    ]
    assert rules.from_outline(rules.outline(again)) == again
    ids = {node["id"] for node in nodes}
    if not rules.loops(nodes):
        parents = {node["id"]: node["parent"] if node["parent"] in ids else "" for node in nodes}
        assert {node["id"]: node["parent"] for node in again} == parents


@settings(deadline=None)
@given(st.text(alphabet="ab \n.ກ", max_size=30), st.text(alphabet="ab \n.ກ", max_size=30))
def test_two_texts_laid_over_each_other_are_both_there(before: str, after: str) -> None:
    pieces = rules.words(before, after)
    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "removed") == after
