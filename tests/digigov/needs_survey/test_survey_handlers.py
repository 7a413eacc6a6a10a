"""Every handler and file as every role, with any bytes; what each may and what it sees."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook

from digigov.needs_survey import api, rules

LAX = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANSWERING = ("save_answers", "send_answers", "withdraw_answers")
ORGANISING = (
    *("refresh", "make_link", "revoke_link", "preview_papers", "import_papers"),
    *("remove_import", "load_invented", "remove_invented"),
)
EDITING = ("save_settings",)
FILES = ("xlsx", "csv/sectors", "template", "bad/1")
PAPER = base64.b64encode(b"reference,country,rank/1\np1,KH,tax\np2,=1+1,tax\n").decode()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["changes", "consent", "id", "label", "country", "most", "data", "name", "threshold", "modules"])


@pytest.mark.parametrize("handler", [*ANSWERING, *ORGANISING, *EDITING])
def test_nobody_may_do_anything(seat: Callable[..., Any], handler: str) -> None:
    status, answer = seat("student", person=None).post(handler, {"changes": {}})
    assert status == 403 and answer["message"]


@pytest.mark.parametrize("handler", ORGANISING)
def test_a_learner_organises_nothing(seat: Callable[..., Any], handler: str) -> None:
    learner = seat()
    status, answer = learner.post(handler, {"id": 1, "label": "x", "most": 1, "data": PAPER})
    assert (status, answer["error"]) == (403, "not-an-organiser")
    assert api.numbers(learner.block.survey()) == api.Numbers({}, 0, 0) and not api.links(learner.block.survey())


@pytest.mark.parametrize("suffix", FILES)
@pytest.mark.parametrize(("role", "person"), [("student", 7), ("student", None)])
def test_a_learner_gets_no_file(seat: Callable[..., Any], role: str, person: Any, suffix: str) -> None:
    status, body = seat(role, person=person).get(suffix)
    assert status == 403 and body.decode()


@pytest.mark.parametrize("handler", EDITING)
def test_a_learner_edits_nothing(seat: Callable[..., Any], handler: str) -> None:
    learner = seat()
    assert learner.post(handler, {"threshold": 3})[0] == 403
    assert learner.block.threshold == 5


@pytest.mark.parametrize("handler", [*ANSWERING, *ORGANISING, *EDITING])
def test_only_posts(seat: Callable[..., Any], handler: str) -> None:
    assert seat("staff").post(handler, b"", method="GET")[0] == 405


@LAX
@given(body=st.binary(max_size=60) | st.dictionaries(KEYS, JSON, max_size=4).map(lambda one: json.dumps(one).encode()))
@pytest.mark.parametrize("handler", [*ANSWERING, *ORGANISING, *EDITING])
@pytest.mark.parametrize("role", ["student", "staff"])
def test_any_bytes_are_answered(seat: Callable[..., Any], role: str, handler: str, body: bytes) -> None:
    status, answer = seat(role).post(handler, body)
    assert status in (200, 400, 403, 404, 409, 413, 422)
    assert status == 200 or (answer["error"] and answer["message"])


def test_a_learner_answers_sends_and_takes_back(seat: Callable[..., Any], changes: Any) -> None:
    learner = seat()
    status, answer = learner.post("save_answers", {"changes": changes()})
    assert (status, answer["error"]) == (403, "no-consent")
    status, answer = learner.post("save_answers", {"changes": changes("KH", "tax"), "consent": learner.consent})
    assert status == 200 and answer["version"] == 1 and not answer["sent"]
    assert learner.post("save_answers", {"changes": {"sector/tax/level": ["1", "5"]}})[1]["clashes"] == {
        "sector/tax/level": "2"
    }
    status, answer = learner.post("send_answers")
    assert status == 200 and answer["sent"] and "too few people" in answer["own"]
    assert learner.published == [("completion", {"completion": 1.0})]
    assert "KH" in learner.html()
    assert learner.post("withdraw_answers")[1] == {"withdrawn": True}
    assert learner.published[-1] == ("completion", {"completion": 0.0})
    assert learner.post("send_answers")[0] == 422


def test_two_learners_at_one_block(seat: Callable[..., Any], changes: Any) -> None:
    first = seat(person=1)
    second = seat(person=2, of=first)
    for one, country in ((first, "KH"), (second, "LA")):
        one.post("save_answers", {"changes": changes(country), "consent": one.consent})
    assert "Laos" in html.fromstring(second.html()).xpath("string(//select[@name='country']/option[@selected])")
    assert "Cambodia" in html.fromstring(first.html()).xpath("string(//select[@name='country']/option[@selected])")


def test_what_is_missing_is_named_by_cell(seat: Callable[..., Any]) -> None:
    learner = seat()
    learner.post("save_answers", {"changes": {"post": ["", "x"]}, "consent": learner.consent})
    status, answer = learner.post("send_answers")
    assert (status, answer["error"]) == (422, "not-ready")
    assert answer["faults"] == {"country": "Choose your country.", "": "Rate at least one sector, or rank one."}


def test_the_console_is_for_organisers(seat: Callable[..., Any]) -> None:
    staff = seat("staff", person=9)
    assert "For the organisers" in staff.html()
    learner = seat("student", of=staff)
    assert "For the organisers" not in learner.html() and 'data-role="console"' not in learner.html()


def test_an_organiser_rehearses_and_takes_files(seat: Callable[..., Any]) -> None:
    modules = [{"title": "Identity module", "sectors": ["identity"]}]
    staff = seat("staff", modules=modules, display_name="Needs 2026")
    status, answer = staff.post("load_invented")
    assert status == 200 and "209 example answers" in answer["message"]
    page = html.fromstring(answer["html"])
    assert page.xpath("//svg[@role='img' and @aria-label]") and "withheld" in page.text_content()
    assert "Identity module" in page.text_content() and "no module answers it" in page.text_content()

    status, body = staff.get("xlsx")
    book = load_workbook(io.BytesIO(body))
    assert status == 200 and len(book.sheetnames) == 8 and book["About"]["A1"].value == "Needs 2026"
    assert any("no country gave them" in str(cell.value) for cell in book["About"]["A"])
    sectors = book["By sector"]
    assert sectors["A2"].value == "Digital identity and civil registry" and sectors["B2"].value == 196
    countries = {row[0].value: row for row in book["Answers by country"].iter_rows(min_row=2)}
    assert countries["Example Pelandor"][4].value == "withheld"

    for name in ("sectors", "needs", "answers", "kinds", "modules", "regions", "countries"):
        status, body = staff.get(f"csv/{name}")
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
        assert status == 200 and len(rows) > 5 and len({len(row) for row in rows}) == 1
    assert staff.get("csv/nothing")[0] == staff.get("gold")[0] == staff.get("bad/77")[0] == 404
    assert staff.get("bad/" + "9" * 40)[0] == staff.get("bad/x")[0] == 404
    assert staff.get("xlsx", method="POST")[0] == 405
    assert staff.post("remove_invented")[1]["message"] == "209 example answers were removed."


def test_an_organiser_imports_papers_after_seeing_what_would_happen(seat: Callable[..., Any]) -> None:
    staff = seat("staff")
    status, answer = staff.post("preview_papers", {"data": PAPER})
    assert status == 200 and answer["good"] == 1 and "1 lines can be imported, 1 cannot" in answer["preview"]
    assert api.numbers(staff.block.survey()).sent == {}
    status, answer = staff.post("import_papers", {"data": PAPER, "name": "old.csv"})
    assert answer["message"] == "1 lines were imported, 1 were not." and "old.csv" in answer["html"]
    (papers,) = api.papers(staff.block.survey())
    status, body = staff.get(f"bad/{papers.pk}")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert rows[1] == ["p2", "'=1+1", "tax", "3: country: This is no country of the list."]
    status, answer = staff.post("import_papers", {"data": base64.b64encode(b"gold\n").decode()})
    assert (status, answer["error"]) == (422, "bad-file") and "country" in answer["message"]
    assert staff.post("preview_papers", {"data": "%%%"})[0] == 400
    assert staff.post("remove_import", {"id": papers.pk})[0] == 200
    assert staff.post("remove_import", {"id": papers.pk})[0] == 404


def test_the_bad_lines_file_can_be_mended_and_imported(seat: Callable[..., Any]) -> None:
    staff = seat("staff")
    staff.post("import_papers", {"data": PAPER, "name": "old.csv"})
    (papers,) = api.papers(staff.block.survey())
    mended = staff.get(f"bad/{papers.pk}")[1].decode("utf-8-sig").replace("'=1+1", "Laos").encode()
    status, answer = staff.post("import_papers", {"data": base64.b64encode(mended).decode(), "name": "mended.csv"})
    assert answer["message"] == "1 lines were imported, 0 were not.", (status, answer)


def test_the_template_is_a_file_that_the_import_reads(seat: Callable[..., Any]) -> None:
    status, body = seat("staff", sectors=["tax"]).get("template")
    assert status == 200
    assert rules.read(body, ("tax",)).header[:4] == ("reference", "consent", "language", "country")


LINKS = [
    ({"label": "", "country": "", "most": 1}, "no-label"),
    ({"label": "x", "country": "Atlantis", "most": 1}, "no-country"),
    ({"label": "x", "country": "", "most": 0}, "no-number"),
    ({"label": "x", "country": "", "most": "5"}, "no-number"),
    ({"label": "x", "country": "", "most": 1001}, "no-number"),
]


@pytest.mark.parametrize(("body", "error"), LINKS)
def test_a_link_needs_a_name_and_a_number(seat: Callable[..., Any], body: dict[str, Any], error: str) -> None:
    staff = seat("staff")
    status, answer = staff.post("make_link", body)
    assert (status, answer["error"]) == (422, error) and not api.links(staff.block.survey())


def test_an_author_sets_the_survey_and_faults_are_named(seat: Callable[..., Any]) -> None:
    staff = seat("staff")
    assert 'name="threshold"' in staff.html("studio_view")
    status, answer = staff.post("save_settings", {"threshold": 2, "closes": "soon", "gold": 1})
    assert (status, answer["error"]) == (400, "unknown-field")
    status, answer = staff.post("save_settings", {"threshold": 2, "closes": "soon"})
    assert status == 422 and set(answer["faults"]) == {"threshold", "closes"}
    modules = [{"title": "Taxes", "sectors": ["tax", "customs"]}]
    status, answer = staff.post("save_settings", {"title": "Needs", "threshold": 3, "modules": modules})
    assert status == 200
    assert (staff.block.display_name, staff.block.threshold, staff.block.modules) == ("Needs", 3, modules)
    assert "Taxes | tax, customs" in staff.html("studio_view")
    assert "<form" not in seat("student", of=staff).html("studio_view")


def test_a_broken_archive_still_shows_a_survey(seat: Callable[..., Any]) -> None:
    learner = seat(modules=[7, {"title": "x"}], sectors=["gold", 3], closes="soon", threshold=-4, shown="x")
    assert learner.block.settings() == rules.from_json({"title": "Needs survey", "threshold": -4})
    assert learner.html().count('class="ns-sector"') == 18


def test_authors_text_is_sanitised_and_respondents_text_escaped(seat: Callable[..., Any], changes: Any) -> None:
    bad = "<script>alert(1)</script><b onclick='x'>bold</b>"
    learner = seat(intro=bad, consent=bad, display_name=bad, edition=bad)
    learner.post("save_answers", {"changes": changes(post=bad), "consent": learner.consent})
    for view in ("student_view", "public_view"):
        page = html.fromstring(learner.html(view))
        assert not page.xpath("//script[not(contains(@type, 'json'))] | //*[@onclick]")
    staff = seat("staff", person=8, of=learner)
    survey = staff.block.survey()
    api.import_papers(survey, b"country,rank/1,text/challenge\nKH,tax,<img src=x onerror=y>\n", name=bad, by=1)
    staff.post("make_link", {"label": bad, "country": "", "most": 1})
    page = html.fromstring(staff.html())
    assert not page.xpath("//script[not(contains(@type, 'json'))] | //*[@onerror] | //*[@onclick]")


@pytest.mark.parametrize("shown", ["sent", "closed", "never"])
def test_respondents_see_results_when_the_author_says(seat: Any, fill: Any, changes: Any, shown: str) -> None:
    learner = seat(person=31, threshold=3, shown=shown)
    survey = learner.block.survey()
    fill(survey, {"KH": 4, "LA": 6})
    learner.post("save_answers", {"changes": changes("KH"), "consent": learner.consent})
    assert "beside all respondents" not in learner.html()
    learner.post("send_answers")
    assert ("beside all respondents" in learner.html()) is (shown == "sent")
    learner.block.runtime.get_block(learner.usage)
    staff = seat("staff", person=9, of=learner)
    staff.post("save_settings", {"closes": "2026-01-01T00:00Z"})
    assert ("beside all respondents" in learner.html()) is (shown != "never")


def test_a_country_is_shown_to_its_people_only_when_the_others_are_enough(seat: Any, fill: Any, changes: Any) -> None:
    learner = seat(person=41, threshold=3)
    fill(learner.block.survey(), {"KH": 2, "LA": 9})
    learner.post("save_answers", {"changes": changes("KH"), "consent": learner.consent})
    assert "too few others" in learner.post("send_answers")[1]["own"]
    fill(learner.block.survey(), {"KH": 1})
    own = html.fromstring(learner.post("send_answers")[1]["own"])
    assert "too few others" not in own.text_content()
    assert [cell.strip() for cell in own.xpath("//tbody/tr[1]/td/text()")] == ["5", "2", "5.00", "2.00", "5.00", "2.00"]


def test_views_for_others(seat: Callable[..., Any]) -> None:
    learner = seat(person=None)
    page = html.fromstring(learner.html())
    assert "Log in to answer" in page.text_content() and page.xpath("//fieldset[@disabled]")
    block = learner.block
    assert block.student_view_data()["sectors"][0] == "strategy"
    assert "Tax" in block.index_dictionary()["content"]["survey"]
