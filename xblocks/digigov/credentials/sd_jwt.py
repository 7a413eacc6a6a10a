"""SD-JWT (RFC 9901): issue with claims that can be left out, take apart, and choose what to present."""

from __future__ import annotations

import os
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from unicodedata import is_normalized, normalize

from digigov.credentials.disclosures import ALGORITHM, DIGESTS, ELEMENT, RESERVED, Disclosure, Path, digest
from digigov.credentials.disclosures import parse_disclosure, reveal
from digigov.credentials.encoding import MAX_DEPTH, MAX_TOKEN, Malformed, b64url, to_json
from digigov.credentials.jose import Jws, parse, sign_text
from digigov.credentials.keys import SigningKey

SEPARATOR = "~"
SALT_BYTES = 18  # 144 bits (RFC 9901, section 9.3 asks for 128); a multiple of 3, so that base64 needs no padding
MAX_DISCLOSURES = 512
_SALT_LETTERS = SALT_BYTES * 4 // 3


@dataclass(frozen=True, slots=True)
class Disclosable:
    """Marks a claim's value or an array's element, in claims to be issued, as one that the holder may leave out.
    What it holds may be marked inside again: then it can be shown in part."""

    value: Any


def disclosable(claims: Mapping[str, Any], paths: Iterable[Sequence[str | int | None]]) -> dict[str, Any]:
    """The claims with those at `paths` marked. A path is as in SD-JWT VC type metadata: names, positions, and None for
    every element: ("address", "city"), ("nationalities", None). Malformed when one leads nowhere."""
    marked = dict(claims)
    for path in sorted(paths, key=len, reverse=True):  # the innermost first: their parents are marked around them
        if not path or not _mark(marked, list(path)):
            raise Malformed(f"no claim is at {list(path)!r}")
    return marked


def _mark(node: Any, path: list[str | int | None]) -> bool:
    """Marks in place, copying each container on the way; whether there was anything."""
    step, rest = path[0], path[1:]
    places: list[Any]
    if isinstance(node, list):
        places = [place for place in range(len(node)) if step is None or step == place]
    else:
        places = [step] if isinstance(node, dict) and step in node else []
    for place in places:
        found = node[place]
        inner = found.value if isinstance(found, Disclosable) else found
        if rest:
            inner = inner.copy() if isinstance(inner, (dict, list)) else inner
            if not _mark(inner, rest):
                return False
        node[place] = Disclosable(inner) if isinstance(found, Disclosable) or not rest else inner
    return bool(places)


def issue(claims: Mapping[str, Any], key: SigningKey, *, header: Mapping[str, Any], decoys: int = 0) -> str:
    """A signed SD-JWT with all its disclosures, for the holder. Values marked Disclosable go into disclosures, digests
    in sorted order; every object that has any gets `decoys` digests of nothing beside them (RFC 9901, section 4.2.5).
    Texts are brought to NFC, since two spellings of one name would be two names to a verifier.
    Malformed when the claims are not JSON, use a reserved name, or make too large a token."""
    work = _Issuing(decoys)
    payload = work.object_(claims, 1)
    if ALGORITHM in payload:
        raise Malformed(f"a claim cannot be named {ALGORITHM!r}")
    if work.disclosures or DIGESTS in payload:
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

    def value(self, value: Any, depth: int) -> Any:
        if isinstance(value, (dict, list)):
            if depth >= MAX_DEPTH:
                raise Malformed(f"claims are nested more than {MAX_DEPTH} deep")
            return self.object_(value, depth + 1) if isinstance(value, dict) else self.array(value, depth + 1)
        if isinstance(value, Disclosable):
            raise Malformed("a value is marked as disclosable twice")
        return value

    def object_(self, node: Mapping[str, Any], depth: int) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        digests: list[str] = []
        for name, value in node.items():
            if name in RESERVED or not isinstance(name, str):
                raise Malformed(f"a claim cannot be named {name!r}")
            if isinstance(value, Disclosable):
                inner = _normal_json(self.value(value.value, depth))
                digests.append(self.disclose(f'["{next(self.salts)}",{_normal_json(name)},{inner}]'))
            else:
                plain[name] = self.value(value, depth)
        if digests:
            digests += [b64url(sha256(os.urandom(32)).digest()) for _ in range(self.decoys)]
            plain[DIGESTS] = sorted(digests)  # in an order that says nothing (RFC 9901, section 4.2.4.1)
        return plain

    def array(self, node: list[Any], depth: int) -> list[Any]:
        return [
            {ELEMENT: self.disclose(f'["{next(self.salts)}",{_normal_json(self.value(element.value, depth + 1))}]')}
            if isinstance(element, Disclosable)
            else self.value(element, depth)
            for element in node
        ]

    def disclose(self, text: str) -> str:
        encoded = b64url(text.encode("utf-8"))
        self.disclosures.append(encoded)
        return digest(encoded)


