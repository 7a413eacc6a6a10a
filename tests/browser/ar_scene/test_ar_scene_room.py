"""The page for one's room: found by link and by code, alone, on an emulated device that has WebXR."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ROOT = Path(__file__).parents[3]
IWER = (ROOT / "node_modules/iwer/build/iwer.min.js").read_text("utf-8")
ROOM = "/resource/digigov_ar_scene/public/room.html"
WHOLE = f"{ROOM}?glb=/asset/scene-j.glb&usdz=/asset/scene-j.usdz&poster=/asset/scene-j-poster.webp&size=6&lang=en"
# A phone with WebXR in a room with a floor. The emulator has no hit test of its own for phones, so the floor is given.
DEVICE = """(() => {
  const { XRDevice, metaQuest3 } = IWER;
  const device = new XRDevice(metaQuest3, { stereoEnabled: false });
  device.installRuntime({ forceInstall: true });
  device.position.set(0, 1.5, 0);
  const session = XRSession.prototype;
  Object.defineProperty(session, 'interactionMode', { get: () => 'screen-space' });
  const pose = { transform: new XRRigidTransform({ x: 0, y: 0, z: -1.5, w: 1 }) };
  const hit = { getPose: () => pose, createAnchor: undefined };
  session.requestHitTestSource = async () => ({ cancel() {} });
  session.requestHitTestSourceForTransientInput = async () => ({ cancel() {} });
  XRFrame.prototype.getHitTestResults = () => [hit];
  XRFrame.prototype.getHitTestResultsForTransientInput = () => [];
  globalThis.device = device;
})()"""


def room(visitor: Callable[..., Any], address: str = WHOLE, *, device: bool = False, **options: Any) -> Any:
    one = visitor(**options)
    if device:
        one.context.add_init_script(IWER)
        one.context.add_init_script(DEVICE)
    one.page.goto(address)
    return one


def test_it_stands_in_an_emulated_room(visitor: Callable[..., Any]) -> None:
    one = room(visitor, device=True, width=360)
    page = one.page
    page.wait_for_selector("model-viewer[data-ready]")
    page.get_by_label("Fits on a table").check()
    page.get_by_role("button", name="Place it in my room").click()
    expect(page.locator("model-viewer")).to_have_attribute("data-status", "session-started object-placed")
    expect(page.get_by_role("status").first).to_have_text("It stands in your room.")
    page.evaluate("device.activeSession.end()")
    expect(page.locator("model-viewer")).to_have_attribute(
        "data-status", "session-started object-placed not-presenting"
    )
    expect(page.get_by_role("button", name="Place it in my room")).to_be_visible()


def test_without_ar_the_model_can_be_turned_by_keys(visitor: Callable[..., Any]) -> None:
    page = room(visitor).page
    page.wait_for_selector("model-viewer[data-ready]")
    expect(page.get_by_text("This device cannot show things in a room.")).to_be_visible()
    before = page.evaluate("document.querySelector('model-viewer').getCameraOrbit().theta")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "(before) => document.querySelector('model-viewer').getCameraOrbit().theta !== before", arg=before
    )
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [one["id"] for one in violations if one["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_without_webgl_the_picture_stays(visitor: Callable[..., Any], flags: dict[str, str]) -> None:
    one = room(visitor, flags=flags["blind"])
    expect(one.page.get_by_text("This browser cannot draw in 3D. Here is the picture.")).to_be_visible()
    expect(one.page.locator("#poster")).to_be_visible()
    assert not any("model-viewer" in path or path.endswith(".glb") for path in one.asked)


@pytest.mark.parametrize(
    ("address", "said"),
    [(f"{ROOM}?glb=https://elsewhere.example/a.glb", "This page shows only models of its own site."),
     (f"{ROOM}?glb=javascript:alert(1)", "This page shows only models of its own site."),
     (f"{ROOM}?glb=/asset/scene-j.glb&poster=//else.example/a.png", "This page shows only models of its own site."),
     (ROOM, "No model was named, or it could not be loaded."),
     (f"{ROOM}?glb=/asset/nothing.glb", "No model was named, or it could not be loaded."),
     (f"{ROOM}?glb=/asset/scene-j.glb&lang=ko", "이 기기에서는"),
     (f"{ROOM}?glb=/asset/scene-j.glb&lang=xx", "This device cannot")],
)  # fmt: skip
def test_what_it_is_given(visitor: Callable[..., Any], address: str, said: str) -> None:
    page = room(visitor, address, expected=("404", "room", "nothing.glb", "Error")).page
    expect(page.get_by_role("status").first).to_contain_text(said)


def test_the_unit_leads_there_by_link_and_by_code(visitor: Callable[..., Any]) -> None:
    one = visitor()
    page = one.enter()
    page.get_by_role("button", name="In my room").click()
    code = page.locator("[data-role=code] svg")
    expect(code).to_be_visible()
    link = page.get_by_role("link", name="Open on this device").get_attribute("href")
    read = page.evaluate(
        """async () => {
          const { decodeQR } = await import('/resource/digigov_ecertificate/public/vendor/qr-decode.js');
          const drawn = document.querySelector('[data-role=code] svg').outerHTML;
          const svg = drawn.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
          const image = new Image();
          image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
          await image.decode();
          const pen = new OffscreenCanvas(600, 600).getContext('2d');
          pen.drawImage(image, 0, 0, 600, 600);
          const { data } = pen.getImageData(0, 0, 600, 600);
          return decodeQR({ width: 600, height: 600, data });
        }"""
    )
    assert read == link and urlsplit(link).path == ROOM
    asked = parse_qs(urlsplit(link).query)
    assert set(asked) == {
        "glb",
        "usdz",
        "poster",
        "size",
        "lang",
    }  # files, a size and a language: nothing about the person
    phone = room(visitor, link.replace(one.base, ""), width=360)
    phone.page.wait_for_selector("model-viewer[data-ready]")
    assert phone.context.cookies() == []
