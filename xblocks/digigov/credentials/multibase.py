"""Multibase and multicodec spellings of bytes, as DIDs and status lists use them (W3C Controlled Identifiers 1.0)."""

from __future__ import annotations

from digigov.credentials.encoding import Malformed, b64url, unb64url

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MAX_BASE58 = 128  # characters: reading base 58 takes quadratic time, and a key needs 50


def base58btc(data: bytes) -> str:
    """`z` and Bitcoin's base 58."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def base64url(data: bytes) -> str:
    """`u` and base64url without padding."""
    return "u" + b64url(data)


def decode(text: str) -> bytes:
    """The bytes of either spelling; Malformed otherwise."""
    if text.startswith("u"):
        return unb64url(text[1:], "multibase text")
    if not text.startswith("z") or len(text) > MAX_BASE58:
        raise Malformed("not multibase text of a kind used here")
    number = 0
    for letter in text[1:]:
        digit = _BASE58.find(letter)
        if digit < 0:
            raise Malformed("not base 58")
        number = number * 58 + digit
    zeros = len(text) - 1 - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
