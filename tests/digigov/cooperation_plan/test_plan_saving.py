"""Saving, joining, history, teams, presence and comments, on the real tables."""

from __future__ import annotations

from typing import Any

import pytest

from digigov.cooperation_plan import rules
from digigov.cooperation_plan.example import example_document, example_plan


@pytest.fixture
def api(database: None) -> Any:
    from digigov.cooperation_plan import api

    return api


@pytest.fixture
def plan(api: Any, course: str) -> Any:
    return api.open_plan(
        course, "plan", person=7, name="Sokha", team=api.Team("t1", "Team", {"7": "Sokha", "8": "Aibek"})
    )


def summary(**cells: str) -> dict[str, str]:
    return {**rules.empty_section("summary"), **cells}


def test_what_is_saved_is_read_again(api: Any, plan: Any) -> None:
    saved = api.save(plan, "summary", base=0, content=summary(situation="One"), person=7)
    assert (saved.version, saved.merged, saved.faults) == (1, False, [])
    state = api.read(plan)
    assert list(state.sections) == list(rules.SECTIONS)
    assert state.sections["summary"] == summary(situation="One")
    assert state.versions["summary"] == 1
    assert api.read(plan, newer_than=state.versions).sections == {}


def test_the_same_edit_sent_twice_is_one_version(api: Any, plan: Any) -> None:
    for _time in range(2):
        saved = api.save(plan, "summary", base=0, content=summary(situation="One"), person=7)
        assert saved.version == 1
    assert len(api.history(plan)) == 1


def test_edits_of_different_cells_are_joined(api: Any, plan: Any) -> None:
    api.save(plan, "summary", base=0, content=summary(situation="Mine"), person=7)
    saved = api.save(plan, "summary", base=0, content=summary(debt="Theirs"), person=8)
    assert saved.merged
    assert saved.content == summary(situation="Mine", debt="Theirs")
    assert [(entry.person, entry.reason) for entry in api.history(plan)] == [("8", "merge"), ("7", "edit")]


def test_edits_of_one_cell_are_shown_to_both(api: Any, plan: Any) -> None:
    api.save(plan, "summary", base=0, content=summary(situation="Theirs", debt="D"), person=8)
    mine = summary(situation="Mine", priority="P")
    with pytest.raises(api.Conflict) as refused:
        api.save(plan, "summary", base=0, content=mine, person=7)
    conflict = refused.value
    assert (conflict.version, conflict.person, conflict.content["situation"]) == (1, "8", "Theirs")
    assert [(clash.path, clash.mine, clash.theirs) for clash in conflict.clashes] == [
        ("summary/situation", "Mine", "Theirs")
    ]
    assert conflict.merged == summary(situation="Theirs", debt="D", priority="P")
    assert api.read(plan).versions["summary"] == 1  # nothing was written
    choose = {"summary/situation": {"text": "Theirs and mine"}}
    saved = api.settle(plan, "summary", base=0, content=mine, seen=1, choices=choose, person=7)
    assert saved.content == summary(situation="Theirs and mine", debt="D", priority="P")


def test_a_choice_does_not_overwrite_what_came_later(api: Any, plan: Any) -> None:
    api.save(plan, "summary", base=0, content=summary(situation="First"), person=8)
    api.save(plan, "summary", base=1, content=summary(situation="Second"), person=8)
    choices = {"summary/situation": "mine"}
    with pytest.raises(api.Conflict) as refused:
        api.settle(plan, "summary", base=0, content=summary(situation="Mine"), seen=1, choices=choices, person=7)
    assert refused.value.clashes[0].theirs == "Second"
    with pytest.raises(KeyError):
        api.settle(plan, "summary", base=0, content=summary(situation="Mine"), seen=2, choices={}, person=7)


def test_what_cannot_be_kept_is_named_and_the_rest_is_saved(api: Any, plan: Any) -> None:
    content = {**rules.empty_section("identification"), "title": "x" * 100_000, "location": "Tashkent"}
    saved = api.save(plan, "identification", base=0, content=content, person=7)
    assert [fault.path for fault in saved.faults] == ["identification/title"]
    assert (saved.content["title"], saved.content["location"]) == ("", "Tashkent")


@pytest.mark.parametrize("base", [-1, 1, 99])
def test_versions_that_never_were(api: Any, plan: Any, base: int) -> None:
    with pytest.raises(api.Refused):
        api.save(plan, "summary", base=base, content=summary(situation="One"), person=7)
    with pytest.raises(KeyError):
        api.save(plan, "poem", base=0, content={}, person=7)


def test_every_version_can_be_read_and_restored(api: Any, plan: Any) -> None:
    contents = [rules.empty_section("risks")]
    for number in range(1, 121):  # past two snapshots
        rows = [{"id": f"r{n}", "text": f"{n} of {number}"} for n in range(number % 7)]
        saved = api.save(plan, "risks", base=number - 1, content={"risks": rows}, person=7)
        contents.append(saved.content)
    for version in (0, 1, 49, 50, 51, 99, 100, 101, 120):
        assert api.version_at(plan, "risks", version) == contents[version]
    restored = api.restore(plan, "risks", version=30, person=8)
    assert (restored.version, restored.content) == (121, contents[30])
    assert api.difference(plan, "risks", 30, 121) == []
    newest = api.history(plan, section="risks")[0]
    assert (newest.version, newest.person, newest.reason) == (121, "8", "restore")
    assert len(api.history(plan, section="risks", limit=10)) == 10
    page = api.history(plan, before=api.history(plan, limit=10)[-1].id, limit=1)
    assert page[0].version == 111
    with pytest.raises(KeyError):
        api.version_at(plan, "risks", 122)


