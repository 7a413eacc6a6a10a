"""Strict readers for what tokens are made of: base64url and JSON. One text, one meaning, or refused."""

from __future__ import annotations

import json
import math
import re
from binascii import a2b_base64, b2a_base64
from typing import Any, NoReturn

MAX_TOKEN = 65_536  # characters: a portrait photograph or a full status list fits, a flood does not
MAX_DEPTH = 16  # objects and arrays inside one another

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# By the length's remainder: the last letters whose unused bits are 0, so that no two spellings mean the same. No text
# has remainder 1.
_LAST = (frozenset((*_ALPHABET, "")), frozenset(""), frozenset(_ALPHABET[::16]), frozenset(_ALPHABET[::4]))
_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


class Malformed(ValueError):
    """What was read is not in the one form that is accepted; the message says how."""


def b64url(data: bytes) -> str:
    """base64url without padding (RFC 7515, section 2)."""
    return b2a_base64(data, newline=False).rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_").decode("ascii")


def b64url_bytes(data: bytes) -> bytes:
    """The same as bytes, for what is hashed next."""
    return b2a_base64(data, newline=False).rstrip(b"=").replace(b"+", b"-").replace(b"/", b"_")


def unb64url(text: str, what: str = "a part") -> bytes:
    """The bytes of base64url text. Only the canonical spelling (RFC 4648, section 3.5) is read, so that no
    character of a token can be changed without changing what it says. Malformed otherwise."""
    if "+" in text or "/" in text or text[-1:] not in _LAST[len(text) % 4]:
        raise Malformed(f"{what} is not canonical base64url")
    try:
        data = a2b_base64(text.replace("-", "+").replace("_", "/") + "==")
    except ValueError:  # binascii.Error, and what is not ASCII
        raise Malformed(f"{what} is not base64url") from None
    if len(data) != len(text) * 3 // 4:  # the decoder passes over letters that it does not know
        raise Malformed(f"{what} is not base64url")
    return data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("a JSON object has the same member twice")
    return members


def _no_constant(name: str) -> NoReturn:
    raise Malformed(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Malformed("a number is too large")
    return number


# One decoder for all: building it anew for each text costs more than reading a disclosure.
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
# What holds itself ends in RecursionError, which is caught: no need to look out for it at every step.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), allow_nan=False)


def to_json(value: Any) -> str:
    """Compact JSON text. Malformed for what JSON or UTF-8 cannot say."""
    try:
        return _ENCODER.encode(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise Malformed(f"not representable as JSON: {error}") from None


def from_json(data: bytes, what: str = "a part") -> Any:
    """Reads JSON strictly: UTF-8, no repeated member (RFC 7515, section 4), no NaN, no lone surrogate, at most
    MAX_DEPTH deep (looked at before anything is built). Malformed otherwise."""
    if data.count(b"{") + data.count(b"[") > MAX_DEPTH and _depth(data) > MAX_DEPTH:
        raise Malformed(f"{what} is nested more than {MAX_DEPTH} deep")
    try:
        text = data.decode("utf-8").strip(" \t\r\n")  # JSON's white space, no other
        value, end = _DECODER.raw_decode(text)
        if end != len(text):
            raise Malformed(f"{what} goes on after its JSON text")
        if "\\" in text and ("\\ud" in text or "\\uD" in text):
            to_json(value).encode("utf-8")  # half of a pair passes the reader and fails everyone after it
    except Malformed:
        raise
    except ValueError:
        raise Malformed(f"{what} is not JSON text") from None
    return value


def _depth(data: bytes) -> int:
    """How deep brackets are nested, those in strings left out."""
    deepest = depth = 0
    for token in _BRACKETS.finditer(data):
        if (mark := token[0]) in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in b"]}":
            depth -= 1
    return deepest
