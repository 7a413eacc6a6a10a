"""A completion certificate as an Open Badges 3.0 AchievementCredential on the VC data model 2.0 (1EdTech, OB 3.0.3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digigov.credentials.data_integrity import add_proof
from digigov.credentials.encoding import Malformed
from digigov.credentials.jose import sign
from digigov.credentials.rdf import OPEN_BADGES, VC
from digigov.credentials.signing_key import SigningKey
from digigov.credentials.status_credential import Entry
from digigov.credentials.times import from_rfc3339, rfc3339

CONTEXTS = [VC, OPEN_BADGES]
TYPES = ["VerifiableCredential", "OpenBadgeCredential"]
JWT_TYPE = "JWT"  # OB 3.0, section 8.2.4: the only `typ` allowed
MOST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: `id` is a DID or an https address."""

    id: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Achievement:
    """What is certified. `narrative` says what it takes; `hours` is the work, as credits available."""

    id: str
    name: str
    description: str
    narrative: str
    kind: str = "Certificate"
    hours: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that the holder did, which may be shown."""

    name: str
    description: str
    id: str = ""


def holder_name(given: str) -> str:
    """The name as it is signed: NFC, spaces joined. Malformed for an empty one, more than 200 characters, control
    characters, or marks that turn the direction of writing (they can make a name read as another)."""
    name = " ".join(unicodedata.normalize("NFC", given).split())
    if not name:
        raise Malformed("a name is needed")
    if len(name) > MOST_NAME:
        raise Malformed(f"a name may have {MOST_NAME} characters; this one has {len(name)}")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn") for letter in name):
        raise Malformed("the name holds characters that cannot be printed")
    if any(unicodedata.bidirectional(letter) in _TURNS for letter in name):
        raise Malformed("the name holds a mark that turns the direction of writing")
    return name


_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def badge(
    *,
    id: str,
    issuer: Issuer,
    subject: str,
    name: str,
    achievement: Achievement,
    valid_from: int,
    valid_until: int | None = None,
    started: int | None = None,
    ended: int | None = None,
    evidence: Sequence[Evidence] = (),
    status: Entry | None = None,
) -> dict[str, Any]:
    """The credential before it is signed. `id` and `subject` are addresses (`urn:uuid:...`); `name` is the holder's, as
    `holder_name` gives it; times are NumericDates, `started` and `ended` those of the course. Malformed for a name that
    cannot be signed or a validity that ends before it begins."""
    if valid_until is not None and valid_until <= valid_from:
        raise Malformed("the credential would never be valid")
    person = holder_name(name)
    about: dict[str, Any] = {
        "id": subject,
        "type": ["AchievementSubject"],
        "identifier": [{"type": "IdentityObject", "hashed": False, "identityHash": person, "identityType": "name"}],
        "achievement": _achievement(achievement),
    }
    if started is not None:
        about["activityStartDate"] = rfc3339(started)
    if ended is not None:
        about["activityEndDate"] = rfc3339(ended)
    if achievement.hours is not None:
        about["creditsEarned"] = achievement.hours
    profile = {"id": issuer.id, "type": ["Profile"], "name": issuer.name}
    credential: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": id,
        "type": list(TYPES),
        "name": achievement.name,
        "issuer": {**profile, "url": issuer.url} if issuer.url else profile,
        "validFrom": rfc3339(valid_from),
        "credentialSubject": about,
    }
    if valid_until is not None:
        credential["validUntil"] = rfc3339(valid_until)
    if evidence:
        credential["evidence"] = [_evidence(one) for one in evidence]
    if status is not None:
        credential["credentialStatus"] = status.credential_status()
    return credential


def _achievement(given: Achievement) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": given.id,
        "type": ["Achievement"],
        "achievementType": given.kind,
        "name": given.name,
        "description": given.description,
        "criteria": {"narrative": given.narrative},
    }
    if given.hours is not None:
        made["creditsAvailable"] = given.hours
    if given.language:
        made["inLanguage"] = given.language
    return made


def _evidence(given: Evidence) -> dict[str, Any]:
    made = {"type": ["Evidence"], "name": given.name, "description": given.description}
    return {"id": given.id, **made} if given.id else made


def sign_badge(credential: Mapping[str, Any], key: SigningKey, *, method: str, now: int) -> dict[str, Any]:
    """The credential with its `eddsa-rdfc-2022` proof; `method` is the key's address in the issuer's DID document."""
    return add_proof(credential, key, method=method, created=now)


def badge_jwt(credential: Mapping[str, Any], key: SigningKey, *, method: str) -> str:
    """The same as a VC-JWT (OB 3.0, section 8.2): the credential's members, and those of a JWT that repeat them."""
    claims: dict[str, Any] = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": from_rfc3339(credential["validFrom"], "validFrom"),
    }
    if "validUntil" in credential:
        claims["exp"] = from_rfc3339(credential["validUntil"], "validUntil")
    return sign(key, {"typ": JWT_TYPE}, {**credential, **claims}, kid=method)
