"""Issue, present, verify, for arbitrary claims and choices; and beside the package sd-jwt, a stranger to it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from unicodedata import normalize

import jwt as pyjwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from digigov.credentials import (
    Binding,
    KeySet,
    Policy,
    SigningKey,
    bind_with,
    issue,
    open_sd_jwt,
    present,
    split,
    verify_presentation,
)

from .conftest import AGENCY, BANK, CLAIMS, HIDDEN, NOW, World

KEY, HOLDER = SigningKey.generate(), SigningKey.generate()
POLICY = Policy(
    issuers={AGENCY: KeySet((KEY.public,))},
    kinds=None,
    binding=Binding(BANK, "n"),
    status=None,
    types=("dc+sd-jwt", "example+sd-jwt"),
)
BASE: dict[str, Any] = {"iss": AGENCY, "exp": NOW + 100, "cnf": HOLDER.public.confirmation()}

texts = st.text(st.characters(codec="utf-8"), max_size=8)
names = texts.filter(
    lambda name: (
        name
        not in {*BASE, "_sd", "...", "_sd_alg", "nbf", "iat", "aud", "vct", "status"} | {"aka_vcts", "vct#integrity"}
    )
)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def nfc(value: Any) -> Any:
    """Issued texts are in NFC."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, dict):
        return {normalize("NFC", name): nfc(inner) for name, inner in value.items()}
    return [nfc(inner) for inner in value] if isinstance(value, list) else value


