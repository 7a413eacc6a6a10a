"""A course with a graded plan and a question for one's own country; learners of one country, two experts."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

COURSE = {
    "course.xml": '<course url_name="2026" org="Example" course="DG101"/>',
    "course/2026.xml": '<course display_name="Demo"><chapter url_name="part"/></course>',
    "chapter/part.xml": '<chapter display_name="Part"><sequential url_name="module"/></chapter>',
    "sequential/module.xml": (
        '<sequential display_name="Module" graded="true" format="Plan"><vertical url_name="write"/>'
        '<vertical url_name="step"/></sequential>'
    ),
    "vertical/write.xml": (
        '<vertical display_name="Write"><digigov_country_note url_name="note" question="Who pays in 2030?"/>'
        '<digigov_cooperation_plan url_name="plan" display_name="Our plan" exercise="project" teamset="country"'
        ' graded_mode="true"/></vertical>'
    ),
    "vertical/step.xml": (
        '<vertical display_name="Budget"><digigov_cooperation_plan url_name="budget" display_name="Our budget"'
        ' exercise="project" teamset="country" steps="[&quot;budget&quot;]"/></vertical>'
    ),
    "policies/2026/policy.json": '{"course/2026": {}}',
    "policies/2026/grading_policy.json": (
        '{"GRADER": [{"type": "Plan", "min_count": 1, "drop_count": 0, "short_label": "P", "weight": 1.0}],'
        ' "GRADE_CUTOFFS": {"Pass": 0.6}}'
    ),
}
KEY = "block-v1:Example+DG101+2026+type@digigov_{}+block@{}"
EXPECTED = ("status of 409", "status of 422", "ERR_INTERNET_DISCONNECTED")  # a browser logs refused and lost requests
ASK = """async ([address, body]) => {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken=")).slice(10);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": cookie };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}"""


class Guest:
    """Somebody in a browser of their own. `desk` opens the course team's console."""

    def __init__(self, browser: Any, base: str, name: str, width: int) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, base_url=base)
        self.base, self.errors = base, []
        self.page = self.context.new_page()
        self.page.on("console", lambda one: one.type == "error" and self.errors.append(one.text))
        self.page.on("pageerror", lambda one: self.errors.append(str(one)))
        self.page.on("request", lambda one: one.url.startswith((base, "data:", "blob:")) or self.errors.append(one.url))
        self.page.goto("/people/")
        self.page.get_by_role("button", name=name).last.click()
        self.page.wait_for_load_state()

    errors: list[str]

    def ask(self, handler: str, tag: str = "cooperation_plan", block: str = "plan", **body: Any) -> tuple[int, Any]:
        """What a handler answers this person."""
        status, told = self.page.evaluate(ASK, [f"/handler/{KEY.format(tag, block)}/{handler}", body])
        return status, told

    def desk(self) -> Any:
        """The console, open, in a fresh page."""
        self.page.goto("/unit/write/")
        self.page.locator("details.cc > summary").click()
        self.page.locator(".cc-view .cc-title").wait_for()
        return self.page.locator(".cc-view")

    def shows(self, words: str) -> Any:
        """The console once it shows these words."""
        self.page.locator(".cc-view").get_by_text(words).first.wait_for()
        return self.page.locator(".cc-view")

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
def guest(browser: Any, player: Any) -> Iterator[Callable[..., Guest]]:
    """`guest("Example Reviewer", width=360)`; at the end no page may have had an error that the test did not cause."""
    guests: list[Guest] = []

    def make(name: str, width: int = 1280) -> Guest:
        guests.append(Guest(browser, player.base, name, width))
        return guests[-1]

    yield make
    for one in guests:
        one.context.close()
        assert one.faults() == []


@pytest.fixture
def team(guest: Callable[..., Guest]) -> Guest:
    """A learner of a team of two that has submitted the worked example."""
    from digigov.cooperation_plan.example import example_document

    learner = guest("Example Sokha")
    assert learner.ask("import_plan", document=json.loads(json.dumps(example_document())))[0] == 200
    assert learner.ask("submit")[0] == 200
    return learner
