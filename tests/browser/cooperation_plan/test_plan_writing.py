"""Writing alone: with the keyboard, on a phone, from Word and Excel, out of a file; and what a machine finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

EXAMPLE = Path(__file__).parents[3] / "xblocks/digigov/cooperation_plan/example.json"
STEPS = (
    *("identification", "problems", "objectives", "stakeholders", "logframe"),
    *("activities", "budget", "risks", "modality", "summary"),
)
PASTE = """([path, html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const box = document.querySelector(`[data-cell="${path}"]`);
  box.focus();
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
WORD = """<html><body><table><tr><td><p>Risk</p></td><td><p>Likelihood, 1 to 5</p></td><td><p>Remark</p></td></tr>
<tr><td><p>The law comes late.</p><p>It came late before.</p></td><td><p>3</p></td><td>none</td></tr>
<tr><td rowspan="2">Staff leave.</td><td>5</td><td></td></tr><tr><td>9</td><td></td></tr></table></body></html>"""


def bring_example(one: Any) -> None:
    """The shipped example, through the import."""
    one.page.locator(".cp-files > summary").click()
    one.page.locator('input[type="file"]').set_input_files(str(EXAMPLE))
    one.page.get_by_role("button", name="Replace these steps").click()
    one.page.get_by_text("The plan from the file is here.").wait_for()


@pytest.mark.parametrize(("width", "direction"), [(360, "ltr"), (360, "rtl"), (1280, "ltr")])
def test_every_step_is_accessible_and_fits(writer: Callable[..., Any], width: int, direction: str) -> None:
    sokha = writer("Example Sokha", width)
    bring_example(sokha)
    page = sokha.page
    page.evaluate("(dir) => (document.documentElement.dir = dir)", direction)
    for step in STEPS:
        sokha.at(step)
        section = page.locator(f'[data-section="{step}"]')
        expect(section.locator("[data-cell]").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), step
        section.get_by_role("button", name="Show the example beside").click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{step} beside the example"
        found = Axe().run(page, context=".cp", options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"][:2]]) for one in found] == [], step
        section.get_by_role("button", name="Show the example beside").click()


def test_the_figures_on_the_page_are_those_of_the_plan(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    bring_example(sokha)
    page = sokha.page
    expect(page.locator(".cp-ready")).to_have_text("100 per cent ready")
    sokha.at("budget")
    expect(page.locator(".cp-total")).to_contain_text("USD\u00a04,000,000")
    expect(page.locator('[data-line="budget/lines/k1"]')).to_have_text("400,000")
    expect(page.locator(".cp-money .cp-sums tbody tr").first).to_contain_text("agrees")
    sokha.write("budget/lines/k1/amount", "360000000")
    expect(page.locator('[data-line="budget/lines/k1"]')).to_have_text("300,000")
    expect(page.locator(".cp-total")).to_contain_text("USD\u00a03,900,000")
    expect(page.locator(".cp-money .cp-sums tbody tr").first).to_contain_text("differs")
    opened = page.locator('[data-section="budget"] .cp-open')
    opened.locator("summary").first.click()
    expect(opened).to_contain_text("Both governments add up the same plan")
    sokha.at("activities")
    expect(page.locator(".cp-gantt__row")).to_have_count(7)


def test_a_tree_grows_from_the_keyboard_and_is_drawn_as_one_types(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    page, keys = sokha.page, sokha.page.keyboard
    sokha.at("problems")
    page.get_by_role("button", name="Add: Core problem").press("Enter")
    keys.type("No common plan")
    page.get_by_role("button", name="Add: Cause").press("Enter")
    keys.type("No office")
    keys.press("Enter")
    keys.type("No law")
    keys.press("Alt+Shift+ArrowRight")
    keys.press("Enter")
    keys.type("No lawyers")
    boxes = page.locator(".cp-node")
    expect(boxes).to_have_count(4)
    assert boxes.evaluate_all("(all) => all.map((box) => box.getAttribute('aria-level'))").count("2") == 2
    page.locator(".cp-node.is-core").focus()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.value") in ("No law", "No lawyers")
    keys.press("Control+a")
    keys.press("Backspace")
    keys.press("Backspace")
    expect(boxes).to_have_count(3)
    keys.press("Control+z")
    expect(boxes).to_have_count(4)
    sokha.saved()
    sokha.at("objectives")
    page.get_by_role("button", name="Turn the problem tree round").press("Enter")
    expect(page.locator('[data-section="objectives"] .cp-node')).to_have_count(4)


def test_a_circle_of_causes_is_drawn_and_reported(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    bring_example(sokha)
    sokha.page.evaluate(
        """async () => {
          const rows = { nodes: [["a", "b"], ["b", "a"], ["core", ""]].map(([id, parent]) => ({ id, parent,
            text: id, kind: parent ? "cause" : "core", evidence: "", evidence_url: "" })) };
          const plan = { format: "digigov-cooperation-plan", version: 1, sections: { problems: rows } };
          const file = new File([JSON.stringify(plan)], "p.json");
          const data = new DataTransfer();
          data.items.add(file);
          const input = document.querySelector('input[type="file"]');
          input.files = data.files;
          input.dispatchEvent(new Event("change"));
        }"""
    )
    sokha.page.get_by_role("button", name="Replace these steps").click()
    sokha.at("problems")
    expect(sokha.page.locator(".cp-node")).to_have_count(3)
    expect(sokha.page.locator(".cp-node.is-loose")).to_have_count(1)
    opened = sokha.page.locator('[data-section="problems"] .cp-open')
    opened.locator("summary").first.click()
    expect(opened).to_contain_text("A tree has one trunk")


def test_tables_and_lists_of_other_programs_are_taken_apart(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    page = sokha.page
    sokha.at("risks")
    page.get_by_role("button", name="Add: Risk").click()
    first = page.locator('[data-section="risks"] [data-cell$="/text"]').first.get_attribute("data-cell")
    page.evaluate(PASTE, [first, WORD, "Risk\tLikelihood, 1 to 5\tRemark"])
    texts = page.locator('[data-section="risks"] [data-cell$="/text"]')
    expect(texts).to_have_count(3)
    assert texts.nth(0).input_value() == "The law comes late.\nIt came late before."
    assert texts.nth(2).input_value() == "Staff leave."
    likelihoods = page.locator('[data-section="risks"] [data-cell$="/likelihood"]')
    assert [one.input_value() for one in likelihoods.all()] == ["3", "5", ""]
    expect(page.locator(".cp-notice")).to_contain_text("Remark")
    page.locator(".cp-notice").get_by_role("button", name="Undo").click()
    expect(texts).to_have_count(1)
    sokha.at("problems")
    page.get_by_role("button", name="Add: Cause").click()
    cell = page.locator('[data-section="problems"] [data-cell$="/text"]').first.get_attribute("data-cell")
    page.evaluate(PASTE, [cell, "", "• No plan\n\t• No office\n• No money"])
    expect(page.locator('[data-section="problems"] .cp-node')).to_have_count(3)


def test_a_file_that_is_no_plan_changes_nothing(writer: Callable[..., Any], tmp_path: Path) -> None:
    sokha = writer("Example Sokha")
    sokha.write("identification/title", "Mine")
    said = sokha.page.locator('[data-role="import"]')
    sokha.page.locator(".cp-files > summary").click()
    for text, answer in (("{", "cannot be read"), ('{"format": "other"}', "not a cooperation plan")):
        (tmp_path / "file.json").write_text(text)
        sokha.page.locator('input[type="file"]').set_input_files(str(tmp_path / "file.json"))
        expect(said).to_contain_text(answer)
    sections = {"summary": {"debt": "None", "new": ""}, "x": {}}
    other = {"format": "digigov-cooperation-plan", "version": 9, "sections": sections}
    (tmp_path / "file.json").write_text(json.dumps(other))
    sokha.page.locator('input[type="file"]').set_input_files(str(tmp_path / "file.json"))
    expect(said).to_contain_text("another version (9)")
    said.get_by_role("button", name="Replace these steps").click()
    expect(said).to_contain_text("The plan from the file is here.")
    sokha.at("summary")
    expect(sokha.cell("summary/debt")).to_have_value("None")
    sokha.at("identification")
    expect(sokha.cell("identification/title")).to_have_value("Mine")


def test_files_hold_what_was_typed_a_moment_ago(writer: Callable[..., Any]) -> None:
    sokha = writer("Example Sokha")
    sokha.page.locator(".cp-files > summary").click()
    sokha.cell("identification/title").fill("Typed just now")
    with sokha.page.expect_download() as download:
        sokha.page.get_by_role("link", name="The whole plan (JSON)").click()
    assert "Typed just now" in Path(download.value.path()).read_text(encoding="utf-8")


def test_it_is_read_without_a_script(browser: Any, player: Any) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=player.base)
    page = context.new_page()
    page.goto("/people/")
    page.get_by_role("button", name="Example Sokha").last.click()
    page.goto("/unit/write/")
    expect(page.get_by_role("heading", name="Objective tree")).to_be_visible()
    page.get_by_text("A worked example of this step").first.click()
    expect(page.get_by_text("Joint office of the two governments").first).to_be_visible()
    context.close()
