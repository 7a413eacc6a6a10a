"""No input, however odd or large, gets anything but a report."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.credentials import (
    MAX_TOKEN,
    Check,
    HeldList,
    Malformed,
    b64url,
    open_sd_jwt,
    split,
    unb64url,
    verify_presentation,
)
from digigov.credentials.encoding import MAX_DEPTH, from_json
from digigov.credentials.jose import sign, unpack

from .conftest import LIST, NOW, World

WORLD = World()
POLICY = WORLD.policy()
CREDENTIAL = WORLD.credential()
TOKEN = WORLD.shown(CREDENTIAL)
HEADER, PAYLOAD, SIGNATURE = TOKEN.split("~")[0].split(".")


def headed(header: bytes) -> str:
    return f"{b64url(header)}.{PAYLOAD}.{SIGNATURE}~"


def saying(payload: bytes) -> str:
    return f"{HEADER}.{b64url(payload)}.{SIGNATURE}~"


def refused(token: Any) -> Check | None:
    report = verify_presentation(token, POLICY, NOW)
    json.dumps(report.as_json(), ensure_ascii=False).encode()
    assert (report.failed is None) == (report.claims is not None)
    return report.failed


def test_the_token_of_these_tests_is_good() -> None:
    assert refused(TOKEN) is None
    assert refused(TOKEN.encode()) is None


@pytest.mark.parametrize(
    ("token", "check"),
    [
        ("", Check.FORM),
        (None, Check.SIZE),
        (7, Check.SIZE),
        ("~", Check.FORM),
        ("~" * MAX_TOKEN, Check.FORM),
        ("a" * (MAX_TOKEN + 1), Check.SIZE),
        (b"\xff~", Check.FORM),
        ("é~", Check.FORM),
        (TOKEN + "\n", Check.BINDING_FORM),
        (" " + TOKEN, Check.FORM),
        (TOKEN.replace("~", "~~", 1), Check.FORM),
        (f"{HEADER}=.{PAYLOAD}.{SIGNATURE}~", Check.FORM),
        (f"{HEADER}.{PAYLOAD}~", Check.FORM),
        (headed(b"[]"), Check.JSON),
        (headed(b"{}"), Check.JSON),
        (headed(b'{"alg":["ES256"]}'), Check.JSON),
        (headed(b'{"alg":"ES256","alg":"none"}'), Check.JSON),
        (headed(b'{"alg":"ES256","crit":["b64"],"b64":false}'), Check.JSON),
        (saying(b"not json"), Check.JSON),
        (saying(b"\xff"), Check.JSON),
        (saying(b'{"a":NaN}'), Check.JSON),
        (saying(b'{"a":1e999}'), Check.JSON),
        (saying(b'{"a":' + b"9" * 5000 + b"}"), Check.JSON),
        (saying(b'{"a":"\\ud800"}'), Check.JSON),
        (saying(b"[" * 40_000 + b"]" * 8_000), Check.JSON),
        (saying(b'{"a":' * 8_000), Check.JSON),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_odd_tokens_are_refused_by_name(token: Any, check: Check) -> None:
    assert refused(token) is check


@pytest.mark.parametrize("junk", ["7", "[]", '["s"]', '["s","n","v","w"]', "[1,2]", '["s",2,3]', "{", '["s","a","b"] '])
def test_odd_disclosures_are_refused(junk: str) -> None:
    token = f"{split(CREDENTIAL).issuer_jwt}~{b64url(junk.encode())}~"
    assert refused(token) in (Check.DISCLOSURE_FORM, Check.DISCLOSURE_SIGNED)


ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    1e300,
    10**400,
    "",
    "x",
    [],
    [1],
    {},
    {"jwk": 1},
    {"jwk": {}},
    {"jwk": {"kty": "EC", "crv": []}},
]


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize(
    "name", ["iss", "iat", "nbf", "exp", "vct", "cnf", "status", "_sd", "_sd_alg", "aka_vcts", "aud", "..."]
)
def test_odd_claims_under_a_good_signature(name: str, odd: Any) -> None:
    """Even the agency's own key cannot make the verifier stumble."""
    claims = open_sd_jwt(CREDENTIAL).jwt.payload | {name: odd}
    token = sign(WORLD.agency, {"typ": "dc+sd-jwt"}, claims) + "~"
    report = verify_presentation(token, replace(POLICY, binding=None), NOW)
    json.dumps(report.as_json())
    assert report.failed is not None


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("name", ["iat", "aud", "nonce", "sd_hash", "exp", "nbf"])
def test_odd_proofs_under_a_good_signature(name: str, odd: Any) -> None:
    parts = split(TOKEN)
    claims = dict(from_json(unb64url(parts.key_binding.split(".")[1])))
    report = refused(parts.bound + sign(WORLD.citizen, {"typ": "kb+jwt"}, claims | {name: odd}))
    assert report is not None or name in ("exp", "nbf", "iat")


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("name", ["id", "type", "issuer", "validFrom", "validUntil", "credentialSubject"])
def test_odd_status_lists_under_a_good_signature(name: str, odd: Any) -> None:
    vc = dict(from_json(unb64url(WORLD.status_token().split(".")[1])))
    lists = {LIST: HeldList(sign(WORLD.agency, {"typ": "vc+jwt"}, vc | {name: odd}), NOW)}
    assert verify_presentation(TOKEN, WORLD.policy(lists=lists), NOW).failed is not None


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=300) | st.lists(st.sampled_from('~.{}[]"eyJ'), max_size=60).map("".join)
)
def test_any_bytes_get_a_report(token: Any) -> None:
    assert refused(token) is not None


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(TOKEN) * 8 - 1))
def test_any_flipped_bit_is_refused(place: int) -> None:
    changed = bytearray(TOKEN.encode())
    changed[place // 8] ^= 1 << place % 8
    assert refused(bytes(changed)) is not None


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_part_removed_or_repeated_is_refused(data: st.DataObject) -> None:
    for separator in "~.":
        parts = TOKEN.split(separator)
        place = data.draw(st.integers(0, len(parts) - 1))
        gone = parts[:place] + parts[place + 1 :]
        twice = [*parts[: place + 1], *parts[place:]]
        assert refused(separator.join(gone)) is not None
        assert refused(separator.join(twice)) is not None


@settings(max_examples=50, deadline=None)
@given(st.permutations(split(TOKEN).disclosures))
def test_reordered_disclosures_say_the_same_and_break_the_proof(order: list[str]) -> None:
    parts = split(TOKEN)
    bare = "~".join((parts.issuer_jwt, *order, ""))
    claims = verify_presentation(bare, replace(POLICY, binding=None), NOW).claims
    assert claims == open_sd_jwt(parts.bound).claims
    expected = None if tuple(order) == parts.disclosures else Check.BINDING_HASH
    assert refused(bare + parts.key_binding) is expected


@pytest.mark.parametrize(
    "flood", ["a" * 10_000_000, "[" * 10_000_000, "~" * 10_000_000, HEADER + "." + "A" * 10_000_000]
)
def test_ten_megabytes_are_refused_without_memory(flood: str) -> None:
    verify_presentation("warm", POLICY, NOW)
    tracemalloc.start()
    try:
        assert refused(flood) is Check.SIZE
        assert refused(flood.encode()) is Check.SIZE
        # The encoded copy is this test's own.
        assert tracemalloc.get_traced_memory()[1] - len(flood) < 100_000
    finally:
        tracemalloc.stop()


def test_nesting_through_disclosures_is_bounded() -> None:
    """Each disclosure is shallow; chained they would be as deep as there are disclosures."""
    from digigov.credentials.disclosures import digest

    disclosures, inner = [], "bottom"
    for _level in range(400):
        encoded = b64url(json.dumps(["s", "a", inner]).encode())
        disclosures.append(encoded)
        inner = {"_sd": [digest(encoded)]}  # type: ignore[assignment]
    claims = open_sd_jwt(CREDENTIAL).jwt.payload | {"deep": inner}
    token = "~".join((sign(WORLD.agency, {"typ": "dc+sd-jwt"}, claims), *disclosures, ""))
    assert len(token) < MAX_TOKEN
    assert refused(token) is Check.DISCLOSURE_FORM


@pytest.mark.parametrize("depth", [MAX_DEPTH, MAX_DEPTH + 1])
def test_depth_is_counted_outside_of_strings(depth: int) -> None:
    text = ("[" * depth + '"[[[[\\"[[[[[[[[[[[[[[["' + "]" * depth).encode()
    if depth == MAX_DEPTH:
        assert from_json(text)
    else:
        with pytest.raises(Malformed, match="nested"):
            from_json(text)


@pytest.mark.parametrize("number", [512, 513, 514])
def test_disclosures_are_counted_before_they_are_read(number: int) -> None:
    text = "signed" + "~x" * number + "~"
    if number == 512:
        assert split(text).disclosures == ("x",) * number
    else:
        with pytest.raises(Malformed, match="more than 512 disclosures"):
            split(text)


@pytest.mark.parametrize("dots", [0, 1, 2, 3, 4])
def test_a_signed_part_has_two_dots(dots: int) -> None:
    text = ".".join(["e30"] * (dots + 1))
    if dots == 2:
        assert unpack(text).signing_input == b"e30.e30"
    else:
        with pytest.raises(Malformed, match="three parts"):
            unpack(text)


@settings(max_examples=1000, deadline=None)
@given(st.text("AQgwEBab09-_+/= \né", max_size=9) | st.binary(max_size=9).map(b64url))
def test_base64url_is_read_exactly_when_it_is_written_so(text: str) -> None:
    """Beside the plain definition: what is read is written back as the same text."""
    import base64

    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"==")
        expected = data if b64url(data) == text else None
    except ValueError:
        expected = None
    try:
        assert unb64url(text) == expected
    except Malformed:
        assert expected is None
