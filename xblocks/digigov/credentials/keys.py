"""Public keys: P-256 (ES256) and Ed25519 (EdDSA), from and to JWK. A key knows its own algorithm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digigov.credentials.encoding import Malformed, b64url, to_json, unb64url

# What a token's `alg` may say, by the kind of key and nothing else (RFC 8725, section 3.1). RFC 9864 renames EdDSA.
ALGORITHMS = {"P-256": frozenset({"ES256"}), "Ed25519": frozenset({"EdDSA", "Ed25519"})}
KINDS = {"P-256": "EC", "Ed25519": "OKP"}  # the `kty` of each `crv`
SIGNATURE_BYTES = 64  # of both kinds
ES256 = ECDSA(SHA256())
P256 = SECP256R1()


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Verifies. `point` is the uncompressed P-256 point (65 bytes) or the Ed25519 key (32 bytes).

    Times are NumericDates. Signatures are trusted when made between `valid_from` and `valid_until` (rotation), and
    none at all from `revoked_at` on (the private key was stolen).
    """

    kid: str
    curve: str
    point: bytes
    raw: EllipticCurvePublicKey | Ed25519PublicKey = field(compare=False, repr=False)
    valid_from: int | None = None
    valid_until: int | None = None
    revoked_at: int | None = None

    @classmethod
    def from_point(cls, curve: str, point: bytes, kid: str = "") -> PublicKey:
        """From raw bytes; Malformed when they are no point of the curve. Without `kid` it is the thumbprint."""
        raw: EllipticCurvePublicKey | Ed25519PublicKey
        try:
            if curve == "P-256":
                raw = EllipticCurvePublicKey.from_encoded_point(P256, point)
                if len(point) != 65:
                    point = raw.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
            elif curve == "Ed25519":
                raw = Ed25519PublicKey.from_public_bytes(point)
            else:
                raise Malformed(f"the curve {str(curve)[:40]!r} is not used here")
        except ValueError as error:
            raise Malformed(f"not a public key: {error}") from None
        key = cls(kid, curve, point, raw)
        return key if kid else replace(key, kid=key.thumbprint())

    @classmethod
    def from_jwk(cls, jwk: object, kid: str = "") -> PublicKey:
        """From a public JWK (RFC 7517; RFC 8037 for Ed25519), as WebCrypto exports it too. The kid is the one given,
        else the JWK's own, else the thumbprint. Malformed otherwise, also when the private half is there."""
        if not isinstance(jwk, dict):
            raise Malformed("the key is not a JSON object")
        if "d" in jwk:
            raise Malformed("the key holds its private half")
        curve = str(jwk.get("crv"))
        kind = KINDS.get(curve)
        if kind is None or jwk.get("kty") != kind:
            raise Malformed("only P-256 and Ed25519 keys are used here")
        named = jwk.get("alg")
        if named is not None and named not in list(ALGORITHMS[curve]):
            raise Malformed("the key is meant for another algorithm")
        point = coordinate(jwk, "x")
        if kind == "EC":
            point = b"\4" + point + coordinate(jwk, "y")
        kid = kid or jwk.get("kid") or ""
        if not isinstance(kid, str):
            raise Malformed("the key's kid is not text")
        return cls.from_point(curve, point, kid)

    @property
    def algorithms(self) -> frozenset[str]:
        """What a token signed with this key may name as `alg`."""
        return ALGORITHMS[self.curve]

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Whether this key made the JWS signature (R and S, 64 bytes; RFC 7518, section 3.4; RFC 8037)."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        raw: Any = self.raw  # by `curve`: asking for the abstract class of a key costs as much as reading its signature
        try:
            if self.curve == "Ed25519":
                raw.verify(signature, data)
            else:
                r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
                raw.verify(encode_dss_signature(r, s), data, ES256)
        except InvalidSignature:
            return False
        return True

    def thumbprint(self) -> str:
        """SHA-256 over the required members, base64url (RFC 7638, section 3)."""
        return b64url(sha256(to_json(dict(sorted(self._members().items()))).encode()).digest())

    def jwk(self) -> dict[str, str]:
        """The public JWK, with `kid` and `alg`."""
        alg = "ES256" if self.curve == "P-256" else "EdDSA"
        return {**self._members(), "kid": self.kid, "alg": alg}

    def confirmation(self) -> dict[str, dict[str, str]]:
        """The `cnf` claim that binds a credential to this key (RFC 7800, section 3.2)."""
        return {"jwk": self._members()}

    def _members(self) -> dict[str, str]:
        if self.curve == "Ed25519":
            return {"kty": "OKP", "crv": self.curve, "x": b64url(self.point)}
        return {"kty": "EC", "crv": self.curve, "x": b64url(self.point[1:33]), "y": b64url(self.point[33:])}


def coordinate(jwk: Mapping[str, Any], name: str) -> bytes:
    """The 32 bytes of a member of a JWK; Malformed otherwise."""
    text = jwk.get(name)
    if not isinstance(text, str) or len(text) != 43:  # 32 bytes; checked before anything is decoded
        raise Malformed(f"the key's {name} is not 32 bytes of base64url")
    return unb64url(text, f"the key's {name}")
