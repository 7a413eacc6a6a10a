"""Every handler of the plan's blocks as every role: who may ask what, whatever they send."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

# By the role that a handler is for; GET handlers with a suffix that names something.
LEARNERS: dict[str, dict[str, Any]] = {
    **{name: {} for name in ("load", "submit", "poll", "history", "import_preview", "import_plan")},
    "mirror": {"section": "objectives"},
    "save_section": {"section": "summary", "version": 0, "content": {}},
    "settle": {"section": "summary", "version": 0, "seen": 0, "content": {}, "choices": {}},
    "version": {"section": "summary", "version": 0},
    "restore": {"section": "summary", "version": 0},
    "comment_add": {"path": "summary", "text": "A remark"},
    "comment_resolve": {"id": 1},
    "comment_withdraw": {"id": 1},
}
STAFF = {
    *("console", "review_claim", "review_release", "review_save", "review_reopen", "review_decide"),
    *("grade_override", "grades_publish", "followup_save", "followup_remove", "group_assign", "group_leave"),
}
AUTHORS = {"preview", "save_settings"}
FILES = {"export": "json/now"}
STAFF_FILES = {"review_file": "json/1", "calendar": "all", "overview_file": "all/plans.csv"}
BODIES: tuple[Any, ...] = (
    {},
    b"\xff",
    b"",
    b"[]",
    {"view": "reviews", "submission": 1, "plan": 1, "id": 1, "grade": 1},
)


def handlers(tag: str) -> set[str]:
    from xblock.core import XBlock

    block = XBlock.load_class(tag)
    names = (name for name in dir(block) if getattr(getattr(block, name), "_is_xblock_handler", False))
    return set(names)


def test_every_handler_is_in_the_table() -> None:
    assert handlers("digigov_cooperation_plan") == {
        *LEARNERS,
        *STAFF,
        *AUTHORS,
        *FILES,
        *STAFF_FILES,
    }


@pytest.mark.parametrize("handler", sorted(STAFF | AUTHORS))
def test_learners_and_strangers_get_403(submitted: Callable[..., Any], handler: str) -> None:
    seat, submission = submitted()
    for person in (7, 9, None):
        for body in (*BODIES, {"submission": submission, "accept": True, "note": "Mine", "view": "review"}):
            answer = seat(person).ask(handler, body)
            told = json.loads(answer.body)
            if isinstance(body, bytes) and handler in STAFF:
                assert answer.status_int == 400  # not JSON at all: that is said before anything is looked at
            else:
                assert answer.status_int == 403, (person, handler, told)
            assert "html" not in told


@pytest.mark.parametrize(("handler", "suffix"), STAFF_FILES.items())
def test_files_of_the_course_team_are_theirs(submitted: Callable[..., Any], handler: str, suffix: str) -> None:
    seat, submission = submitted()
    if handler == "review_file":
        suffix = f"json/{submission}"
    for person in (7, 9, None):
        answer = seat(person).get(handler, suffix)
        assert (answer.status_int, answer.content_type) == (403, "text/plain")
    assert seat(1).get(handler, suffix).status_int == 200
    assert seat(1).ask(handler, {}, suffix=suffix).status_int == 405


@pytest.mark.parametrize("handler", sorted(LEARNERS))
def test_nobody_writes_without_a_login(exercise: Callable[..., Any], handler: str) -> None:
    status, told = exercise()(None).post(handler, **LEARNERS[handler])
    assert (status, told["error"]) == (403, "nobody")


def test_a_plan_can_be_exported_by_its_writers_only(submitted: Callable[..., Any]) -> None:
    seat, _submission = submitted()
    assert json.loads(seat(8).get("export", "json/1").body)["sections"]["identification"]["country"] == "UZ"
    assert seat(9).get("export", "json/1").status_int == 404  # their own plan has no submission
    assert seat(None).get("export", "json/now").status_int == 403


@pytest.mark.parametrize("handler", sorted(STAFF))
def test_the_course_team_gets_named_refusals_for_anything(submitted: Callable[..., Any], handler: str) -> None:
    seat, _submission = submitted()
    wrong = {"submission": 10**30, "plan": "x", "id": True, "grade": -1, "fields": {"kind": []}, "people": [[]]}
    for body in (
        b"",
        b"\xff",
        [],
        {"view": "no"},
        {"view": "review", **wrong},
        wrong,
        {"view": "followups", "edit": 1.5},
    ):
        answer = seat(1).ask(handler, body if isinstance(body, bytes) else json.dumps(body).encode())
        told = json.loads(answer.body)
        assert answer.status_int in (200, 400, 403, 404, 422), (handler, body, told)
        assert answer.status_int == 200 or told["message"]


@pytest.mark.parametrize(
    "suffix", ["", "x", "json", "json/", "json/x", "json/999999999999999999999999", "../json/1", "all/x", "x/plans.csv"]
)
def test_files_that_are_not_there(exercise: Callable[..., Any], suffix: str) -> None:
    for handler in STAFF_FILES:
        answer = exercise()(1).get(handler, suffix)
        assert (answer.status_int, answer.content_type) == (404, "text/plain")


def test_other_exercises_are_out_of_reach(submitted: Callable[..., Any], exercise: Callable[..., Any]) -> None:
    _seat, submission = submitted()
    other = exercise()
    for handler in ("review_claim", "review_release", "review_decide", "grades_publish"):
        assert other(1).post(handler, submission=submission, accept=True, note="")[0] == 404
    assert other(1).get("review_file", f"json/{submission}").status_int == 404


def test_in_studio_nobody_reviews(exercise: Callable[..., Any]) -> None:
    author = exercise()(1)
    author.runtime.is_author_mode = True
    status, told = author.post("console", view="reviews")
    assert (status, told["error"]) == (403, "studio")
    page = author.runtime.get_block(author.usage).render("student_view").content
    assert "data-console" not in page
