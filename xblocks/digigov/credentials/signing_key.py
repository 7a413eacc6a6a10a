"""The private half: P-256 and Ed25519 keys that sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    EllipticCurvePrivateKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digigov.credentials.encoding import Malformed, b64url
from digigov.credentials.keys import ES256, P256, PublicKey, coordinate


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Signs. Its private half shows in no repr; `private_jwk()` is the one way out, for encrypted storage."""

    public: PublicKey
    raw: EllipticCurvePrivateKey | Ed25519PrivateKey = field(compare=False, repr=False)

    @classmethod
    def generate(cls, curve: str = "P-256", kid: str = "") -> SigningKey:
        """A new key; its kid is its thumbprint unless given."""
        raw = generate_private_key(P256) if curve == "P-256" else Ed25519PrivateKey.generate()
        return cls._of(raw, kid)

    @classmethod
    def from_jwk(cls, jwk: Mapping[str, Any], kid: str = "") -> SigningKey:
        """From what `private_jwk()` gave; Malformed otherwise."""
        public = PublicKey.from_jwk({name: value for name, value in jwk.items() if name != "d"}, kid)
        secret = coordinate(jwk, "d")
        try:
            number = int.from_bytes(secret, "big")
            ed25519 = public.curve == "Ed25519"
            raw = Ed25519PrivateKey.from_private_bytes(secret) if ed25519 else derive_private_key(number, P256)
        except ValueError:
            raise Malformed("the private half is no key") from None
        key = cls._of(raw, public.kid)
        if key.public != public:
            raise Malformed("the private half belongs to another key")
        return key

    @classmethod
    def _of(cls, raw: EllipticCurvePrivateKey | Ed25519PrivateKey, kid: str) -> SigningKey:
        if isinstance(raw, Ed25519PrivateKey):
            return cls(PublicKey.from_point("Ed25519", raw.public_key().public_bytes_raw(), kid), raw)
        point = raw.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return cls(PublicKey.from_point("P-256", point, kid), raw)

    @property
    def kid(self) -> str:
        """The name that goes into token headers."""
        return self.public.kid

    @property
    def algorithm(self) -> str:
        """The `alg` that goes into token headers; EdDSA, since few readers know RFC 9864's new name yet."""
        return "ES256" if self.public.curve == "P-256" else "EdDSA"

    def sign(self, data: bytes) -> bytes:
        """A JWS signature: 64 bytes."""
        raw: Any = self.raw
        if self.public.curve == "Ed25519":
            return bytes(raw.sign(data))
        r, s = decode_dss_signature(raw.sign(data, ES256))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def private_jwk(self) -> dict[str, str]:
        """The whole key. Encrypt it at rest; keep it out of fields, logs and pages."""
        if isinstance(self.raw, Ed25519PrivateKey):
            secret = self.raw.private_bytes_raw()
        else:
            secret = self.raw.private_numbers().private_value.to_bytes(32, "big")
        return {**self.public.jwk(), "d": b64url(secret)}
