"""The checks of the credential itself. Each takes the work so far, and returns a remark or raises Refused/Malformed."""

from __future__ import annotations

from digigov.credentials.checks import Check, Refused
from digigov.credentials.disclosures import ALGORITHM, exists, parse_disclosure, reveal
from digigov.credentials.encoding import MAX_TOKEN, Malformed
from digigov.credentials.jose import read, shown, unpack
from digigov.credentials.key_set import NoKey
from digigov.credentials.sd_jwt import split
from digigov.credentials.times import is_numeric_date, readable
from digigov.credentials.vc import PLAIN
from digigov.credentials.work import Work

Remark = str | None


def size(work: Work) -> Remark:
    """Before anything is copied or decoded."""
    if not isinstance(work.token, (str, bytes)):
        raise Malformed("the presentation is neither text nor bytes")
    if len(work.token) > MAX_TOKEN:
        raise Malformed(f"{len(work.token)} characters; {MAX_TOKEN} are the most")
    return None


def form(work: Work) -> Remark:
    """The parts and their canonical base64url."""
    token = work.token
    try:
        work.text = token.decode("ascii") if isinstance(token, bytes) else str(token)
    except UnicodeDecodeError:
        raise Malformed("a presentation is ASCII text") from None
    if not work.text.isascii():
        raise Malformed("a presentation is ASCII text")
    work.parts = split(work.text)
    work.packed = unpack(work.parts.issuer_jwt)
    return None


def json(work: Work) -> Remark:
    """Strict JSON objects."""
    work.jwt = read(work.packed)
    return None


def type_(work: Work) -> Remark:
    """The `typ`, so that a token made for something else cannot pass as a credential."""
    typ = work.jwt.header.get("typ")
    accepted = work.policy.types
    if isinstance(typ, str) and typ.removeprefix("application/") in accepted:
        return None
    raise Malformed(f"its typ is {shown(typ)}, not {' or '.join(accepted)}")


def hash_(work: Work) -> Remark:
    """Only SHA-256."""
    named = work.jwt.payload.get(ALGORITHM, "sha-256")
    if named != "sha-256":
        raise Malformed(f"the fingerprints are {shown(named)}, not sha-256")
    return None


def issuer_known(work: Work) -> Remark:
    """`iss` chooses among issuers that are trusted already; it is proved by the signature later."""
    issuer = work.jwt.payload.get("iss")
    keys = work.policy.issuers.get(issuer) if isinstance(issuer, str) else None
    if keys is None:
        raise Malformed(f"{shown(issuer)} is not an issuer trusted here")
    work.keys = keys
    return None


def issuer_keys_fresh(work: Work) -> Remark:
    """Only when the policy limits the age of the copy."""
    limit, fetched = work.policy.max_key_age, work.keys.fetched_at
    age = 0 if fetched is None else work.now - fetched
    if limit is not None and age > limit:
        raise Malformed(f"the copy of the issuer's keys is {age} seconds old, {limit} are the most")
    return f"the copy of the issuer's keys is {age} seconds old"


def issuer_key(work: Work) -> Remark:
    """By `kid`, among this issuer's keys, in use when the credential says that it was issued."""
    issued = work.jwt.payload.get("iat")
    try:
        signed_at = issued if is_numeric_date(issued) else work.now
        work.key = work.keys.find(work.jwt.header.get("kid"), signed_at, work.now)
    except NoKey as reason:
        raise Malformed(str(reason)) from None
    return None


def algorithm(work: Work) -> Remark:
    """The key's, never the header's choice: this is where `none` and HS256 end."""
    fault = work.jwt.algorithm_fault(work.key)
    if fault:
        raise Malformed(fault)
    return None


def issuer_signature(work: Work) -> Remark:
    """Over the exact bytes received."""
    if not work.jwt.signed_by(work.key):
        raise Malformed("the signature does not fit what is signed, or another key made it")
    return None


def disclosure_form(work: Work) -> Remark:
    """Reads all disclosures and puts them in place; the next three checks read what was found."""
    work.disclosures = tuple(map(parse_disclosure, work.parts.disclosures))
    work.revealed = reveal(work.jwt.payload, work.disclosures)
    work.claims = work.revealed.claims
    return _fault(work, Check.DISCLOSURE_FORM)


def disclosure_once(work: Work) -> Remark:
    """No disclosure and no digest twice."""
    return _fault(work, Check.DISCLOSURE_ONCE)


def disclosure_names(work: Work) -> Remark:
    """No reserved name, and no claim over another."""
    return _fault(work, Check.DISCLOSURE_NAMES)


def disclosure_signed(work: Work) -> Remark:
    """Every disclosure's digest stands in what the issuer signed."""
    return _fault(work, Check.DISCLOSURE_SIGNED)


def _fault(work: Work, check: Check) -> Remark:
    faults = work.revealed.faults
    if faults and check in faults:  # the first, since the hash of a Check is Python code
        raise Refused(check, faults[check])
    return None


def plain_claims(work: Work) -> Remark:
    """Nor any part of them, in a disclosure."""
    for path in work.revealed.paths.values():
        if path[0] in PLAIN:
            raise Malformed(f"{shown(path[0])} stands in a disclosure")
    return None


def credential_type(work: Work) -> Remark:
    """`vct`, or one of the `aka_vcts`."""
    kinds, also = work.policy.kinds or (), work.claims.get("aka_vcts", [])
    if not isinstance(work.claims.get("vct"), str) or not isinstance(also, list):
        raise Malformed("it does not say what kind of credential it is")
    if work.claims["vct"] not in kinds and not any(isinstance(kind, str) and kind in kinds for kind in also):
        raise Malformed(f"its kind is {shown(work.claims['vct'])}")
    return None


def issued(work: Work) -> Remark:
    """`iat`, when it is there, is not in the future."""
    time = _time(work, "iat")
    if time is not None and time > work.now + work.policy.leeway:
        raise Malformed(f"it says that it was issued at {readable(time)}, which is yet to come")
    return None


def not_before(work: Work) -> Remark:
    """`nbf`, when it is there."""
    time = _time(work, "nbf")
    if time is not None and time > work.now + work.policy.leeway:
        raise Malformed(f"it is valid only from {readable(time)} on")
    return None


def not_expired(work: Work) -> Remark:
    """`exp` must be there: the verifier cannot know otherwise that a credential was not meant to end."""
    time = _time(work, "exp")
    if time is None:
        raise Malformed("it does not say when it ends")
    if time <= work.now - work.policy.leeway:
        raise Malformed(f"it ended at {readable(time)}")
    return f"until {readable(time)}"


def _time(work: Work, name: str) -> int | float | None:
    time = work.claims.get(name)
    if name in work.claims and not is_numeric_date(time):
        raise Malformed(f"its {name} is not a time")
    return time


def claims_disclosed(work: Work) -> Remark:
    """All that the verifier needs."""
    for path in work.policy.required:
        if not exists(work.claims, path):
            raise Malformed(f"{' / '.join(map(str, path))} is not disclosed")
    return None
