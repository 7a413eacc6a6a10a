"""Two people of one country write one plan: at once, in the same words, without a line, and through a closed tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

TITLE, PLACE = "identification/title", "identification/location"


def test_what_one_writes_the_other_sees_and_a_third_country_does_not(writer: Callable[..., Any]) -> None:
    sokha, dara = writer("Example Sokha"), writer("Example Dara")
    sokha.write(TITLE, "A portal for Cambodia")
    expect(dara.cell(TITLE)).to_have_value("A portal for Cambodia", timeout=20_000)
    expect(dara.page.locator(".cp-title")).to_have_text("A portal for Cambodia")
    expect(dara.page.locator(".cp-here")).to_contain_text("Example Sokha")
    assert writer("Example Bouasone").cell(TITLE).input_value() == ""


def test_the_same_words_are_compared_and_nobody_s_are_lost(writer: Callable[..., Any]) -> None:
    sokha, dara = writer("Example Sokha"), writer("Example Dara")
    dara.context.set_offline(True)
    dara.cell(TITLE).fill("Dara's title")
    dara.state("No line")
    dara.cell(PLACE).fill("Battambang")
    sokha.write(TITLE, "Sokha's title")
    dara.context.set_offline(False)
    asked = dara.page.locator(".cp-conflict")
    expect(asked).to_contain_text("Sokha's title", timeout=20_000)
    expect(asked).to_contain_text("Dara's title")
    expect(asked).to_contain_text("Example Sokha")
    save = asked.get_by_role("button", name="Save what I chose")
    expect(save).to_be_disabled()
    asked.get_by_label("Both, joined by you").nth(1).fill("The title of both")
    save.click()
    expect(asked).to_have_count(0)
    dara.saved()
    assert dara.cell(TITLE).input_value() == "The title of both"
    sokha.visit()
    assert sokha.cell(TITLE).input_value() == "The title of both"
    assert sokha.cell(PLACE).input_value() == "Battambang"
    sokha.page.get_by_role("button", name="History").click()
    sokha.page.locator(".cp-history > li").nth(1).wait_for()
    for entry in sokha.page.locator(".cp-history summary").all():
        entry.click()
    told = sokha.page.locator(".cp-history").inner_text()
    assert "Sokha's title" in told and "The title of both" in told and "Battambang" in told


def test_a_closed_tab_loses_nothing(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    sokha.write(TITLE, "Saved before")
    sokha.context.set_offline(True)
    sokha.cell(TITLE).fill("Written on the plane")
    sokha.at("problems")
    sokha.page.get_by_role("button", name="Add: Core problem").click()
    sokha.page.keyboard.type("Papers are carried about")
    sokha.close_tab()
    sokha.context.set_offline(False)
    sokha.visit()
    expect(sokha.page.locator(".cp-notice")).to_contain_text("found again")
    expect(sokha.cell(TITLE)).to_have_value("Written on the plane")
    sokha.state("Saved at")
    sokha.saved()
    dara = writer("Example Dara")
    assert dara.cell(TITLE).input_value() == "Written on the plane"
    dara.at("problems")
    expect(dara.page.locator(".cp-node.is-core")).to_contain_text("Papers are carried")


def test_comments_are_answered_and_resolved(writer: Callable[..., Any]) -> None:
    sokha, dara = writer("Example Sokha"), writer("Example Dara")
    sokha.cell(TITLE).focus()
    sokha.page.keyboard.press("Control+Alt+m")
    sokha.page.keyboard.type("Is this too long?")
    sokha.page.locator(".cp-aside").get_by_role("button", name="Send").click()
    mark = dara.page.get_by_role("button", name="Comments: 1")
    mark.click(timeout=20_000)
    aside = dara.page.locator(".cp-aside")
    expect(aside).to_contain_text("Is this too long?")
    aside.get_by_label("Answer").fill("No.")
    aside.get_by_role("button", name="Send").first.click()
    expect(aside).to_contain_text("No.")
    aside.get_by_role("button", name="Resolve").click()
    expect(mark).to_have_count(0)
    sokha.visit()
    sokha.page.get_by_role("button", name="Comments", exact=True).click()
    expect(sokha.page.locator(".cp-panel")).to_contain_text("Is this too long?")


def test_a_text_beyond_the_limit_stays_on_the_page(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    sokha.cell("identification/beneficiaries").fill("x" * 100_000)
    sokha.cell(PLACE).fill("Takeo")
    sokha.state("Saved, but for what is marked")
    sokha.page.locator('[data-at="identification/beneficiaries"] .cp-mark').click()
    expect(sokha.page.locator(".cp-aside")).to_contain_text("100000 characters")
    sokha.visit()  # reloaded: what the server refused comes from the device
    expect(sokha.cell(PLACE)).to_have_value("Takeo")
    expect(sokha.cell("identification/beneficiaries")).to_have_value("x" * 100_000)
    sokha.cell("identification/beneficiaries").fill("Short")
    sokha.saved()


def test_a_date_before_1970_is_refused_with_a_sentence(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    sokha.cell("identification/start").fill("1950-06-25")
    sokha.state("Saved, but for what is marked")
    sokha.page.locator('[data-at="identification/start"] .cp-mark').click()
    expect(sokha.page.locator(".cp-aside")).to_contain_text("1970")


def test_a_version_is_brought_back_and_the_plan_handed_in(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    sokha.write(TITLE, "First")
    sokha.write(TITLE, "Second")
    sokha.page.get_by_role("button", name="History").click()
    entry = sokha.page.locator(".cp-history > li").nth(1)
    entry.locator("summary").click()
    entry.get_by_role("button", name="See this version").click()
    expect(sokha.page.locator(".cp-told")).to_contain_text("First")
    sokha.page.get_by_role("button", name="Bring this version back").click()
    expect(sokha.cell(TITLE)).to_have_value("First")
    sokha.page.get_by_role("button", name="Hand in").click()
    sokha.page.get_by_role("button", name="Hand in now").click()
    expect(sokha.page.locator(".cp-submit")).to_contain_text("Submission 1: with the experts")
    dara = writer("Example Dara")
    expect(dara.page.locator(".cp-submit")).to_contain_text("handed in by Example Sokha")
