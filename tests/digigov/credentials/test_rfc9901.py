"""The examples of RFC 9901, as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from digigov.credentials import Binding, KeySet, Policy, PublicKey, open_sd_jwt, split, verify_presentation
from digigov.credentials.disclosures import digest, parse_disclosure, reveal

VECTORS = json.loads((Path(__file__).parent / "data/rfc9901.json").read_text(encoding="utf-8"))
EXAMPLES = {example["name"]: example for example in VECTORS["examples"]}
KEY = PublicKey.from_jwk(VECTORS["issuer_key"])
example = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES.keys())


def test_every_digest_of_the_rfc() -> None:
    """Sections 5.1, 6.1 to 6.3 and the appendix."""
    pairs = VECTORS["digests"] + [pair for one in EXAMPLES.values() for pair in one["disclosures"]]
    assert len(pairs) == 87
    assert [digest(pair["disclosure"]) for pair in pairs] == [pair["digest"] for pair in pairs]


@example
def test_all_disclosures_give_back_the_issuers_claims(example: dict[str, Any]) -> None:
    disclosures = [parse_disclosure(pair["disclosure"]) for pair in example["disclosures"]]
    revealed = reveal(example["payload"], disclosures)
    assert revealed.faults == {}
    assert {name: revealed.claims[name] for name in example["claims"]} == example["claims"]


@example
def test_the_presentation_shows_what_the_rfc_says(example: dict[str, Any]) -> None:
    opened = open_sd_jwt(example["presentation"])
    assert opened.claims == example["shown"]
    assert opened.jwt.payload == example["payload"]
    assert opened.jwt.signed_by(KEY)


@pytest.mark.parametrize(("name", "made"), [("5.1", 1748537244), ("A.3", None)])
def test_the_presentations_with_key_binding_verify(name: str, made: int | None) -> None:
    """Section 5.2 and appendix A.3, with the whole verifier."""
    example = EXAMPLES[name]
    proof = json.loads(_decoded(split(example["presentation"]).key_binding))
    assert made is None or proof["iat"] == made
    policy = Policy(
        issuers={example["shown"]["iss"]: KeySet((KEY,))},
        kinds=None,
        binding=Binding("https://verifier.example.org", "1234567890"),
        status=None,
        types=("example+sd-jwt", "dc+sd-jwt"),
    )
    report = verify_presentation(example["presentation"], policy, proof["iat"])
    assert (report.failed, report.claims) == (None, example["shown"])


def test_recursive_disclosures_of_section_6_3() -> None:
    recursive = VECTORS["recursive"]
    disclosures = [parse_disclosure(pair["disclosure"]) for pair in recursive["disclosures"]]
    revealed = reveal(recursive["payload"], disclosures)
    assert (revealed.faults, revealed.claims["address"]) == ({}, recursive["address"])
    assert set(revealed.paths.values()) == {("address",), *(("address", name) for name in recursive["address"])}


def _decoded(jwt: str) -> bytes:
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(jwt.split(".")[1] + "==")
