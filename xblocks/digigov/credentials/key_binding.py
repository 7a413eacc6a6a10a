"""The holder's proof (RFC 9901, section 4.3): what the wallet signs, and putting the proof behind a presentation.

The private key may live elsewhere, in a browser's WebCrypto: `binding_input` gives the exact text to sign and `bind`
takes the signature back.
"""

from __future__ import annotations

from digigov.credentials.disclosures import digest
from digigov.credentials.encoding import Malformed, b64url, to_json
from digigov.credentials.jose import signing_input
from digigov.credentials.keys import SIGNATURE_BYTES
from digigov.credentials.sd_jwt import split
from digigov.credentials.signing_key import SigningKey

TYPE = "kb+jwt"


def binding_input(presentation: str, *, audience: str, nonce: str, now: int, algorithm: str = "ES256") -> str:
    """The text whose ASCII bytes the holder's key signs: for WebCrypto `{name: "ECDSA", hash: "SHA-256"}` over
    `new TextEncoder().encode(text)`. `presentation` is an SD-JWT that ends with a tilde; Malformed otherwise."""
    if split(presentation).key_binding:
        raise Malformed("the presentation has a key binding already")
    payload = {"iat": now, "aud": audience, "nonce": nonce, "sd_hash": sd_hash(presentation)}
    return signing_input({"alg": algorithm, "typ": TYPE}, to_json(payload))


def bind(presentation: str, signed_text: str, signature: bytes) -> str:
    """The SD-JWT+KB: `signed_text` is what `binding_input` gave, `signature` the 64 bytes (R and S) that WebCrypto
    and `SigningKey.sign` give. Malformed when the pieces are not of that form; whether they fit, the verifier says."""
    if len(signature) != SIGNATURE_BYTES:
        raise Malformed("an ES256 or Ed25519 signature has 64 bytes")
    if split(presentation).key_binding or signed_text.count(".") != 1 or "~" in signed_text:
        raise Malformed("not a presentation and the text to sign for it")
    return f"{presentation}{signed_text}.{b64url(signature)}"


def bind_with(presentation: str, key: SigningKey, *, audience: str, nonce: str, now: int) -> str:
    """The SD-JWT+KB, when the holder's key is at hand."""
    text = binding_input(presentation, audience=audience, nonce=nonce, now=now, algorithm=key.algorithm)
    return bind(presentation, text, key.sign(text.encode("ascii")))


def sd_hash(presentation: str) -> str:
    """The fingerprint that binds the proof to one presentation (RFC 9901, section 4.3.1). Malformed if not ASCII."""
    if not presentation.isascii():
        raise Malformed("an SD-JWT is ASCII text")
    return digest(presentation)
