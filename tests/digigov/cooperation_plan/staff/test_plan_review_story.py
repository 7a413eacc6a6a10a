"""Two experts and a team of two, from the first claim to the gradebook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import docx
import pytest

from digigov.cooperation_plan import rubric
from digigov.cooperation_plan.exports import FORMATS

SCORES = {row["id"]: 3 for row in rubric.DAC}


def review(seat: Any, submission: int, *, finish: bool = True, comments: Any = None, **scores: int) -> dict[str, Any]:
    seat.post("review_claim", submission=submission)
    html = seat.console("review", submission=submission)
    version = int(re.search(r'data-version="(\d+)"', html)[1])  # type: ignore[index]
    words = {"scores": {**SCORES, **scores}, "comments": comments or {}}
    return dict(seat.do("review_save", submission=submission, version=version, finish=finish, **words))


def test_from_submission_to_the_gradebook(submitted: Callable[..., Any], newest: Callable[..., int]) -> None:
    seat, first = submitted(graded_mode=True)
    lead, second = seat(1), seat(2)
    assert "Review this plan" in lead.console("review", submission=first)
    review(lead, first, comments={"budget": "Who pays in 2030?", "": "Strong."}, finish=False)
    assert "Who pays in 2030?" not in second.console("review", submission=first)  # not before both have judged
    review(second, first, relevance=1)
    assert lead.post("review_decide", submission=first, accept=True, note="")[0] == 422  # the lead has not finished
    assert "Example Reviewer" in lead.console("review", submission=first)
    html = review(lead, first, comments={"budget": "Who pays in 2030?"})["html"]
    assert "far apart" in html and "70.83 per cent" in html
    assert second.post("review_decide", submission=first, accept=False, note="No")[0] == 403  # not the lead
    status, told = lead.post("review_decide", submission=first, accept=False, note=" ")
    assert (status, told["message"]) == (422, "Say what has to change before it can be accepted.")
    lead.do("review_decide", submission=first, accept=False, note="Say who pays later.")
    learner = seat(7).do("poll")["submission"]
    assert (learner["state"], learner["list"][0]["note"]) == ("sent-back", "Say who pays later.")
    assert [one["text"] for one in learner["list"][0]["comments"]] == ["Who pays in 2030?"]
    assert not lead.grades()

    state = seat(8).do("load")
    summary = {**state["sections"]["summary"], "debt": "Both budgets carry it."}
    seat(8).do("save_section", section="summary", version=state["versions"]["summary"], content=summary)
    seat(8).do("submit")
    again = newest(seat)
    html = lead.console("review", submission=again)
    assert "1 change since the last submission" in html and "Both budgets carry it." in html
    for expert in (lead, second):
        review(expert, again)
    lead.do("review_decide", submission=again, accept=True, note="")
    assert lead.grades() == {"7": 0.75, "8": 0.75}
    assert "in the gradebook" in lead.console("review", submission=again)
    assert seat(7).post("submit")[0] == 422


def test_a_third_expert_finds_no_place(submitted: Callable[..., Any]) -> None:
    seat, submission = submitted(reviewers=1)
    seat(1).do("review_claim", submission=submission)
    status, told = seat(2).post("review_claim", submission=submission)
    assert (status, told["message"]) == (422, "Others are reviewing this plan already.")
    assert "Review this plan" not in seat(2).console("review", submission=submission)
    seat(1).do("review_release", submission=submission)
    assert "Give my place back" in seat(2).do("review_claim", submission=submission)["html"]


def test_a_finished_review_can_be_opened_again_until_the_decision(submitted: Callable[..., Any]) -> None:
    seat, submission = submitted(reviewers=1)
    review(seat(1), submission, impact=1)
    assert "data-finish" in seat(1).do("review_reopen", submission=submission)["html"]
    assert seat(1).post("review_decide", submission=submission, accept=True, note="")[0] == 422
    review(seat(1), submission)
    seat(1).do("review_decide", submission=submission, accept=True, note="")
    assert seat(1).post("review_reopen", submission=submission)[0] == 422


def test_two_windows_of_one_reviewer(submitted: Callable[..., Any]) -> None:
    seat, submission = submitted()
    review(seat(1), submission, finish=False)
    status, told = seat(1).post("review_save", submission=submission, version=0, scores={}, comments={})
    assert (status, told["error"]) == (409, "stale")


def test_a_gradebook_that_fails_gets_the_grade_later(submitted: Callable[..., Any]) -> None:
    seat, submission = submitted(graded_mode=True, reviewers=1)
    lead = seat(1)
    review(lead, submission)
    down = [True]
    sent: list[Any] = []

    def publish(block: Any, name: str, data: Any) -> None:
        if name == "grade" and down[0] and data["user_id"] == "8":
            raise ConnectionError("the gradebook is down")
        sent.append((name, data))

    lead.runtime.publish = publish
    html = lead.do("review_decide", submission=submission, accept=True, note="")["html"]
    assert html.count("not in the gradebook yet") == 1 and html.count("in the gradebook<") == 1
    assert "1 grade did not reach the gradebook yet" in lead.console("reviews")
    down[0] = False
    assert "did not reach" not in lead.console("reviews")
    assert [data["user_id"] for name, data in sent if name == "grade"] == ["7", "8"]
    lead.console("reviews")
    assert len([name for name, _data in sent if name == "grade"]) == 2  # each of them once


def test_a_grade_by_hand_is_logged_and_sent(submitted: Callable[..., Any]) -> None:
    seat, submission = submitted(graded_mode=True, reviewers=1)
    lead = seat(1)
    review(lead, submission)
    html = lead.do("review_decide", submission=submission, accept=True, note="")["html"]
    grade = int(re.search(r'"grade": (\d+)', html)[1])  # type: ignore[index]
    for percent in ("101", "-1", "x", "", "88,5", "NaN"):
        assert lead.post("grade_override", submission=submission, grade=grade, percent=percent, reason="r")[0] == 422
    assert lead.post("grade_override", submission=submission, grade=grade, percent="90", reason=" ")[0] == 422
    html = lead.do("grade_override", submission=submission, grade=grade, percent="88.5", reason="Led <the> team")[
        "html"
    ]
    assert "from 75 to 88.5 per cent by Example Instructor: Led &lt;the&gt; team" in html
    assert lead.grades() == {"7": 0.885, "8": 0.75}


def test_a_block_that_is_not_graded_sends_nothing(submitted: Callable[..., Any]) -> None:
    seat, submission = submitted(reviewers=1)
    review(seat(1), submission)
    lead = seat(1)
    assert "This block is not graded" in lead.do("review_decide", submission=submission, accept=True, note="")["html"]
    assert not lead.grades()


def test_a_rubric_of_the_instructor_is_used(submitted: Callable[..., Any]) -> None:
    own = [
        {"id": "money", "name": "Money <b>well</b> spent", "most": 20, "weight": 3},
        {"id": "people", "name": "People", "most": 2, "weight": 1},
    ]
    seat, submission = submitted(graded_mode=True, reviewers=1, rubric=own)
    seat(1).do("review_claim", submission=submission)
    html = seat(1).console("review", submission=submission)
    assert "Money &lt;b&gt;well&lt;/b&gt; spent" in html and "counts 3 times" in html and "Points, 0 to 20" in html
    lead = seat(1)
    words = {"submission": submission, "version": 0, "comments": {}, "finish": True}
    assert lead.post("review_save", **words, scores={"money": 21, "people": 2})[0] == 422
    lead.do("review_save", **words, scores={"money": 15, "people": 2})
    lead.do("review_decide", submission=submission, accept=True, note="")
    assert set(lead.grades().values()) == {float(Decimal("0.8125"))}


def test_the_list_is_filtered(submitted: Callable[..., Any], exercise: Callable[..., Any]) -> None:
    seat, _submission = submitted()
    state = seat(9).do("load")
    content = {**state["sections"]["identification"], "title": "For Malaysia", "country": "MY"}
    seat(9).do("save_section", section="identification", version=0, content=content)
    everything = seat(1).console("reviews")
    assert "For Malaysia" in everything and "Korea-Uzbekistan" in everything
    assert everything.count("cc-item__title") == 2  # staff who only looked have written no plan
    for name, code, shown in (
        ("country", "MY", "For Malaysia"),
        ("country", "UZ", "Korea-Uzbekistan"),
        ("state", "draft", "For Malaysia"),
        ("state", "submitted", "Korea-Uzbekistan"),
        ("sector", "strategy", "Korea-Uzbekistan"),
    ):
        html = seat(1).console("reviews", **{name: code})
        assert html.count("cc-item__title") == 1 and shown in html
    assert "No plan fits these filters." in seat(1).console("reviews", country="MY", state="submitted")


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "brief", "iati", "json"])
def test_reviewers_download_what_was_submitted(submitted: Callable[..., Any], kind: str) -> None:
    seat, submission = submitted()
    state = seat(7).do("load")
    content = {**state["sections"]["identification"], "title": "Changed since"}
    seat(7).do("save_section", section="identification", version=state["versions"]["identification"], content=content)
    answer = seat(1).get("review_file", f"{kind}/{submission}")
    assert answer.status_int == 200 and "Korea-Uzbekistan" in answer.headers["Content-Disposition"]
    assert answer.content_type == FORMATS[kind].media_type == seat(7).get("export", f"{kind}/now").content_type
    if kind == "docx":
        text = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.body)).paragraphs)
        assert "Korea-Uzbekistan" in text and "Cambodia · Submission 1" in text and "Changed since" not in text
