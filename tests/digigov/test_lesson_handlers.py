"""Whatever is sent to a handler, JSON comes back: the answer, or a named refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webob import Request

from digigov.common.handlers import MAX_BODY

HANDLERS = ("preview", "save_lesson")
GOOD = {
    "content": "New [@a]\r\n",
    "minutes": 3,
    "objectives": ["x"],
    "sources": [{"key": "a", "title": "T"}],
    "display_name": "N",
}


def ask(
    block: Any, handler: str, body: bytes | dict[str, Any], method: str = "POST", **headers: str
) -> tuple[int, Any]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = Request.blank("/", method=method, body=raw, headers=headers)
    response = block.runtime.handle(block, handler, request)
    assert response.content_type == "application/json"
    return response.status_int, json.loads(response.body)


BODIES = [
    (b"", "not-json"),
    (b"\xff\xfe", "not-json"),
    (b"{", "not-json"),
    (b"{} {}", "not-json"),
    (b"NaN", "not-json"),
    (b'{"content": NaN}', "not-json"),
    (b'{"minutes": Infinity}', "not-json"),
    (b'{"content": "\\ud800"}', "not-json"),
    (b"[" * 100_000, "not-json"),
    (b'{"a":' * 50_000, "not-json"),
    (b'{"minutes": ' + b"9" * 10_000 + b"}", "not-json"),
    (b"null", "not-an-object"),
    (b"[]", "not-an-object"),
    (b'"text"', "not-an-object"),
    (b"1", "not-an-object"),
]


@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize(("body", "error"), BODIES, ids=[repr(body[:30]) for body, _ in BODIES])
def test_hostile_bodies(lesson: Callable[..., Any], handler: str, body: bytes, error: str) -> None:
    status, answer = ask(lesson("staff"), handler, body)
    assert (status, answer["error"]) == (400, error)
    assert answer["message"]


@pytest.mark.parametrize("handler", HANDLERS)
def test_method_size_and_role(lesson: Callable[..., Any], handler: str) -> None:
    staff, student = lesson("staff"), lesson("student")
    assert ask(staff, handler, {}, method="GET")[0] == 405
    status, answer = ask(staff, handler, b" " * (MAX_BODY + 1))
    assert (status, answer["error"]) == (413, "too-large")
    for body in (GOOD, b"\xff", b"", b" " * (MAX_BODY + 1)):
        status, answer = ask(student, handler, body)
        assert (status, answer["error"]) == (403, "not-an-author")
    assert student.content == "Text."


def test_a_false_length_does_not_help(lesson: Callable[..., Any]) -> None:
    block = lesson("staff")
    request = Request.blank("/", method="POST", body=json.dumps(GOOD).encode())
    request.content_length = MAX_BODY + 1
    assert block.runtime.handle(block, "preview", request).status_int == 413


def test_saving_keeps_what_was_sent(lesson: Callable[..., Any]) -> None:
    block = lesson("staff")
    assert ask(block, "save_lesson", GOOD) == (200, {"saved": sorted(GOOD)})
    fresh = block.runtime.get_block(block.scope_ids.usage_id)
    assert {name: getattr(fresh, name) for name in GOOD} == GOOD | {"content": "New [@a]\n"}


def test_a_fault_saves_nothing(lesson: Callable[..., Any]) -> None:
    block = lesson("staff")
    status, answer = ask(block, "save_lesson", GOOD | {"minutes": 0, "content": "a\n<script>"})
    assert (status, answer["error"]) == (422, "faults")
    assert [(fault["field"], fault["line"]) for fault in answer["faults"]] == [("minutes", None), ("content", 2)]
    fresh = block.runtime.get_block(block.scope_ids.usage_id)
    assert (fresh.content, fresh.minutes, fresh.objectives) == ("Text.", None, [])


def test_unknown_fields_are_refused(lesson: Callable[..., Any]) -> None:
    status, answer = ask(lesson("staff"), "save_lesson", {"terms": {}, "xml_attributes": {}})
    assert (status, answer["error"]) == (400, "unknown-field")


def test_the_preview_is_the_lesson(lesson: Callable[..., Any]) -> None:
    block = lesson("staff")
    status, answer = ask(block, "preview", GOOD)
    assert (status, answer["faults"]) == (200, [])
    assert block.content == "Text."
    ask(block, "save_lesson", GOOD)
    assert (
        block.runtime.get_block(block.scope_ids.usage_id).render("student_view").content.count(answer["html"].strip())
        == 1
    )


def test_the_preview_of_faults_shows_what_it_can(lesson: Callable[..., Any]) -> None:
    status, answer = ask(
        lesson("staff"), "preview", {"content": "still *here*", "minutes": "x", "sources": 3, "objectives": [1]}
    )
    assert status == 200
    assert "<em>here</em>" in answer["html"]
    assert {fault["field"] for fault in answer["faults"]} == {"minutes", "sources", "objectives"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from([*GOOD, "terms", "other"])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(FIELDS, JSON, max_size=5), st.sampled_from(HANDLERS))
def test_any_json_object(lesson: Callable[..., Any], data: dict[str, Any], handler: str) -> None:
    status, answer = ask(lesson("staff"), handler, data)
    assert status in (200, 400, 422)
    assert (status == 200) != ("error" in answer)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.sampled_from(HANDLERS), st.sampled_from(["staff", "student"]))
def test_any_bytes(lesson: Callable[..., Any], body: bytes, handler: str, role: str) -> None:
    assert ask(lesson(role), handler, body)[0] in ((403,) if role == "student" else (200, 400))
