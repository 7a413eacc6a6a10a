"""Issuing an SD-JWT (RFC 9901, section 4.2): claims that the holder may leave out, each behind a salted digest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any
from unicodedata import is_normalized, normalize

from digigov.credentials.disclosures import ALGORITHM, DIGESTS, ELEMENT
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
    return issue_tree({}, claims, key, header=header, tree=hidden_tree(tuple(map(tuple, hidden))), decoys=decoys)


def issue_tree(
    registered: Mapping[str, Any],
    claims: Mapping[str, Any],
    key: SigningKey,
    *,
    header: Mapping[str, str],
    tree: Hidden,
    decoys: int,
) -> str:
    """The same, with claims before the others that our own code made: they are not looked through."""
    work = _Issuing(decoys)
    payload = {**registered, **work.object_(claims, tree, 1)}
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
        self.salts: list[str] = []

    def value(self, value: Any, tree: Hidden, depth: int) -> Any:
        if not tree.inside:
            _plain(value, depth)
            return value
        if isinstance(value, dict):
            return self.object_(value, tree, depth + 1)
        if isinstance(value, list):
            return self.array(value, tree, depth + 1)
        raise Malformed("a path leads into what has no parts")

    def object_(self, node: Mapping[str, Any], tree: Hidden, depth: int) -> dict[str, Any]:
        _names(node)
        plain = dict(node)
        digests: list[str] = []
        for name, part in tree.inside.items():
            if not isinstance(name, str) or name not in plain:
                raise Malformed(f"no claim is at {name!r}")
            value = plain[name]
            if part.inside or not isinstance(value, str):
                value = plain[name] = self.value(value, part, depth)
            if part.hidden:
                del plain[name]
                digests.append(self.disclose(f'["{self.salt()}",{_name(name)},{_normal_json(value)}]'))
        for name in plain.keys() - tree.inside.keys():
            _plain(plain[name], depth)
        if digests:
            # A digest of nothing: of a salt, so that it comes from the same source as the others.
            digests += [b64url(sha256(self.salt().encode()).digest()) for _ in range(self.decoys)]
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
        return {ELEMENT: self.disclose(f'["{self.salt()}",{_normal_json(value)}]')}

    def salt(self) -> str:
        if not self.salts:
            self.salts = _new_salts()
        return self.salts.pop()

    def disclose(self, text: str) -> str:
        encoded = b64url_bytes(text.encode("utf-8"))
        self.disclosures.append(encoded.decode("ascii"))
        return b64url(sha256(encoded).digest())


def _names(node: Mapping[str, Any]) -> None:
    """Malformed when a claim of the object cannot be named so."""
    if DIGESTS in node or ELEMENT in node:
        raise Malformed("no claim can be named '_sd' or '...'")
    try:
        one_spelling = all(map(str.isascii, node))
    except TypeError:
        raise Malformed("a claim's name is not text") from None
    if not one_spelling and len({normalize("NFC", name) for name in node}) != len(node):
        raise Malformed("two claims have one name, spelt differently")


def _plain(value: Any, depth: int) -> None:
    """The same everywhere in a part of which nothing is hidden."""
    if not isinstance(value, (dict, list)):
        return
    if depth >= MAX_DEPTH:
        raise Malformed(f"claims are nested more than {MAX_DEPTH} deep")
    if isinstance(value, dict):
        _names(value)
        value = value.values()
    for inner in value:
        if not isinstance(inner, str):
            _plain(inner, depth + 1)


def _new_salts() -> list[str]:
    """Fresh random salts; many at a time, since asking the system costs more than the rest of a disclosure."""
    pool = b64url(os.urandom(SALT_BYTES * 8))
    return [pool[start : start + _SALT_LETTERS] for start in range(0, len(pool), _SALT_LETTERS)]


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
        return {normalize("NFC", name): _nfc(inner) for name, inner in value.items()}
    return [_nfc(inner) for inner in value] if isinstance(value, list) else value
