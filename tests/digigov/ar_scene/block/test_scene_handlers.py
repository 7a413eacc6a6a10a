"""What a learner does: opened, answered, written; graded and complete; two windows; and any bytes at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

RIGHT = {"aed": [0], "lift": [0, 1]}


def last(visit: Any, name: str) -> Any:
    return [data for kind, data in visit.published if kind == name][-1]


def test_from_the_first_step_to_complete(visit: Callable[..., Any]) -> None:
    learner = visit()
    assert learner.ask("open_hotspot", hotspot="gate")["steps"] == [True, False, False]
    assert last(learner, "completion") == {"completion": pytest.approx(1 / 5)}
    learner.ask("open_hotspot", hotspot="sign")
    answer = learner.ask("answer_question", hotspot="lift", chosen=RIGHT["lift"])
    assert answer["right"] and answer["steps"] == [True, True, True]
    assert answer["progress"] == "3 of 3 steps done, 1 of 2 questions answered."
    assert last(learner, "grade") == {"value": 0.5, "max_value": 1.0, "only_if_higher": True}
    learner.ask("answer_question", hotspot="aed", chosen=RIGHT["aed"])
    assert last(learner, "completion") == {"completion": 1.0}
    assert last(learner, "grade") == {"value": 1.0, "max_value": 1.0, "only_if_higher": True}


def test_a_wrong_answer_gets_its_reason_and_another_attempt(visit: Callable[..., Any]) -> None:
    learner = visit()
    answer = learner.ask("answer_question", hotspot="aed", chosen=[1])
    assert answer["right"] is False and answer["message"].startswith("Not right")
    assert "Shops are not told." in answer["questions"]["aed"]
    assert "goes to both" not in answer["questions"]["aed"]
    assert last(learner, "grade")["value"] == 0
    answer = learner.ask("answer_question", hotspot="aed", chosen=[0])
    assert "goes to both" in answer["questions"]["aed"] and "2 attempts" in answer["questions"]["aed"]
    assert learner.block.work["answers"]["aed"]["attempts"] == 2


@pytest.mark.parametrize("chosen", [[0], [1], [0, 2], [0, 1, 2]])
def test_half_of_what_is_right_is_not_right(visit: Callable[..., Any], chosen: list[int]) -> None:
    assert visit().ask("answer_question", hotspot="lift", chosen=chosen)["right"] is False


@pytest.mark.parametrize(
    "chosen", [None, [], "0", [3], [-1], [0, 0], [0, 1], [True], [0.0], {"0": 1}, ["0"], [10**30]], ids=repr
)
def test_what_is_no_choice_is_refused_and_changes_nothing(visit: Callable[..., Any], chosen: Any) -> None:
    learner = visit()
    status, answer = learner.post("answer_question", {"hotspot": "aed", "chosen": chosen, "revision": 0})
    assert (status, answer["error"]) == (422, "no-choice")
    assert (learner.block.work, learner.block.revision, learner.published) == ({}, 0, [])


@pytest.mark.parametrize("hotspot", [None, "", "nowhere", 3, ["gate"], {"a": 1}], ids=repr)
@pytest.mark.parametrize("handler", ["open_hotspot", "answer_question"])
def test_a_hotspot_that_is_not_there_is_refused(visit: Callable[..., Any], handler: str, hotspot: Any) -> None:
    status, answer = visit().post(handler, {"hotspot": hotspot, "chosen": [0], "revision": 0})
    assert (status, answer["error"]) == (409, "changed")


def test_a_hotspot_without_a_question_takes_no_answer(visit: Callable[..., Any]) -> None:
    assert visit().post("answer_question", {"hotspot": "gate", "chosen": [0], "revision": 0})[0] == 409


def test_the_closing_text_is_kept_as_written(visit: Callable[..., Any]) -> None:
    learner = visit()
    text = " A register.\n<b>Who</b> pays? 누가 "
    assert learner.ask("save_closing", text=text)["message"] == "Saved."
    assert learner.block.work["closing"] == text
    content = learner.block.render("student_view").content
    assert "&lt;b&gt;Who&lt;/b&gt;" in content and "<b>Who" not in content
    for wrong in ("x" * 10_001, None, 3, ["a"]):
        assert learner.post("save_closing", {"text": wrong, "revision": 1})[0] == 422
    assert learner.block.work["closing"] == text


def test_an_older_window_is_told_and_overwrites_nothing(visit: Callable[..., Any]) -> None:
    learner = visit()
    learner.ask("answer_question", hotspot="aed", chosen=[0])
    learner.ask("save_closing", text="new")
    status, answer = learner.post("answer_question", {"hotspot": "aed", "chosen": [1], "revision": 0})
    assert (status, answer["error"], answer["revision"], answer["closing"]) == (409, "newer-work", 2, "new")
    assert set(answer["questions"]) == {"aed", "lift"} and "goes to both" in answer["questions"]["aed"]
    assert learner.post("save_closing", {"text": "old", "revision": 1})[0] == 409
    assert learner.block.work["answers"]["aed"]["right"] and learner.block.work["closing"] == "new"
    assert learner.post("open_hotspot", {"hotspot": "gate", "revision": 0})[0] == 200  # opening clashes with nothing


def test_a_question_that_was_reworded_is_asked_again(visit: Callable[..., Any], scene_text: str) -> None:
    learner = visit("staff")
    learner.ask("answer_question", hotspot="aed", chosen=[0])
    block = learner.block
    block.content = scene_text.replace("Who gets the place", "Who receives the place")
    block.save()
    assert 'value="0" checked' not in learner.block.render("student_view").content
    assert learner.ask("open_hotspot", hotspot="gate")["progress"].endswith("0 of 2 questions answered.")


def test_the_code_carries_the_address_of_our_page_and_no_other(visit: Callable[..., Any]) -> None:
    learner = visit()
    good = "https://course.example/resource/public/room.html?glb=/asset/a.glb&lang=en"
    svg = learner.ask("room_code", address=good)["svg"]
    assert svg.startswith("<svg") and "<script" not in svg
    for bad in (
        "javascript:alert(1)", "https://evil.example/x", "ftp://a/resource/public/room.html", "", None, 7,
        "//a.example/resource/public/room.html", good + "&" + "x" * 1300,
    ):  # fmt: skip
        status, answer = learner.post("room_code", {"address": bad})
        assert (status, answer["error"]) == (422, "bad-address"), bad


BODIES = [b"", b"{", b"[]", b"null", b"\xff", b'{"a": NaN}', b"{}" + b" " * 100_000, b'{"hotspot": "\\ud800"}']


@pytest.mark.parametrize("handler", ["open_hotspot", "answer_question", "save_closing", "room_code"])
@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:12]))
def test_any_bytes_get_json_back(visit: Callable[..., Any], handler: str, body: bytes) -> None:
    status, answer = visit().post(handler, body)
    assert 400 <= status < 500 and answer["message"]


@pytest.mark.parametrize("handler", ["open_hotspot", "answer_question", "save_closing", "room_code"])
def test_only_post(visit: Callable[..., Any], handler: str) -> None:
    assert visit().post(handler, b"", method="GET")[0] == 405
