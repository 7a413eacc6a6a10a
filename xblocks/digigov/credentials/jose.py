"""Compact JWS (RFC 7515), strictly: what is signed is what was read, and the key decides the algorithm."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from digigov.credentials.encoding import MAX_TOKEN, Malformed, b64url, from_json, to_json, unb64url
from digigov.credentials.keys import PublicKey
from digigov.credentials.signing_key import SigningKey


class Jws(NamedTuple):
    """A token taken apart; nothing in it is to be believed before `matches` and `signed_by` said yes."""

    header: dict[str, Any]
    payload: dict[str, Any]
    signing_input: bytes
    signature: bytes

    def algorithm_fault(self, key: PublicKey) -> str:
        """Why `alg` does not suit the key; empty when it does. The header never chooses (RFC 8725, section 3.1)."""
        if self.header.get("alg") in key.algorithms:
            return ""
        return f"the key is for {' or '.join(sorted(key.algorithms))}, the token says {shown(self.header.get('alg'))}"

    def signed_by(self, key: PublicKey) -> bool:
        """Whether the key made the signature, with its own algorithm."""
        return not self.algorithm_fault(key) and key.verify(self.signature, self.signing_input)


class Packed(NamedTuple):
    """The bytes of the three parts, nothing read yet."""

    header: bytes
    payload: bytes
    signature: bytes
    signing_input: bytes


def unpack(token: str) -> Packed:
    """Decodes the three parts. Malformed when it is too long or they are not three canonical base64url parts."""
    if len(token) > MAX_TOKEN:
        raise Malformed(f"longer than {MAX_TOKEN} characters")
    signed, _, signature = token.rpartition(".")
    header, dot, payload = signed.partition(".")
    if not dot or "." in payload:
        raise Malformed("a JWS has three parts with dots between them")
    # An unsecured JWS has an empty third part: let it reach the algorithm check, which names the attack.
    return Packed(
        unb64url(header, "the header"),
        unb64url(payload, "the payload"),
        unb64url(signature, "the signature"),
        signed.encode("ascii"),
    )


def read(packed: Packed) -> Jws:
    """Reads the parts. Malformed when they are not strict JSON objects, or the header has no textual `alg` or asks for
    an extension (`crit`; RFC 7515, section 4.1.11)."""
    header, payload = from_json(packed.header, "the header"), from_json(packed.payload, "the payload")
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise Malformed("the header and the payload are JSON objects")
    if not isinstance(header.get("alg"), str):
        raise Malformed("the header names no algorithm")
    if "crit" in header:
        raise Malformed("the token demands an extension that is not understood")
    return Jws(header, payload, packed.signing_input, packed.signature)


def parse(token: str) -> Jws:
    """Takes a compact JWS apart; Malformed as in `unpack` and `read`."""
    return read(unpack(token))


def signing_input(header: Mapping[str, str], payload: str) -> str:
    """What is signed: the header and the payload (JSON text), base64url, with a dot between."""
    return f"{_header(tuple(header.items()))}.{b64url(payload.encode('utf-8'))}"


@lru_cache(maxsize=64)
def _header(members: tuple[tuple[str, str], ...]) -> str:
    """Remembered: an issuer's headers are all the same."""
    return b64url(to_json(dict(members)).encode("utf-8"))


def sign(key: SigningKey, header: Mapping[str, str], payload: Mapping[str, Any], *, kid: str = "") -> str:
    """A compact JWS. `alg` and `kid` (unless given) come from the key, the other header members from `header`."""
    return sign_text(key, header, to_json(payload), kid=kid)


def sign_text(key: SigningKey, header: Mapping[str, str], payload: str, *, kid: str = "") -> str:
    """The same for a payload that is JSON text already."""
    data = signing_input({"alg": key.algorithm, **header, "kid": kid or key.kid}, payload)
    return f"{data}.{b64url(key.sign(data.encode('ascii')))}"


def shown(value: object, limit: int = 60) -> str:
    """A value of a stranger's token, fit for a sentence."""
    text = value if isinstance(value, str) else repr(value)[: limit + 1]
    return repr(text[:limit]) + ("…" if len(text) > limit else "")
