"""Every handler of the learner's block: as a member of the team, as one of another team, as staff, as nobody."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from webob import Request

from digigov.cooperation_plan import api

COURSE = "workbench"  # the workbench's blocks stand in no course
HANDLERS = {
    "load": {},
    "save_section": {"section": "summary", "version": 0, "content": {"debt": "None"}},
    "settle": {"section": "summary", "version": 0, "content": {}, "seen": 0, "choices": {}},
    "mirror": {},
    "poll": {"versions": {}, "path": "summary", "comments": ""},
    "comment_add": {"path": "summary/debt", "text": "Is there none?", "answers": None},
    "comment_resolve": {"id": 1, "resolved": True},
    "comment_withdraw": {"id": 1},
    "history": {"section": "", "before": None},
    "version": {"section": "summary", "version": 0},
    "restore": {"section": "summary", "version": 0},
    "submit": {},
    "import_preview": {"document": {}},
    "import_plan": {"document": {}},
}
NAMES = {101: "Example Sokha", 108: "Example Dara", 104: "Example Bouasone", 1: "Example Instructor"}
_numbers = itertools.count(1)


class Desk:
    """One exercise; `desk(101)` is its block as that person sees it, `call` asks a handler."""

    def __init__(self, runtime_for: Callable[..., Any]) -> None:
        self.exercise = f"exercise-{next(_numbers)}"
        self.runtime_for = runtime_for
        api.assign(COURSE, self.exercise, group="Cambodia", people={101: NAMES[101], 108: NAMES[108]})
        maker = runtime_for("student")
        self.usage = maker.parse_xml_string(f'<digigov_cooperation_plan exercise="{self.exercise}"/>')
        self.runtime = maker

    def __call__(self, person: int | None) -> Any:
        who = self.runtime.service(self.runtime.get_block(self.usage), "user").who
        who.opt_attrs["xblock-workbench.user_id"] = person
        who.opt_attrs["xblock-workbench.user_is_staff"] = person == 1
        who.opt_attrs["xblock-workbench.user_role"] = "staff" if person == 1 else "student"
        who.full_name = NAMES.get(person or 0, "")
        return self.runtime.get_block(self.usage)

    def call(self, person: int | None, handler: str, body: Any = None, method: str = "POST") -> tuple[int, Any]:
        data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        request = Request.blank("/", method=method, body=data if method == "POST" else b"")
        response = self(person).handle(handler, request)
        return response.status_int, json.loads(response.body)

    def save(self, person: int, **content: str) -> tuple[int, Any]:
        version = self.call(person, "load")[1]["versions"]["summary"]
        return self.call(person, "save_section", {"section": "summary", "version": version, "content": content})


@pytest.fixture
def desk(runtime_for: Callable[..., Any]) -> Desk:
    return Desk(runtime_for)


def test_these_are_all_handlers(desk: Desk) -> None:
    """A new one needs a line above; those of the course team are tested where they are."""
    kinds = ("editing", "teamwork", "versions", "submitting", "files")
    found = {
        name
        for one in type(desk(101)).__mro__
        if one.__module__.startswith("digigov.cooperation_plan.handlers.")
        and one.__module__.rpartition(".")[2] in kinds
        for name, value in vars(one).items()
        if getattr(value, "_is_xblock_handler", False)
    }
    assert found == {*HANDLERS, "export"}


@pytest.mark.parametrize("handler", HANDLERS)
def test_nobody_may_do_anything(desk: Desk, handler: str) -> None:
    status, answer = desk.call(None, handler, HANDLERS[handler])
    assert (status, answer["error"]) == (403, "nobody")


def test_nobody_gets_no_file(desk: Desk) -> None:
    response = desk(None).handle("export", Request.blank("/"), "json/now")
    assert response.status_int == 403


@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"section": 5, "path": [], "id": "x", "version": -1}'])
def test_any_bytes_get_an_answer_with_a_name(desk: Desk, handler: str, body: bytes) -> None:
    status, answer = desk.call(101, handler, body)
    assert status < 500
    assert status == 200 or answer["error"]


@pytest.mark.parametrize("handler", HANDLERS)
def test_only_post(desk: Desk, handler: str) -> None:
    assert desk.call(101, handler, method="GET")[0] == 405


@pytest.mark.parametrize("stranger", [104, 1])
def test_another_team_and_staff_have_a_plan_of_their_own(desk: Desk, stranger: int) -> None:
    desk.save(101, debt="Ours")
    comment = desk.call(101, "comment_add", HANDLERS["comment_add"])[1]["comments"]["list"][0]["id"]
    assert desk.call(stranger, "load")[1]["sections"]["summary"]["debt"] == ""
    assert desk.call(stranger, "poll", HANDLERS["poll"])[1]["comments"]["list"] == []
    assert desk.call(stranger, "history", HANDLERS["history"])[1]["entries"] == []
    assert desk.call(stranger, "comment_resolve", {"id": comment, "resolved": True})[0] == 422
    assert desk.call(stranger, "comment_withdraw", {"id": comment})[0] == 403
    assert desk.call(stranger, "comment_add", {**HANDLERS["comment_add"], "answers": comment})[0] == 422
    assert desk.save(stranger, debt="Theirs")[0] == 200
    assert desk.call(108, "load")[1]["sections"]["summary"]["debt"] == "Ours"
    assert b"Ours" not in desk(stranger).handle("export", Request.blank("/"), "json/now").body


def test_a_colleague_reads_what_was_saved_and_who_saved_it(desk: Desk) -> None:
    status, answer = desk.save(101, debt="None", situation="Papers")
    assert (status, answer["version"], answer["faults"]) == (200, 1, [])
    assert desk.call(108, "load")[1]["sections"]["summary"]["situation"] == "Papers"
    (entry,) = desk.call(108, "history", {"section": "summary"})[1]["entries"]
    assert entry["by"] == "Example Sokha"
    assert [one["words"] for one in entry["changes"]] == [[["added", "Papers"]], [["added", "None"]]]


def test_a_conflict_tells_both_texts_and_is_settled_by_choice(desk: Desk) -> None:
    desk.save(101, debt="Mine")
    old = {"section": "summary", "version": 0, "content": {"debt": "Yours", "situation": "New"}}
    status, answer = desk.call(108, "save_section", old)
    assert (status, answer["error"], answer["by"]) == (409, "conflict", "Example Sokha")
    (clash,) = answer["clashes"]
    assert (clash["path"], clash["mine"], clash["theirs"], clash["text"]) == ("summary/debt", "Yours", "Mine", True)
    half = desk.call(108, "settle", {**old, "seen": answer["version"], "choices": {}})
    assert half[0] == 409  # nothing is settled by accident
    choices = {"summary/debt": {"text": "Ours"}}
    status, saved = desk.call(108, "settle", {**old, "seen": answer["version"], "choices": choices})
    assert status == 200
    assert (saved["content"]["debt"], saved["content"]["situation"]) == ("Ours", "New")


def test_what_does_not_fit_is_refused_cell_by_cell(desk: Desk) -> None:
    status, answer = desk.save(101, debt="x" * 100_000, situation="Kept")
    assert status == 200
    assert [one["path"] for one in answer["faults"]] == ["summary/debt"]
    assert (answer["content"]["debt"], answer["content"]["situation"]) == ("", "Kept")


def test_the_rules_answer_with_each_save(desk: Desk) -> None:
    judged = desk.save(101, situation="Papers")[1]["judged"]
    assert 0 < judged["readiness"]["summary"] < 1
    missing = [one for one in judged["findings"] if one["path"] == "identification/title"]
    assert missing and missing[0]["severity"] == "missing" and missing[0]["why"]


def test_the_sums_of_any_budget(desk: Desk) -> None:
    """A source without a line in a year, a pledge without lines, three currencies of which one has no rate."""
    line = {"activity": "", "year": "2027", "source": "korea", "category": "experts", "item": "x"}
    lines = [
        {"id": "a", **line, "amount": "1200.50", "currency": "USD"},
        {"id": "b", **line, "year": "2028", "source": "partner", "amount": "1200000", "currency": "KRW"},
        {"id": "c", **line, "amount": "5", "currency": "EUR"},
    ]
    pledges = [{"id": "p", "source": "other", "name": "A bank", "amount": "10", "currency": "USD"}]
    rates = [{"id": "r", "currency": "KRW", "per_usd": "1200", "date": "", "source": ""}]
    identification = {"currency": "USD", "rates": rates}
    desk.call(101, "save_section", {"section": "identification", "version": 0, "content": identification})
    budget = {"lines": lines, "pledges": pledges}
    status, answer = desk.call(101, "save_section", {"section": "budget", "version": 0, "content": budget})
    sums = answer["judged"]["sums"]
    assert (status, sums["total"], sums["uncounted"]) == (200, "USD\u00a02,200.50", ["c"])
    assert sums["lines"] == {"a": "1,200.50", "b": "1,000"}
    told = {
        one["name"]: (one["text"], [year["text"] for year in one["years"]], one["pledged"]) for one in sums["sources"]
    }
    assert told == {
        "Korea": ("1,200.50", ["1,200.50", "0"], ""),
        "Partner government": ("1,000", ["0", "1,000"], ""),
        "Other donors": ("0", ["0", "0"], "10"),
    }


def test_presence_says_who_is_where(desk: Desk) -> None:
    desk.call(101, "poll", {"versions": {}, "path": "logframe/results", "comments": ""})
    here = desk.call(108, "poll", HANDLERS["poll"])[1]["here"]
    assert here == [{"name": "Example Sokha", "path": "logframe/results"}]
    assert desk.call(108, "poll", {"path": "nowhere/at/all"})[0] == 400


def test_comments_are_answered_resolved_and_taken_back(desk: Desk) -> None:
    first = desk.call(101, "comment_add", HANDLERS["comment_add"])[1]["comments"]
    id = first["list"][0]["id"]
    assert desk.call(108, "comment_withdraw", {"id": id})[0] == 403  # only one's own
    second = desk.call(108, "comment_add", {"path": "summary/debt", "text": "None.", "answers": id})[1]["comments"]
    assert [one["text"] for one in second["list"]] == ["Is there none?", "None."]
    assert second["token"] != first["token"]
    assert desk.call(101, "comment_withdraw", {"id": id})[0] == 403  # it was answered
    solved = desk.call(108, "comment_resolve", {"id": id, "resolved": True})[1]["comments"]["list"][0]
    assert solved["resolved"] == "Example Dara"
    again = desk.call(101, "comment_resolve", {"id": id, "resolved": False})[1]["comments"]["list"][0]
    assert again["resolved"] == ""


def test_a_version_is_read_and_brought_back(desk: Desk) -> None:
    desk.save(101, debt="First")
    desk.save(108, debt="Second")
    told = desk.call(101, "version", {"section": "summary", "version": 1})[1]
    assert "First" in told["html"]
    assert told["changes"][0]["words"] == [["removed", "First"], ["added", "Second"]]
    assert desk.call(101, "restore", {"section": "summary", "version": 1})[1]["content"]["debt"] == "First"
    assert desk.call(101, "restore", {"section": "summary", "version": 99})[0] == 422


def test_handing_in_once_and_seeing_what_became_of_it(desk: Desk) -> None:
    desk.save(101, debt="None")
    assert desk.call(108, "submit")[1]["submission"]["state"] == "submitted"
    assert desk.call(101, "submit")[0] == 422
    (row,) = api.submissions(desk(101).plan())
    review = api.claim(row, person=1, name="Example Instructor")
    rubric = desk(101).rubric or api_rubric()
    scores = {one["id"]: 3 for one in rubric}
    told = {"": "A good plan.", "summary": "Say it shorter."}
    api.save_review(review, base=review.version, rubric=rubric, scores=scores, comments=told, person=1, finish=True)
    before = desk.call(101, "poll", HANDLERS["poll"])[1]["submission"]["list"][0]
    assert (before["comments"], before["scores"], before["grade"]) == ([], [], "")  # the reviewers' until they decide
    api.decide(row, person=1, accept=True, note="Well done.", rubric=rubric)
    told_now = desk.call(101, "poll", HANDLERS["poll"])[1]["submission"]
    after = told_now["list"][0]
    assert (told_now["state"], after["note"], after["grade"]) == ("accepted", "Well done.", "75 %")
    assert [one["text"] for one in after["comments"]] == ["A good plan.", "Say it shorter."]
    assert {one["score"] for one in after["scores"]} == {"3"} and after["scores"][0]["name"] == "Relevance"


def api_rubric() -> list[dict[str, Any]]:
    from digigov.cooperation_plan.rubric import DAC

    return list(DAC)


def test_what_is_typed_is_never_markup(desk: Desk) -> None:
    evil = "</script><img src=x onerror=alert(1)>{{ 7 }}"
    desk.save(101, situation=evil)
    fragment = desk(101).student_view()
    assert "<img src=x" not in fragment.body_html()
    assert "&lt;img src=x" in fragment.body_html()
    assert "</script>" not in fragment.json_init_args["json"]


def test_who_is_not_logged_in_reads_the_example_and_makes_no_plan(desk: Desk) -> None:
    before = len(list(api.plans(COURSE)))
    page = desk(None).student_view()
    assert "Log in to write a plan." in page.body_html()
    assert "Joint office of the two governments" in page.body_html()
    assert page.json_init_args is None
    assert len(list(api.plans(COURSE))) == before


def test_a_block_of_one_step_shows_it_without_the_others(desk: Desk) -> None:
    block = desk(101)
    block.steps = ["budget", "no such step"]
    assert block.shown() == ["budget"]
    page = block.student_view().body_html()
    assert 'data-section="budget"' in page and 'data-section="risks"' not in page and "cp-nav" not in page
