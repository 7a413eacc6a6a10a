"""Every attack of the demonstration, and the check that refuses it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digigov.credentials import (
    Binding,
    Check,
    HeldList,
    KeySet,
    Outcome,
    Policy,
    SigningKey,
    StatusRule,
    b64url,
    bind_with,
    issue,
    present,
    split,
    verify_presentation,
)
from digigov.credentials.jose import sign
from digigov.credentials.vc import TYPE

from .conftest import AGENCY, BANK, LIST, NOW, World

Attack = Callable[[World], tuple[str, Policy]]
ATTACKS: dict[str, tuple[Attack, Check]] = {}


def attack(name: str, check: Check) -> Callable[[Attack], Attack]:
    def keep(function: Attack) -> Attack:
        ATTACKS[name] = (function, check)
        return function

    return keep


def payload_of(jwt: str) -> dict[str, Any]:
    part = jwt.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(part + "==")))


def with_payload(token: str, **changes: Any) -> str:
    """The token with other claims under the old signature."""
    jwt, rest = token.split("~", 1)
    header, _payload, signature = jwt.split(".")
    return f"{header}.{b64url(json.dumps(payload_of(jwt) | changes).encode())}.{signature}~{rest}"


def with_header(token: str, signature: Callable[[bytes], bytes], **header: Any) -> str:
    jwt, rest = token.split("~", 1)
    data = f"{b64url(json.dumps({'typ': TYPE, 'kid': 'agency-1'} | header).encode())}.{jwt.split('.')[1]}"
    return f"{data}.{b64url(signature(data.encode()))}~{rest}"


def rebound(world: World, token: str) -> str:
    """With a fresh proof by the citizen over whatever is presented."""
    return bind_with(token, world.citizen, audience=BANK, nonce="n-1", now=NOW)


def disclosure(*parts: Any) -> str:
    return b64url(json.dumps(parts).encode())


@attack("edited claim in the signed part", Check.ISSUER_SIGNATURE)
def _(world: World) -> tuple[str, Policy]:
    return with_payload(world.shown(world.credential()), extract_number="2026-999999"), world.policy()


@attack("edited disclosure", Check.DISCLOSURE_SIGNED)
def _(world: World) -> tuple[str, Policy]:
    parts = split(present(world.credential(), [("given_name",)]))
    salt, name, _value = json.loads(base64.urlsafe_b64decode(parts.disclosures[0] + "=="))
    return rebound(world, f"{parts.issuer_jwt}~{disclosure(salt, name, '춘향')}~"), world.policy()


@attack("swapped issuer, not trusted", Check.ISSUER_KNOWN)
def _(world: World) -> tuple[str, Policy]:
    return with_payload(world.shown(world.credential()), iss="https://evil.example"), world.policy()


@attack("swapped issuer, trusted", Check.ISSUER_KEY)
def _(world: World) -> tuple[str, Policy]:
    other = KeySet((SigningKey.generate().public,))
    token = with_payload(world.shown(world.credential()), iss="https://other.example")
    return token, replace(world.policy(), issuers={**world.policy().issuers, "https://other.example": other})


@attack("signed by an issuer of one's own under the agency's name", Check.ISSUER_SIGNATURE)
def _(world: World) -> tuple[str, Policy]:
    forger = replace(world, agency=SigningKey.generate(kid="agency-1"))
    return forger.shown(forger.credential()), world.policy()


@attack("stolen credential, no proof", Check.BINDING_PRESENT)
def _(world: World) -> tuple[str, Policy]:
    return present(world.credential(), [("given_name",)]), world.policy()


@attack("stolen credential, the thief's own proof", Check.HOLDER_SIGNATURE)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(), key=SigningKey.generate()), world.policy()


@attack("stolen presentation, its proof left out", Check.BINDING_PRESENT)
def _(world: World) -> tuple[str, Policy]:
    return split(world.shown(world.credential())).bound, world.policy()


@attack("replayed presentation", Check.NONCE)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential()), replace(world.policy(), binding=Binding(BANK, "n-2"))


@attack("presentation made for another verifier", Check.AUDIENCE)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(), audience="https://shop.example"), world.policy()


@attack("forged disclosure", Check.DISCLOSURE_SIGNED)
def _(world: World) -> tuple[str, Policy]:
    forged = disclosure("salt", "is_over_65", True)
    return rebound(world, present(world.credential(), [("given_name",)]) + forged + "~"), world.policy()


@attack("forged disclosure over a signed claim", Check.DISCLOSURE_SIGNED)
def _(world: World) -> tuple[str, Policy]:
    forged = disclosure("salt", "exp", NOW * 2)
    return rebound(world, present(world.credential(), [("given_name",)]) + forged + "~"), world.policy()


@attack("forged disclosure with a reserved name", Check.DISCLOSURE_NAMES)
def _(world: World) -> tuple[str, Policy]:
    forged = disclosure("salt", "_sd", ["x"])
    return rebound(world, present(world.credential(), [("given_name",)]) + forged + "~"), world.policy()


@attack("repeated disclosure", Check.DISCLOSURE_ONCE)
def _(world: World) -> tuple[str, Policy]:
    parts = split(present(world.credential(), [("given_name",)]))
    return rebound(world, parts.bound + parts.disclosures[0] + "~"), world.policy()


@attack("disclosure whose parent is left out", Check.DISCLOSURE_SIGNED)
def _(world: World) -> tuple[str, Policy]:
    parts = split(present(world.credential(), [("address", "street")]))
    inner = min(parts.disclosures, key=len)
    return rebound(world, f"{parts.issuer_jwt}~{inner}~"), world.policy()


@attack("disclosure added after the proof", Check.BINDING_HASH)
def _(world: World) -> tuple[str, Policy]:
    credential = world.credential()
    proof = split(world.shown(credential)).key_binding
    return present(credential, [("given_name",), ("birth_date",)]) + proof, world.policy()


@attack("disclosure taken away after the proof", Check.BINDING_HASH)
def _(world: World) -> tuple[str, Policy]:
    credential = world.credential()
    return present(credential, [("given_name",)]) + split(world.shown(credential)).key_binding, world.policy()


@attack("alg none", Check.ALGORITHM)
def _(world: World) -> tuple[str, Policy]:
    return rebound(world, with_header(present(world.credential(), []), lambda _data: b"", alg="none")), world.policy()


@attack("HS256 with the public key as the secret", Check.ALGORITHM)
def _(world: World) -> tuple[str, Policy]:
    pem = world.agency.public.raw.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def signature(data: bytes) -> bytes:
        return hmac.digest(pem, data, hashlib.sha256)

    return rebound(world, with_header(present(world.credential(), []), signature, alg="HS256")), world.policy()


@attack("alg none in the proof", Check.BINDING_ALGORITHM)
def _(world: World) -> tuple[str, Policy]:
    token = split(world.shown(world.credential()))
    header = b64url(b'{"alg":"none","typ":"kb+jwt"}')
    return f"{token.bound}{header}.{token.key_binding.split('.')[1]}.", world.policy()


@attack("a key smuggled into the header", Check.ISSUER_SIGNATURE)
def _(world: World) -> tuple[str, Policy]:
    thief = SigningKey.generate()
    token = with_header(present(world.credential(), []), thief.sign, alg="ES256", jwk=thief.public.jwk())
    return rebound(world, token), world.policy()


@attack("expired", Check.NOT_EXPIRED)
def _(world: World) -> tuple[str, Policy]:
    credential = world.credential(now=NOW - 9000, expires=NOW - 60)
    return world.shown(credential), world.policy()


@attack("not yet valid", Check.NOT_BEFORE)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(starts=NOW + 61)), world.policy()


@attack("issued in the future", Check.ISSUED)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(now=NOW + 61)), world.policy()


@attack("proof from the future", Check.BINDING_TIME)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(), now=NOW + 61), world.policy()


@attack("proof of yesterday", Check.BINDING_TIME)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(), now=NOW - 361), world.policy()


@attack("revoked", Check.NOT_REVOKED)
def _(world: World) -> tuple[str, Policy]:
    revoked = replace(world, bits=world.bits.flipped(world.index))
    return world.shown(world.credential()), revoked.policy()


@attack("forged status list", Check.STATUS_LIST_SIGNATURE)
def _(world: World) -> tuple[str, Policy]:
    forged = world.status_token(key=SigningKey.generate(kid="agency-1"))
    return world.shown(world.credential()), world.policy(lists={LIST: HeldList(forged, NOW)})


@attack("status list by another issuer that is trusted", Check.STATUS_LIST_SIGNATURE)
def _(world: World) -> tuple[str, Policy]:
    other = SigningKey.generate()
    forged = world.status_token(key=other, issuer="https://other.example")
    policy = world.policy(lists={LIST: HeldList(forged, NOW)})
    issuers = {**policy.issuers, "https://other.example": KeySet((other.public,))}
    return world.shown(world.credential()), replace(policy, issuers=issuers)


@attack("another status list of the same issuer", Check.STATUS_LIST_FORM)
def _(world: World) -> tuple[str, Policy]:
    other = world.status_token(url="https://moi.example/status/2")
    return world.shown(world.credential()), world.policy(lists={LIST: HeldList(other, NOW)})


@attack("stale status list, copy too old", Check.STATUS_LIST_FRESH)
def _(world: World) -> tuple[str, Policy]:
    held = HeldList(world.status_token(now=NOW - 301), NOW - 301)
    return world.shown(world.credential()), world.policy(lists={LIST: held})


@attack("stale status list, no longer valid", Check.STATUS_LIST_FRESH)
def _(world: World) -> tuple[str, Policy]:
    held = HeldList(world.status_token(now=NOW - 3660), NOW)
    return world.shown(world.credential()), world.policy(lists={LIST: held})


@attack("no status entry", Check.STATUS_ENTRY)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(status=None)), world.policy()


@attack("status list not at hand", Check.STATUS_LIST_HELD)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential()), world.policy(lists={})


@attack("validity claim in a disclosure", Check.PLAIN_CLAIMS)
def _(world: World) -> tuple[str, Policy]:
    claims = {"iss": AGENCY, "vct": "urn:extract:1", "exp": NOW * 2, **world.citizen.public.confirmation()}
    token = issue(claims, world.agency, header={"typ": TYPE}, hidden=[("exp",)])
    return rebound(world, token), world.policy()


@attack("another kind of credential", Check.CREDENTIAL_TYPE)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(kind="urn:library-card")), world.policy()


@attack("another kind of token", Check.TYPE)
def _(world: World) -> tuple[str, Policy]:
    return sign(world.agency, {"typ": "JWT"}, payload_of(world.credential().split("~")[0])) + "~", world.policy()


@attack("weak fingerprints", Check.HASH)
def _(world: World) -> tuple[str, Policy]:
    claims = payload_of(world.credential().split("~")[0]) | {"_sd_alg": "md5"}
    return sign(world.agency, {"typ": TYPE}, claims) + "~", world.policy()


@attack("bound to no key", Check.HOLDER_KEY)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(holder=None)), world.policy()


@attack("not what was asked for", Check.CLAIMS_DISCLOSED)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential(), [("birth_date",)]), world.policy()


@attack("a proof where none is checked", Check.BINDING_PRESENT)
def _(world: World) -> tuple[str, Policy]:
    return world.shown(world.credential()), replace(world.policy(), binding=None)


@attack("a stolen key's signature", Check.ISSUER_KEY)
def _(world: World) -> tuple[str, Policy]:
    keys = world.policy().issuers[AGENCY].revoked("agency-1", NOW)
    return world.shown(world.credential()), replace(world.policy(), issuers={AGENCY: keys})


@attack("old copy of the keys", Check.ISSUER_KEYS_FRESH)
def _(world: World) -> tuple[str, Policy]:
    keys = KeySet((world.agency.public,), NOW - 3601)
    return world.shown(world.credential()), replace(world.policy(), issuers={AGENCY: keys}, max_key_age=3600)


@pytest.mark.parametrize(("make", "check"), ATTACKS.values(), ids=ATTACKS.keys())
def test_the_attack_is_refused_by_its_check(world: World, make: Attack, check: Check) -> None:
    token, policy = make(world)
    report = verify_presentation(token, policy, NOW)
    assert (report.failed, report.claims) == (check, None), report.detail
    assert report.detail
    outcomes = [one.outcome for one in report.results]
    place = outcomes.index(Outcome.FAILED)
    assert outcomes == [Outcome.PASSED] * place + [Outcome.FAILED] + [Outcome.NOT_REACHED] * (len(outcomes) - place - 1)
    json.dumps(report.as_json())


def test_every_check_has_an_attack() -> None:
    """The four that read the bytes are met in test_any_input.py."""
    met = {check for _make, check in ATTACKS.values()}
    reading = {Check.SIZE, Check.FORM, Check.JSON, Check.DISCLOSURE_FORM, Check.BINDING_FORM}
    assert set(Check) - met == reading


def test_the_honest_presentation_passes_every_check(world: World) -> None:
    policy = replace(world.policy(), max_key_age=60)
    report = verify_presentation(world.shown(world.credential()), policy, NOW)
    assert report.failed is None and report.claims is not None
    assert [one.check for one in report.results] == list(Check)
    assert report.claims["given_name"] == "길동"
    assert report.claims["address"] == {"city": "Seoul", "postcode": "03171"}
    assert (report.claims["nationalities"], "birth_date" in report.claims) == ([], False)


def test_the_issuer_is_unreachable(world: World) -> None:
    """Copies of keys and list go on counting for the grace that the policy gives, and their ages are told."""
    later = NOW + 1000
    keys = KeySet((world.agency.public,), NOW)
    policy = replace(
        world.policy(), issuers={AGENCY: keys}, status=StatusRule({LIST: HeldList(world.status_token(), NOW)})
    )
    token = world.shown(world.credential(), now=later)
    assert verify_presentation(token, policy, later).failed is Check.STATUS_LIST_FRESH
    assert policy.status is not None
    report = verify_presentation(token, replace(policy, status=replace(policy.status, grace=1000)), later)
    assert (report.ok, report.keys_age, report.status_age) == (True, 1000, 1000)


def test_a_cached_list_stays_wrong_until_its_ttl(world: World) -> None:
    revoked = replace(world, bits=world.bits.flipped(world.index))
    token, old, new = world.shown(world.credential()), world.policy(), revoked.policy()
    assert verify_presentation(token, old, NOW + 100).ok
    assert verify_presentation(token, new, NOW + 100).failed is Check.NOT_REVOKED
    assert verify_presentation(token, old, NOW + 301).failed is Check.STATUS_LIST_FRESH


def test_the_wallet_checks_what_it_is_issued(world: World) -> None:
    policy = replace(world.policy(), binding=None, status=None, required=())
    report = verify_presentation(world.credential(), policy, NOW)
    assert report.claims is not None
    assert report.claims["nationalities"] == ["KR", "FR"]
