"""Experts in two browsers review a team's plan up to the grade on each member's page; what else the team needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def check(page: Any, name: str) -> None:
    results = Axe().run(page).response["violations"]
    serious = [found for found in results if found["impact"] in ("serious", "critical")]
    bad = [f"{found['id']}: {[node['html'][:160] for node in found['nodes']]}" for found in serious]
    assert bad == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"


def score(view: Any, points: int) -> None:
    view.locator("[data-finish]").wait_for()
    for criterion in view.locator("fieldset.cc-score").all():
        criterion.locator("label.cc-point").nth(points).click()


def finish(expert: Any, points: int) -> None:
    """Take a place, score, finish."""
    view = expert.desk()
    view.get_by_role("button", name="Open Korea-Uzbekistan").click()
    view.get_by_role("button", name="Review this plan").click()
    score(view, points)
    view.get_by_role("button", name="Finish my review").click()
    expert.shows("Scores of the finished reviews")


def test_two_experts_send_back_and_accept(guest: Callable[..., Any], team: Any) -> None:
    lead, second = guest("Example Instructor"), guest("Example Reviewer", 360)
    view, other = lead.desk(), second.desk()
    for one in (view, other):
        one.get_by_role("button", name="Open Korea-Uzbekistan").click()
        one.get_by_text("Who takes the first place leads").wait_for()
    view.get_by_role("button", name="Review this plan").click()
    view.get_by_text("This plan is yours to review").wait_for()
    other.get_by_role("button", name="Review this plan").click()  # a moment later: the second place
    expect(other.get_by_text("Example Instructor (lead)")).to_be_visible()

    budget = view.locator("details.cc-section:has([data-comment=budget])")
    budget.locator("summary").first.click()
    budget.get_by_label("My comment on this section").fill("Who pays after 2022?")
    score(view, 3)
    expect(view.get_by_text("Saved at")).to_be_visible()
    lead.page.reload()  # what was written is there again
    view = lead.desk()
    view.get_by_role("button", name="Go on with my review").click()
    expect(view.locator("input:checked")).to_have_count(6)
    expect(view.locator("[data-comment=budget]")).to_have_value("Who pays after 2022?")
    view.get_by_role("button", name="Finish my review").click()
    lead.shows("The decision waits for:")

    score(other, 3)
    other.locator("fieldset.cc-score").first.locator("label.cc-point").nth(1).click()
    other.get_by_role("button", name="Finish my review").click()
    second.shows("Scores of the finished reviews")
    other.get_by_role("button", name="Open all sections").click()
    expect(other.get_by_text("Who pays after 2022?")).to_be_visible()
    expect(other.get_by_text("far apart: talk about it")).to_be_visible()
    expect(other.get_by_role("button", name="Accept")).to_have_count(0)  # the lead decides

    view = lead.desk()
    view.get_by_role("button", name="Go on with my review").click()
    view.get_by_label("A note to the team").fill("Say who pays after 2022.")
    view.get_by_role("button", name="Send back").click()
    view.get_by_role("button", name="Send back to the team?").click()
    expect(view.locator(".cc-title .cc-state")).to_have_text("Sent back")

    colleague = guest("Example Dara")
    colleague.page.goto("/unit/step/")  # one step: what was said of it, and no handing in
    expect(colleague.page.locator(".cp-submit")).to_contain_text("Who pays after 2022?")
    expect(colleague.page.locator(".cp-submit")).not_to_contain_text("Say who pays after 2022.")
    expect(colleague.page.get_by_role("button", name="Hand in")).to_have_count(0)
    _status, told = colleague.ask("poll")
    assert [one["text"] for one in told["submission"]["list"][0]["comments"]] == ["Who pays after 2022?"]
    _status, plan = colleague.ask("load")
    summary = {**plan["sections"]["summary"], "debt": "The ministry pays from 2023 on."}
    version = plan["versions"]["summary"]
    assert colleague.ask("save_section", section="summary", version=version, content=summary)[0] == 200
    assert colleague.ask("submit")[0] == 200

    finish(second, 4)  # who claims first leads now
    finish(lead, 3)
    expect(lead.shows("1 change since the last submission")).to_be_visible()
    view = second.desk()
    view.get_by_role("button", name="Go on with my review").click()
    view.get_by_role("button", name="Accept").click()
    view.get_by_role("button", name="Accept for good?").click()
    expect(view.locator(".cc-title .cc-state")).to_have_text("Accepted")
    for learner in (team, colleague):
        learner.page.goto("/progress/")
        expect(learner.page.locator("main")).to_contain_text("87.50 of 100 points")

    view = lead.desk()
    view.get_by_role("button", name="Go on with my review").click()
    mine = view.locator(".cc-grades li", has_text="Example Dara")
    mine.get_by_text("Change by hand").click()
    mine.get_by_label("Per cent").fill("120")
    mine.get_by_label("Why").fill("Wrote most of it")
    mine.get_by_role("button", name="Change and log it").click()
    expect(mine.get_by_text("Write a grade from 0 to 100.")).to_be_visible()
    mine.get_by_label("Per cent").fill("95")
    mine.get_by_role("button", name="Change and log it").click()
    lead.shows("from 87.5 to 95 per cent by Example Instructor: Wrote most of it")
    colleague.page.reload()
    expect(colleague.page.locator("main")).to_contain_text("95 of 100 points")
    team.page.reload()
    expect(team.page.locator("main")).to_contain_text("87.50 of 100 points")


def test_a_review_written_without_a_line_is_saved_when_it_returns(guest: Callable[..., Any], team: Any) -> None:
    lead = guest("Example Instructor")
    view = lead.desk()
    view.get_by_role("button", name="Open Korea-Uzbekistan").click()
    view.get_by_role("button", name="Review this plan").click()
    view.locator("[data-finish]").wait_for()
    lead.context.set_offline(True)
    view.locator('[data-comment=""]').fill("Written on a train.")
    expect(view.get_by_text("No line at the moment")).to_be_visible()
    lead.page.locator("[data-tab]", has_text="Overview").click()
    expect(lead.page.get_by_text("Your review is not saved yet")).to_be_visible()
    lead.context.set_offline(False)
    lead.page.locator("[data-tab]", has_text="Overview").click()
    lead.shows("All plans and what follows from them")
    view = lead.desk()
    view.get_by_role("button", name="Go on with my review").click()
    expect(view.locator('[data-comment=""]')).to_have_value("Written on a train.")


def test_from_acceptance_to_a_calendar_and_the_overview(guest: Callable[..., Any], team: Any) -> None:
    lead, second = guest("Example Instructor"), guest("Example Reviewer")
    finish(lead, 4)
    finish(second, 4)
    view = lead.desk()
    view.get_by_role("button", name="Go on with my review").click()
    view.get_by_role("button", name="Accept").click()
    view.get_by_role("button", name="Accept for good?").click()
    lead.shows("Grades of the members")
    lead.page.locator("[data-tab]", has_text="Follow-ups").click()
    view.get_by_role("button", name="Add a follow-up").click()
    view.get_by_role("button", name="Save").click()
    expect(view.get_by_text("A follow-up needs a title.")).to_be_visible()
    expect(view.get_by_label("What was promised")).to_be_focused()
    view.get_by_label("What was promised").select_option("delegation")
    view.get_by_label("Title").fill("Visit to Seoul")
    view.get_by_label("Who answers for it in Korea").fill("Example Agency")
    view.get_by_label("Date of the next step").fill("2020-03-01")
    view.get_by_role("button", name="Save").click()
    lead.shows("overdue")
    expect(view.get_by_text("nobody yet")).to_be_visible()  # no owner on the other side
    with lead.page.expect_download() as loading:
        view.get_by_role("link", name=re.compile("^Calendar file")).click()
    assert "DTSTART;VALUE=DATE:20200301" in loading.value.path().read_text()
    lead.page.locator("[data-tab]", has_text="Overview").click()
    lead.shows("1 follow-up is overdue.")
    expect(view.locator(".cc-sums")).to_contain_text("USD\u00a04,000,000")
    for name in ("plans.csv", "follow-ups.csv", "plans.xlsx"):
        with lead.page.expect_download() as loading:
            view.get_by_role("link", name=name).click()
        assert loading.value.suggested_filename.endswith(name) and loading.value.path().stat().st_size > 100


@pytest.mark.parametrize("width", [360, 1280])
def test_the_console_is_accessible_and_fits(guest: Callable[..., Any], team: Any, width: int) -> None:
    lead = guest("Example Instructor", width)
    view = lead.desk()
    check(lead.page, "the list")
    view.get_by_role("button", name="Open Korea-Uzbekistan").click()
    view.get_by_role("button", name="Review this plan").click()
    view.locator("[data-finish]").wait_for()
    view.get_by_role("button", name="Open all sections").click()
    check(lead.page, "a review")
    for name, words in (
        ("Follow-ups", "Follow-ups begin"),
        ("Overview", "By sector"),
        ("Teams", "come from the platform"),
    ):
        lead.page.locator("[data-tab]", has_text=name).click()
        lead.shows(words)
        check(lead.page, name)


def test_the_list_answers_its_filters_and_keeps_the_focus(guest: Callable[..., Any], team: Any) -> None:
    other = guest("Example Farah")
    _status, plan = other.ask("load")
    content = {**plan["sections"]["identification"], "title": "For Malaysia", "country": "MY"}
    assert other.ask("save_section", section="identification", version=0, content=content)[0] == 200
    view = guest("Example Instructor").desk()
    expect(view.locator(".cc-item")).to_have_count(2)
    view.get_by_label("Country").select_option("MY")
    expect(view.locator(".cc-item")).to_have_count(1)
    expect(view.get_by_label("Country")).to_be_focused()
    expect(view.locator(".cc-item")).to_contain_text("For Malaysia")


def test_learners_have_no_console(team: Any) -> None:
    team.page.goto("/unit/write/")
    expect(team.page.locator(".cp")).to_be_visible()
    expect(team.page.locator("details.cc")).to_have_count(0)
    assert team.ask("console", view="reviews")[0] == 403
    team.errors.clear()  # the browser logs what was refused


def test_an_answer_for_ones_country_in_two_windows_and_without_a_line(guest: Callable[..., Any]) -> None:
    phone, desk = guest("Example Aibek", 360), guest("Example Aibek")
    for one in (phone, desk):
        one.page.goto("/unit/write/")
    phone.page.locator(".cn-text").fill("From the phone")
    expect(phone.page.locator(".cn-state")).to_contain_text("Saved at")
    desk.page.locator(".cn-text").fill("From the desk")
    desk.page.get_by_role("button", name="Keep both").click()
    expect(desk.page.locator(".cn-state")).to_contain_text("Saved at")
    expect(desk.page.locator(".cn-text")).to_have_value("From the phone\n\nFrom the desk")
    desk.context.set_offline(True)
    desk.page.locator(".cn-text").fill("Written on a train")
    expect(desk.page.locator(".cn-state")).to_contain_text("kept on this device")
    desk.page.close()
    desk.context.set_offline(False)
    later = desk.context.new_page()  # the draft is on the device
    later.goto("/unit/write/")
    expect(later.locator(".cn-state")).to_contain_text("Saved at")
    phone.page.reload()
    expect(phone.page.locator(".cn-text")).to_have_value("Written on a train")
    check(phone.page, "the question")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_editor_in_studio(guest: Callable[..., Any], width: int) -> None:
    author = guest("Example Instructor", width).page
    author.goto("/studio/block-v1:Example+DG101+2026+type@digigov_cooperation_plan+block@plan/")
    author.locator(".cp-studio[data-ready]").wait_for()
    check(author, "the editor")
    author.get_by_label("Most people in a team").fill("many")
    expect(author.get_by_text("Write a whole number from 1 to 50.")).to_be_visible()
    author.get_by_role("button", name="Save").click()
    expect(author.get_by_text("Not saved: See the messages beside the fields.")).to_be_visible()
    expect(author.get_by_label("Most people in a team")).to_be_focused()
    author.get_by_label("Most people in a team").fill("3")
    author.get_by_role("button", name="Begin with the six criteria").click()
    author.get_by_role("button", name="Remove criterion 6").click()
    author.get_by_role("button", name="Add a criterion").click()
    author.locator(".cp-criterion").last.get_by_label("Name").fill("Feasible")
    expect(author.locator(".cp-preview")).to_contain_text("Feasible, 0 to 4")
    author.get_by_role("checkbox", name="Stakeholders", exact=True).uncheck()
    expect(author.locator(".cp-preview")).not_to_contain_text("Stakeholders")
    author.get_by_role("button", name="Save").click()
    author.wait_for_url("**/unit/**")
    expect(author.locator(".cp-nav")).not_to_contain_text("Stakeholders")
