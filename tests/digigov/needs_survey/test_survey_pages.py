"""The survey's page outside a course: by link only, without an account, with and without a script, and limited."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, override_settings
from lxml import html

from digigov.common.tokens import new_token
from digigov.needs_survey import api, rules, visits
from digigov.needs_survey.models import SurveyResponse


@pytest.fixture(autouse=True)
def addresses(database: None) -> Any:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        yield


class Visitor:
    """A browser without a session at one link."""

    def __init__(self, survey: Any, address: str = "192.0.2.1", **link: Any) -> None:
        options = {"label": "Example ministry", "country": "", "most": 5} | link
        self.survey = survey
        self.link, self.token = api.make_link(survey, **options, by=1)
        self.client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)
        self.base = f"/digigov/survey/{self.token}/"
        self.secret = new_token()
        self.own = f"{self.base}{self.secret}/"
        self.consent = api.settings_of(survey).consent_key

    def act(self, action: str, body: Any = None, own: str = "") -> Any:
        data = json.dumps({} if body is None else body)
        return self.client.post(f"{own or self.own}{action}", data, content_type="application/json")

    def save(self, cells: dict[str, str], own: str = "") -> Any:
        changes = {cell: ["", text] for cell, text in cells.items()}
        return self.act("save_answers", {"changes": changes, "consent": self.consent}, own)

    def form(self, **fields: str) -> Any:
        return self.client.post(self.own, {"consent": self.consent, "version": "0", **fields})

    @property
    def row(self) -> Any:
        return api.find(self.survey, api.Respondent(link=self.link, secret=self.secret))


@pytest.fixture
def visit(survey: Callable[..., Any]) -> Callable[..., Visitor]:
    return lambda **options: Visitor(survey(threshold=3), **options)


CELLS = {"country": "KH", "rank/1": "tax"}


def test_the_page_has_a_form_no_cookie_and_no_way_out(visit: Any) -> None:
    visitor = visit()
    answer = visitor.client.get(visitor.base)
    page = html.fromstring(answer.content)
    assert answer.status_code == 200 and not answer.cookies
    assert len(page.xpath("//details[@data-sector]")) == 18
    form = page.xpath("//form")[0]
    assert re.fullmatch(re.escape(visitor.base) + r"[A-Za-z0-9_-]{43}/", form.get("action"))
    assert answer["Referrer-Policy"] == "no-referrer" and "noindex" in answer["X-Robots-Tag"]
    assert answer["Cache-Control"] == "no-store" and "default-src 'none'" in answer["Content-Security-Policy"]
    assert visitor.row is None


def test_each_visit_gets_a_secret_of_its_own(visit: Any) -> None:
    visitor = visit()
    actions = {html.fromstring(visitor.client.get(visitor.base).content).xpath("string(//form/@action)") for _ in "abc"}
    assert len(actions) == 3


def test_a_script_saves_sends_and_takes_back(visit: Any) -> None:
    visitor = visit()
    assert visitor.act("save_answers", {"changes": {"country": ["", "KH"]}}).status_code == 403
    saved = visitor.save(CELLS).json()
    assert saved["cells"] == CELLS and saved["version"] == 1
    assert visitor.act("send_answers").json()["sent"]
    assert api.read_results(visitor.survey).people[rules.ALL] == 1
    page = visitor.client.get(visitor.own).content.decode()
    assert "Sent. Thank you." in page and visitor.secret not in SurveyResponse.objects.get(pk=visitor.row.pk).secret
    assert visitor.act("withdraw_answers").json() == {"withdrawn": True}
    assert visitor.row is None


def test_a_browser_without_a_script_saves_comes_back_and_sends(visit: Any) -> None:
    visitor = visit()
    answer = visitor.form(action="save", **CELLS)
    assert answer.status_code == 303 and answer["Location"].startswith(visitor.own)
    page = html.fromstring(visitor.client.get(answer["Location"]).content)
    assert "Keep the address of this page" in page.text_content()
    assert page.xpath("string(//select[@name='rank/1']/option[@selected]/@value)") == "tax"
    version = page.xpath("string(//input[@name='version']/@value)")
    answer = visitor.form(action="send", version=version, **CELLS)
    assert answer.status_code == 303 and visitor.row.sent_at
    assert visitor.form(action="withdraw").status_code == 303 and visitor.row is None


def test_a_form_without_consent_keeps_what_was_typed_on_the_page_only(visit: Any) -> None:
    visitor = visit()
    answer = visitor.form(action="save", consent="", **CELLS, **{"text/challenge": "Typed once"})
    assert answer.status_code == 403 and visitor.row is None
    assert "Typed once" in answer.content.decode() and "agree, before anything is kept" in answer.content.decode()


def test_a_form_from_an_old_page_shows_both_and_overwrites_only_knowingly(visit: Any) -> None:
    visitor = visit()
    visitor.save({**CELLS, "post": "Minister"})
    answer = visitor.form(action="save", post="Deputy", **CELLS)
    assert answer.status_code == 409 and visitor.row.content["post"] == "Minister"
    page = html.fromstring(answer.content)
    assert page.xpath("string(//input[@name='post']/@value)") == "Deputy"
    assert "where it is now: Minister" in page.text_content()
    version = page.xpath("string(//input[@name='version']/@value)")
    assert visitor.form(action="save", version=version, post="Deputy", **CELLS).status_code == 303
    assert visitor.row.content["post"] == "Deputy"


def test_a_form_with_a_bad_cell_shows_it_with_why_and_saves_the_rest(visit: Any) -> None:
    visitor = visit()
    answer = visitor.form(action="send", **{"country": "KH", "rank/1": "gold", "post": "Minister"})
    assert answer.status_code == 422 and "not part of the survey" in answer.content.decode()
    assert visitor.row.content == {"country": "KH", "post": "Minister"} and visitor.row.sent_at is None
    answer = visitor.form(action="send", version="1", country="KH", post="Minister")
    assert answer.status_code == 422 and "Rate at least one sector" in answer.content.decode()


def test_the_links_country_stands(visit: Any) -> None:
    visitor = visit(country="KH")
    visitor.save({"country": "LA", "rank/1": "tax"})
    assert visitor.row.content["country"] == "KH"
    assert not html.fromstring(visitor.client.get(visitor.base).content).xpath("//select[@name='country']")


def test_a_revoked_link_opens_nothing_and_keeps_what_came(visit: Any) -> None:
    visitor = visit()
    visitor.save(CELLS)
    api.revoke_link(visitor.survey, visitor.link.pk)
    assert [visitor.client.get(one).status_code for one in (visitor.base, visitor.own)] == [404, 404]
    assert visitor.save({"post": "x"}).status_code == 404 and visitor.form(**CELLS).status_code == 404
    assert visitor.row.content == CELLS


def test_one_secret_opens_no_other_link_and_no_other_answers(visit: Any) -> None:
    one, other = visit(), visit()
    one.save(CELLS)
    page = html.fromstring(other.client.get(other.own).content)
    assert "Nothing is kept under this address yet" in page.text_content()
    assert other.act("withdraw_answers").json() == {"withdrawn": False} and one.row is not None
    stranger = f"{one.base}{'t' * 43}/"
    assert one.act("withdraw_answers", own=stranger).json() == {"withdrawn": False} and one.row is not None


ADDRESSES = ["x/", "x/y/", f"{'a' * 43}/", f"{'a' * 43}/{'b' * 43}/", f"{'a' * 43}/{'b' * 43}/save_answers", "%00/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_no_link_is_nothing(address: str) -> None:
    client = Client(REMOTE_ADDR="192.0.2.50")
    for method in (client.get, client.post):
        answer = method(f"/digigov/survey/{address}")
        assert answer.status_code == 404 and b"Traceback" not in answer.content


@pytest.mark.parametrize("action", ["save_answers", "send_answers", "withdraw_answers", "gold"])
@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b"{}", b'{"changes": 1}', b'{"changes": {"a": [1]}}'])
def test_any_bytes_are_answered(visit: Any, action: str, body: bytes) -> None:
    visitor = visit()
    answer = visitor.client.post(f"{visitor.own}{action}", body, content_type="application/json")
    assert answer.status_code in (200, 400, 403, 404, 422) and json.loads(answer.content)
    assert visitor.client.get(f"{visitor.own}{action}").status_code in (404, 405)


def test_a_full_link_says_so(visit: Any) -> None:
    visitor = visit(most=1)
    assert visitor.save(CELLS).status_code == 200
    answer = visitor.save(CELLS, own=f"{visitor.base}{new_token()}/")
    assert answer.status_code == 409 and "as many people" in answer.json()["message"]


def test_strangers_who_try_tokens_must_wait_and_others_need_not() -> None:
    bad = Client(REMOTE_ADDR="192.0.2.66")
    codes = [bad.get(f"/digigov/survey/{str(number) * 43}/").status_code for number in range(visits.STRANGERS[0] + 3)]
    assert codes == [404] * visits.STRANGERS[0] + [429] * 3
    answer = bad.get(f"/digigov/survey/{'z' * 43}/")
    assert answer["Retry-After"] == str(visits.STRANGERS[1]) and "Try again" in answer.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.67").get(f"/digigov/survey/{'z' * 43}/").status_code == 404


def test_pages_writes_and_beginners_are_limited_by_address(visit: Any, monkeypatch: Any) -> None:
    for name, most in (("PAGES", 3), ("WRITES", 4), ("BEGINNERS", 2)):
        monkeypatch.setattr(visits, name, (most, 600))
    visitor = visit(most=50)
    assert [visitor.client.get(visitor.base).status_code for _ in range(5)] == [200] * 3 + [429] * 2
    codes = [visitor.save(CELLS, own=f"{visitor.base}{new_token()}/").status_code for _number in range(6)]
    assert codes == [200, 200, 429, 429, 429, 429]
    assert SurveyResponse.objects.filter(link=visitor.link).count() == 2
    assert visitor.save(CELLS).json()["message"]


def test_the_page_speaks_the_browsers_language_or_the_one_chosen(visit: Any) -> None:
    visitor = visit()

    def language(query: str = "", **headers: str) -> str:
        page = html.fromstring(visitor.client.get(visitor.base + query, **headers).content)
        return str(page.xpath("string(/html/@lang)"))

    assert language() == "en" and language(HTTP_ACCEPT_LANGUAGE="es-CR,en;q=0.5") == "es"
    assert language("?lang=ru", HTTP_ACCEPT_LANGUAGE="es") == "ru" and language("?lang=xx") == "en"


def test_a_closed_survey_can_be_read_and_not_written(survey: Any) -> None:
    visitor = Visitor(survey(closes="2026-01-01T00:00Z"))
    page = html.fromstring(visitor.client.get(visitor.base).content)
    assert "closed since" in page.text_content() and page.xpath("//fieldset[@disabled]")
    answer = visitor.save(CELLS)
    assert answer.status_code == 409 and answer.json()["error"] == "closed"
    assert visitor.form(action="send", **CELLS).status_code == 409 and visitor.row is None


@pytest.mark.parametrize("name", ["survey.js", "page.css", "base.css", "request.js"])
def test_its_own_files_are_served_and_no_others(name: str) -> None:
    client = Client()
    answer = client.get(f"/digigov/survey/-/{name}")
    assert answer.status_code == 200 and len(answer.content) > 100
    assert client.get(f"/digigov/survey/-/{name}", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
    for bad in ("pages.py", "..%2Fpages.py", "editor.css"):
        assert client.get(f"/digigov/survey/-/{bad}").status_code == 404
