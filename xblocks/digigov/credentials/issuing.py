"""Issuing an SD-JWT (RFC 9901, section 4.2): claims that the holder may leave out, each behind a salted digest."""

from __future__ import annotations

import os
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any
from unicodedata import is_normalized, normalize

from digigov.credentials.disclosures import ALGORITHM, DIGESTS, ELEMENT, RESERVED
from digigov.credentials.encoding import MAX_DEPTH, MAX_TOKEN, Malformed, b64url, b64url_bytes, to_json
from digigov.credentials.hidden import Hidden, hidden_tree
from digigov.credentials.jose import sign_text
from digigov.credentials.sd_jwt import MAX_DISCLOSURES, SEPARATOR
from digigov.credentials.signing_key import SigningKey

SALT_BYTES = 18  # 144 bits (RFC 9901, section 9.3 asks for 128); a multiple of 3, so that base64 needs no padding
_SALT_LETTERS = SALT_BYTES * 4 // 3


def issue(
    claims: Mapping[str, Any],
    key: SigningKey,
    *,
    header: Mapping[str, str],
    hidden: Iterable[Sequence[str | int | None]] = (),
    decoys: int = 0,
) -> str:
    """A signed SD-JWT with all its disclosures, for the holder.

    `hidden` is the paths of what the holder may leave out: names, positions, and None for every element, as in SD-JWT
    VC type metadata: ("address", "city"), ("nationalities", None). Both an object and its parts may be hidden: then it
    can be shown in part. Digests stand in sorted order, and every object that has any gets `decoys` digests of nothing
    beside them (RFC 9901, section 4.2.5). Texts are brought to NFC, since two spellings of one name would be two names
    to a verifier. Malformed when the claims are not JSON, use a reserved name, or make too large a token, or when a
    path leads nowhere."""
    work = _Issuing(decoys)
    payload = work.object_(claims, hidden_tree(tuple(map(tuple, hidden))), 1)
    if ALGORITHM in payload:
        raise Malformed(f"a claim cannot be named {ALGORITHM!r}")
    if work.disclosures:
        payload[ALGORITHM] = "sha-256"
    token = SEPARATOR.join((sign_text(key, header, _normal_json(payload)), *work.disclosures, ""))
    if len(token) > MAX_TOKEN or len(work.disclosures) > MAX_DISCLOSURES:
        raise Malformed("the claims make too large a token")
    return token


class _Issuing:
    def __init__(self, decoys: int) -> None:
        self.decoys = decoys
        self.disclosures: list[str] = []
        self.salts = _salts()

    def value(self, value: Any, tree: Hidden, depth: int) -> Any:
        if isinstance(value, (dict, list)):
            if depth >= MAX_DEPTH:
                raise Malformed(f"claims are nested more than {MAX_DEPTH} deep")
            depth += 1
            return self.object_(value, tree, depth) if isinstance(value, dict) else self.array(value, tree, depth)
        if tree.inside:
            raise Malformed("a path leads into what has no parts")
        return value

    def object_(self, node: Mapping[str, Any], tree: Hidden, depth: int) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        digests: list[str] = []
        inside = tree.inside
        if inside and not node.keys() >= inside.keys():
            raise Malformed(f"no claim is at {sorted(map(str, inside.keys() - node.keys()))[0]!r}")
        for name, value in node.items():
            if name in RESERVED or type(name) is not str:
                raise Malformed(f"a claim cannot be named {name!r}")
            part = inside.get(name, _PLAIN) if inside else _PLAIN
            if type(value) is not str or part.inside:
                value = self.value(value, part, depth)
            if part.hidden:
                digests.append(self.disclose(f'["{next(self.salts)}",{_name(name)},{_normal_json(value)}]'))
            else:
                plain[name] = value
        if digests:
            digests += [b64url(sha256(os.urandom(32)).digest()) for _ in range(self.decoys)]
            digests.sort()  # an order that says nothing (RFC 9901, section 4.2.4.1)
            plain[DIGESTS] = digests
        return plain

    def array(self, node: list[Any], tree: Hidden, depth: int) -> list[Any]:
        for place in tree.inside:
            if place is None and node:
                continue
            if not isinstance(place, int) or not 0 <= place < len(node):
                raise Malformed(f"no element is at {place!r}")
        return [self.element(value, tree.at(place), depth) for place, value in enumerate(node)]

    def element(self, value: Any, tree: Hidden, depth: int) -> Any:
        value = self.value(value, tree, depth)
        if not tree.hidden:
            return value
        return {ELEMENT: self.disclose(f'["{next(self.salts)}",{_normal_json(value)}]')}

    def disclose(self, text: str) -> str:
        encoded = b64url_bytes(text.encode("utf-8"))
        self.disclosures.append(encoded.decode("ascii"))
        return b64url(sha256(encoded).digest())


_PLAIN = Hidden()


def _salts() -> Iterator[str]:
    """Fresh random salts; many at a time, since asking the system costs more than the rest of a disclosure."""
    while True:
        pool = b2a_base64(os.urandom(SALT_BYTES * 32), newline=False).decode().replace("+", "-").replace("/", "_")
        for start in range(0, len(pool), _SALT_LETTERS):
            yield pool[start : start + _SALT_LETTERS]


def _normal_json(value: Any) -> str:
    """JSON text whose strings are in NFC."""
    text = encode_basestring(value) if type(value) is str else to_json(value)
    if text.isascii():
        return text
    return text if is_normalized("NFC", _unicode(text)) else to_json(_nfc(value))


def _unicode(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Malformed("a text has half of a character") from None
    return text


_name = lru_cache(maxsize=256)(_normal_json)  # names repeat from credential to credential


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, dict):
        members = {normalize("NFC", name): _nfc(inner) for name, inner in value.items()}
        if len(members) != len(value):
            raise Malformed("two claims have one name, spelt differently")
        return members
    return [_nfc(inner) for inner in value] if isinstance(value, list) else value
