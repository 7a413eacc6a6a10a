"""The editor in the player's Studio view: places moved on the picture by pointer and keys, faults, uploads, saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

STUDIO = "/studio/block-v1:Example+DG101+2021+type@digigov_ar_scene+block@jamsil/"


@pytest.fixture
def editor(visitor: Callable[..., Any]) -> Callable[..., Any]:
    """`editor(width=360)`: the instructor's page with the editor ready."""

    def make(**options: Any) -> Any:
        one = visitor(**options)
        one.page.goto("/people/")
        one.page.get_by_role("button", name="Example Instructor").last.click()
        one.page.wait_for_load_state()
        one.page.goto(STUDIO)
        one.page.wait_for_selector(".ar-editor[data-ready]")
        expect(one.page.get_by_text("No faults.")).to_be_visible()
        return one.page

    return make


def text(page: Any) -> str:
    return page.locator("textarea[name=content]").input_value()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_place_is_dragged_told_and_saved(editor: Callable[..., Any], visitor: Callable[..., Any], width: int) -> None:
    page = editor(width=width)
    mark = page.locator(".ar-editor [data-role=marks] [data-hotspot=aed]")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 48, box["y"] + 38, steps=4)
    page.mouse.up()
    expect(page.get_by_text("The defibrillator now stands at")).to_be_visible()
    assert "at: [" in text(page).split("id: aed\n    part")[1].split("- id: lift")[0]
    page.get_by_label("Title of the place").fill("A defibrillator: red")
    page.get_by_label("Title of the place").press("Tab")
    expect(page.locator("[data-role=preview]")).to_contain_text("A defibrillator: red")
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [one for one in violations if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"]) for one in serious] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/unit/scene/**")  # the player goes back to the unit after a save
    expect(page.get_by_text("A defibrillator: red").first).to_be_attached()


def test_by_keyboard(editor: Callable[..., Any]) -> None:
    page = editor()
    mark = page.locator("[data-role=marks] [data-hotspot=gate]")
    mark.focus()
    before = mark.evaluate("(one) => parseFloat(one.style.left)")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("The ticket gate now stands at")).to_be_visible()
    after = page.locator("[data-role=marks] [data-hotspot=gate]")
    assert after.evaluate("(one) => parseFloat(one.style.left)") == pytest.approx(before + 6, abs=1)
    expect(after).to_be_focused()
    page.get_by_role("button", name="Add a place").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-role=marks] .ar-mark")).to_have_count(5)
    expect(page.get_by_label("Title of the place")).to_have_value("A new place")
    page.get_by_role("button", name="Remove this place").press("Enter")
    expect(page.locator("[data-role=marks] .ar-mark")).to_have_count(4)


def test_a_new_place_is_pressed_onto_the_picture(editor: Callable[..., Any]) -> None:
    page = editor()
    page.get_by_role("button", name="Add a place").click()
    stage = page.locator("[data-role=stage]").first
    box = stage.bounding_box()
    stage.click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.62})
    new = page.locator("[data-role=marks] [data-hotspot=place-1]")
    expect(new).to_be_visible()
    place = new.bounding_box()
    middle = (place["x"] + place["width"] / 2 - box["x"]) / box["width"]
    assert middle == pytest.approx(0.55, abs=0.02)


def test_faults_lead_to_their_line_and_nothing_is_lost(editor: Callable[..., Any]) -> None:
    page = editor(expected=("422",))
    good = text(page)
    broken = good.replace("marker: 17", "marker: 900")
    page.locator("textarea[name=content]").fill(broken)
    page.get_by_role("button", name="Line 7: A number from 0 to 249").click()
    assert page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart)").startswith(
        "marker: 900"
    )
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-role=status]")).to_contain_text("Not saved")
    assert text(page) == broken
    page.locator("textarea[name=content]").fill("title: [")
    expect(page.get_by_role("button", name="This is not valid YAML")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/unit/scene/")
    expect(page.locator("[data-role=scene] summary").first).to_contain_text("The ticket gate")  # as it was


def test_models_are_checked(editor: Callable[..., Any], course: dict[str, bytes], tmp_path: Path) -> None:
    page = editor(expected=("422",))
    (tmp_path / "bad.glb").write_bytes(b"PK not a model at all")
    page.get_by_label("Add a 3D model").set_input_files(tmp_path / "bad.glb")
    page.get_by_role("button", name="Check and add").click()
    expect(page.locator("[data-role=upload-say]")).to_contain_text("This is not a GLB file.")
    with (tmp_path / "huge.glb").open("wb") as file:
        file.truncate(200_000_000)
    page.get_by_label("Add a 3D model").set_input_files(tmp_path / "huge.glb")
    page.get_by_role("button", name="Check and add").click()
    expect(page.locator("[data-role=upload-say]")).to_have_text("The file is too large: at most 10 MB are taken.")
    (tmp_path / "Gate.glb").write_bytes(course["static/scene-j.glb"])
    page.get_by_label("Add a 3D model").set_input_files(tmp_path / "Gate.glb")
    page.get_by_role("button", name="Check and add").click()
    expect(page.locator("[data-role=upload-say]")).to_contain_text("Added as model-1.")
    expect(page.get_by_text("The model has changed: the picture is drawn anew when you save.")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/unit/scene/**", timeout=180_000)
    page.wait_for_selector("[data-role=scene][data-ready]")
    page.wait_for_function("document.querySelector('.ar-picture img').naturalWidth === 960")
    page.get_by_role("button", name="3D").first.click()
    page.wait_for_selector(".ar-view[data-drawn]")
