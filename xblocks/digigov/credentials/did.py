"""`did:key` and `did:web`: names of issuers and the documents behind them. Nothing is fetched: documents are given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digigov.credentials import multibase
from digigov.credentials.encoding import Malformed
from digigov.credentials.key_set import KeySet
from digigov.credentials.keys import PublicKey
from digigov.credentials.times import from_rfc3339, rfc3339

CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/jwk/v1",
    "https://w3id.org/security/multikey/v1",
]
_CODECS = {"P-256": b"\x80\x24", "Ed25519": b"\xed\x01"}  # multicodec p256-pub 0x1200 and ed25519-pub 0xed, as varints
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
_WEB = re.compile(r"did:web:[A-Za-z0-9.%_-]+(?::[A-Za-z0-9.%_~-]+)*")


def did_key(key: PublicKey) -> str:
    """A DID that is the key itself (did:key Method, section 3)."""
    return "did:key:" + multikey(key)


def multikey(key: PublicKey) -> str:
    """The key as a `publicKeyMultibase` (W3C Controlled Identifiers 1.0, section 2.2.2)."""
    point = key.point
    if isinstance(key.raw, EllipticCurvePublicKey):
        point = key.raw.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    return multibase.base58btc(_CODECS[key.curve] + point)


def key_address(did: str, key: PublicKey) -> str:
    """Where a verifier finds the key: the `verificationMethod` of proofs and the `kid` of tokens."""
    name = did.removeprefix("did:key:") if did.startswith("did:key:") else key.kid
    return f"{did}#{name}"


def did_web(host: str, *path: str) -> str:
    """A DID that a web host vouches for: `did_web("example.org:8443", "issuers", "moi")`. Malformed for no host."""
    if not _HOST.fullmatch(host):
        raise Malformed("not a host name in lower case")
    return ":".join(["did:web", quote(host, safe="."), *(quote(part, safe="") for part in path)])


def did_web_address(did: str) -> str:
    """Where the document of a `did:web` is published (did:web Method, section 2.5.2). Malformed for another DID."""
    if not _WEB.fullmatch(did):
        raise Malformed("not a did:web")
    host, *path = (unquote(part) for part in did.removeprefix("did:web:").split(":"))
    if not _HOST.fullmatch(host.lower()) or any(part in ("", ".", "..") or "/" in part for part in path):
        raise Malformed("not a did:web that names a place")
    parts = [quote(part, safe="") for part in path] or [".well-known"]
    return "/".join([f"https://{host}", *parts, "did.json"])


def did_document(did: str, keys: KeySet) -> dict[str, Any]:
    """The document to publish: every key that old credentials may still need, revoked ones marked as such (W3C
    Controlled Identifiers 1.0, section 2.2)."""
    methods = []
    for key in keys.keys:
        address = f"{did}#{key.kid}"
        method = {"id": address, "controller": did, **_published(key)}
        if key.revoked_at is not None:
            method["revoked"] = rfc3339(key.revoked_at)
        methods.append(method)
    usable = [f"{did}#{key.kid}" for key in keys.keys if key.revoked_at is None]
    return {"@context": CONTEXTS, "id": did, "verificationMethod": methods, "assertionMethod": usable}


def _published(key: PublicKey) -> dict[str, Any]:
    """Ed25519 as Multikey, which `eddsa-rdfc-2022` asks for (VC-DI-EdDSA, section 2.1.1); P-256 as JWK for JOSE."""
    if key.curve == "Ed25519":
        return {"type": "Multikey", "publicKeyMultibase": multikey(key)}
    return {"type": "JsonWebKey", "publicKeyJwk": key.jwk()}


def resolve(did: str, documents: Mapping[str, Any], fetched_at: int | None = None) -> KeySet:
    """The keys with which a DID signs credentials: out of the name for `did:key`, out of `documents` (by DID) for
    every other. Malformed when there are none or the document is somebody else's."""
    if did.startswith("did:key:"):
        return KeySet((_key_of(did),))
    document = documents.get(did)
    if not isinstance(document, Mapping):
        raise Malformed("no document is at hand for that DID")
    if document.get("id") != did:
        raise Malformed("the document is about another DID")
    methods, assertion = document.get("verificationMethod"), document.get("assertionMethod")
    if not isinstance(methods, list) or not isinstance(assertion, list):
        raise Malformed("the document names no keys for credentials")
    # Revoked keys are in no assertionMethod; they are kept so that a refusal can say that they are revoked.
    keys = [_method(did, method) for method in methods if _usable(method, assertion)]
    return KeySet(tuple(keys), fetched_at)


def _key_of(did: str) -> PublicKey:
    name = did.removeprefix("did:key:")
    return _multikey(name, name)


def _multikey(text: object, kid: str) -> PublicKey:
    data = multibase.decode(text) if isinstance(text, str) else b""
    for curve, codec in _CODECS.items():
        if data.startswith(codec):
            return PublicKey.from_point(curve, data[len(codec) :], kid)
    raise Malformed("a key of a kind that is not used here")


def _usable(method: object, assertion: list[Any]) -> bool:
    return isinstance(method, Mapping) and (method.get("id") in assertion or "revoked" in method)


def _method(did: str, method: Mapping[str, Any]) -> PublicKey:
    address = method.get("id")
    if not isinstance(address, str) or not address.startswith(f"{did}#") or method.get("controller") != did:
        raise Malformed("a key of the document belongs to somebody else")
    kid = address.rpartition("#")[2]
    if method.get("type") == "Multikey":
        key = _multikey(method.get("publicKeyMultibase"), kid)
    else:
        key = PublicKey.from_jwk(method.get("publicKeyJwk"), kid)
    ends = [from_rfc3339(method[name], "a key's end") for name in ("revoked", "expires") if name in method]
    return replace(key, revoked_at=min(ends)) if ends else key
