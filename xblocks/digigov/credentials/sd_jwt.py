"""SD-JWT (RFC 9901) for its holder: take it apart, see what it says, choose what to present."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from digigov.credentials.disclosures import ALGORITHM, Disclosure, Path, exists, parse_disclosure, reveal
from digigov.credentials.encoding import MAX_TOKEN, Malformed
from digigov.credentials.jose import Jws, parse

SEPARATOR = "~"
MAX_DISCLOSURES = 512


class SdJwt(NamedTuple):
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
    issuer_jwt, tilde, rest = token.partition(SEPARATOR)
    if not tilde:
        raise Malformed("an SD-JWT has a tilde after its signed part")
    *disclosures, key_binding = rest.split(SEPARATOR, MAX_DISCLOSURES + 1)
    if len(disclosures) > MAX_DISCLOSURES:
        raise Malformed(f"more than {MAX_DISCLOSURES} disclosures")
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
        if not exists(opened.claims, path):
            raise Malformed(f"no claim is at {list(path)!r}")
    kept = [item.encoded for item in opened.disclosures if _shows(opened.paths[item.digest], wanted)]
    return SEPARATOR.join((split(token).issuer_jwt, *kept, ""))


def _shows(place: Path, wanted: list[Path]) -> bool:
    """Whether a disclosure lies on the way to a wanted claim or beneath it."""
    return any(place[: len(path)] == path[: len(place)] for path in wanted)
