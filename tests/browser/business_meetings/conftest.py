"""The player with a course of ours that has a survey and an event, and people in browsers of their own."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

expect.set_options(timeout=30_000)  # other tests may run beside these

TREE = {
    "course.xml": '<course url_name="2026" org="Example" course="DG101"/>',
    "course/2026.xml": '<course display_name="Demo"><chapter url_name="part"/></course>',
    "chapter/part.xml": '<chapter display_name="Part"><sequential url_name="module"/></chapter>',
    "sequential/module.xml": (
        '<sequential display_name="Module"><vertical url_name="ask"/><vertical url_name="meet"/></sequential>'
    ),
    "vertical/ask.xml": (
        '<vertical display_name="Survey"><digigov_needs_survey url_name="needs" display_name="Needs"/></vertical>'
    ),
    "vertical/meet.xml": (
        '<vertical display_name="Meetings"><digigov_business_meetings url_name="event"'
        ' display_name="Business meetings" event_key="event"/></vertical>'
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


@pytest.fixture
def visit(browser: Any, player: Any) -> Iterator[Callable[..., Any]]:
    """`visit("Example Instructor")`: a browser of its own, in which somebody is chosen; without a name nobody is.

    Questions are answered with yes. At the end no page may have had a fault of its script.
    """
    contexts, errors = [], []

    def make(name: str = "", width: int = 1280, script: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=player.base, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("pageerror", lambda error: errors.append(str(error)))
        if name:
            page.goto("/people/")
            page.get_by_role("button", name=name).last.click()
            page.wait_for_load_state()
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []
