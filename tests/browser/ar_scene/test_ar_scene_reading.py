"""The form that is always there: picture, list, task, questions; by pointer, by keyboard alone, without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def sound(page: Any) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"]) for one in serious] == []


def fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_first_number_to_a_grade_and_a_restart(visitor: Callable[..., Any], player: Any, width: int) -> None:
    page = visitor(width=width).enter()
    sound(page)
    fits(page)
    page.locator(".ar-picture [data-hotspot=gate]").click()
    expect(page.locator("details[data-hotspot=gate] .ar-text")).to_be_visible()
    expect(page.get_by_text("1 of 3 steps done, 0 of 2 questions answered.")).to_be_visible()
    expect(page.locator("[data-role=steps] li").first).to_have_class("is-done")
    page.locator(".ar-picture [data-hotspot=sign]").click()
    expect(page.locator("details[data-hotspot=gate]")).not_to_have_attribute("open", "")
    page.locator(".ar-picture [data-hotspot=lift]").click()
    question = page.locator("[data-question=lift]")
    question.get_by_label("The lift sign").check()
    question.get_by_role("button", name="Check").click()
    expect(question).to_contain_text("1 attempt")
    expect(page.locator("[data-question=lift] .ar-why")).to_be_focused()
    question.get_by_label("The plate with the base number").check()
    question.get_by_role("button", name="Check").click()
    expect(question).to_contain_text("Answered rightly. 2 attempts")
    page.locator(".ar-picture [data-hotspot=aed]").click()
    page.get_by_label("The shop next door").check()
    page.locator("[data-question=aed] button").click()
    expect(page.locator("[data-question=aed]")).to_contain_text("Shops are not told.")
    page.get_by_role("textbox").fill("A register of lifts")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-role=closing-status]")).to_have_text("Saved.")
    sound(page)
    fits(page)
    player.restart()
    page = visitor(width=width).enter()  # another device of the same person
    expect(page.get_by_role("textbox")).to_have_value("A register of lifts")
    expect(page.get_by_text("3 of 3 steps done, 2 of 2 questions answered.")).to_be_visible()
    page.goto("/progress/")
    expect(page.get_by_text("50%").first).to_be_visible()


def test_by_keyboard_alone(visitor: Callable[..., Any]) -> None:
    page = visitor().enter()

    def tab_to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"no way to {selector}")

    tab_to(".ar-picture [data-hotspot=aed]")
    page.keyboard.press("Enter")
    expect(page.locator("details[data-hotspot=aed]")).to_have_attribute("open", "")
    tab_to("details[data-hotspot=gate] > summary")
    page.keyboard.press("Enter")
    expect(page.locator("[data-role=steps] li").first).to_have_class("is-done")
    tab_to("[data-question=aed] input")
    page.keyboard.press("Space")
    tab_to("[data-question=aed] button")
    page.keyboard.press("Enter")
    expect(page.locator("[data-question=aed]")).to_contain_text("The text message goes to both.")
    tab_to("textarea")
    page.keyboard.type("By hand")
    tab_to("[data-role=closing] button")
    page.keyboard.press("Enter")
    expect(page.locator("[data-role=closing-status]")).to_have_text("Saved.")


def test_it_reads_without_scripts(visitor: Callable[..., Any]) -> None:
    one = visitor(java_script_enabled=False)
    one.page.goto("/unit/scene/")
    for text in ("The wide gate is", "19 names"):
        expect(one.page.get_by_text(text).first).to_be_attached()
    one.page.locator(".ar-picture [data-hotspot=sign]").click()
    expect(one.page.get_by_text("19 names")).to_be_visible()
    expect(one.page.get_by_role("button", name="Camera")).to_be_hidden()


def test_checking_nothing_is_refused_beside_the_button(visitor: Callable[..., Any]) -> None:
    page = visitor(expected=("422",)).enter()
    page.locator(".ar-picture [data-hotspot=aed]").click()
    page.locator("[data-question=aed] button").click()
    expect(page.get_by_role("alert")).to_have_text("Choose an answer first.")


def test_two_windows_of_one_person(visitor: Callable[..., Any]) -> None:
    one = visitor(expected=("409",))
    first = one.enter()
    second = one.context.new_page()
    second.goto("/unit/scene/")
    second.wait_for_selector("[data-role=scene][data-ready]")
    for page in (first, second):
        page.locator(".ar-picture [data-hotspot=aed]").click()
    first.get_by_label("119 and 112").check()
    first.locator("[data-question=aed] button").click()
    expect(first.locator("[data-question=aed]")).to_contain_text("Answered rightly.")
    second.get_by_label("Nobody").check()
    second.locator("[data-question=aed] button").click()
    expect(second.get_by_role("alert")).to_contain_text("You went on in another window.")
    expect(second.locator("[data-question=aed]")).to_contain_text("Answered rightly.")
    second.get_by_role("textbox").fill("Written in the second")
    second.get_by_role("button", name="Save").click()
    expect(second.locator("[data-role=closing-status]")).to_have_text("Saved.")


def test_no_heavy_script_before_a_tap(visitor: Callable[..., Any]) -> None:
    one = visitor()
    page = one.enter()
    page.wait_for_load_state("networkidle")
    ours = {path.rsplit("/", 1)[-1] for path in one.asked if "digigov_ar_scene" in path or path.startswith("/asset")}
    assert ours == {"scene.css", "scene.js", "scene-j-poster.webp"}


def test_no_network_is_said_and_nothing_is_lost(visitor: Callable[..., Any]) -> None:
    page = visitor(expected=("ERR_FAILED",)).enter()
    page.route("**/handler/**", lambda route: route.abort())
    page.get_by_role("textbox").fill("Long thoughts")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-role=closing-status]")).to_have_text("The server did not answer. Try again.")
    expect(page.get_by_role("textbox")).to_have_value("Long thoughts")