def _salts() -> Iterator[str]:
    """Fresh random salts; many at a time, since asking the system costs more than the rest of a disclosure."""
    while True:
        pool = b2a_base64(os.urandom(SALT_BYTES * 32), newline=False).decode().replace("+", "-").replace("/", "_")
        for start in range(0, len(pool), _SALT_LETTERS):
            yield pool[start : start + _SALT_LETTERS]


def _normal_json(value: Any) -> str:
    """JSON text whose strings are in NFC."""
    text = to_json(value)
    if text.isascii() or is_normalized("NFC", text):
        return text
    return to_json(_nfc(value))


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, dict):
        members = {normalize("NFC", name): _nfc(inner) for name, inner in value.items()}
        if len(members) != len(value):
            raise Malformed("two claims have one name, spelt differently")
        return members
    return [_nfc(inner) for inner in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class SdJwt:
    """The pieces of an SD-JWT or SD-JWT+KB (RFC 9901, section 4). `bound` is what `sd_hash` covers."""

    issuer_jwt: str
    disclosures: tuple[str, ...]
    key_binding: str

    @property
    def bound(self) -> str:
        """The presentation without its key binding, with the last tilde."""
        return SEPARATOR.join((self.issuer_jwt, *self.disclosures, ""))


def split(token: str) -> SdJwt:
    """Takes it apart without decoding anything. Malformed when it is not of that form or too large."""
    if len(token) > MAX_TOKEN:
        raise Malformed(f"longer than {MAX_TOKEN} characters")
    if token.count(SEPARATOR) > MAX_DISCLOSURES + 1:
        raise Malformed(f"more than {MAX_DISCLOSURES} disclosures")
    issuer_jwt, *parts = token.split(SEPARATOR)
    if not parts:
        raise Malformed("an SD-JWT has a tilde after its signed part")
    *disclosures, key_binding = parts
    if "" in disclosures or not issuer_jwt:
        raise Malformed("a part between tildes is empty")
    return SdJwt(issuer_jwt, tuple(disclosures), key_binding)


@dataclass(frozen=True, slots=True)
class Opened:
    """An SD-JWT decoded for its holder. `paths` is where each disclosure's claim is, by digest."""

    jwt: Jws
    disclosures: tuple[Disclosure, ...]
    claims: dict[str, Any]
    paths: dict[str, Path]


def open_sd_jwt(token: str) -> Opened:
    """Decodes without verifying any signature: for the wallet that shows what it holds. Malformed when the token is
    not sound in itself."""
    parts = split(token)
    jwt = parse(parts.issuer_jwt)
    if jwt.payload.get(ALGORITHM, "sha-256") != "sha-256":
        raise Malformed("the fingerprints are not SHA-256")
    disclosures = tuple(map(parse_disclosure, parts.disclosures))
    revealed = reveal(jwt.payload, disclosures)
    for check, detail in revealed.faults.items():
        raise Malformed(f"{check.value}: {detail}")
    return Opened(jwt, disclosures, revealed.claims, revealed.paths)


def present(token: str, paths: Iterable[Path]) -> str:
    """The SD-JWT with only what shows the claims at `paths`: the disclosures on the way to each and all beneath it.
    Paths are those of `open_sd_jwt`. Without key binding. Malformed as there, and for a path where nothing is."""
    opened = open_sd_jwt(token)
    wanted = [tuple(path) for path in paths]
    for path in wanted:
        _at(opened.claims, path)
    kept = [item.encoded for item in opened.disclosures if _shows(opened.paths[item.digest], wanted)]
    return SEPARATOR.join((split(token).issuer_jwt, *kept, ""))


def _at(claims: Any, path: Path) -> Any:
    for step in path:
        try:
            claims = claims[step]
        except (KeyError, IndexError, TypeError):
            raise Malformed(f"no claim is at {list(path)!r}") from None
    return claims


def _shows(place: Path, wanted: list[Path]) -> bool:
    """Whether a disclosure lies on the way to a wanted claim or beneath it."""
    return any(place[: len(path)] == path[: len(place)] for path in wanted)
