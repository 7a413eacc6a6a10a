"""The embedded proof `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.2), made and read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from digigov.credentials import multibase
from digigov.credentials.encoding import Malformed
from digigov.credentials.keys import SIGNATURE_BYTES, PublicKey
from digigov.credentials.rdf import canonical
from digigov.credentials.signing_key import SigningKey
from digigov.credentials.times import from_rfc3339, rfc3339

SUITE = "eddsa-rdfc-2022"
PURPOSE = "assertionMethod"
# Every member that a proof may have here: one that is not known could change what the signature means.
MEMBERS = frozenset({"id", "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"})


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that was read and not yet believed. `created` is a NumericDate, `method` names the key."""

    options: dict[str, Any]
    method: str
    created: int
    signature: bytes


def add_proof(document: Mapping[str, Any], key: SigningKey, *, method: str, created: int) -> dict[str, Any]:
    """The document with a proof by an Ed25519 key that `method` names, made at `created` (NumericDate). The proof is an
    array of one, as the schema of Open Badges 3.0 wants it. Malformed for another kind of key, for a document that has
    a proof already, and for what cannot be signed whole (see `canonical`)."""
    if key.public.curve != "Ed25519":
        raise Malformed(f"{SUITE} takes an Ed25519 key")
    if "proof" in document:
        raise Malformed("the document has a proof already")
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": rfc3339(created),
        "verificationMethod": method,
        "proofPurpose": PURPOSE,
    }
    signature = key.sign(signing_input(document, options))
    return {**document, "proof": [{**options, "proofValue": multibase.base58btc(signature)}]}


def signing_input(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """What is signed (section 3.2.4): the hash of the canonical proof options, then that of the document without its
    proof; 64 bytes."""
    config = {**options, "@context": document.get("@context")}
    return sha256(canonical(config)).digest() + sha256(canonical(document)).digest()


def read_proof(given: object) -> Proof:
    """The one proof of a document. Malformed when there are none or several, or it is of another kind."""
    proofs = given if isinstance(given, list) else [given]
    if len(proofs) != 1 or not isinstance(proofs[0], Mapping):
        raise Malformed("there is not exactly one proof")
    proof = dict(proofs[0])
    if proof.get("type") != "DataIntegrityProof" or proof.get("cryptosuite") != SUITE:
        raise Malformed(f"the proof is not of the kind {SUITE}")
    if proof.get("proofPurpose") != PURPOSE:
        raise Malformed("the proof was made for another purpose")
    if unknown := sorted(str(name)[:40] for name in proof.keys() - MEMBERS):
        raise Malformed(f"the proof has a member that is not known here: {unknown[0]}")
    method, value = proof.get("verificationMethod"), proof.pop("proofValue", None)
    if not isinstance(method, str) or not isinstance(value, str) or not value.startswith("z"):
        raise Malformed("the proof lacks its key or its value")
    signature = multibase.decode(value)
    if len(signature) != SIGNATURE_BYTES:
        raise Malformed("the proof's value is no Ed25519 signature")
    return Proof(proof, method, from_rfc3339(proof.get("created"), "the proof's date"), signature)


def proves(proof: Proof, document: Mapping[str, Any], key: PublicKey) -> bool:
    """Whether the key made the proof over the document (without its `proof`). Malformed when the document cannot be
    read whole."""
    return key.curve == "Ed25519" and key.verify(proof.signature, signing_input(document, proof.options))
