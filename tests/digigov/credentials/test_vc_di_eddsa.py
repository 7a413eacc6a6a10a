"""The test vector of W3C VC-DI-EdDSA 1.0, appendix B.1: `eddsa-rdfc-2022`, every published step."""

from __future__ import annotations

from hashlib import sha256

from digigov.credentials import SigningKey, canonical, did_key, multibase
from digigov.credentials.encoding import b64url

PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
MORE = {EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
DOCUMENT = {
    "@context": ["https://www.w3.org/ns/credentials/v2", EXAMPLES],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
DOCUMENT_HASH = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
PROOF_HASH = "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0"
VALUE = "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"


def key() -> SigningKey:
    secret = multibase.decode(SECRET)[2:]  # behind the multicodec ed25519-priv
    public = multibase.decode(PUBLIC)[2:]
    return SigningKey.from_jwk({"kty": "OKP", "crv": "Ed25519", "x": b64url(public), "d": b64url(secret)})


def test_the_key_is_the_published_one() -> None:
    assert did_key(key().public) == f"did:key:{PUBLIC}"


def test_both_hashes_and_the_signature_are_the_published_ones() -> None:
    method = f"did:key:{PUBLIC}#{PUBLIC}"
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        "@context": DOCUMENT["@context"],
    }
    proof_hash, document_hash = sha256(canonical(options, MORE)), sha256(canonical(DOCUMENT, MORE))
    assert proof_hash.hexdigest() == PROOF_HASH
    assert document_hash.hexdigest() == DOCUMENT_HASH
    assert multibase.base58btc(key().sign(proof_hash.digest() + document_hash.digest())) == VALUE
