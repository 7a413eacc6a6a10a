"""Keys, key sets, DIDs; published vectors where there are any."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.credentials import (
    Check,
    KeySet,
    Malformed,
    NoKey,
    PublicKey,
    SigningKey,
    b64url,
    did_document,
    did_key,
    did_web,
    did_web_address,
    issuer_metadata,
    multibase,
    resolve,
    unb64url,
    verify_presentation,
)

from .conftest import AGENCY, NOW, World

# RFC 8037, appendix A.1 to A.4.
RFC8037 = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
RFC8037_D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
RFC8037_SIGNED = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
RFC8037_SIGNATURE = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
# RFC 7515, appendix A.3.1.
RFC7515 = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
RFC7515_SIGNED = b"eyJhbGciOiJFUzI1NiJ9." + (
    b"eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
)
RFC7515_SIGNATURE = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"


def test_rfc_8037_signature_and_thumbprint() -> None:
    key = SigningKey.from_jwk(RFC8037 | {"d": RFC8037_D})
    assert b64url(key.sign(RFC8037_SIGNED)) == RFC8037_SIGNATURE
    assert key.kid == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_rfc_7515_signature() -> None:
    key = PublicKey.from_jwk(RFC7515)
    assert key.verify(unb64url(RFC7515_SIGNATURE), RFC7515_SIGNED)
    assert not key.verify(unb64url(RFC7515_SIGNATURE), RFC7515_SIGNED + b"x")


@pytest.mark.parametrize("curve", ["P-256", "Ed25519"])
def test_a_key_comes_back_from_storage_and_shows_no_secret(curve: str) -> None:
    key = SigningKey.generate(curve)
    stored = key.private_jwk()
    again = SigningKey.from_jwk(stored)
    assert key.public.verify(again.sign(b"data"), b"data")
    assert again.kid == key.kid == key.public.thumbprint()
    assert stored["d"] not in repr(key) and "d" not in key.public.jwk()


def test_a_key_as_webcrypto_exports_it() -> None:
    key = SigningKey.generate()
    members = key.public.confirmation()["jwk"]
    exported = {**members, "ext": True, "key_ops": ["verify"]}
    assert PublicKey.from_jwk(exported) == key.public


P256 = SigningKey.generate().public.jwk()


@pytest.mark.parametrize(
    "jwk",
    [
        None,
        [],
        {},
        P256 | {"kty": "OKP"},
        P256 | {"crv": "P-384"},
        P256 | {"crv": []},
        P256 | {"alg": "HS256"},
        P256 | {"alg": []},
        P256 | {"d": P256["x"]},
        P256 | {"x": P256["y"]},
        P256 | {"x": P256["x"] + "="},
        P256 | {"x": "A" * 10_000_000},
        P256 | {"x": 7},
        P256 | {"kid": 7},
        RFC8037 | {"x": None},
    ],
)
def test_what_is_no_public_key(jwk: Any) -> None:
    with pytest.raises(Malformed):
        PublicKey.from_jwk(jwk)


def test_halves_that_do_not_belong_together() -> None:
    with pytest.raises(Malformed, match="another key"):
        SigningKey.from_jwk(SigningKey.generate().private_jwk() | {"d": SigningKey.generate().private_jwk()["d"]})
    with pytest.raises(Malformed):
        SigningKey.from_jwk(P256 | {"d": "A" * 43})


def test_old_credentials_verify_after_a_rotation_and_new_ones_need_the_new_key(world: World) -> None:
    new = SigningKey.generate(kid="agency-2")
    keys = KeySet((world.agency.public,)).rotated(new.public, NOW + 10)
    policy = replace(world.policy(), issuers={AGENCY: keys}, status=None)
    later, after = replace(world, now=NOW + 20), replace(world, now=NOW + 20, agency=new)

    def outcome(token: str) -> Check | None:
        return verify_presentation(token, policy, NOW + 20).failed

    assert outcome(world.shown(world.credential())) is None
    assert outcome(after.shown(after.credential())) is None
    assert outcome(later.shown(later.credential())) is Check.ISSUER_KEY
    assert outcome(after.shown(replace(after, now=NOW).credential(), now=NOW + 20)) is Check.ISSUER_KEY


def test_a_key_set_survives_publishing() -> None:
    one, two = SigningKey.generate().public, SigningKey.generate("Ed25519").public
    keys = KeySet((one,)).rotated(two, NOW).revoked(one.kid, NOW + 5)
    document = issuer_metadata(AGENCY, keys)
    assert document["issuer"] == AGENCY
    assert KeySet.from_jwks(document["jwks"], 7) == replace(keys, fetched_at=7)
    assert KeySet.from_jwks({"keys": [{"kty": "RSA", "n": "x"}, 7]}).keys == ()
    wrong: list[Any] = [
        None,
        {},
        {"keys": 7},
        {"keys": [one.jwk() | {"nbf": "x"}]},
        {"keys": [one.jwk() | {"revoked": {}}]},
    ]
    for odd in wrong:
        with pytest.raises(Malformed):
            KeySet.from_jwks(odd)


def test_finding_a_key() -> None:
    one, two = SigningKey.generate(kid="a").public, SigningKey.generate(kid="b").public
    keys = KeySet((one,)).rotated(two, 100)
    assert keys.find("a", 99, 500) == keys.keys[0]
    assert keys.find("did:web:moi.example#b", 100, 500) == keys.keys[1]
    assert keys.find(None, 100, 500) == keys.keys[1]
    for kid, at in (("a", 100), ("b", 99), ("c", 100), (7, 100)):
        with pytest.raises(NoKey):
            keys.find(kid, at, 500)
    with pytest.raises(NoKey, match="which"):
        KeySet((one, two)).find(None, 1, 500)
    with pytest.raises(NoKey, match="revoked"):
        keys.revoked("a", 300).find("a", 99, 300)


# did:key Method, examples.
DID_KEYS = {
    "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK": {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": "Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY",
    },
    "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv": {
        "kty": "EC",
        "crv": "P-256",
        "x": "igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns",
        "y": "efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM",
    },
}


@pytest.mark.parametrize(("did", "jwk"), DID_KEYS.items())
def test_did_key_examples(did: str, jwk: dict[str, str]) -> None:
    (key,) = resolve(did, {}).keys
    assert key.confirmation()["jwk"] == jwk
    assert did_key(PublicKey.from_jwk(jwk)) == did


@pytest.mark.parametrize(
    "did", ["did:key:", "did:key:z", "did:key:z0", "did:key:u7QE", "did:key:z6Mk", "did:key:z" + "1" * 10**6]
)
def test_no_did_key(did: str) -> None:
    with pytest.raises(Malformed):
        resolve(did, {})


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_multibase_both_ways(data: bytes) -> None:
    assert multibase.decode(multibase.base58btc(data)) == data == multibase.decode(multibase.base64url(data))


@pytest.mark.parametrize(
    ("parts", "did", "address"),
    [
        (("moi.example",), "did:web:moi.example", "https://moi.example/.well-known/did.json"),
        (
            ("moi.example:8443", "a", "b c"),
            "did:web:moi.example%3A8443:a:b%20c",
            "https://moi.example:8443/a/b%20c/did.json",
        ),
    ],
)
def test_did_web(parts: tuple[str, ...], did: str, address: str) -> None:
    assert (did_web(*parts), did_web_address(did)) == (did, address)


@pytest.mark.parametrize(
    "did", ["did:web:", "did:web:a:..", "did:web:a%2Fb", "did:web:a:%2e%2e:x", "did:key:z6", "did:web:a@b", "x"]
)
def test_did_web_that_names_no_place(did: str) -> None:
    with pytest.raises(Malformed):
        did_web_address(did)


def test_a_did_document_and_back(world: World) -> None:
    did = did_web("moi.example", "issuer")
    stolen = SigningKey.generate(kid="stolen").public
    keys = KeySet((world.agency.public, stolen)).revoked("stolen", NOW)
    document = did_document(did, keys)
    assert document["assertionMethod"] == [f"{did}#agency-1"]
    resolved = resolve(did, {did: document}, fetched_at=NOW)
    assert resolved == replace(keys, fetched_at=NOW)
    token = world.shown(world.credential(issuer=did))
    policy = replace(world.policy(), issuers={did: resolved}, status=None)
    assert verify_presentation(token, policy, NOW).ok
    odd: Any
    for odd in (
        None,
        document | {"id": "did:web:evil.example"},
        document | {"verificationMethod": None},
        document | {"verificationMethod": [document["verificationMethod"][0] | {"controller": "did:web:evil.example"}]},
        document | {"verificationMethod": [document["verificationMethod"][1] | {"revoked": "soon"}]},
    ):
        with pytest.raises(Malformed):
            resolve(did, {did: odd})


def test_the_library_needs_neither_django_nor_xblock_nor_pyjwt() -> None:
    code = "import sys, digigov.credentials; print(sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "cryptography" in loaded
    assert not [name for name in ("django", "xblock", "jwt", "requests") if f"'{name}'" in loaded]
    own = "import sys, digigov.credentials; print([n for n in sys.modules if n.startswith('digigov.')])"
    modules = eval(subprocess.run([sys.executable, "-c", own], capture_output=True, text=True, check=True).stdout)
    assert {name.split(".")[1] for name in modules} == {"credentials"}
