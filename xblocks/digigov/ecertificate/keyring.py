"""The keys of the demo's offices, derived when they are needed, so that no private key is ever stored anywhere."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from digigov.credentials import SigningKey
from digigov.credentials.encoding import b64url

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-5)
SCALAR_BYTES = 48  # 128 bits more than the order, so that the remainder is even (FIPS 186-5, appendix A.2.1)


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys of one learner in one block. `secret` is Django's SECRET_KEY; a new `rotation` gives all new keys."""

    secret: str = field(repr=False)
    usage: str
    learner: str
    rotation: int

    def _bytes(self, purpose: str, length: int) -> bytes:
        info = json.dumps([purpose, self.usage, self.learner, self.rotation]).encode()
        kdf = HKDF(algorithm=SHA256(), length=length, salt=b"digigov.ecertificate.1", info=info)
        return kdf.derive(self.secret.encode())

    def key(self, role: str) -> SigningKey:
        """The P-256 key of a role: "agency", "attacker"."""
        number = int.from_bytes(self._bytes(f"key:{role}", SCALAR_BYTES), "big") % (ORDER - 1) + 1
        public = derive_private_key(number, SECP256R1()).public_key().public_numbers()
        x, y, d = (b64url(part.to_bytes(32, "big")) for part in (public.x, public.y, number))
        return SigningKey.from_jwk({"kty": "EC", "crv": "P-256", "x": x, "y": y, "d": d}, f"{role}-{self.rotation + 1}")

    def others(self, size: int, count: int) -> frozenset[int]:
        """Places in a list of `size` that belong to other, invented, people: always the same."""
        data = self._bytes("others", count * 4)
        return frozenset(int.from_bytes(data[at : at + 4], "big") % size for at in range(0, len(data), 4))

    def scope(self) -> str:
        """A name for this learner and block, for the browser's key store; it says nothing about either."""
        return self._bytes("scope", 12).hex()
