"""Follow-ups, the overview over editions, and teams by hand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar

from digigov.cooperation_plan.example import example_document
from digigov.cooperation_plan.exports import Writing

ENGLISH = Writing("en", lambda message: message)

FIELDS = {
    "kind": "expert-exchange",
    "title": "Two experts for a month",
    "country": "UZ",
    "owner_korea": "Example Agency",
    "owner_partner": "Example Ministry",
    "due": "2027-05-01",
    "next_step": "Send the list",
    "next_date": "2027-03-01",
    "amount": "20000",
    "currency": "USD",
}


@pytest.fixture
def accepted(submitted: Callable[..., Any]) -> Any:
    """The seats of an exercise whose plan was accepted, and the plan's id."""
    from digigov.cooperation_plan import api
    from digigov.cooperation_plan.rubric import DAC

    seat, submission = submitted(reviewers=1)
    seat(1).do("review_claim", submission=submission)
    scores = {row["id"]: 4 for row in DAC}
    seat(1).do("review_save", submission=submission, version=0, scores=scores, comments={}, finish=True)
    seat(1).do("review_decide", submission=submission, accept=True, note="")
    found = api.find_submission("workbench", submission)
    assert found is not None
    return seat, found.plan_id


def test_a_follow_up_from_the_plan_to_the_calendar(accepted: Any) -> None:
    seat, plan = accepted
    html = seat(1).do("followup_save", plan=plan, fields=FIELDS)["html"]
    assert "Two experts for a month" in html and "USD\u00a020,000" in html and "Example Ministry" in html
    id = max(map(int, re.findall(r'"edit": (\d+)', html)))
    assert 'value="Two experts for a month"' in seat(2).console("followups", edit=id)
    seat(2).do("followup_save", id=id, version=1, fields={"status": "agreed"})
    assert seat(1).post("followup_save", id=id, version=1, fields={"status": "done"})[0] == 409
    answer = seat(1).get("calendar", str(id))
    assert (answer.content_type, answer.status_int) == ("text/calendar", 200)
    (event,) = Calendar.from_ical(answer.body).walk("VEVENT")
    assert (str(event["summary"]), event.decoded("dtstart").isoformat()) == ("Send the list", "2027-03-01")
    assert [str(alarm["trigger"].to_ical(), "ascii") for alarm in event.walk("VALARM")] == ["-P3D"]
    seat(1).do("followup_remove", id=id)
    assert seat(1).get("calendar", str(id)).status_int == 404


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"kind": "", "title": ""}, {"kind", "title"}),
        ({"due": "soon", "amount": "1,5"}, {"due", "amount"}),
        ({"start": "2028-01-01"}, {"due"}),
        ({"country": "Korea", "status": "x"}, {"country", "status"}),
        ({"colour": "red"}, {"colour"}),
    ],
)
def test_each_cell_of_a_follow_up_says_what_is_wrong(accepted: Any, cells: dict[str, str], wrong: set[str]) -> None:
    seat, plan = accepted
    status, told = seat(1).post("followup_save", plan=plan, fields={**FIELDS, **cells})
    assert (status, told["error"]) == (422, "faults")
    assert [fault["field"] for fault in told["faults"]] == list(
        dict.fromkeys(fault["field"] for fault in told["faults"])
    )
    assert {fault["field"] for fault in told["faults"]} == wrong


def test_follow_ups_begin_with_an_accepted_plan(submitted: Callable[..., Any]) -> None:
    from digigov.cooperation_plan import api

    seat, submission = submitted()
    found = api.find_submission("workbench", submission)
    assert found is not None
    status, told = seat(1).post("followup_save", plan=found.plan_id, fields=FIELDS)
    assert (status, told["message"]) == (422, "Follow-ups begin when a plan is accepted.")


