"""Bitstring Status List: the Recommendation's example, bounds, indexes."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.credentials import (
    MIN_BITS,
    Check,
    Entry,
    HeldList,
    ListFull,
    Malformed,
    StatusList,
    free_index,
    multibase,
    verify_presentation,
)
from digigov.credentials.jose import sign
from digigov.credentials.status_credential import list_content
from digigov.credentials.status_list import MAX_BITS

from .conftest import LIST, NOW, World

W3C = json.loads((Path(__file__).parent / "data/bitstring.json").read_text(encoding="utf-8"))
ENCODED = W3C["list"]["credentialSubject"]["encodedList"]


def test_the_recommendations_list() -> None:
    bits = StatusList.decode(ENCODED)
    assert bits == StatusList.empty() and len(bits) == MIN_BITS
    assert StatusList.decode(bits.encode()) == bits


def test_the_recommendations_entry_and_credential(world: World) -> None:
    entry = Entry.read(W3C["entry"])
    assert (entry.list_url, entry.index, entry.purpose) == (W3C["list"]["id"], 94_567, "revocation")
    assert {**entry.credential_status(), "id": W3C["entry"]["id"]} == W3C["entry"]
    assert Entry.read(entry.status_claim()) == entry
    content = list_content(sign(world.agency, {"typ": "vc+jwt"}, W3C["list"]))
    assert (content.url, content.issuer, content.purposes) == (entry.list_url, "did:example:12345", ("revocation",))
    assert (content.valid_from, content.valid_until, content.ttl) == (1_617_632_860, None, None)


def test_bit_zero_is_leftmost() -> None:
    assert StatusList.empty().flipped(0).bits[0] == 0b1000_0000
    assert StatusList.empty().flipped(7).bits[0] == 0b0000_0001
    assert StatusList.empty().flipped(MIN_BITS - 1).bits[-1] == 0b0000_0001


@settings(deadline=None)
@given(st.sets(st.integers(0, MIN_BITS - 1), max_size=20), st.data())
def test_flipping_changes_one_bit(indexes: set[int], data: st.DataObject) -> None:
    bits = StatusList.empty()
    for index in indexes:
        bits = bits.flipped(index)
    assert [index for index in range(MIN_BITS) if bits.bits[index // 8] and bits[index]] == sorted(indexes)
    assert StatusList.decode(bits.encode()) == bits
    for index in indexes:
        bits = bits.flipped(index, value=False)
    assert bits == StatusList.empty()


@pytest.mark.parametrize("index", [-1, MIN_BITS])
def test_outside_of_the_list(index: int) -> None:
    with pytest.raises(IndexError):
        StatusList.empty().flipped(index)


def packed(data: bytes) -> str:
    return multibase.base64url(data)


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "u",
        ENCODED[1:],
        "m" + ENCODED[1:],
        ENCODED[:-4],
        ENCODED + "AAAA",
        packed(b"not gzip"),
        packed(gzip.compress(bytes(MIN_BITS // 8 - 1))),
        packed(gzip.compress(bytes(MAX_BITS // 8 + 1))),
        packed(gzip.compress(bytes(10**8))),
        packed(gzip.compress(bytes(MIN_BITS // 8)) * 2),
    ],
    ids=lambda text: text[:4],  # further on the time of packing is written, another in each process
)
def test_lists_that_are_refused(encoded: str) -> None:
    with pytest.raises(Malformed):
        StatusList.decode(encoded)


def test_a_bomb_is_not_unpacked() -> None:
    """A gigabyte in a megabyte: no more than the greatest list is held at any time."""
    import tracemalloc

    bomb = packed(gzip.compress(bytes(10**8)))
    tracemalloc.start()
    try:
        with pytest.raises(Malformed, match="more than"):
            StatusList.decode(bomb)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [0, MIN_BITS - 8, MIN_BITS + 1, MAX_BITS + 8])
def test_sizes_that_hide_nobody(size: int) -> None:
    with pytest.raises(Malformed):
        StatusList.empty(size)


def test_a_full_random_list_fits_a_token(world: World) -> None:
    """The greatest entropy that 131,072 bits can have, and still readable by our own reader."""
    import os
    from dataclasses import replace

    full = replace(world, bits=StatusList(os.urandom(MIN_BITS // 8)))
    report = verify_presentation(full.shown(full.credential()), full.policy(), NOW)
    assert report.failed is (Check.NOT_REVOKED if full.bits[full.index] else None)


def test_indexes_are_random_free_and_exhaustible() -> None:
    taken: set[int] = set()
    for _ in range(64):
        taken.add(free_index(taken, 64))
    assert taken == set(range(64))
    with pytest.raises(ListFull):
        free_index(taken, 64)
    halves = Counter(free_index((), MIN_BITS) < MIN_BITS // 2 for _ in range(2000))
    assert 800 < halves[True] < 1200


@pytest.mark.parametrize(
    "change",
    [
        {"type": "StatusList2021Entry"},
        {"statusListIndex": 7},
        {"statusListIndex": "-1"},
        {"statusListIndex": "٣"},
        {"statusListIndex": "9" * 5000},
        {"statusListCredential": None},
        {"statusPurpose": "message"},
        {"statusPurpose": []},
        {"statusSize": 2},
    ],
    ids=repr,
)
def test_entries_that_are_refused(world: World, change: dict[str, object]) -> None:
    status = {"bitstring_status_list": Entry(LIST, 7).credential_status() | change}
    report = verify_presentation(world.shown(world.credential(status=status)), world.policy(), NOW)
    assert report.failed is Check.STATUS_ENTRY


def test_an_index_beyond_the_list_is_refused(world: World) -> None:
    token = world.shown(world.credential(status=Entry(LIST, MIN_BITS).status_claim()))
    assert verify_presentation(token, world.policy(), NOW).failed is Check.STATUS_LIST_FORM


def test_suspension_says_so(world: World) -> None:
    token = world.shown(world.credential(status=Entry(LIST, 5, "suspension").status_claim()))
    from dataclasses import replace

    suspended = replace(world, bits=world.bits.flipped(5))
    lists = {LIST: HeldList(suspended.status_token(purpose="suspension"), NOW)}
    report = verify_presentation(token, world.policy(lists=lists), NOW)
    assert (report.failed, "suspended" in report.detail) == (Check.NOT_REVOKED, True)
    assert verify_presentation(token, suspended.policy(), NOW).failed is Check.STATUS_LIST_FORM


@pytest.mark.parametrize(("days", "ok"), [(364, True), (366, False)])
def test_a_list_without_ttl_counts_as_long_as_the_policy_says(world: World, days: int, ok: bool) -> None:
    from dataclasses import replace

    from digigov.credentials.encoding import from_json, unb64url

    vc = from_json(unb64url(world.status_token(lifetime=400 * 86_400).split(".")[1]))
    del vc["credentialSubject"]["ttl"]
    later = NOW + days * 86_400
    policy = world.policy(lists={LIST: HeldList(sign(world.agency, {"typ": "vc+jwt"}, vc), NOW)})
    token = world.shown(world.credential(expires=later + 1), now=later)
    assert verify_presentation(token, policy, later).failed is Check.STATUS_LIST_FRESH
    assert policy.status is not None
    patient = replace(policy, status=replace(policy.status, max_age=365 * 86_400))
    assert verify_presentation(token, patient, later).ok is ok
