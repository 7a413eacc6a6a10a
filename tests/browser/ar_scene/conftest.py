"""A course with one scene in the player, browsers with and without graphics and camera, visitors that notice faults."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tarfile
from collections.abc import Callable, Iterator
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree
from PIL import Image, ImageDraw

from digigov.ar_scene.glb.writer import write
from digigov.ar_scene.rules import extent_of, read

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "tests/digigov/ar_scene/block/scene.yaml").read_text(encoding="utf-8")
SCENE = read(TEXT)
QUIET = "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update"
DRAWS = "--use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist"
BLIND = "--disable-gpu --disable-3d-apis"
CAMERA = "--use-fake-ui-for-media-stream --use-fake-device-for-media-stream"
COURSE = {
    "course.xml": '<course url_name="2021" org="Example" course="DG101"/>',
    "course/2021.xml": '<course display_name="Demo"><chapter url_name="part"/></course>',
    "chapter/part.xml": '<chapter display_name="Part"><sequential url_name="module"/></chapter>',
    "sequential/module.xml": (
        '<sequential display_name="Module" graded="true" format="Quiz"><vertical url_name="scene"/></sequential>'
    ),
    "policies/2021/policy.json": '{"course/2021": {}}',
    "policies/2021/grading_policy.json": (
        '{"GRADER": [{"type": "Quiz", "min_count": 1, "drop_count": 0, "short_label": "Q", "weight": 1.0}],'
        ' "GRADE_CUTOFFS": {"Pass": 0.6}}'
    ),
}


def _filming() -> ModuleType:
    spec = util.spec_from_file_location("filming", Path(__file__).with_name("filming.py"))
    assert spec and spec.loader
    module = util.module_from_spec(spec)
    sys.modules["filming"] = module
    spec.loader.exec_module(module)
    return module


FILMING = _filming()


@pytest.fixture(scope="session")
def filming() -> ModuleType:
    """The module beside this file; test modules cannot import it."""
    return FILMING


@pytest.fixture(scope="session")
def course() -> dict[str, bytes]:
    """The files of an archive: the small scene with a model, a plain poster and a clip of two seconds."""
    poster = io.BytesIO()
    picture = Image.new("RGB", (960, 600), "#dde5ec")
    ImageDraw.Draw(picture).rectangle((225, 190, 675, 450), fill="#90a4ae")
    picture.save(poster, "WEBP")
    files = {
        "static/scene-j.glb": write(SCENE),
        "static/scene-j-glb.bin": gzip.compress(write(SCENE)),
        "static/scene-j-poster.webp": poster.getvalue(),
        "static/scene-j-clip.bin": FILMING.clip(list(FILMING.film(SCENE.marker, FILMING.wander(24)))),
        "static/scene-j-card.pdf": b"%PDF-1.4",
        "static/scene-j-card.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "static/scene-j.usdz": b"PK",
    }
    box = extent_of(SCENE)
    block = etree.Element(
        "digigov_ar_scene",
        url_name="jamsil",
        display_name="Jamsil",
        glb="/static/scene-j.glb",
        packed="/static/scene-j-glb.bin",
        usdz="/static/scene-j.usdz",
        poster="/static/scene-j-poster.webp",
        clip="/static/scene-j-clip.bin",
        card_pdf="/static/scene-j-card.pdf",
        card_svg="/static/scene-j-card.svg",
        sizes=json.dumps(
            {name: len(data) for name, data in zip(("glb", "packed", "poster", "clip"), files.values(), strict=False)}
        ),
        extent=json.dumps({"low": box.low, "high": box.high}),
        sources=json.dumps([{"key": "moj", "title": "Addresses"}]),
    )
    block.text = TEXT
    unit = f'<vertical display_name="See it">{etree.tostring(block, encoding="unicode")}</vertical>'
    texts = COURSE | {"vertical/scene.xml": unit}
    return {**files, **{name: text.encode() for name, text in texts.items()}}


@pytest.fixture
def player(player: Any, course: dict[str, bytes]) -> Any:
    """The player of the other browser tests, with our course."""
    player.stop()
    with tarfile.open(player.archive, "w:gz") as tar:
        for name, data in course.items():
            member = tarfile.TarInfo(f"course/{name}")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    player.start()
    return player


@pytest.fixture(scope="module")
def chromium() -> Iterator[Callable[[str], Any]]:
    """`chromium(DRAWS + ...)`: Debian's, started once for each set of flags."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # a busy machine draws in software
    running: dict[str, Any] = {}
    with sync_playwright() as playwright:

        def start(flags: str) -> Any:
            if flags not in running:
                arguments = f"{QUIET} {flags}".split()
                running[flags] = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
            return running[flags]

        yield start
        for browser in running.values():
            browser.close()


class Visitor:
    """A page at the scene. `expected` are parts of console messages that the test brings about itself."""

    def __init__(self, browser: Any, base: str, width: int, expected: tuple[str, ...], **options: Any) -> None:
        options = {"viewport": {"width": width, "height": 900}, "base_url": base} | options
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.base, self.expected = base, expected
        self.page.on("console", lambda one: one.type == "error" and self.fault(one.text))
        self.page.on("pageerror", lambda one: self.fault(str(one)))
        self.page.on("request", self.request)

    def fault(self, text: str) -> None:
        if not any(part in text for part in self.expected):
            self.errors.append(text)

    def request(self, request: Any) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.asked.append(request.url.removeprefix(self.base))
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.errors.append(f"foreign: {request.url}")

    def enter(self) -> Any:
        """The unit, once its script runs."""
        self.page.goto("/unit/scene/")
        self.page.wait_for_selector("[data-role=scene][data-ready]")
        return self.page


@pytest.fixture
def visitor(chromium: Callable[[str], Any], player: Any) -> Iterator[Callable[..., Visitor]]:
    """`visitor()`, `visitor(flags=BLIND, width=360)`; at the end no page had a fault or asked another host."""
    visitors: list[Visitor] = []

    def make(flags: str = DRAWS, width: int = 1280, expected: tuple[str, ...] = (), **options: Any) -> Visitor:
        visitors.append(Visitor(chromium(flags), player.base, width, expected, **options))
        return visitors[-1]

    yield make
    for one in visitors:
        one.context.close()
    assert [one.errors for one in visitors] == [[] for _ in visitors]


@pytest.fixture
def flags() -> dict[str, str]:
    return {"draws": DRAWS, "blind": BLIND, "camera": CAMERA}
