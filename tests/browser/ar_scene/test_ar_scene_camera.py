"""The camera form, end to end: a film of a card with known poses goes in at the browser's camera."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from digigov.ar_scene.rules import MARKER_MM, MODEL_MM, read

FPS = 30  # at which Chromium plays such a film
EMPTY = 12  # frames before the card comes into the picture
SHOTS = 150
FOCAL = 0.8

# Notes, for each picture that was searched: its number (in the squares of its last row), the corners found, where the
# buttons stand (in its pixels), and how many pixels of the model were drawn. Runs before anything is composited.
WATCH = """() => {
  globalThis.seen = [];
  globalThis.streams = [];
  const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  const noted = (stream) => { streams.push(stream); return stream; };
  if (ask) navigator.mediaDevices.getUserMedia = (wish) => ask(wish).then(noted);
  addEventListener('digigov-pose', ({ target, detail }) => {
    const { width, height, corners } = detail;
    const row = target.querySelector('[data-role=seen]').getContext('2d').getImageData(0, height - 8, 200, 1).data;
    let number = 0;
    for (let bit = 0; bit < 12; bit += 1) if (row[(bit * 16 + 8) * 4] > 128) number |= 1 << bit;
    const holder = target.querySelector('.ar-marks');
    const marks = {};
    for (const one of target.querySelectorAll(':scope > .ar-marks .ar-mark')) {
      const place = one.style.transform.match(/translate\\((-?[\\d.]+)px, (-?[\\d.]+)px\\)/);
      if (place && one.style.visibility === 'visible') {
        const [x, y] = [place[1] / holder.clientWidth, place[2] / holder.clientHeight];
        marks[one.dataset.hotspot] = [x * width, y * height];
      }
    }
    const small = new OffscreenCanvas(64, 48).getContext('2d');
    small.drawImage(target.querySelector('[data-role=drawn]'), 0, 0, 64, 48);
    const drawn = small.getImageData(0, 0, 64, 48).data.filter((value, i) => i % 4 === 3 && value > 128).length;
    seen.push({ number, corners, marks, drawn, width, height });
  });
}"""


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory, filming: Any) -> tuple[Path, list[Any], list[Any]]:
    """The file, its shots, and their poses; the first `EMPTY` show a table only."""
    marker = read((Path(__file__).parents[2] / "digigov/ar_scene/block/scene.yaml").read_text("utf-8")).marker
    poses = [None] * EMPTY + filming.wander(SHOTS - EMPTY)
    shots = list(filming.film(marker, poses, focal=FOCAL))
    path = tmp_path_factory.mktemp("film") / "card.mjpeg"
    filming.mjpeg(path, shots)
    return path, shots, poses


@pytest.fixture
def camera(visitor: Callable[..., Any], flags: dict[str, str]) -> Callable[..., Any]:
    """`camera(path)`: a visitor whose camera sees the film."""

    def make(path: Path, base: str = "draws", **options: Any) -> Any:
        one = visitor(flags=f"{flags[base]} {flags['camera']} --use-file-for-fake-video-capture={path}", **options)
        one.context.add_init_script(f"({WATCH})()")
        return one

    return make


def look(page: Any, *, sample: bool = False) -> None:
    page.get_by_role("button", name="Camera", exact=False).first.click()
    page.get_by_role("button", name="Sample camera" if sample else "Start the camera").click()


def frames(page: Any, count: int) -> list[dict[str, Any]]:
    page.wait_for_function("(count) => seen.filter((one) => one.corners).length >= count", arg=count, timeout=60_000)
    return page.evaluate("seen")


def true_marks(stand: np.ndarray, scale: float, at: tuple[float, float, float]) -> np.ndarray:
    """Where the film's lens shows a point of the model that lies on the card."""
    x, y, z = at
    seen = stand @ np.array([x * scale, -z * scale, y * scale, 1.0])
    return np.array([320 + FOCAL * 640 * seen[0] / seen[2], 240 + FOCAL * 640 * seen[1] / seen[2]])


def test_the_model_and_its_buttons_stand_on_the_card(camera: Callable[..., Any], film: Any) -> None:
    path, shots, poses = film
    page = camera(path).enter()
    look(page)
    found = frames(page, 120)
    scene = read((Path(__file__).parents[2] / "digigov/ar_scene/block/scene.yaml").read_text("utf-8"))
    scale, spots = MODEL_MM / MARKER_MM / scene.width, {spot.id: spot.at for spot in scene.hotspots}
    good = [one for one in found if one["corners"] and shots[one["number"]].corners is not None]
    assert len(good) > 100 and (good[0]["width"], good[0]["height"]) == (640, 480)
    errors = [np.linalg.norm(np.array(one["corners"]) - shots[one["number"]].corners, axis=1).mean() for one in good]
    assert np.median(errors) <= 2, f"median {np.median(errors):.2f} px"
    off = [
        np.linalg.norm(true_marks(poses[one["number"]], scale, spots[id]) - np.array(place))
        for one in good[30:]
        for id, place in one["marks"].items()
    ]
    assert len(off) > 100 and np.median(off) <= 8, f"median {np.median(off):.2f} px of 640"
    assert np.median([one["drawn"] for one in good]) > 60
    expect(page.get_by_text("Found the card.")).to_be_visible()


def test_the_first_pose_comes_within_two_seconds_of_film(camera: Callable[..., Any], film: Any) -> None:
    path, shots, _poses = film
    page = camera(path).enter()
    look(page)
    seen = frames(page, 1)
    with_card = [one["number"] for one in seen if shots[one["number"]].corners is not None]
    first = next(one["number"] for one in seen if one["corners"])
    assert (first - with_card[0]) % len(shots) <= 2 * FPS


