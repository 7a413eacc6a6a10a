"""A question for one's own country: each learner's answer, in two windows, and beside the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

QUESTION = "Which registers\ndoes your <country> share?"


@pytest.fixture
def note(exercise: Callable[..., Any]) -> Any:
    return exercise("digigov_country_note", question=QUESTION)


def test_an_answer_is_kept_for_its_writer_alone(note: Any) -> None:
    learner = note(7)
    kept = learner.do("keep", text="We have six.", version=0)
    assert kept["version"] == 1
    assert learner.published == [("completion", {"completion": 1.0})]
    page = learner.runtime.get_block(learner.usage).render("student_view").content
    assert "We have six." in page and "does your &lt;country&gt; share?" in page
    assert "We have six." not in note(8).runtime.get_block(learner.usage).render("student_view").content


def test_two_windows_lose_nothing(note: Any) -> None:
    learner = note(7)
    assert learner.do("keep", text="One", version=0) == learner.do("keep", text="One", version=0)  # sent twice
    status, told = learner.post("keep", text="Two", version=0)
    assert (status, told["error"], told["current"]) == (409, "stale", {"text": "One", "version": 1})
    assert learner.do("keep", text="One and two", version=1)["version"] == 2


def test_what_cannot_be_kept(note: Any) -> None:
    learner = note(7)
    assert learner.post("keep", text="x" * 20_001, version=0)[0] == 422
    for wrong in ({"text": None}, {"text": ["x"]}, {}):
        assert learner.post("keep", **wrong)[0] == 400
    assert learner.post("keep", text="x", version=7)[1]["current"] == {"text": "", "version": 0}
    assert note(None).post("keep", text="x", version=0)[0] == 403
    assert "textarea" not in note(None).runtime.get_block(learner.usage).render("student_view").content


def test_an_emptied_answer_is_not_done(note: Any) -> None:
    learner = note(7)
    learner.do("keep", text=" ", version=0)
    assert learner.published == []


def test_the_plan_has_the_answers_with_their_questions(note: Any, exercise: Callable[..., Any]) -> None:
    note(7).do("keep", text="We share none.", version=0)
    plan = exercise()(7)
    notes = plan.runtime.get_block(plan.usage)._notes()
    assert {"question": QUESTION, "text": "We share none."} in [
        {name: one[name] for name in ("question", "text")} for one in notes
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("question", " "), ("question", "x" * 5_001), ("display_name", ""), ("question", 7)]
)
def test_the_editor_says_what_is_wrong(note: Any, field: str, value: Any) -> None:
    author = note(1)
    status, told = author.post("save_question", **{field: value})
    assert (status, [fault["field"] for fault in told["faults"]]) == (422, [field])
    assert [fault["field"] for fault in author.do("preview", **{field: value})["faults"]] == [field]
    assert author.runtime.get_block(author.usage).question == QUESTION


def test_authors_alone_write_questions(note: Any) -> None:
    for handler in ("preview", "save_question"):
        assert note(7).post(handler, question="Mine")[0] == 403
    note(1).do("save_question", question="Who decides?", display_name="At home")
    assert "Who decides?" in note(1).do("preview")["html"]
