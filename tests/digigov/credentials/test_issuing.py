"""What cannot be issued is said so; what can has the properties that privacy needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from digigov.credentials import (
    Malformed,
    SigningKey,
    bind,
    binding_input,
    issue,
    open_sd_jwt,
    present,
    sd_hash,
    split,
    unb64url,
)
from digigov.credentials.encoding import MAX_TOKEN

from .conftest import BANK, CLAIMS, HIDDEN, NOW, World

KEY = SigningKey.generate()


def issued(claims: Any, *hidden: Any, decoys: int = 0) -> str:
    return issue(claims, KEY, header={"typ": "dc+sd-jwt"}, hidden=hidden, decoys=decoys)


@pytest.mark.parametrize(
    ("claims", "hidden", "words"),
    [
        ({"_sd": []}, [], "named"),
        ({"a": {"...": 1}}, [], "named"),
        ({"a": [{"_sd": 1}]}, [("a", 0)], "named"),
        ({"_sd_alg": "x"}, [], "named"),
        ({1: 2}, [], "not text"),
        ({"a": {2: 3}}, [("a",)], "not text"),
        ({"a": 1}, [("b",)], "no claim"),
        ({"a": 1}, [("a", "b")], "no parts"),
        ({"a": [1]}, [("a", 1)], "no element"),
        ({"a": [1]}, [("a", "x")], "no element"),
        ({"a": 1}, [()], "the whole"),
        ({"a": float("nan")}, [], "JSON"),
        ({"a": object()}, [("a",)], "JSON"),
        ({"a": "\ud800"}, [("a",)], "half"),
        ({"a": {"b": "\ud800"}}, [], "half"),
        ({"\uac00": 1, "\u1100\u1161": 2}, [], "spelt"),
        ({"\uac00": 1, "\u1100\u1161": 2}, [("\uac00",)], "spelt"),
        ({"a": "x" * MAX_TOKEN}, [], "too large"),
        ({"a": list(range(600))}, [("a", None)], "too large"),
    ],
)
def test_claims_that_cannot_be_issued(claims: Any, hidden: Any, words: str) -> None:
    with pytest.raises(Malformed, match=words):
        issued(claims, *hidden)


def test_nesting_is_bounded() -> None:
    deep: Any = 1
    for _level in range(40):
        deep = [deep]
    for hidden in ([], [("a",)], [("a", 0, 0)]):
        with pytest.raises(Malformed, match="deep"):
            issued({"a": deep}, *hidden)


def test_names_in_other_spellings_become_one() -> None:
    """NFC: verifiers compare names character by character."""
    decomposed = "Jose\u0301"
    assert open_sd_jwt(issued({"name": decomposed, "in": {"name": [decomposed]}}, ("name",))).claims == {
        "name": "Jos\u00e9",
        "in": {"name": ["Jos\u00e9"]},
    }


def test_no_two_credentials_share_a_salt_a_digest_or_an_order(world: World) -> None:
    one, other = (open_sd_jwt(world.credential()) for _ in range(2))
    salts = {item.salt for item in (*one.disclosures, *other.disclosures)}
    assert len(salts) == 2 * len(one.disclosures) and min(map(len, salts)) == 24
    assert not set(one.jwt.payload["_sd"]) & set(other.jwt.payload["_sd"])
    assert one.jwt.payload["_sd"] == sorted(one.jwt.payload["_sd"])


def test_decoys_stand_wherever_something_is_hidden() -> None:
    claims = {"a": {"b": 1, "c": 2}, "d": 3}
    payload = open_sd_jwt(issued(claims, ("a", "b"), ("d",), decoys=3)).jwt.payload
    assert (len(payload["_sd"]), len(payload["a"]["_sd"]), payload["_sd_alg"]) == (4, 4, "sha-256")
    assert "_sd" not in open_sd_jwt(issued(claims, decoys=3)).jwt.payload


def test_nothing_hidden_is_a_plain_token() -> None:
    """SD-JWT VC, section 2.2.2.5."""
    opened = open_sd_jwt(issued({"a": [1, {"b": None}]}))
    assert (opened.jwt.payload, opened.disclosures) == ({"a": [1, {"b": None}]}, ())


@pytest.mark.parametrize("name", ["iss", "iat", "nbf", "exp", "cnf", "vct", "status"])
def test_what_decides_is_neither_claimed_nor_hidden(world: World, name: str) -> None:
    with pytest.raises(Malformed, match="set by the issuer"):
        world.credential(claims=CLAIMS | {name: 1})
    with pytest.raises(Malformed, match="left out"):
        world.credential(hidden=[*HIDDEN, (name,)])


@pytest.mark.parametrize("times", [{"expires": NOW - 1}, {"starts": NOW + 86_401}])
def test_a_credential_that_would_never_be_valid(world: World, times: dict[str, int]) -> None:
    with pytest.raises(Malformed, match="never"):
        world.credential(**times)


def test_a_signature_from_elsewhere(world: World) -> None:
    """The browser signs exactly the text it is given, and the result is what Python would have made."""
    shown = present(world.credential(), [("given_name",)])
    text = binding_input(shown, audience=BANK, nonce="n-1", now=NOW)
    header, payload = (split_part for split_part in text.split("."))
    assert header == "eyJhbGciOiJFUzI1NiIsInR5cCI6ImtiK2p3dCJ9"
    token = bind(shown, text, world.citizen.sign(text.encode("ascii")))
    assert token.startswith(f"{shown}{header}.{payload}.")
    assert split(token).bound == shown
    assert sd_hash(shown) in unb64url(payload).decode()


@pytest.mark.parametrize(
    "misuse",
    [
        lambda shown, text: bind(shown, text, b"short"),
        lambda shown, text: bind(shown, text + ".x", bytes(64)),
        lambda shown, text: bind(shown + text, text, bytes(64)),
        lambda shown, text: binding_input(shown + "x.y.z", audience=BANK, nonce="n", now=NOW),
        lambda shown, text: binding_input("no tilde", audience=BANK, nonce="n", now=NOW),
        lambda shown, text: binding_input("é~", audience=BANK, nonce="n", now=NOW),
        lambda shown, text: present(shown, [("nothing",)]),
        lambda shown, text: present(shown, [("address", "city", 0)]),
        lambda shown, text: open_sd_jwt(shown + "WyJhIl0~"),
    ],
)
def test_misuse_is_refused(world: World, misuse: Callable[[str, str], str]) -> None:
    shown = present(world.credential(), [])
    text = binding_input(shown, audience=BANK, nonce="n", now=NOW)
    with pytest.raises(Malformed):
        misuse(shown, text)


def test_claims_that_hold_themselves() -> None:
    ring: dict[str, Any] = {}
    ring["a"] = ring
    for hidden in ([], [("a",)]):
        with pytest.raises(Malformed):
            issued(ring, *hidden)
