"""One exercise, and people of every role at it, in the workbench's real runtime."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from webob import Request

from digigov.cooperation_plan.example import example_document

_numbers = itertools.count(1)
NAMES = {7: "Example Sokha", 8: "Example Dara", 9: "Example Farah", 1: "Example Instructor", 2: "Example Reviewer"}
STAFF = (1, 2)


class Seat:
    """One person at one block. `published` is what the block told the platform on their behalf."""

    def __init__(self, runtime: Any, usage: Any, person: int | None) -> None:
        self.runtime, self.usage, self.person = runtime, usage, person
        self.published: list[tuple[str, Any]] = []
        runtime.publish = lambda block, name, data: self.published.append((name, data))

    def ask(self, handler: str, body: Any = None, *, method: str = "POST", suffix: str = "") -> Any:
        """The raw answer to a request."""
        data = b"" if method == "GET" else body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        request = Request.blank("/", method=method, body=data)
        return self.runtime.handle(self.runtime.get_block(self.usage), handler, request, suffix)

    def post(self, handler: str, **body: Any) -> tuple[int, dict[str, Any]]:
        """Status and JSON."""
        answer = self.ask(handler, body)
        return answer.status_int, json.loads(answer.body)

    def do(self, handler: str, **body: Any) -> dict[str, Any]:
        """JSON of a request that must succeed."""
        status, answer = self.post(handler, **body)
        assert status == 200, answer
        return answer

    def get(self, handler: str, suffix: str) -> Any:
        return self.ask(handler, method="GET", suffix=suffix)

    def console(self, view: str, **data: Any) -> str:
        """The HTML of a view of the console."""
        return str(self.do("console", view=view, **data)["html"])

    def grades(self) -> dict[str, float]:
        """What was published, by person; the last word counts."""
        return {data["user_id"]: data["value"] for name, data in self.published if name == "grade"}


@pytest.fixture
def exercise(runtime_for: Callable[..., Any]) -> Callable[..., Callable[[int | None], Seat]]:
    """`exercise(graded_mode=True)` is an exercise of its own; calling that with a person's id gives their seat."""
    from lxml import etree

    def make(tag: str = "digigov_cooperation_plan", **fields: Any) -> Callable[[int | None], Seat]:
        node = etree.Element(tag)
        if tag == "digigov_cooperation_plan":
            fields = {"exercise": f"staff-{next(_numbers)}", **fields}
        for name, value in fields.items():
            node.set(name, value if isinstance(value, str) else json.dumps(value))
        usage = runtime_for("staff").parse_xml_string(etree.tostring(node, encoding="unicode"))

        def seat(person: int | None) -> Seat:
            runtime = runtime_for("staff" if person in STAFF else "student")
            who = runtime._services["user"].who
            who.full_name = NAMES.get(person or 0)
            who.opt_attrs["xblock-workbench.user_id"] = person
            return Seat(runtime, usage, person)

        return seat

    return make


@pytest.fixture
def submitted(exercise: Callable[..., Any]) -> Callable[..., Any]:
    """An exercise whose people 7 and 8 are a team that has submitted the example: its seats, the submission's id."""

    def make(**fields: Any) -> tuple[Callable[[int | None], Seat], int]:
        seat = exercise(**fields)
        for person in (7, 8):
            seat(person).do("load")  # the workbench has no list of learners: who opened the plan is known
        seat(1).do("group_assign", group="Cambodia", people=["7", "8"])
        seat(7).do("import_plan", document=example_document())
        seat(7).do("submit")
        return seat, newest(seat)

    return make


def newest(seat: Callable[[int | None], Seat]) -> int:
    """The id of the newest submission of the exercise, as the list of plans gives it."""
    import re

    found = re.findall(r'"submission": (\d+)', seat(1).console("reviews"))
    return max(map(int, found))


@pytest.fixture(name="newest")
def newest_fixture() -> Callable[..., int]:
    return newest
