"""What a story may hold, by table; how work counts; the model of the gain."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digigov.ecertificate import gains, rules, stories, work

STORY = stories.known()["resident-bank"]
GOOD = {"display_name": "e", "story": "resident-bank", "custom": {}, "attacks": [], "graded_mode": False, "weight": 1.0}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def story(change: Any) -> dict[str, Any]:
    changed = copy.deepcopy(STORY)
    change(changed)
    return changed


@pytest.mark.parametrize("name", stories.known())
def test_the_stories_that_come_with_it_are_sound(name: str) -> None:
    assert rules.check_story(stories.known()[name]) == []


def test_three_stories_come_with_it() -> None:
    assert list(stories.known()) == ["resident-bank", "business-tender", "vaccination-border"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (lambda s: s.update(id="Bank!"), "custom", "id must be"),
        (lambda s: s.update(extra=1), "custom", "not known: extra"),
        (lambda s: s.update(language="english language"), "language", "code such as"),
        (lambda s: s.update(title="two\nlines"), "title", "one line"),
        (lambda s: s.update(lead="x" * 1001), "lead", "one line"),
        (lambda s: s["certificate"].pop("agency"), "certificate", "exactly these parts"),
        (lambda s: s["certificate"].update(issuer="did:web:gov.kr"), "issuer", "ends in .example"),
        (lambda s: s["certificate"].update(issuer="did:key:z6Mk"), "issuer", "did:web:"),
        (lambda s: s["certificate"].update(type="https://schema.org/x"), "type", ".example"),
        (lambda s: s["certificate"].update(type="https://[.example/"), "type", ".example"),
        (lambda s: s["certificate"].update(valid_days=0), "valid_days", "1 to 3650"),
        (lambda s: s["certificate"].update(valid_days=True), "valid_days", "1 to 3650"),
        (lambda s: s.update(fields=[]), "fields", "from 2 to 16"),
        (lambda s: s.update(fields=s["fields"] * 3), "fields", "from 2 to 16"),
        (lambda s: s["fields"][1].update(name="exp"), "fields", "name of field 2"),
        (lambda s: s["fields"][1].update(name="full_name"), "fields", "which another field has"),
        (lambda s: s["fields"][1].update(label=""), "fields", "Field 2 needs a label"),
        (lambda s: s["fields"][1].update(samples=["a"]), "fields", "1 values where the others have 2"),
        (lambda s: s["fields"][1].update(samples="a"), "fields", "one value for each"),
        (lambda s: s["fields"][1].update(paper="yes"), "fields", "yes or no"),
        (lambda s: s["fields"][1].update(secret=1), "fields", "parts that are not known"),
        (lambda s: [f.update(paper=False) for f in s["fields"]], "fields", "At least one field"),
        (lambda s: s["verifiers"].pop(), "verifiers", "two verifiers"),
        (lambda s: s["verifiers"][0].update(requires=[]), "verifiers", "at least one field"),
        (lambda s: s["verifiers"][0].update(requires=["shoe_size"]), "verifiers", "asks for shoe_size"),
        (lambda s: s["verifiers"][0].update(requires=["full_name", "full_name"]), "verifiers", "twice"),
        (lambda s: s["verifiers"][0].update(requires=["former_addresses"]), "verifiers", "may leave out"),
        (lambda s: s["verifiers"][1].update(id="bank"), "verifiers", "same id"),
        (lambda s: s["verifiers"][1].pop("purpose"), "verifiers", "needs id, role"),
    ],
)
def test_each_defect_of_a_story_has_its_message(change: Any, field: str, words: str) -> None:
    faults = rules.check_story(story(change))
    assert [fault.field for fault in faults][:1] == [field]
    assert words in faults[0].message


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"story": "other"}, "story"),
        ({"story": ["resident-bank"]}, "story"),
        ({"story": "custom", "custom": []}, "custom"),
        ({"attacks": ["bribe"]}, "attacks"),
        ({"attacks": ["stolen", "stolen"]}, "attacks"),
        ({"attacks": "stolen"}, "attacks"),
        ({"graded_mode": "yes"}, "graded_mode"),
        ({"weight": 0}, "weight"),
        ({"weight": float("nan")}, "weight"),
        ({"display_name": "a\u0000"}, "display_name"),
    ],
)
def test_each_defect_of_the_settings_is_named(fields: dict[str, Any], field: str) -> None:
    assert [fault.field for fault in rules.check(GOOD | fields, stories.known())] == [field]


def test_sound_settings_have_no_fault() -> None:
    assert rules.check(GOOD, stories.known()) == []
    assert rules.check(GOOD | {"story": "custom", "custom": copy.deepcopy(STORY)}, stories.known()) == []


@given(JSON)
def test_any_json_as_a_story_is_judged_not_raised(value: Any) -> None:
    assert all(fault.message for fault in rules.check_story(value))
    assert all(fault.message for fault in rules.check_story({**STORY, "fields": value, "verifiers": value}))
    assert all(fault.message for fault in rules.check(GOOD | {"attacks": value, "custom": value}, stories.known()))


def test_no_attack_chosen_means_all_and_order_is_the_story_s() -> None:
    assert rules.attacks_of([]) == rules.ATTACKS
    assert rules.attacks_of(None) == rules.ATTACKS
    assert rules.attacks_of(["revoked", "stolen"]) == ("stolen", "revoked")


def test_tasks_are_told_one_after_the_other() -> None:
    done: list[str] = []
    while following := rules.next_task(done):
        done.append(following)
    assert tuple(done) == rules.TASKS
    assert rules.completion(done) == 1.0
    assert rules.completion(["apply", "apply", "nonsense"]) == 1 / len(rules.TASKS)
    assert rules.next_task(["issue"]) == "apply"


def test_gain_of_korea_s_figures_is_near_what_korea_expected() -> None:
    result = gains.gain(gains.defaults())
    assert result.moved == 87_000_000
    assert result.hours == pytest.approx(58_000_000)
    assert result.total == pytest.approx(gains.KOREA_SAVING, rel=0.05)
    assert round(gains.KOREA_EACH) == 5747


def test_fees_are_no_gain_of_the_country_and_nothing_moved_is_a_loss() -> None:
    values = gains.defaults()
    assert gains.gain(values | {"fee": 0}).total == gains.gain(values | {"fee": 9999}).total
    nothing = gains.gain(values | {"share": 0})
    assert (nothing.total, nothing.each) == (-values["running"], 0.0)


@pytest.mark.parametrize("value", [None, "5", True, float("nan"), float("inf"), -1, 1e99, [1], 10**400])
def test_numbers_out_of_range_are_named(value: Any) -> None:
    values, wrong = gains.read(gains.defaults() | {"minutes": value})
    assert wrong == ["minutes"]
    assert "minutes" not in values


@given(JSON)
def test_stored_work_of_any_shape_is_read(value: Any) -> None:
    read = work.read(value, STORY)
    assert {name: type(part) for name, part in read.items()} == {name: type(part) for name, part in work.EMPTY.items()}


def test_another_story_keeps_what_counts_and_takes_new_keys() -> None:
    kept = work.fresh(STORY) | {"done": ["apply"], "gain": {"country": "X"}, "wallet": [{"token": "t"}]}
    read = work.read(kept, stories.known()["business-tender"])
    assert (read["done"], read["gain"], read["wallet"], read["rotation"]) == (["apply"], {"country": "X"}, [], 1)
