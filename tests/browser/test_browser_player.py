"""The course in a browser: from the outline to a graded answer to a restart; two people; the instructor's editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PAGES = (
    "/",
    "/unit/first/",
    "/unit/second/",
    "/unit/questions/",
    "/unit/practice/",
    "/progress/",
    "/people/",
)


def answer(page: Any, words: str, problem: str) -> None:
    page.locator(f"#block-{problem}").get_by_text(words).click()
    page.locator(f"#block-{problem} .submit").click()


def test_from_outline_to_a_graded_answer_to_a_restart(person: Callable[..., Any], player: Any) -> None:
    page = person().page
    page.goto("/")
    page.get_by_role("link", name="Three questions").click()
    problem = page.locator("#block-q-choice")
    expect(problem.locator(".problem-progress")).to_contain_text("points (graded)")
    answer(page, "Ministry of Environment", "q-choice")
    expect(problem).to_contain_text("No: look at who runs the networks.")
    answer(page, "National Information Society Agency", "q-choice")
    expect(problem).to_contain_text("Right: it runs the national programmes.")
    expect(problem.locator(".notification-submit")).to_contain_text("Correct")
    player.restart()
    page.reload()
    expect(problem.get_by_label("National Information Society Agency")).to_be_checked()
    expect(problem).to_contain_text("Right: it runs the national programmes.")
    page.get_by_role("link", name="Progress").click()
    expect(page.get_by_text("2 of 4 points (50%)")).to_be_visible()
    expect(page.get_by_role("region", name="Course grade")).to_contain_text("30%")
    page.get_by_role("link", name="Who organises it?").click()
    expect(page).to_have_url(f"{player.base}/unit/questions/#block-q-choice")


def test_hint_and_answer_are_shown(person: Callable[..., Any]) -> None:
    page = person().page
    page.goto("/unit/questions/")
    problem = page.locator("#block-q-choice")
    problem.get_by_role("button", name="Hint", exact=True).click()
    expect(problem.locator(".notification-hint")).to_contain_text("the word information")
    problem.get_by_role("button", name="Show answer").click()
    expect(problem.locator(".detailed-solution")).to_contain_text("The agency runs the programmes.")


def test_reading_to_the_end_completes_a_unit_and_the_outline_shows_it(person: Callable[..., Any]) -> None:
    page = person().page
    page.goto("/unit/first/")
    expect(page.locator("#block-first-text.is-done")).to_have_count(0)
    page.locator("#block-first-text").scroll_into_view_if_needed()
    page.wait_for_timeout(5500)
    page.mouse.wheel(0, 5000)
    expect(page.locator("#block-first-text.is-done")).to_have_count(1, timeout=15_000)
    expect(page.locator("#block-welcome.is-done")).to_have_count(1, timeout=15_000)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("2 of 10 components done")
    expect(page.get_by_role("link", name="Four stages (done)")).to_be_visible()


def test_two_browsers_are_two_people(person: Callable[..., Any]) -> None:
    one, two = person("Example Sokha").page, person("Example Valverde").page
    for page in (one, two):
        page.goto("/unit/questions/")
    answer(one, "National Information Society Agency", "q-choice")
    expect(one.locator("#block-q-choice .notification-submit")).to_contain_text("Correct")
    two.reload()
    expect(two.locator("#block-q-choice").get_by_label("National Information Society Agency")).not_to_be_checked()
    one.goto("/progress/")
    two.goto("/progress/")
    expect(one.get_by_role("heading", level=1)).to_have_text("Progress of Example Sokha")
    expect(one.get_by_role("region", name="Course grade")).to_contain_text("30%")
    expect(two.get_by_role("region", name="Course grade")).to_contain_text("0%")


def test_the_video_plays_and_tells_its_completion(person: Callable[..., Any]) -> None:
    page = person().page
    page.goto("/unit/second/")
    video = page.locator("#block-clip")
    expect(video.get_by_text("It began with a census.")).to_be_visible()
    video.locator(".video-wrapper .video_control, .control.video_control").first.click()
    expect(video.locator("video")).to_have_js_property("ended", True, timeout=15_000)
    page.wait_for_timeout(500)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("1 of 10 components done")


def test_poll_and_word_cloud_work(person: Callable[..., Any]) -> None:
    page = person().page
    page.goto("/unit/practice/")
    poll = page.locator("#block-vote")
    poll.locator(".button").first.click()
    expect(poll).to_contain_text("1 (100.0%)")
    cloud = page.locator("#block-words")
    cloud.locator("input.input-cloud").first.fill("trust")
    cloud.get_by_role("button", name="Save").click()
    expect(cloud.locator("svg")).to_contain_text("trust")


def test_the_instructor_edits_a_lesson_in_its_studio_view(person: Callable[..., Any]) -> None:
    teacher, learner = person("Example Instructor").page, person("Example Sokha").page
    teacher.goto("/unit/first/")
    teacher.get_by_role("link", name="Studio view").first.click()
    teacher.locator("textarea").filter(has_text="From one computer").fill(
        "# A new start\n\nWritten in the Studio view."
    )
    teacher.get_by_role("button", name="Save").click()
    teacher.wait_for_url("**/unit/first/**")
    expect(teacher.locator("#block-first-text")).to_contain_text("Written in the Studio view.")
    expect(teacher.locator("#block-first-text")).to_contain_text("Edited here, not in the source")
    learner.goto("/unit/first/")
    expect(learner.locator("#block-first-text")).to_contain_text("Written in the Studio view.")
    expect(learner.get_by_text("Studio view", exact=True)).to_have_count(0)
    teacher.get_by_role("link", name="Studio view").first.click()
    teacher.get_by_role("button", name="Discard edits").click()
    expect(teacher.locator("#block-first-text")).to_contain_text("From one computer")


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_fit(person: Callable[..., Any], width: int) -> None:
    learner, teacher = person("Example Sokha", width).page, person("Example Instructor", width).page
    for page, path in [(learner, path) for path in PAGES] + [(teacher, "/unit/first/")]:
        page.goto(path)
        page.wait_for_timeout(700)  # scripts of blocks build their parts
        check(page, path)
    learner.locator(".who summary").click()
    check(learner, "the menu of people")
    learner.goto("/unit/questions/")
    answer(learner, "National Information Society Agency", "q-choice")
    expect(learner.locator("#block-q-choice .notification-submit")).to_contain_text("Correct")
    check(learner, "an answered problem")


def check(page: Any, name: str) -> None:
    results = Axe().run(page).response["violations"]
    bad = [
        f"{found['id']}: {[node['html'][:160] for node in found['nodes']]}"
        for found in results
        if found["impact"] in ("serious", "critical")
    ]
    assert bad == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"


def test_everything_is_reachable_by_keyboard(person: Callable[..., Any]) -> None:
    page = person().page
    page.goto("/unit/questions/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("#block-q-choice input").first.focus()
    page.keyboard.press("Space")
    page.locator("#block-q-choice .submit").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#block-q-choice .notification-submit")).to_contain_text("Correct")
