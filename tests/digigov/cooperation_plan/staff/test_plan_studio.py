"""The editors in Studio: what is checked, what is kept, and what a preview shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.cooperation_plan import rubric, rules
from digigov.cooperation_plan.example import example_document
from digigov.cooperation_plan.settings import CHECKS, as_required, check_settings, labels, required_patterns

OWN = [{"id": "c1", "name": "Clear", "most": 5, "weight": 1}]
CASES: list[tuple[str, Any, str]] = [
    ("display_name", "", "Write 1 to 255 letters."),
    ("display_name", "x" * 256, "Write 1 to 255 letters."),
    ("display_name", None, "Write 1 to 255 letters."),
    ("exercise", "plan of ours", "Write letters without accents, digits, and . _ : - only."),
    ("steps", ["budget", "budget"], "Choose steps from the list, each once."),
    ("steps", ["poem"], "Choose steps from the list, each once."),
    ("steps", "budget", "Choose steps from the list, each once."),
    ("required", {"budget": ["poem"]}, "There is no cell budget/poem."),
    ("required", ["poem"], "Required cells are listed by section."),
    ("rubric", [{**OWN[0], "most": "five"}], "Criterion 1: The highest score is a whole number from 1 to 100."),
    ("rubric", [OWN[0], OWN[0]], "Criterion 2: The id of a criterion is lower-case letters, used once."),
    ("rubric", "DAC", "A rubric has 1 to 20 criteria."),
    ("reviewers", 4, "Write a whole number from 1 to 3."),
    ("reviewers", True, "Write a whole number from 1 to 3."),
    ("team_size", "five", "Write a whole number from 1 to 50."),
    ("due_text", "x" * 201, "Write at most 200 letters."),
    ("graded_mode", "yes", "This is yes or no."),
    ("hand_in", "yes", "This is yes or no."),
    ("weight", 0.5, "Write a whole number from 1 to 1000."),
    ("weight", float("1e300"), "Write a whole number from 1 to 1000."),
    ("example", "{", "This is no plan that was exported as JSON."),
    ("example", '{"format": "x"}', "This is no plan that was exported as JSON."),
    ("example", "[" * 100_000, "This is no plan that was exported as JSON."),
]


@pytest.mark.parametrize(("field", "value", "message"), CASES)
def test_each_field_says_what_is_wrong(exercise: Callable[..., Any], field: str, value: Any, message: str) -> None:
    author = exercise()(1)
    before = getattr(author.runtime.get_block(author.usage), field)
    status, told = author.post("save_settings", **{field: value})
    assert status == 422
    assert (field, message) in [(fault["field"], fault["message"]) for fault in told["faults"]]
    assert {fault["field"] for fault in told["faults"]} == {field}
    assert getattr(author.runtime.get_block(author.usage), field) == before
    assert field in {fault["field"] for fault in author.do("preview", **{field: value})["faults"]}


def test_what_is_right_is_kept_all_or_none(exercise: Callable[..., Any]) -> None:
    author = exercise()(1)
    fields = {
        "display_name": "Our plan",
        "exercise": "plan-2027",
        "steps": ["problems", "objectives"],
        "required": ["problems/nodes/*/text", "budget/lines/*/amount"],
        "rubric": OWN,
        "reviewers": 1,
        "teamset": "countries",
        "team_size": 3,
        "due_text": "Submit by 15 October",
        "hand_in": True,
        "graded_mode": True,
        "weight": 100,
        "example": json.dumps(example_document()),
    }
    assert author.post("save_settings", **fields, colour="red")[0] == 400
    assert author.post("save_settings", **{**fields, "weight": 0})[0] == 422
    assert author.runtime.get_block(author.usage).display_name == "Cooperation plan"
    author.do("save_settings", **fields)
    block = author.runtime.get_block(author.usage)
    assert {name: getattr(block, name) for name in fields if name != "required"} == {
        name: value for name, value in fields.items() if name != "required"
    }
    assert {name: cells for name, cells in block.required.items() if cells} == {
        "problems": ["nodes/*/text"],
        "budget": ["lines/*/amount"],
    }
    assert block.patterns() == ("problems/nodes/*/text", "budget/lines/*/amount")
    assert block.shown() == ["problems", "objectives"]
    author.do("save_settings", steps=list(rules.SECTIONS), required=list(rules.REQUIRED))
    block = author.runtime.get_block(author.usage)
    assert (block.steps, block.required, block.patterns()) == ([], {}, rules.REQUIRED)


def test_the_preview_shows_what_learners_and_reviewers_get(exercise: Callable[..., Any]) -> None:
    author = exercise()(1)
    html = author.do("preview", steps=["budget"], rubric=[{**OWN[0], "name": "<Clear>"}], reviewers=3)["html"]
    assert "Budget" in html and "Stakeholders" not in html
    assert "&lt;Clear&gt;, 0 to 5" in html and "3 reviewers score each plan" in html
    assert author.runtime.get_block(author.usage).steps == []  # a preview keeps nothing


def test_only_authors_see_the_editor(exercise: Callable[..., Any]) -> None:
    seat = exercise()
    assert "cp-studio" in seat(1).runtime.get_block(seat(1).usage).render("studio_view").content
    learner = seat(7).runtime.get_block(seat(7).usage).render("studio_view").content
    assert "Only the course team" in learner and "<form" not in learner


def test_no_rubric_that_an_archive_brings_stops_a_review(submitted: Callable[..., Any]) -> None:
    seat, submission = submitted(rubric=[{"id": "X"}], reviewers=1)
    assert "Relevance" in seat(1).do("review_claim", submission=submission)["html"]


def test_every_pattern_has_a_name_for_people() -> None:
    for pattern in rules.patterns():
        assert all(labels(pattern))
    assert labels("logframe/results/*/indicators/*/title") == ["Result", "Indicator", "Indicator"]


@given(st.sets(st.sampled_from(rules.patterns())))
def test_required_cells_come_back_as_they_went(chosen: set[str]) -> None:
    field = as_required(chosen)
    assert set(required_patterns(field)) == chosen
    assert check_settings({"required": field}) == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@settings(deadline=None)
@given(st.sampled_from(sorted(CHECKS)), ANYTHING)
def test_any_value_of_a_field_is_judged(field: str, value: Any) -> None:
    for fault in check_settings({field: value}):
        assert fault.path.partition("/")[0] == field and fault.message


def test_the_default_rubric_is_right() -> None:
    assert check_settings({"rubric": [dict(row) for row in rubric.DAC]}) == []


@pytest.mark.parametrize(
    ("steps", "wanted", "shown"),
    [([], False, True), (["summary"], False, True), (["budget"], False, False), (["budget"], True, True)],
)
def test_handing_in_stands_where_the_summary_is_or_the_course_wants_it(
    exercise: Callable[..., Any], steps: list[str], wanted: bool, shown: bool
) -> None:
    """The pages of single steps stay calm."""
    author = exercise()(1)
    author.do("save_settings", steps=steps, hand_in=wanted)
    page = author.runtime.get_block(author.usage).student_view()
    assert json.loads(page.json_init_args["json"])["data"]["handsIn"] is shown
