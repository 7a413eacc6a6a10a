"""The 3D form: turning by pointer, touch and keys; numbers that follow; graphics that are missing or fail."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

VIEW = "document.querySelector('.ar-view').dataset.view.split(' ').map(Number)"
SAVES_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"


def view(page: Any) -> list[float]:
    return [float(value) for value in page.locator(".ar-view").get_attribute("data-view").split()]


def enter(page: Any) -> Any:
    page.get_by_role("button", name="3D").click()
    page.wait_for_selector(".ar-view[data-drawn]")
    return page


# Runs in the frame in which the view was drawn anew, since a canvas of WebGL is empty afterwards.
PIXELS = """(what) => new Promise((done) => {
  const holder = document.querySelector('.ar-view');
  holder.dispatchEvent(new KeyboardEvent('keydown', {key: 'r', bubbles: true}));
  requestAnimationFrame(() => {
    const small = new OffscreenCanvas(320, 200).getContext('2d');
    small.drawImage(holder.querySelector('canvas'), 0, 0, 320, 200);
    const { data } = small.getImageData(0, 0, 320, 200);
    let [drawn, amber] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      drawn += data[i + 3] > 200;
      amber += data[i + 3] > 200 && data[i] > 180 && data[i + 2] < 110;
    }
    done({ drawn, amber });
  });
})"""


def pixels(page: Any) -> dict[str, int]:
    """Of 64,000: how many are `drawn`, and how many in the colour of what is chosen."""
    return page.evaluate(PIXELS)


@pytest.mark.parametrize("width", [360, 1280])
def test_keys_buttons_and_pointer_turn_it(visitor: Callable[..., Any], width: int) -> None:
    page = enter(visitor(width=width).enter())
    expect(page.locator(".ar-view")).to_be_focused()
    start = view(page)
    for keys, changed in ((("ArrowRight",), 0), (("ArrowUp",), 1), (("+",), 2)):
        before = view(page)
        for key in keys:
            page.keyboard.press(key)
        now = view(page)
        assert [place for place in range(3) if now[place] != before[place]] == [changed]
    page.keyboard.press("r")
    assert view(page) == start
    page.get_by_role("button", name="Turn left").click()
    page.get_by_role("button", name="Farther").click()
    assert view(page)[0] < start[0] and view(page)[2] > start[2]
    page.get_by_role("button", name="Back to the first view").click()
    box = page.locator(".ar-view").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60)
    page.mouse.up()
    assert view(page)[0] < start[0] and view(page)[1] > start[1]
    for _ in range(40):
        page.keyboard.press("ArrowUp")
        page.keyboard.press("-")
    assert view(page)[1:] == [88.0, 2.5]
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [one for one in violations if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"]) for one in serious] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_first_view_is_the_posters(visitor: Callable[..., Any]) -> None:
    page = visitor().enter()
    marks = page.locator(".ar-picture .ar-mark")

    def places(marks: Any) -> list[tuple[float, float]]:
        stage = page.locator(".ar-stage").bounding_box()
        boxes = [marks.nth(place).bounding_box() for place in range(4)]
        return [(box["x"] - stage["x"], box["y"] - stage["y"]) for box in boxes]

    before = places(marks)
    enter(page)
    for one, other in zip(before, places(page.locator(".ar-marks .ar-mark")), strict=True):
        assert one == pytest.approx(other, abs=1.5)


def test_numbers_hide_behind_the_model_and_the_list_brings_them_round(visitor: Callable[..., Any]) -> None:
    page = enter(visitor(reduced_motion="reduce").enter())
    aed = page.locator(".ar-marks [data-hotspot=aed]")  # hangs on the front of the wall
    expect(aed).to_be_visible()
    for _ in range(13):
        page.keyboard.press("ArrowRight")
    expect(aed).to_be_hidden()
    turned = view(page)
    page.locator("details[data-hotspot=aed] > summary").click()
    expect(aed).to_be_visible()
    expect(aed).to_have_attribute("aria-current", "true")
    assert view(page)[0] != turned[0]
    page.locator(".ar-marks [data-hotspot=lift]").click()
    expect(page.locator("details[data-hotspot=lift]")).to_have_attribute("open", "")
    expect(page.locator("[data-role=steps] li").last).to_have_class("is-done")


def test_choosing_a_place_lights_its_part(visitor: Callable[..., Any]) -> None:
    page = enter(visitor().enter())
    before = pixels(page)
    page.locator("details[data-hotspot=lift] > summary").click()
    expect(page.locator(".ar-marks [data-hotspot=lift]")).to_have_attribute("aria-current", "true")
    assert pixels(page)["amber"] > before["amber"] + 300


def test_one_finger_turns_and_lets_the_page_scroll_two_zoom(visitor: Callable[..., Any]) -> None:
    one = visitor(width=360, has_touch=True, is_mobile=True)
    page = enter(one.enter())
    page.locator(".ar-view").scroll_into_view_if_needed()
    box = page.locator(".ar-view").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = one.context.new_cdp_session(page)

    def gesture(*frames: list[tuple[float, float]]) -> None:
        for number, points in enumerate(frames):
            kind = "touchStart" if number == 0 else "touchMove"
            places = [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(points)]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    start = view(page)
    gesture([(x, y)], [(x + 30, y)], [(x + 60, y)], [(x + 90, y)])
    page.wait_for_function(
        "(turn) => Number(document.querySelector('.ar-view').dataset.view.split(' ')[0]) < turn", arg=start[0]
    )
    zoomed = view(page)[2]
    gesture([(x - 20, y), (x + 20, y)], [(x - 40, y), (x + 40, y)], [(x - 60, y), (x + 60, y)])
    page.wait_for_function(
        "(far) => Number(document.querySelector('.ar-view').dataset.view.split(' ')[2]) < far", arg=zoomed
    )
    scrolled = page.evaluate("scrollY")
    gesture([(x, y)], *([(x, y - step)] for step in range(15, 160, 15)))
    page.wait_for_function("(before) => scrollY > before", arg=scrolled)


def test_lost_graphics_bring_the_picture_back_and_can_be_tried_again(visitor: Callable[..., Any]) -> None:
    page = enter(visitor().enter())
    page.locator(".ar-view canvas").evaluate(
        "(one) => one.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    expect(page.get_by_text("The graphics of this device stopped. The picture is back.")).to_be_visible()
    expect(page.locator(".ar-picture img")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".ar-view[data-drawn]")
    assert pixels(page)["drawn"] > 5000


def test_without_webgl_the_list_has_everything(visitor: Callable[..., Any], flags: dict[str, str]) -> None:
    page = visitor(flags=flags["blind"]).enter()
    page.get_by_role("button", name="3D").click()
    expect(page.get_by_text("This browser or computer cannot draw in 3D.")).to_be_visible()
    expect(page.locator(".ar-picture img")).to_be_visible()
    page.locator(".ar-picture [data-hotspot=gate]").click()
    expect(page.locator("[data-role=steps] li").first).to_have_class("is-done")


def test_a_model_that_does_not_arrive_or_is_none(visitor: Callable[..., Any]) -> None:
    one = visitor(expected=("404", "scene"))
    page = one.enter()
    broken = iter([(404, b""), (200, b"glTF\2\0\0\0 not much"), (200, b"<html>")])
    page.route("**/scene-j-glb.bin", lambda route: (lambda a: route.fulfill(status=a[0], body=a[1]))(next(broken)))
    page.get_by_role("button", name="3D").click()
    for _ in range(3):
        expect(page.get_by_text("It could not be loaded.")).to_be_visible()
        expect(page.locator(".ar-picture img")).to_be_visible()
        page.get_by_role("button", name="Try again").click()


def test_a_model_that_names_other_files_is_refused(visitor: Callable[..., Any], course: dict[str, bytes]) -> None:
    one = visitor(expected=("scene",))
    page = one.enter()
    data = course["static/scene-j.glb"]
    size = int.from_bytes(data[12:16], "little")
    json = data[20 : 20 + size].replace(b'"buffers":[{', b'"buffers":[{"uri":"https://elsewhere.example/x.bin",', 1)
    json += b" " * (-len(json) % 4)
    body = data[:12] + len(json).to_bytes(4, "little") + data[16:20] + json + data[20 + size :]
    page.route("**/scene-j-glb.bin", lambda route: route.fulfill(status=200, body=body))
    page.get_by_role("button", name="3D").click()
    expect(page.get_by_text("It could not be loaded.")).to_be_visible()


def test_a_browser_that_saves_data_is_asked_first(visitor: Callable[..., Any]) -> None:
    one = visitor()
    one.context.add_init_script(SAVES_DATA)
    page = one.enter()
    page.get_by_role("button", name="3D").click()
    expect(page.get_by_text("Your browser asks to save data.")).to_be_visible()
    assert not any(path.endswith((".glb", "glb.bin", "ogl.js")) for path in one.asked)
    page.get_by_role("button", name="Keep the picture").click()
    expect(page.get_by_role("button", name="Keep the picture")).to_be_hidden()
    page.get_by_role("button", name="3D").click()
    page.get_by_role("button", name="Load").click()
    page.wait_for_selector(".ar-view[data-drawn]")


def test_the_scripts_weigh_at_most_40_kilobytes(visitor: Callable[..., Any]) -> None:
    one = visitor()
    bodies: list[int] = []
    page = one.enter()
    page.on("response", lambda answer: answer.url.endswith(".js") and bodies.append(len(gzip.compress(answer.body()))))
    enter(page)
    assert len(bodies) == 6 and 20_000 < sum(bodies) <= 40_000


def test_leaving_while_it_loads_leaves_the_picture(visitor: Callable[..., Any]) -> None:
    page = visitor().enter()
    page.get_by_role("button", name="3D").click()
    page.get_by_role("button", name="Picture").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".ar-picture img")).to_be_visible()
    expect(page.locator("[data-role=layer]")).to_have_count(0)
