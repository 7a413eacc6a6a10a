"""Badges: issued and verified in both forms, and refused by name for everything that is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digigov.credentials import (
    Achievement,
    BadgeCheck,
    BadgePolicy,
    BadgeReport,
    Entry,
    Evidence,
    HeldList,
    Issuer,
    KeySet,
    Malformed,
    SigningKey,
    StatusList,
    StatusRule,
    badge,
    badge_jwt,
    did_document,
    did_key,
    holder_name,
    key_address,
    resolve,
    sign_badge,
    sign_status_list,
    verify_badge,
)

NOW, DAY = 1_795_000_000, 86_400
LIST = "https://issuer.example/status/1"
WEB = "did:web:issuer.example"
NAMES = ["Ana María Núñez", "Айгүл Токтогулова", "홍길동", "សុខា", "ສົມສັກ", "އިބްރާހީމް", "O'Neil-García"]


@dataclass(frozen=True)
class World:
    """An issuer with a key for each form, and one badge."""

    ed: SigningKey = field(default_factory=lambda: SigningKey.generate("Ed25519", kid="ed-1"))
    ec: SigningKey = field(default_factory=lambda: SigningKey.generate(kid="ec-1"))
    bits: StatusList = field(default_factory=StatusList.empty)
    now: int = NOW

    def credential(self, **changes: Any) -> dict[str, Any]:
        said: dict[str, Any] = {
            "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "issuer": Issuer(WEB, "Example Ministry", "https://issuer.example"),
            "subject": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc34",
            "name": NAMES[0],
            "achievement": Achievement("urn:example:course", "Course", "A course.", "Complete both parts.", hours=22),
            "valid_from": NOW,
            "valid_until": NOW + 900 * DAY,
            "started": NOW - 80 * DAY,
            "ended": NOW - DAY,
            "evidence": [Evidence("Cooperation plan", "Accepted.")],
            "status": Entry(LIST, 94_567),
        }
        return badge(**{**said, **changes})

    def embedded(self, credential: dict[str, Any]) -> str:
        method = key_address(WEB, self.ed.public)
        return json.dumps(sign_badge(credential, self.ed, method=method, now=NOW))

    def token(self, credential: dict[str, Any]) -> str:
        return badge_jwt(credential, self.ec, method=key_address(WEB, self.ec.public))

    def policy(self) -> BadgePolicy:
        keys = KeySet((self.ed.public, self.ec.public))
        published = json.loads(json.dumps(did_document(WEB, keys)))
        signed = sign_status_list(self.bits, self.ec, issuer=WEB, url=LIST, now=NOW, ttl=DAY, lifetime=30 * DAY)
        status = StatusRule({LIST: HeldList(signed, self.now)}, grace=900 * DAY)
        return BadgePolicy(issuers={WEB: resolve(WEB, {WEB: published})}, status=status)

    def verify(self, given: str | bytes) -> BadgeReport:
        return verify_badge(given, self.policy(), self.now)


FORMS: list[Callable[[World, dict[str, Any]], str]] = [World.embedded, World.token]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_issued_and_verified(form: Callable[..., str], name: str) -> None:
    world = World()
    report = world.verify(form(world, world.credential(name=name)))
    assert report.ok, report.detail
    assert report.credential is not None
    assert report.credential["credentialSubject"]["identifier"][0]["identityHash"] == name


def test_a_did_that_is_its_key_needs_no_document() -> None:
    key = SigningKey.generate("Ed25519")
    did = did_key(key.public)
    made = World().credential(issuer=Issuer(did, "Example"), status=None)
    policy = BadgePolicy(issuers={did: resolve(did, {})}, status=None)
    for text in (
        json.dumps(sign_badge(made, key, method=key_address(did, key.public), now=NOW)),
        badge_jwt(made, key, method=key_address(did, key.public)),
    ):
        assert verify_badge(text, policy, NOW).ok


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() for leaf in _leaves(inner, (*path, name))]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in _leaves(inner, (*path, place))]
    return [path]


WORLD = World()
SIGNED = json.loads(WORLD.embedded(WORLD.credential()))


@pytest.mark.parametrize("path", _leaves(SIGNED), ids=lambda path: "/".join(map(str, path)))
def test_no_word_can_be_changed(path: tuple[Any, ...]) -> None:
    changed = deepcopy(SIGNED)
    place = changed
    for step in path[:-1]:
        place = place[step]
    old = place[path[-1]]
    place[path[-1]] = not old if isinstance(old, bool) else old + 1 if isinstance(old, int) else f"{old}x"
    report = WORLD.verify(json.dumps(changed))
    assert not report.ok


@pytest.mark.parametrize("place", [(), ("credentialSubject",), ("issuer",), ("credentialSubject", "achievement")])
def test_no_word_can_be_added(place: tuple[str, ...]) -> None:
    changed = deepcopy(SIGNED)
    where = changed
    for step in place:
        where = where[step]
    where["grade"] = "excellent"
    report = WORLD.verify(json.dumps(changed))
    assert report.failed is BadgeCheck.ISSUER_SIGNATURE
    assert "no context defines" in report.detail


def _foreign(world: World) -> str:
    return world.embedded(world.credential(issuer=Issuer("did:web:other.example", "Other")))


def _forged(world: World) -> str:
    return replace(world, ed=SigningKey.generate("Ed25519", kid="ed-1")).embedded(world.credential())


def _two_proofs(world: World) -> str:
    made = json.loads(world.embedded(world.credential()))
    return json.dumps({**made, "proof": made["proof"] * 2})


def _other_suite(world: World) -> str:
    made = json.loads(world.embedded(world.credential()))
    made["proof"][0]["cryptosuite"] = "eddsa-jcs-2022"
    return json.dumps(made)


def _wrong_claim(world: World) -> str:
    from digigov.credentials.jose import sign

    made = world.credential()
    claims = {"iss": WEB, "jti": made["id"], "sub": "urn:somebody-else", "nbf": NOW, "exp": NOW + 900 * DAY}
    return sign(world.ec, {"typ": "JWT"}, {**made, **claims}, kid=key_address(WEB, world.ec.public))


REFUSED: list[tuple[Callable[[World], str | bytes], BadgeCheck]] = [
    (lambda world: b"x" * 100_000_000, BadgeCheck.SIZE),
    (lambda world: "", BadgeCheck.FORM),
    (lambda world: b"\xff\xfe", BadgeCheck.FORM),
    (lambda world: "a.b.c", BadgeCheck.FORM),
    (lambda world: '{"a": 1, "a": 2}', BadgeCheck.FORM),
    (lambda world: "{}", BadgeCheck.TYPE),
    (lambda world: json.dumps(world.credential()), BadgeCheck.PROOF_FORM),
    (_two_proofs, BadgeCheck.PROOF_FORM),
    (_other_suite, BadgeCheck.PROOF_FORM),
    (_foreign, BadgeCheck.ISSUER_KNOWN),
    (_forged, BadgeCheck.ISSUER_SIGNATURE),
    (_wrong_claim, BadgeCheck.CLAIMS_AGREE),
    (lambda world: world.token(world.credential(status=None)), BadgeCheck.STATUS_ENTRY),
    (
        lambda world: world.token(world.credential(status=Entry("https://other.example/1", 1))),
        BadgeCheck.STATUS_LIST_HELD,
    ),
]


@pytest.mark.parametrize(
    ("make", "check"), REFUSED, ids=[f"{at}-{check.value}" for at, (_, check) in enumerate(REFUSED)]
)
def test_refused_by_name(make: Callable[[World], str | bytes], check: BadgeCheck) -> None:
    report = WORLD.verify(make(WORLD))
    assert report.failed is check, report.detail


def test_revoked_and_ended_say_so_and_still_show_what_was_signed() -> None:
    made = WORLD.embedded(WORLD.credential())
    revoked = replace(WORLD, bits=WORLD.bits.flipped(94_567)).verify(made)
    ended = replace(WORLD, now=NOW + 901 * DAY).verify(made)
    early = replace(WORLD, now=NOW - DAY).verify(made)
    assert (revoked.failed, ended.failed, early.failed) == (
        BadgeCheck.NOT_REVOKED,
        BadgeCheck.NOT_EXPIRED,
        BadgeCheck.NOT_BEFORE,
    )
    assert revoked.credential == ended.credential == WORLD.credential()


def test_old_badges_verify_after_a_rotation_and_none_of_a_stolen_key() -> None:
    made, new = WORLD.embedded(WORLD.credential()), SigningKey.generate("Ed25519", kid="ed-2")
    keys = KeySet((WORLD.ed.public, WORLD.ec.public)).rotated(new.public, NOW + DAY)
    policy = BadgePolicy(issuers={WEB: keys}, status=None)
    assert verify_badge(made, policy, NOW + 2 * DAY).ok
    stolen = replace(policy, issuers={WEB: keys.revoked("ed-1", NOW)})
    assert verify_badge(made, stolen, NOW + 2 * DAY).failed is BadgeCheck.ISSUER_KEY


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "needed"),
        ("   ", "needed"),
        ("a" * 300, "200 characters"),
        ("Ana\x00", "printed"),
        ("Ana\u202emihsarbi", "direction"),
        ("\ud800", "printed"),
    ],
)
def test_names_that_cannot_be_signed(given: str, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        holder_name(given)


def test_a_name_is_signed_in_one_spelling() -> None:
    assert holder_name("  Jose\u0301   Pérez ") == "José Pérez"


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300), st.recursive(st.none() | st.text(), st.lists).map(str))
)
def test_any_input_gets_a_report(given: str | bytes) -> None:
    assert not WORLD.verify(given).ok