def test_a_document_comes_in_and_goes_out(api: Any, plan: Any) -> None:
    saved, faults = api.import_document(plan, example_document(), person=7)
    assert (len(saved), faults) == (10, [])
    assert api.read(plan).sections == example_plan()
    saved, faults = api.import_document(plan, {**example_document(), "version": 9}, person=7)
    assert [one.version for one in saved] == [1] * 10  # nothing changed
    assert len(faults) == 1
    assert api.import_document(plan, {"a": 1}, person=7)[0] == []


def test_a_team_shares_a_plan_and_somebody_alone_has_one(api: Any, plan: Any, course: str) -> None:
    team = api.Team("t1", "Team", {"7": "Sokha", "8": "Aibek"})
    assert api.open_plan(course, "plan", person=8, name="Aibek", team=team) == plan
    assert api.members(plan) == {"7": "Sokha", "8": "Aibek"}
    alone = api.open_plan(course, "plan", person=9, name="Farah")
    assert (alone.team, api.members(alone)) == ("person:9", {"9": "Farah"})
    assert api.open_plan(course, "plan", person=9, name="Farah Binti") == alone
    assert api.members(alone) == {"9": "Farah Binti"}
    assert api.open_plan(course, "other", person=9) != alone
    assert [one.pk for one in api.plans(course, "plan")] == [plan.pk, alone.pk]
    assert api.find_plan(course, alone.pk) == alone
    assert api.find_plan("another course", alone.pk) is None


def test_who_left_the_platforms_team_leaves_the_plan(api: Any, plan: Any, course: str) -> None:
    api.open_plan(course, "plan", person=7, name="Sokha", team=api.Team("t1", "Team", {"7": "Sokha"}))
    assert api.members(plan) == {"7": "Sokha"}


def test_the_instructor_assigns(api: Any, course: str) -> None:
    own = api.open_plan(course, "plan", person=9, name="Farah")
    api.save(own, "summary", base=0, content=summary(situation="Alone"), person=9)
    group = api.assign(course, "plan", group="Malaysia", people={9: "Farah", 10: "Ali"})
    assert api.open_plan(course, "plan", person=9) == group
    assert api.members(group) == {"9": "Farah", "10": "Ali"}
    assert api.members(own) == {}
    assert api.read(own).sections["summary"]["situation"] == "Alone"  # its words are kept
    api.unassign(course, "plan", person=9)
    assert api.open_plan(course, "plan", person=9) == own
    with pytest.raises(api.Refused):
        api.assign(course, "plan", group=" ", people={})


def test_presence(api: Any, plan: Any) -> None:
    from digigov.cooperation_plan.models import Presence

    api.seen(plan, person=7, path="summary/situation")
    api.seen(plan, person=8, path="")
    api.seen(plan, person=8, path="budget")
    assert api.present(plan) == {"7": "summary/situation", "8": "budget"}
    assert api.present(plan, but=7) == {"8": "budget"}
    Presence.objects.filter(plan=plan, person="8").update(seen_at="2020-01-01T00:00:00Z")
    assert api.present(plan) == {"7": "summary/situation"}
    api.gone(plan, person=7)
    assert api.present(plan) == {}
    with pytest.raises(KeyError):
        api.seen(plan, person=7, path="summary/colour")


def test_comments(api: Any, plan: Any) -> None:
    remark = api.add_comment(plan, person=7, path="summary/debt", text=" Who pays? ")
    answer = api.add_comment(plan, person=8, path="", text="The ministry.", answers=remark.pk)
    assert [(one.text, one.path, one.answers_id) for one in api.comments(plan)] == [
        ("Who pays?", "summary/debt", None),
        ("The ministry.", "summary/debt", remark.pk),
    ]
    assert api.resolve_comment(plan, remark.pk, person=8).resolved_by == "8"
    assert api.resolve_comment(plan, remark.pk, person=7).resolved_by == "8"
    assert api.resolve_comment(plan, remark.pk, person=7, resolved=False).resolved_at is None
    for comment, person in ((remark.pk, 7), (answer.pk, 7)):  # answered; somebody else's
        with pytest.raises(api.NotAllowed):
            api.withdraw_comment(plan, comment, person=person)
    api.withdraw_comment(plan, answer.pk, person=8)
    assert len(api.comments(plan)) == 1
    bad = [("poem", "a", KeyError), ("summary", " ", api.Refused), ("summary", "x" * 5001, api.Refused)]
    for path, text, error in bad:
        with pytest.raises(error):
            api.add_comment(plan, person=7, path=path, text=text)


def test_comments_of_another_plan(api: Any, plan: Any) -> None:
    remark = api.add_comment(plan, person=7, path="summary", text="Ours")
    other = api.open_plan(plan.course, "plan", person=99)
    with pytest.raises(api.Refused):
        api.resolve_comment(other, remark.pk, person=99)
    with pytest.raises(api.Refused):
        api.add_comment(other, person=99, path="summary", text="Ours too", answers=remark.pk)
    with pytest.raises(api.NotAllowed):
        api.withdraw_comment(other, remark.pk, person=7)
    assert api.comments(other) == []