def same_names(value: Any) -> bool:
    """Whether no two names of an object become one in NFC."""
    if isinstance(value, dict):
        return len({normalize("NFC", name) for name in value}) == len(value) and all(map(same_names, value.values()))
    return all(map(same_names, value)) if isinstance(value, list) else True


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place beneath the claims."""
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [place for step, inner in steps for place in [(*path, step), *places(inner, (*path, step))]]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(names, values, max_size=5).filter(same_names), st.data())
def test_issue_present_verify(claims: dict[str, Any], data: st.DataObject) -> None:
    """Whatever is hidden and whatever is chosen: the verifier sees the chosen claims, and no hidden other."""
    every = places(claims)
    hidden = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    token = issue(claims | BASE, KEY, header={"typ": "dc+sd-jwt"}, hidden=hidden, decoys=data.draw(st.integers(0, 3)))
    opened = open_sd_jwt(token)
    assert opened.claims == nfc(claims) | BASE
    assert sorted(map(repr, opened.paths.values())) == sorted(repr(tuple(map(nfc, path))) for path in hidden)
    chosen = data.draw(st.lists(st.sampled_from(places(opened.claims))))
    shown = present(token, chosen)
    kept = {item.digest for item in open_sd_jwt(shown).disclosures}
    for digest, place in opened.paths.items():
        on_the_way = any(place == path[: len(place)] or path == place[: len(path)] for path in chosen)
        assert (digest in kept) == on_the_way
    bound = bind_with(shown, HOLDER, audience=BANK, nonce="n", now=NOW)
    report = verify_presentation(bound, POLICY, NOW)
    assert report.failed is None, report.detail
    assert report.claims == open_sd_jwt(shown).claims
    if not set(chosen) - {(name,) for name in BASE}:
        for name in {path[0] for path in hidden if len(path) == 1}:
            assert nfc(name) not in report.claims


def jwk(key: SigningKey) -> JWK:
    return JWK(**key.private_jwk())


def public(key: SigningKey) -> JWK:
    return JWK(**{name: value for name, value in key.private_jwk().items() if name != "d"})


def test_theirs_verifies_ours(world: World) -> None:
    token = world.shown(world.credential(), [("given_name",), ("address", "street"), ("nationalities", 1)])
    verifier = SDJWTVerifier(token, lambda _issuer, _header: public(world.agency), BANK, "n-1")
    ours = verify_presentation(token, world.policy(), NOW).claims
    assert ours is not None
    assert verifier.get_verified_payload() == ours
    assert ours["address"] == CLAIMS["address"]


def test_their_holder_presents_ours(world: World) -> None:
    holder = SDJWTHolder(world.credential())
    holder.create_presentation({"given_name": True, "address": {"street": True}}, "n-1", BANK, jwk(world.citizen))
    made = json.loads(pyjwt.utils.base64url_decode(split(holder.sd_jwt_presentation).key_binding.split(".")[1]))["iat"]
    moved = replace(world, now=made)
    token = holder.sd_jwt_presentation
    report = verify_presentation(token, replace(moved.policy(), leeway=86_400 * 3650), made)
    assert report.failed is None, report.detail
    assert report.claims is not None and report.claims["address"] == CLAIMS["address"]


def test_ours_verifies_theirs() -> None:
    claims = {
        **{name: BASE[name] for name in ("iss", "exp")},
        SDObj("name"): "홍길동",
        "of": [SDObj("KR"), SDObj({"a": 1})],
    }
    claims[SDObj("address")] = {SDObj("city"): "Seoul", "country": "KR"}
    issuer = SDJWTIssuer(claims, jwk(KEY), public(HOLDER), add_decoy_claims=True)
    holder = SDJWTHolder(issuer.sd_jwt_issuance)
    holder.create_presentation({"name": True, "of": [False, True], "address": {"city": True}}, "n", BANK, jwk(HOLDER))
    made = json.loads(pyjwt.utils.base64url_decode(split(holder.sd_jwt_presentation).key_binding.split(".")[1]))["iat"]
    report = verify_presentation(holder.sd_jwt_presentation, replace(POLICY, leeway=86_400 * 3650), made)
    assert report.failed is None, report.detail
    assert report.claims is not None
    assert {name: report.claims[name] for name in ("name", "of", "address")} == {
        "name": "홍길동",
        "of": [{"a": 1}],
        "address": {"city": "Seoul", "country": "KR"},
    }


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(names, values, min_size=1, max_size=5).filter(same_names), st.data())
def test_theirs_reads_arbitrary_claims_of_ours(claims: dict[str, Any], data: st.DataObject) -> None:
    hidden = data.draw(st.lists(st.sampled_from(places(claims)), unique=True))
    token = issue(claims | BASE, KEY, header={"typ": "dc+sd-jwt"}, hidden=hidden, decoys=1)
    theirs = SDJWTVerifier(token, lambda _issuer, _header: public(KEY)).get_verified_payload()
    assert theirs == open_sd_jwt(token).claims


def test_the_forged_disclosure_that_theirs_accepts(world: World) -> None:
    """Why the package is an oracle and not our library: CVE-2026-62374's fault is in it too."""
    forged = pyjwt.utils.base64url_encode(b'["s","is_over_65",true]').decode()
    token = present(world.credential(), [("given_name",)]) + forged + "~"
    SDJWTVerifier(token, lambda _issuer, _header: public(world.agency))
    assert not verify_presentation(token, replace(world.policy(), binding=None), NOW).ok


@pytest.mark.parametrize("curve", ["P-256", "Ed25519"])
def test_pyjwt_verifies_our_status_list(world: World, curve: str) -> None:
    key = SigningKey.generate(curve, kid="k")
    token = world.status_token(key=key)
    read = pyjwt.decode(token, pyjwt.PyJWK(key.public.jwk()).key, algorithms=[key.algorithm])
    assert read["credentialSubject"]["encodedList"] == world.bits.encode()
    assert pyjwt.get_unverified_header(token) == {"alg": key.algorithm, "typ": "vc+jwt", "cty": "vc", "kid": "k"}


@pytest.mark.parametrize("curve", ["P-256", "Ed25519"])
def test_either_kind_of_key_serves_both_parties(world: World, curve: str) -> None:
    other = replace(world, agency=SigningKey.generate(curve, kid="agency-1"), citizen=SigningKey.generate(curve))
    assert verify_presentation(other.shown(other.credential()), other.policy(), NOW).ok


def test_hidden_claims_are_in_nothing_but_their_disclosures(world: World) -> None:
    jwt = split(world.credential()).issuer_jwt
    plain = pyjwt.utils.base64url_decode(jwt.split(".")[1]).decode()
    for path in HIDDEN:
        assert f'"{path[0]}"' not in plain or path[0] == "nationalities"
    assert len(json.loads(plain)["_sd"]) == 4 + 2
