"""The status list as a signed credential: a VC-JWT by the issuer (W3C VC-JOSE-COSE), and the copy a verifier keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from digigov.credentials.encoding import Malformed
from digigov.credentials.jose import Jws, parse, sign
from digigov.credentials.keys import PublicKey
from digigov.credentials.signing_key import SigningKey
from digigov.credentials.status_list import StatusList
from digigov.credentials.times import from_rfc3339, rfc3339

TYPE = "vc+jwt"
CONTEXT = "https://www.w3.org/ns/credentials/v2"
MECHANISM = "bitstring_status_list"  # the member of an SD-JWT VC's `status` claim that holds the W3C entry
PURPOSES = ("revocation", "suspension")


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a credential's bit is."""

    list_url: str
    index: int
    purpose: str = "revocation"

    def credential_status(self) -> dict[str, str]:
        """The W3C `credentialStatus` (Bitstring Status List, section 2.1)."""
        return {
            "id": f"{self.list_url}#{self.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose,
            "statusListIndex": str(self.index),
            "statusListCredential": self.list_url,
        }

    def status_claim(self) -> dict[str, dict[str, str]]:
        """The `status` claim of an SD-JWT VC."""
        return {MECHANISM: self.credential_status()}

    @classmethod
    def read(cls, status: object) -> Entry:
        """From either; Malformed otherwise. Entries of more than one bit are not supported (the Recommendation lets a
        processor choose so)."""
        entry = status.get(MECHANISM, status) if isinstance(status, Mapping) else None
        if not isinstance(entry, Mapping) or entry.get("type") != "BitstringStatusListEntry":
            raise Malformed("not a Bitstring Status List entry")
        index, url, purpose = (entry.get(f"status{name}") for name in ("ListIndex", "ListCredential", "Purpose"))
        if not isinstance(index, str) or not (index.isascii() and index.isdecimal() and len(index) <= 9):
            raise Malformed("the status index is not a number in text")
        if not isinstance(url, str) or purpose not in PURPOSES or entry.get("statusSize", 1) != 1:
            raise Malformed("the status entry is of a kind that is not read here")
        return cls(url, int(index), str(purpose))


def sign_status_list(
    bits: StatusList,
    key: SigningKey,
    *,
    issuer: str,
    url: str,
    now: int,
    ttl: int,
    lifetime: int,
    purpose: str = "revocation",
    kid: str = "",
) -> str:
    """The list as a VC-JWT to publish at `url`. Copies are to be renewed after `ttl` seconds and are worth nothing
    after `lifetime` seconds. `kid` is the key's address when its own name is not enough (`did.key_address`)."""
    subject = {
        "id": f"{url}#list",
        "type": "BitstringStatusList",
        "statusPurpose": purpose,
        "encodedList": bits.encode(),
        "ttl": ttl * 1000,  # milliseconds (section 2.2)
    }
    credential = {
        "@context": [CONTEXT],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": rfc3339(now),
        "validUntil": rfc3339(now + lifetime),
        "credentialSubject": subject,
    }
    return sign(key, {"typ": TYPE, "cty": "vc"}, credential, kid=kid)


@dataclass(frozen=True, slots=True)
class HeldList:
    """A verifier's copy of a published status list: its text, and when it was obtained (NumericDate)."""

    token: str
    fetched_at: int


@dataclass(frozen=True, slots=True)
class ListContent:
    """What a genuine list says. Times are NumericDates, `ttl` is in seconds or None."""

    url: str
    issuer: str
    purposes: tuple[str, ...]
    bits: StatusList
    valid_from: int
    valid_until: int | None
    ttl: float | None


@lru_cache(maxsize=16)
def parsed_list(token: str) -> Jws:
    """`jose.parse`, remembered: a verifier meets the same copy again and again. Its callers only read."""
    return parse(token)


@lru_cache(maxsize=16)
def list_signed_by(token: str, key: PublicKey) -> bool:
    """Whether the key signed that list, with its own algorithm; remembered."""
    return parsed_list(token).signed_by(key)


@lru_cache(maxsize=16)
def list_content(token: str) -> ListContent:
    """Reads a BitstringStatusListCredential (section 2.2); Malformed otherwise. Remembered."""
    jws = parsed_list(token)
    vc = jws.payload
    subject = vc.get("credentialSubject")
    types = vc.get("type")
    if jws.header.get("typ") not in (TYPE, f"application/{TYPE}"):
        raise Malformed(f"the list's typ is not {TYPE}")
    if not isinstance(types, list) or not {"VerifiableCredential", "BitstringStatusListCredential"} <= _texts(types):
        raise Malformed("not a BitstringStatusListCredential")
    if not isinstance(subject, dict) or subject.get("type") != "BitstringStatusList":
        raise Malformed("its subject is not a BitstringStatusList")
    purposes, encoded, ttl = subject.get("statusPurpose"), subject.get("encodedList"), subject.get("ttl")
    purposes = [purposes] if isinstance(purposes, str) else purposes
    if not isinstance(purposes, list) or not isinstance(encoded, str) or not isinstance(vc.get("id"), str):
        raise Malformed("the list lacks its purpose, its bits or its address")
    if ttl is not None and (type(ttl) is not int or not 0 <= ttl <= 2**53):
        raise Malformed("the list's ttl is not a number of milliseconds")
    return ListContent(
        vc["id"],
        list_issuer(jws),
        tuple(sorted(_texts(purposes))),
        StatusList.decode(encoded),
        from_rfc3339(vc.get("validFrom"), "validFrom"),
        from_rfc3339(vc["validUntil"], "validUntil") if "validUntil" in vc else None,
        None if ttl is None else ttl / 1000,
    )


def list_issuer(jws: Jws) -> str:
    """Who claims to have issued it: text, or an object with an `id`; empty when neither."""
    issuer = jws.payload.get("issuer")
    issuer = issuer.get("id") if isinstance(issuer, dict) else issuer
    return issuer if isinstance(issuer, str) else ""


def _texts(values: list[Any]) -> set[str]:
    return {value for value in values if isinstance(value, str)}
