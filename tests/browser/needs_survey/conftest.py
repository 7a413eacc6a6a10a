"""The player with a course of ours that has two surveys, and the few moves that the stories need."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

expect.set_options(timeout=20_000)  # other tests may run beside these

MODULES = [
    {"title": "5. Digital identity", "sectors": ["identity"]},
    {"title": "11. Customs and tax", "sectors": ["tax", "customs"]},
]
TREE = {
    "course.xml": '<course url_name="2026" org="Example" course="DG101"/>',
    "course/2026.xml": '<course display_name="Demo"><chapter url_name="part"/></course>',
    "chapter/part.xml": '<chapter display_name="Part"><sequential url_name="module"/></chapter>',
    "sequential/module.xml": (
        '<sequential display_name="Module"><vertical url_name="ask"/><vertical url_name="before"/></sequential>'
    ),
    "vertical/ask.xml": (
        '<vertical display_name="Survey"><digigov_needs_survey url_name="needs" display_name="What do you need?"'
        f' instrument="needs" edition="2026" threshold="5" modules={quoteattr(json.dumps(MODULES))}/></vertical>'
    ),
    "vertical/before.xml": (
        '<vertical display_name="Before"><digigov_needs_survey url_name="needs-2025" display_name="Earlier"'
        ' instrument="needs" edition="2025"/></vertical>'
    ),
    "policies/2026/policy.json": '{"course/2026": {}}',
    "policies/2026/grading_policy.json": '{"GRADER": [], "GRADE_CUTOFFS": {"Pass": 0.6}}',
}


@pytest.fixture
def player(player: Any) -> Any:
    """The player of the other browser tests, with a course of ours."""
    player.stop()
    with tarfile.open(player.archive, "w:gz") as tar:
        for name, text in TREE.items():
            member = tarfile.TarInfo(f"course/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    player.start()
    return player


class Form:
    """The questionnaire on a page, in the course or outside."""

    def __init__(self, page: Any, address: str = "/unit/ask/") -> None:
        self.page = page
        page.goto(address)
        self.ready()

    def ready(self) -> None:
        expect(self.page.locator("[data-role=ns]")).to_have_attribute("data-ready", "true")

    @property
    def status(self) -> Any:
        return self.page.locator("[data-role=status]")

    def agree(self) -> None:
        self.page.locator("[data-role=consent]").check()

    def rate(self, sector: str, *marks: int) -> None:
        box = self.page.locator(f"[data-sector={sector}]")
        if box.get_attribute("open") is None:
            box.locator("summary").click()
        for scale, mark in enumerate(marks):
            box.locator(".ns-steps").nth(scale).locator(".ns-step").nth(mark - 1).click()

    def rank(self, place: int, sector: str) -> None:
        self.page.locator("[data-role=rank]").nth(place - 1).select_option(sector)

    def saved(self) -> None:
        expect(self.page.locator("[data-role=ns]")).to_have_attribute("data-state", "saved")
        expect(self.status).to_contain_text("Sa" if "Sent" not in self.status.inner_text() else "Sent")

    def send(self) -> None:
        self.page.locator("[data-role=send]").click()

    def fits(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def sound(self) -> None:
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        bad = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
        assert bad == []


@pytest.fixture
def form() -> type[Form]:
    return Form


@pytest.fixture
def guest(browser: Any, player: Any) -> Iterator[Callable[..., Any]]:
    """`guest(script=False)`: a browser of its own, in which errors and questions are part of the story."""
    contexts = []

    def make(width: int = 360, script: bool = True, name: str = "", **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=player.base, java_script_enabled=script, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        if name:
            page.goto("/people/")
            page.get_by_role("button", name=name).last.click()
            page.wait_for_load_state()
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def link(guest: Callable[..., Any]) -> Callable[..., str]:
    """`link("KH")`: the address that the organiser made and copied."""

    def make(country: str = "") -> str:
        page = guest(width=1280, name="Example Instructor")
        Form(page)
        page.locator("[data-fold=links] > summary").click()
        page.locator("[name=label]").fill("Example ministry")
        page.locator("[data-role=link] select").select_option(country)
        page.get_by_role("button", name="Make a link").click()
        address = page.locator("[data-role=address] input")
        expect(address).to_be_visible()
        return str(address.input_value())

    return make
