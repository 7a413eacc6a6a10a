"""Disclosures (RFC 9901, section 4.2), and putting disclosed claims back where their digests stand (section 7.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from digigov.credentials.checks import Check
from digigov.credentials.encoding import MAX_DEPTH, Malformed, b64url, from_json, unb64url

DIGESTS, ELEMENT, ALGORITHM = "_sd", "...", "_sd_alg"
RESERVED = (DIGESTS, ELEMENT)  # names that no claim may have

Path = tuple[str | int, ...]


class Disclosure(NamedTuple):
    """One claim or array element. `name` is None for an element, whose disclosure has two parts."""

    encoded: str
    digest: str
    salt: str
    name: str | None
    value: Any


def digest(encoded: str) -> str:
    """SHA-256 over the text of a disclosure, base64url (RFC 9901, section 4.2.3)."""
    return b64url(sha256(encoded.encode("ascii")).digest())


def parse_disclosure(encoded: str) -> Disclosure:
    """Reads one; Malformed when it is not [salt, name, value] or [salt, value]."""
    parts = from_json(unb64url(encoded, "a disclosure"), "a disclosure")
    if not isinstance(parts, list) or len(parts) not in (2, 3):
        raise Malformed("a disclosure is a list of two or three")
    salt, name, value = parts if len(parts) == 3 else (parts[0], None, parts[1])
    if not isinstance(salt, str) or not (name is None or isinstance(name, str)):
        raise Malformed("a disclosure's salt and name are text")
    if name is None and len(parts) == 3:
        raise Malformed("a disclosure's name is null")
    return Disclosure(encoded, digest(encoded), salt, name, value)


def exists(claims: Any, path: Path) -> bool:
    """Whether there is a claim at the path."""
    for step in path:
        if isinstance(claims, list) and isinstance(step, int):
            claims = dict(enumerate(claims))
        if not isinstance(claims, dict) or step not in claims:
            return False
        claims = claims[step]
    return True


@dataclass(slots=True)
class Revealed:
    """The claims with all disclosed ones in their places, and what was wrong. An element's path counts the elements
    that were disclosed. `faults` holds the first fault of each check; the claims are good only without any."""

    claims: dict[str, Any]
    paths: dict[str, Path] = field(default_factory=dict)  # by digest of the disclosures that were used
    faults: dict[Check, str] = field(default_factory=dict)


def reveal(payload: Mapping[str, Any], disclosures: Sequence[Disclosure]) -> Revealed:
    """Every check of RFC 9901, section 7.1, steps 3 to 5. It goes on after a fault, so that each check that has none
    has really been made everywhere."""
    work = _Revealing({item.digest: item for item in disclosures})
    if len(work.held) != len(disclosures):
        work.fault(Check.DISCLOSURE_ONCE, "the same disclosure is sent twice")
    for item in disclosures:
        if item.name in RESERVED:
            work.fault(Check.DISCLOSURE_NAMES, f"a disclosure is named {item.name!r}, which is reserved")
    claims = work.object_(payload, (), 1)
    claims.pop(ALGORITHM, None)  # at the top it names the algorithm; deeper it is an ordinary name
    for item in disclosures:
        if item.digest not in work.result.paths:
            named = f"{item.name!r}" if item.name is not None else "of a list's element"
            work.fault(Check.DISCLOSURE_SIGNED, f"the issuer did not sign the disclosure {named[:60]}")
    work.result.claims = claims
    return work.result


class _Revealing:
    def __init__(self, held: dict[str, Disclosure]) -> None:
        self.held = held
        self.seen: set[str] = set()
        self.result = Revealed({})

    def fault(self, check: Check, detail: str) -> None:
        self.result.faults.setdefault(check, detail)

    def value(self, value: Any, path: Path, depth: int) -> Any:
        if not isinstance(value, (dict, list)):
            return value
        if depth >= MAX_DEPTH:
            self.fault(Check.DISCLOSURE_FORM, f"claims are nested more than {MAX_DEPTH} deep")
            return None
        return self.object_(value, path, depth + 1) if isinstance(value, dict) else self.array(value, path, depth + 1)

    def object_(self, node: Mapping[str, Any], path: Path, depth: int) -> dict[str, Any]:
        claims = dict(node)
        claims.pop(DIGESTS, None)
        for name, value in claims.items():
            if not isinstance(value, str):  # most are, and have nothing inside
                claims[name] = self.value(value, (*path, name), depth)
        if ELEMENT in claims:
            self.fault(Check.DISCLOSURE_NAMES, "a claim is named '...', which is reserved")
        if DIGESTS in node:
            for item in self.items(node[DIGESTS]):
                self.member(item, claims, path, depth)
        return claims

    def items(self, digests: object) -> list[Disclosure]:
        """The disclosures at hand for the digests of an object."""
        if not isinstance(digests, list) or not {str}.issuperset(map(type, digests)):
            self.fault(Check.DISCLOSURE_FORM, "a list of fingerprints holds something else")
            return []
        return [item for one in digests if (item := self.take(one)) is not None]

    def take(self, one: str) -> Disclosure | None:
        """The disclosure of a digest that was not met before."""
        if one in self.seen:
            self.fault(Check.DISCLOSURE_ONCE, "the same fingerprint stands in two places")
            return None
        self.seen.add(one)
        return self.held.get(one)

    def member(self, item: Disclosure, claims: dict[str, Any], path: Path, depth: int) -> None:
        if item.name is None:
            self.fault(Check.DISCLOSURE_FORM, "a claim's disclosure has no name")
        elif item.name in claims:
            self.fault(Check.DISCLOSURE_NAMES, f"{item.name[:60]!r} is there already")
        else:
            place = self.result.paths[item.digest] = (*path, item.name)
            claims[item.name] = self.value(item.value, place, depth)

    def array(self, node: list[Any], path: Path, depth: int) -> list[Any]:
        elements: list[Any] = []
        for element in node:
            place = (*path, len(elements))
            if not (isinstance(element, dict) and ELEMENT in element):
                elements.append(self.value(element, place, depth))
            elif len(element) != 1 or not isinstance(element[ELEMENT], str):
                self.fault(Check.DISCLOSURE_FORM, "an element's fingerprint is not alone, or not text")
            elif (item := self.take(element[ELEMENT])) is not None:
                if item.name is not None:
                    self.fault(Check.DISCLOSURE_FORM, "an element's disclosure has a name")
                else:
                    self.result.paths[item.digest] = place
                    elements.append(self.value(item.value, place, depth))
        return elements
