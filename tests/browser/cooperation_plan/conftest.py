"""A course with one cooperation plan in the player, written by two people of one country and one of another."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

UNIT = """<vertical display_name="Write"><digigov_lesson url_name="text">## Your plan

Write it.</digigov_lesson><digigov_cooperation_plan url_name="plan" display_name="Cooperation plan"
 exercise="project" teamset="country"/></vertical>"""
COURSE = {
    "course.xml": '<course url_name="2026" org="Example" course="DG101"/>',
    "course/2026.xml": '<course display_name="Demo"><chapter url_name="part"/></course>',
    "chapter/part.xml": '<chapter display_name="Part"><sequential url_name="module"/></chapter>',
    "sequential/module.xml": '<sequential display_name="Module"><vertical url_name="write"/></sequential>',
    "vertical/write.xml": UNIT,
    "policies/2026/policy.json": '{"course/2026": {}}',
    "policies/2026/grading_policy.json": '{"GRADER": [], "GRADE_CUTOFFS": {"Pass": 0.6}}',
}
EXPECTED = ("status of 409", "ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch")  # what being offline logs


class Writer:
    """Somebody at the plan. `cell(path)` is its control, `at(step)` goes to a step."""

    def __init__(self, browser: Any, base: str, name: str, width: int) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, base_url=base)
        self.name, self.base = name, base
        self.errors: list[str] = []
        self.page = self.context.new_page()
        self._listen()
        self.page.goto("/people/")
        self.page.get_by_role("button", name=name).last.click()
        self.page.wait_for_load_state()
        self.visit()

    def _listen(self) -> None:
        self.page.on("console", lambda one: one.type == "error" and self.errors.append(one.text))
        self.page.on("pageerror", lambda one: self.errors.append(str(one)))
        self.page.on(
            "request", lambda one: one.url.startswith((self.base, "data:", "blob:")) or self.errors.append(one.url)
        )

    def visit(self) -> None:
        self.page.goto("/unit/write/")
        self.page.locator(".cp-state").wait_for()

    def close_tab(self) -> None:
        """Close the page at once, and open a fresh one that has not been anywhere yet."""
        self.page.close()
        self.page = self.context.new_page()
        self._listen()

    def at(self, step: str) -> None:
        self.page.locator(f'[data-go="{step}"]').click()

    def cell(self, path: str) -> Any:
        return self.page.locator(f'[data-cell="{path}"]')

    def state(self, words: str) -> None:
        """Wait until the bar says so."""
        self.page.locator(".cp-state", has_text=words).wait_for()

    def saved(self) -> None:
        self.page.locator('.cp-state[data-state="saved"]').wait_for()

    def write(self, path: str, text: str) -> None:
        """Type, and wait until the server has it."""
        self.cell(path).fill(text)
        self.state("Saved at")
        self.saved()

    def faults(self) -> list[str]:
        return [one for one in self.errors if not any(words in one for words in EXPECTED)]


@pytest.fixture
def player(player: Any) -> Any:
    """The player of the other browser tests, with our course."""
    player.stop()
    with tarfile.open(player.archive, "w:gz") as tar:
        for name, text in COURSE.items():
            member = tarfile.TarInfo(f"course/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    player.start()
    return player


@pytest.fixture
def writer(browser: Any, player: Any) -> Iterator[Callable[..., Writer]]:
    """`writer("Example Sokha", width=360)`; at the end, no page may have had an unexpected error."""
    writers: list[Writer] = []

    def make(name: str = "Example Sokha", width: int = 1280) -> Writer:
        writers.append(Writer(browser, player.base, name, width))
        return writers[-1]

    yield make
    for one in writers:
        one.context.close()
        assert one.faults() == []
