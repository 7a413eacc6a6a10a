"""The lesson and its editor in Chromium: what a reader sees, what an author does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

SAMPLE = (Path(__file__).parent / "sample_lesson.md").read_text(encoding="utf-8")
FIELDS = {
    "display_name": "Four stages",
    "objectives": ["Place each stage beside the decision that opened it"],
    "sources": [
        {"key": "un", "title": "E-Government Survey", "year": "2024", "url": "https://a.example/"},
        {"key": "b", "title": "B"},
    ],
    "terms": {"EGDI": "The mean of three scores, from 0 to 1."},
}


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: "digigov" in message.text and page.errors.append(message.text))
    yield page
    assert page.errors == []
    context.close()


def overflow(page: Any) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("view", ["student_view", "studio_view"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_overflows_and_axe_finds_nothing(
    lesson: Any, serve: Callable[..., str], page: Any, view: str, direction: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{serve(lesson('staff', content=SAMPLE, **FIELDS))}/{view}?dir={direction}")
    if view == "studio_view":
        page.wait_for_selector("[data-ready]")
    assert overflow(page) <= 0
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_it_reads_without_scripts(lesson: Any, serve: Callable[..., str], chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(lesson(content=SAMPLE, **FIELDS)) + "/student_view")
    page.click("a.dg-term")
    assert page.locator("dt:target").inner_text() == "EGDI"
    page.click("dd a.dg-back")
    assert page.locator("a.dg-term:target").inner_text() == "EGDI"
    page.click(".dg-cite a >> nth=0")
    assert "E-Government Survey" in page.locator("li:target").inner_text()
    context.close()


def test_a_wide_table_scrolls_in_its_own_frame_by_keyboard(lesson: Any, serve: Callable[..., str], page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(serve(lesson(content=SAMPLE, **FIELDS)) + "/student_view")
    page.focus(".dg-table")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.dg-table').scrollLeft > 0")
    box = page.locator(".dg-table caption").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360


def test_writing_refreshes_the_preview_and_saving_keeps_it(lesson: Any, serve: Callable[..., str], page: Any) -> None:
    block = lesson("staff", content="Old", **FIELDS)
    url = serve(block)
    page.goto(url + "/studio_view")
    page.wait_for_selector("[data-ready]")
    page.fill("[name=content]", "  Brand *new* [@c]")
    page.wait_for_selector(".dg-preview em:has-text('new')")
    assert page.locator("[data-error=content]").inner_text() == "Line 1: No source has the key c."
    page.click("[data-role=add]")
    row = page.locator(".dg-source-row").nth(2)
    assert row.locator("[data-part=key]").evaluate("e => e === document.activeElement")
    row.locator("[data-part=key]").fill("c")
    row.locator("[data-part=title]").fill("Third")
    page.wait_for_selector(".dg-preview .dg-cite a")
    assert page.locator("[data-error=content]").inner_text() == ""
    page.fill("[name=objectives]", "One\n\n Two ")
    page.fill("[name=minutes]", "9")
    page.click(".save-button")
    page.wait_for_selector("[data-role=status]:has-text('Saved.')")
    fresh = block.runtime.get_block(block.scope_ids.usage_id)
    assert (fresh.content, fresh.minutes, fresh.objectives) == ("  Brand *new* [@c]", 9, ["One", "Two"])
    assert fresh.sources == [*FIELDS["sources"], {"key": "c", "title": "Third"}]
    assert page.evaluate("window.told") == [
        ["save", {"state": "start", "message": "Saving…"}],
        ["save", {"state": "end"}],
    ]
    page.click("[data-role=remove] >> nth=1")
    assert page.locator(".dg-source-row legend").all_inner_texts() == ["Source 1", "Source 2"]


def test_a_fault_stands_beside_its_field_and_nothing_is_saved(
    lesson: Any, serve: Callable[..., str], page: Any
) -> None:
    block = lesson("staff", content="Old", **FIELDS)
    page.goto(serve(block) + "/studio_view")
    page.wait_for_selector("[data-ready]")
    page.fill("[name=minutes]", "many")
    page.click(".save-button")
    page.wait_for_selector("[data-role=status]:has-text('Not saved')")
    assert page.locator("[data-error=minutes]").inner_text() == "The minutes must be a whole number from 1 to 600."
    assert page.locator("[name=minutes]").evaluate("e => e === document.activeElement && e.ariaInvalid") == "true"
    assert block.runtime.get_block(block.scope_ids.usage_id).minutes is None


def test_leaving_with_changes_asks_first(lesson: Any, serve: Callable[..., str], page: Any) -> None:
    page.goto(serve(lesson("staff", content="Old", **FIELDS)) + "/studio_view")
    page.wait_for_selector("[data-ready]")
    asked: list[str] = []
    answers = iter([False, True])
    page.on("dialog", lambda d: (asked.append(d.type), d.accept() if next(answers) else d.dismiss()))
    page.fill("[name=content]", "New")
    page.click("[data-role=cancel]")
    assert page.evaluate("window.told") == []
    page.click("[data-role=cancel]")
    assert page.evaluate("window.told") == [["cancel", {}]]
    assert asked == ["confirm", "confirm"]


def test_no_answer_keeps_the_text(lesson: Any, serve: Callable[..., str], page: Any) -> None:
    page.goto(serve(lesson("staff", content="Old", **FIELDS)) + "/studio_view")
    page.wait_for_selector("[data-ready]")
    page.route("**/handler/**", lambda route: route.abort())
    page.fill("[name=content]", "New")
    page.click(".save-button")
    page.wait_for_selector("[data-role=status]:has-text('Your text is still here')")
    assert page.input_value("[name=content]") == "New"
