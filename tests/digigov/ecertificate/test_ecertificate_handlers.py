"""Any bytes, any JSON, anybody: a named refusal or an answer, never an exception, never unescaped text."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digigov.credentials import b64url
from digigov.ecertificate import stories
from digigov.ecertificate.actions import START

LAX = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=15,
)
NAMES = st.sampled_from(
    [
        "person",
        "options",
        "jwk",
        "jwks",
        "verifier",
        "fields",
        "token",
        "on",
        "name",
        "numbers",
        "country",
        "signatures",
    ]
)
OWN = {"display_name": "e", "story": "custom", "custom": copy.deepcopy(stories.known()["business-tender"])}


@pytest.fixture
def ready(play: Callable[..., Any]) -> Any:
    """A learner with a certificate and a request of the bank."""
    player = play()
    player.apply_and_issue()
    player.do("present", verifier="bank", fields=["full_name", "birth_date", "address"])
    return player


@LAX
@given(body=st.binary(max_size=300))
@pytest.mark.parametrize("handler", ["act", "reset", "preview", "save_story"])
@pytest.mark.parametrize("role", ["student", "staff"])
def test_any_bytes(play: Callable[..., Any], role: str, handler: str, body: bytes) -> None:
    status, answer = play(role).post(handler, body)
    assert status in (400, 403, 409) and answer["error"] and answer["message"]


@LAX
@given(action=st.sampled_from([*START, "signed"]), data=st.dictionaries(NAMES, JSON, max_size=6))
def test_any_json_for_every_action(ready: Any, action: str, data: dict[str, Any]) -> None:
    status, answer = ready.send(action, **data)
    assert status in (200, 400, 409, 422)
    assert answer.get("message") or answer.get("sign")


@LAX
@given(token=st.text(max_size=400) | st.binary(max_size=400).map(b64url))
def test_any_text_as_a_presentation_is_refused_by_a_check(ready: Any, token: str) -> None:
    if ready.work["shown"].get("bank", {}).get("token") == token:
        return
    answer = ready.do("receive", verifier="bank", token=token)
    assert answer["tone"] == "bad"
    assert ready.work["reports"]["bank"]["result"]["failed"]


def test_every_flipped_letter_of_a_presentation_is_refused(ready: Any) -> None:
    token, demo = ready.work["shown"]["bank"]["token"], ready.block._demo()
    nonce = ready.work["requests"]["bank"]["nonce"]
    assert demo.verify(token, "bank", nonce).ok
    for at in range(0, len(token), 7):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        assert not demo.verify(changed, "bank", nonce).ok, at


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b'"x"', b"{", b"\xff", b'{"a": NaN}', b"[" * 20_000, b'{"a": "\\ud800"}']
)
def test_what_is_no_object(play: Callable[..., Any], body: bytes) -> None:
    status, answer = play().post("act", body)
    assert status == 400 and answer["error"] in ("not-json", "not-an-object")


def test_too_large_is_refused_unread(play: Callable[..., Any]) -> None:
    assert play().post("act", b" " * 10_000_000)[0] == 413
    assert play().post("act", {}, method="GET")[0] in (405, 413)


def test_a_long_token_and_a_deep_one_are_refused_by_name(ready: Any) -> None:
    ready.do("receive", verifier="bank", token="a" * 90_000)
    assert ready.work["reports"]["bank"]["result"]["failed"] == "size"
    ready.do("receive", verifier="bank", token=".".join([b64url(b"[" * 20_000)] * 3) + "~")
    assert ready.work["reports"]["bank"]["result"]["failed"] in ("size", "json")


@pytest.mark.parametrize(
    ("action", "data", "error"),
    [
        ("nonsense", {}, "no-such-action"),
        (["apply"], {}, "no-such-action"),
        ("apply", {"person": 9, "options": []}, "no-such-person"),
        ("apply", {"person": True, "options": []}, "no-such-person"),
        ("apply", {"person": 0, "options": ["full_name"]}, "no-such-field"),
        ("apply", {"person": 0, "options": [["x"]]}, "no-such-field"),
        ("apply", {"person": 0, "options": [], "jwk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}, "bad-key"),
        ("apply", {"person": 0, "options": [], "jwk": {"kty": "oct", "k": "AA"}}, "bad-key"),
        ("issue", {}, "no-application"),
        ("batch", {"jwks": []}, "bad-batch"),
        ("present", {"verifier": "bank", "fields": ["exp"]}, "no-such-field"),
        ("present", {"verifier": "spy", "fields": []}, "no-such-verifier"),
        ("open-link", {"verifier": "pool"}, "no-link"),
        ("receive", {"verifier": "bank", "token": 7}, "no-token"),
        ("outage", {"on": "yes"}, "on-or-off"),
        ("attack", {"name": "bribe"}, "no-such-attack"),
        ("attack", {"name": {}}, "no-such-attack"),
        ("count", {"numbers": {}, "country": "X"}, "bad-number"),
        ("signed", {"signatures": ["!"]}, "nothing-to-sign"),
    ],
)
def test_each_refusal_has_its_name(ready: Any, action: Any, data: dict[str, Any], error: str) -> None:
    before = ready.work
    status, answer = ready.send(action, **data)
    assert answer.get("error") == error and 400 <= status < 500
    assert ready.work == before


@pytest.mark.parametrize("signatures", [None, [], ["!!"], [7], ["AA"], [b64url(bytes(64))] * 2, {}])
def test_signatures_of_a_wrong_form(ready: Any, signatures: Any) -> None:
    ready.send("again", verifier="bank")
    status, answer = ready.send("signed", signatures=signatures)
    assert (status, answer["error"]) == (422, "bad-signature")


def test_a_wrong_signature_is_refused_by_the_verifier_itself(ready: Any) -> None:
    ready.send("again", verifier="bank")
    ready.send("signed", signatures=[b64url(bytes([1]) * 64)])
    assert ready.work["reports"]["bank"]["result"]["failed"] == "holder-signature"


def test_editing_is_for_the_course_team(play: Callable[..., Any]) -> None:
    learner = play()
    for handler in ("preview", "save_story"):
        assert learner.post(handler, OWN)[0] == 403
    assert "Only the course team" in learner.block.render("studio_view").content


def test_a_story_is_saved_whole_or_not_at_all(play: Callable[..., Any]) -> None:
    staff = play("staff")
    status, answer = staff.post("save_story", {**OWN, "weight": -1})
    assert status == 422 and [fault["field"] for fault in answer["faults"]] == ["weight"]
    assert staff.block.story == "resident-bank"
    assert staff.post("save_story", {**OWN, "work": {}})[1]["error"] == "unknown-field"
    assert staff.post("save_story", OWN) == (200, {"saved": ["custom", "display_name", "story"]})
    assert "Gureum Bridges Ltd" in staff.block.render("student_view").content


@LAX
@given(
    values=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("story", "custom", "attacks", "weight", "graded_mode"), JSON)
    )
)
def test_any_json_to_the_editor(play: Callable[..., Any], values: dict[str, Any]) -> None:
    staff = play("staff")
    body = json.loads(json.dumps(values, default=str).replace("NaN", "0").replace("Infinity", "0"))
    assert staff.post("preview", body)[0] == 200
    assert staff.post("save_story", body)[0] in (200, 422)


def test_a_story_s_texts_are_escaped_everywhere(play: Callable[..., Any]) -> None:
    story = copy.deepcopy(stories.known()["business-tender"])
    evil = "<img src=x onerror=alert(1)>{{ secret }}{name}"
    story["title"] = story["lead"] = story["fields"][0]["label"] = evil
    story["fields"][0]["samples"] = [evil, evil]
    story["verifiers"][0]["name"] = story["verifiers"][0]["purpose"] = story["certificate"]["agency"] = evil
    player = play(story="custom", custom=story)
    first = story["verifiers"][0]
    player.apply_and_issue()
    player.do("present", verifier=first["id"], fields=first["requires"])
    page = player.block.render("student_view").content + player.do("open-link", verifier=first["id"])["html"]
    page += player.do("attack", name="forged-disclosure")["html"]
    assert "<img" not in page and "&lt;img" in page


def test_a_broken_story_in_an_archive_falls_back(play: Callable[..., Any]) -> None:
    for fields in ({"story": "custom"}, {"story": "custom", "custom": {"id": 1}}, {"story": "gone"}):
        assert "Haneul Savings Bank" in play(**fields).block.render("student_view").content


def test_nobody_gets_the_story_in_words(play: Callable[..., Any]) -> None:
    player = play()
    content = player.block.render("public_view").content
    assert "Haneul Savings Bank" in content and "data-act" not in content
    assert "resident registration extract" in player.block.index_dictionary()["content"]["story"]