def test_the_overview_counts_what_the_plans_say(accepted: Any) -> None:
    """The workbench has one course for all tests, so figures are compared with the file of the same moment."""
    seat, plan = accepted
    seat(1).do("followup_save", plan=plan, fields=FIELDS)
    hostile = example_document()
    hostile["sections"]["identification"]["title"] = '=HYPERLINK("https://x.example")'
    seat(9).do("import_plan", document=hostile)
    html = seat(1).console("overview")
    text = seat(1).get("overview_file", "all/plans.csv").body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert f"<dt>Plans</dt><dd>{len(rows)}</dd>" in html
    total = sum(Decimal(row["Budget in US dollars"]) for row in rows)
    assert f"<dt>Budget of all plans</dt><dd>{ENGLISH.money(total, 'USD')}</dd>" in html
    assert all(not re.match(r"[=+\-@\t\r]", cell) for row in rows for cell in row.values())
    assert any(row["Title"] == '\'=HYPERLINK("https://x.example")' for row in rows)
    book = openpyxl.load_workbook(io.BytesIO(seat(1).get("overview_file", "all/plans.xlsx").body))
    assert book.sheetnames == ["Plans", "By sector", "By country", "By kind of cooperation", "By state", "Follow-ups"]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    sheet = list(book["Plans"].iter_rows(values_only=True))
    assert [str(row[2] or "") for row in sheet[1:]] == [row["Title"].removeprefix("'") for row in rows]
    assert sum(Decimal(str(row[9])) for row in sheet[1:]) == total
    states = {row[0]: row[1:] for row in book["By state"].iter_rows(min_row=2, values_only=True)}
    assert sum(row[0] for row in states.values()) == len(rows)
    assert states["Accepted"][0] == states["Accepted"][1]
    follow_ups = list(
        csv.DictReader(io.StringIO(seat(1).get("overview_file", "all/follow-ups.csv").body.decode("utf-8-sig")))
    )
    assert any(row["Title"] == FIELDS["title"] and row["Date of the next step"] == "2027-03-01" for row in follow_ups)


def test_editions_are_runs_of_one_course() -> None:
    from digigov.platform import _one_course

    assert _one_course("course-v1:NIA+DG+2021", "course-v1:NIA+DG+2022")
    assert not _one_course("course-v1:NIA+DG+2021", "course-v1:NIA+DH+2021")
    assert not _one_course("course-v1:NIA+DG+2021", "course-v1:KOICA+DG+2021")
    assert _one_course("workbench", "workbench") and not _one_course("workbench", "course-v1:NIA+DG+2021")


def test_groups(exercise: Callable[..., Any]) -> None:
    seat = exercise(team_size=2)
    for person in (7, 8, 9):
        seat(person).do("load")
    seat(7).do("save_section", section="summary", version=0, content={"debt": "My own words"})
    html = seat(1).do("group_assign", group="Cambodia", people=["7", "8"])["html"]
    assert re.search(r"Cambodia</h5>.*Example Sokha.*Example Dara", html, re.S)
    content = seat(8).do("load")["sections"]["summary"]
    assert content["debt"] == ""  # the group's plan is a new one; what Sokha wrote alone stays where it was
    status, told = seat(1).post("group_assign", group="Cambodia", people=["9"])
    assert (status, told["message"]) == (422, "A team has at most 2 people.")
    for people in ([], ["999"], "7", None, [["7"]]):
        assert seat(1).post("group_assign", group="Laos", people=people)[0] == 422
    assert seat(1).post("group_assign", group=" ", people=["9"])[0] == 422
    seat(1).do("group_leave", person="7")
    assert seat(7).do("load")["sections"]["summary"]["debt"] == "My own words"
    assert seat(1).post("group_leave", person="7")[0] == 404


def test_teams_of_the_platform_are_not_changed_here(exercise: Callable[..., Any]) -> None:
    seat = exercise(teamset="countries")
    seat(7).do("load")
    assert "come from the platform" in seat(1).console("groups")
    assert seat(1).post("group_assign", group="Laos", people=["7"])[0] == 422