def test_a_button_on_the_card_opens_its_place(camera: Callable[..., Any], film: Any) -> None:
    one = camera(film[0], width=360)
    page = one.enter()
    look(page)
    frames(page, 20)
    page.get_by_role("button", name="Stand the model up").click()
    expect(page.get_by_role("button", name="Lay the model flat")).to_be_visible()
    page.locator(".ar-camera .ar-mark[data-hotspot=lift]").dispatch_event("click")
    expect(page.locator("details[data-hotspot=lift]")).to_have_attribute("open", "")
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [one["id"] for one in violations if one["impact"] in ("serious", "critical")] == []


def test_pictures_never_leave_the_device_and_the_camera_goes_off(camera: Callable[..., Any], film: Any) -> None:
    one = camera(film[0])
    page = one.enter()
    sent: list[tuple[str, int]] = []
    page.on("request", lambda request: sent.append((request.method, len(request.post_data or ""))))
    look(page)
    frames(page, 30)
    assert all(method == "GET" for method, _length in sent)
    page.get_by_role("button", name="Stop the camera").click()
    expect(page.get_by_text("The camera is off.")).to_be_visible()
    assert page.evaluate("streams.flatMap((s) => s.getTracks().map((track) => track.readyState))") == ["ended"]
    expect(page.locator(".ar-picture img")).to_be_visible()


def test_a_camera_that_is_unplugged_says_so_and_the_list_goes_on(camera: Callable[..., Any], film: Any) -> None:
    page = camera(film[0]).enter()
    look(page)
    frames(page, 5)
    page.evaluate("streams[0].getTracks()[0].dispatchEvent(new Event('ended'))")  # what the browser does then
    expect(page.get_by_text("The camera was disconnected.")).to_be_visible()
    expect(page.locator(".ar-picture img")).to_be_visible()
    page.locator(".ar-picture [data-hotspot=gate]").click()
    expect(page.locator("[data-role=steps] li").first).to_have_class("is-done")
    page.get_by_role("button", name="Camera", exact=False).first.click()
    page.get_by_role("button", name="Start the camera").click()
    frames(page, 10)


def test_graphics_lost_in_the_camera_form(camera: Callable[..., Any], film: Any) -> None:
    page = camera(film[0]).enter()
    look(page)
    frames(page, 5)
    page.locator("[data-role=drawn]").evaluate(
        "(one) => one.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    expect(page.get_by_text("The graphics of this device stopped.")).to_be_visible()
    assert page.evaluate("streams.flatMap((s) => s.getTracks().map((track) => track.readyState))") == ["ended"]
    page.get_by_role("button", name="Try again").click()
    frames(page, 10)


def test_without_webgl_the_picture_stands_on_the_card(camera: Callable[..., Any], film: Any) -> None:
    one = camera(film[0], base="blind")
    page = one.enter()
    look(page)
    page.wait_for_function("seen.filter((one) => one.corners).length > 10")
    assert "matrix3d" in page.locator(".ar-plane").evaluate("(plane) => plane.style.transform")
    assert not any(path.endswith((".glb", "glb.bin", "ogl.js")) for path in one.asked)
    page.locator(".ar-plane [data-hotspot=gate]").dispatch_event("click")
    expect(page.locator("details[data-hotspot=gate]")).to_have_attribute("open", "")


def test_the_card_of_another_scene(camera: Callable[..., Any], filming: Any, tmp_path: Path) -> None:
    filming.mjpeg(tmp_path / "other.mjpeg", list(filming.film(99, filming.wander(20))))
    page = camera(tmp_path / "other.mjpeg").enter()
    look(page)
    expect(page.get_by_text("This is the card of another scene.")).to_be_visible()


def test_the_sample_camera_needs_neither_camera_nor_permission(visitor: Callable[..., Any], filming: Any) -> None:
    one = visitor()
    one.context.add_init_script(f"({WATCH})()")
    page = one.enter()
    look(page, sample=True)
    found = [one for one in frames(page, 30) if one["corners"]]
    marker = read((Path(__file__).parents[2] / "digigov/ar_scene/block/scene.yaml").read_text("utf-8")).marker
    shots = list(filming.film(marker, filming.wander(24)))
    errors = [np.linalg.norm(np.array(one["corners"]) - shots[one["number"]].corners, axis=1).mean() for one in found]
    assert np.median(errors) <= 2
    assert page.evaluate("streams.length") == 0
    page.locator("[data-role=scene] [data-form=picture]").click()
    expect(page.locator(".ar-picture img")).to_be_visible()


def test_a_denied_camera_offers_the_sample(visitor: Callable[..., Any], flags: dict[str, str]) -> None:
    page = visitor(flags=f"{flags['draws']} --use-fake-device-for-media-stream --deny-permission-prompts").enter()
    look(page)
    expect(page.get_by_text("The camera is not allowed here.")).to_be_visible()
    expect(page.locator(".ar-picture img")).to_be_visible()
    look(page, sample=True)
    expect(page.get_by_role("button", name="Stop the camera")).to_be_visible()


def test_no_camera_at_all(visitor: Callable[..., Any], flags: dict[str, str]) -> None:
    page = visitor(flags=f"{flags['draws']} --use-fake-ui-for-media-stream").enter()
    look(page)
    expect(page.get_by_text("No camera was found.")).to_be_visible()
    page.locator(".ar-picture [data-hotspot=gate]").click()
    expect(page.locator("[data-role=steps] li").first).to_have_class("is-done")
