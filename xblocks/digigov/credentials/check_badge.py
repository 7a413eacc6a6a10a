"""The checks of a badge, each one step; `verify_badge.py` makes them in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from digigov.credentials.badge import JWT_TYPE
from digigov.credentials.data_integrity import Proof, proves, read_proof
from digigov.credentials.encoding import MAX_TOKEN, Malformed, from_json
from digigov.credentials.jose import Jws, parse, shown
from digigov.credentials.key_set import KeySet, NoKey
from digigov.credentials.keys import PublicKey
from digigov.credentials.policy import BadgePolicy, StatusRule
from digigov.credentials.rdf import OPEN_BADGES, VC
from digigov.credentials.status_credential import Entry, HeldList, ListContent
from digigov.credentials.times import from_rfc3339, readable

Remark = str | None
BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
REPEATED = {"iss": ("issuer", "id"), "jti": ("id",), "sub": ("credentialSubject", "id")}
NUMBERED = {"nbf": "validFrom", "exp": "validUntil"}


@dataclass(slots=True)
class BadgeWork:
    """Each field is filled by one check and read only by later ones. `document` has no proof in it."""

    given: bytes
    policy: BadgePolicy
    now: int
    document: dict[str, Any] = field(default_factory=dict)
    jws: Jws | None = None
    embedded: object = None
    proof: Proof = field(init=False)
    keys: KeySet = field(init=False)
    key: PublicKey = field(init=False)
    entry: Entry = field(init=False)
    held: HeldList = field(init=False)
    content: ListContent = field(init=False)

    @property
    def issuer(self) -> str:
        """The issuer's name as it stands there; empty when there is none."""
        issuer = self.document.get("issuer")
        issuer = issuer.get("id") if isinstance(issuer, dict) else issuer
        return issuer if isinstance(issuer, str) else ""

    @property
    def entry_given(self) -> object:
        """The `credentialStatus`; None when there is none."""
        return self.document.get("credentialStatus")

    @property
    def status(self) -> StatusRule:
        """The status rule, in checks that are made only when there is one."""
        assert self.policy.status is not None
        return self.policy.status

    @property
    def leeway(self) -> int:
        """Seconds by which clocks may differ."""
        return self.policy.leeway


def size(work: BadgeWork) -> Remark:
    """Before anything is decoded."""
    if len(work.given) > MAX_TOKEN:
        raise Malformed(f"it has {len(work.given)} bytes; {MAX_TOKEN} are the most")
    return None


def form(work: BadgeWork) -> Remark:
    """JSON with a proof, or a compact JWS of JSON."""
    text = work.given.strip(b" \t\r\n")
    if text.startswith(b"{"):
        work.document = cast(dict[str, Any], from_json(text, "the file"))
        work.embedded = work.document.pop("proof", None)
        return "JSON with an embedded proof"
    try:
        work.jws = parse(text.decode("ascii"))
    except UnicodeDecodeError:
        raise Malformed("it is neither JSON nor a JWS") from None
    work.document = work.jws.payload
    return "a compact JWS"


def type_(work: BadgeWork) -> Remark:
    """The contexts decide what each word means, so they must be the two known ones, in their order."""
    contexts, types = work.document.get("@context"), work.document.get("type")
    if contexts != [VC, OPEN_BADGES]:
        raise Malformed("its contexts are not those of VC 2.0 and Open Badges 3.0.3")
    named = {one for one in types if isinstance(one, str)} if isinstance(types, list) else set()
    if "VerifiableCredential" not in named or not named & BADGE_TYPES:
        raise Malformed("it is not of the type OpenBadgeCredential")
    return None


def proof_form(work: BadgeWork) -> Remark:
    """An embedded `eddsa-rdfc-2022` proof, or a JWS that says it is a JWT."""
    if work.jws is None:
        work.proof = read_proof(work.embedded)
        return None
    typ = work.jws.header.get("typ")
    if typ not in (JWT_TYPE, None):
        raise Malformed(f"its typ is {shown(typ)}, not {JWT_TYPE}")
    return None


def issuer_known(work: BadgeWork) -> Remark:
    """By name, before any key is looked at; a key that comes with the badge never counts."""
    keys = work.policy.issuers.get(work.issuer)
    if keys is None:
        raise Malformed(f"{shown(work.issuer, 200)} is not among the issuers that are known here")
    work.keys = keys
    return None


def issuer_key(work: BadgeWork) -> Remark:
    """The key that the proof names, as it was trusted when the badge was signed."""
    named: object
    if work.jws is None:
        named, signed_at = work.proof.method, work.proof.created
    else:
        named, signed_at = work.jws.header.get("kid"), from_rfc3339(work.document.get("validFrom"), "validFrom")
    if isinstance(named, str) and "#" in named and named.partition("#")[0] != work.issuer:
        raise Malformed("the proof names somebody else's key")
    try:
        work.key = work.keys.find(named, signed_at, work.now)
    except NoKey as reason:
        raise Malformed(str(reason)) from None
    return None


def algorithm(work: BadgeWork) -> Remark:
    """The key decides, never the file."""
    if work.jws is not None:
        if fault := work.jws.algorithm_fault(work.key):
            raise Malformed(fault)
    elif work.key.curve != "Ed25519":
        raise Malformed("the key is not an Ed25519 key")
    return None


def issuer_signature(work: BadgeWork) -> Remark:
    """Over every word: what no context defines makes the reading fail."""
    if not (work.jws.signed_by(work.key) if work.jws else proves(work.proof, work.document, work.key)):
        raise Malformed("it was changed after it was signed, or another key signed it")
    return None


def claims_agree(work: BadgeWork) -> Remark:
    """A JWT repeats five members under other names."""
    if work.jws is None:
        return None
    for name, path in REPEATED.items():
        if work.document.get(name) != _at(work.document, path):
            raise Malformed(f"{name} differs from {'.'.join(path)}")
    for name, member in NUMBERED.items():
        stated = from_rfc3339(work.document[member], member) if member in work.document else None
        if work.document.get(name) != stated:
            raise Malformed(f"{name} differs from {member}")
    return None


def content(work: BadgeWork) -> Remark:
    """One subject with a named achievement, and its holder in one place."""
    subject = work.document.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    if not isinstance(achievement, dict) or not isinstance(achievement.get("name"), str):
        raise Malformed("it does not say what was achieved")
    return None


def not_before(work: BadgeWork) -> Remark:
    """`validFrom`, which must be there."""
    starts = from_rfc3339(work.document.get("validFrom"), "validFrom")
    if starts > work.now + work.leeway:
        raise Malformed(f"it is valid only from {readable(starts)} on")
    return f"since {readable(starts)}"


def not_expired(work: BadgeWork) -> Remark:
    """`validUntil`, which may be missing: the badge then has no end."""
    if "validUntil" not in work.document:
        return "it has no end"
    ends = from_rfc3339(work.document["validUntil"], "validUntil")
    if ends <= work.now - work.leeway:
        raise Malformed(f"it ended at {readable(ends)}")
    return f"until {readable(ends)}"


def _at(document: dict[str, Any], path: tuple[str, ...]) -> object:
    value: Any = document
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
