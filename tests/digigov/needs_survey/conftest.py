"""Surveys of their own for each test, and the block in the workbench's real runtime."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from webob import Request

_numbers = itertools.count(1)

ROW = {"importance": "5", "level": "2", "readiness": "3"}


def answers(country: str = "KH", sector: str = "tax", **more: str) -> dict[str, str]:
    """One respondent's cells: one sector rated, one ranked."""
    return {"country": country, "rank/1": sector, **{f"sector/{sector}/{k}": v for k, v in ROW.items()}, **more}


@pytest.fixture
def changes() -> Callable[..., dict[str, list[str]]]:
    """`changes("KH", "tax")`: the same as a page sends them the first time."""
    return lambda *args, **more: {cell: ["", text] for cell, text in answers(*args, **more).items()}


@pytest.fixture
def survey(database: None) -> Callable[..., Any]:
    """`survey(threshold=3)`: a survey in a course of its own."""
    from digigov.needs_survey import api, rules

    def make(course: str = "", block: str = "needs", **fields: Any) -> Any:
        course = course or f"course-v1:NIA+survey{next(_numbers)}+2026"
        return api.open_survey(course, block, rules.from_json(fields))

    return make


@pytest.fixture
def fill(survey: Callable[..., Any]) -> Callable[..., None]:
    """`fill(survey, {"KH": 5, "LA": 2})`: so many people of each country send answers."""
    from digigov.needs_survey import api

    def put(one: Any, countries: dict[str, int], **more: str) -> None:
        for country, people in countries.items():
            for _number in range(people):
                who = api.Respondent(person=f"p{next(_numbers)}")
                cells = {cell: ["", text] for cell, text in answers(country, **more).items()}
                api.save(one, who, cells, consent=api.settings_of(one).consent_key)
                api.send(one, who)

    return put


@pytest.fixture(autouse=True)
def nobody_is_limited_by_an_earlier_test() -> None:
    cache.clear()


class Seat:
    """Somebody with the block: `post` a handler's JSON, `get` a file, `html` the page."""

    def __init__(self, runtime: Any, usage: Any) -> None:
        self.runtime, self.usage = runtime, usage
        self.published: list[tuple[str, Any]] = []
        runtime.publish = lambda block, name, data: self.published.append((name, data))

    @property
    def block(self) -> Any:
        return self.runtime.get_block(self.usage)

    @property
    def consent(self) -> str:
        return str(self.block.settings().consent_key)

    def post(self, handler: str, body: Any = None, method: str = "POST") -> tuple[int, dict[str, Any]]:
        data = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        answer = self.runtime.handle(self.block, handler, Request.blank("/", method=method, body=data))
        assert answer.content_type == "application/json"
        return answer.status_int, json.loads(answer.body)

    def get(self, suffix: str, method: str = "GET") -> tuple[int, bytes]:
        answer = self.runtime.handle(self.block, "export", Request.blank("/", method=method), suffix)
        return answer.status_int, answer.body

    def html(self, view: str = "student_view") -> str:
        return str(self.block.render(view).content)


@pytest.fixture
def seat(runtime_for: Callable[..., Any]) -> Callable[..., Seat]:
    """`seat("student", person=12, threshold=3)`; `seat("staff", of=other)` sits at the same block."""
    from lxml import etree

    def make(role: str = "student", person: int | None = 7, of: Seat | None = None, **fields: Any) -> Seat:
        runtime = runtime_for(role)
        attributes = runtime._services["user"].who.opt_attrs
        attributes["xblock-workbench.user_id"] = person
        if of is not None:
            return Seat(runtime, of.usage)
        node = etree.Element("digigov_needs_survey")
        for name, value in fields.items():
            node.set(name, value if isinstance(value, str) else json.dumps(value))
        return Seat(runtime, runtime.parse_xml_string(etree.tostring(node, encoding="unicode")))

    return make
