"""The checks of the holder's proof (RFC 9901, section 7.3)."""

from __future__ import annotations

from digigov.credentials.encoding import Malformed
from digigov.credentials.jose import parse, shown
from digigov.credentials.key_binding import TYPE, sd_hash
from digigov.credentials.keys import PublicKey
from digigov.credentials.times import is_numeric_date, readable
from digigov.credentials.work import Work

Remark = str | None


def binding_present(work: Work) -> Remark:
    """Exactly when it was asked for: a proof that nobody checks must not look as if it had been."""
    if work.policy.binding is None and work.parts.key_binding:
        raise Malformed("a proof of the holder is there, and was not asked for")
    if work.policy.binding is not None and not work.parts.key_binding:
        raise Malformed("no proof that the holder presents it: anyone could have copied it")
    return None


def holder_key(work: Work) -> Remark:
    """`cnf`, a public key written out."""
    confirmation = work.jwt.payload.get("cnf")
    if not isinstance(confirmation, dict) or "jwk" not in confirmation:
        raise Malformed("the credential is bound to no key")
    work.holder = PublicKey.from_jwk(confirmation["jwk"], kid="holder")
    return None


def binding_form(work: Work) -> Remark:
    """`typ` and the four claims."""
    work.proof = parse(work.parts.key_binding)
    if work.proof.header.get("typ") != TYPE:
        raise Malformed(f"the proof's typ is {shown(work.proof.header.get('typ'))}, not {TYPE}")
    for name in ("aud", "nonce", "sd_hash"):
        if not isinstance(work.proof.payload.get(name), str):
            raise Malformed(f"the proof's {name} is not text")
    if not is_numeric_date(work.proof.payload.get("iat")):
        raise Malformed("the proof does not say when it was made")
    return None


def binding_algorithm(work: Work) -> Remark:
    """The holder key's own."""
    fault = work.proof.algorithm_fault(work.holder)
    if fault:
        raise Malformed(fault)
    return None


def holder_signature(work: Work) -> Remark:
    """By the key in the credential, whoever presents it."""
    if not work.proof.signed_by(work.holder):
        raise Malformed("another key than the holder's made the proof")
    return None


def audience(work: Work) -> Remark:
    """The proof's `aud`, and the credential's own if it has one (RFC 7519, section 4.1.3)."""
    mine, meant = work.binding.audience, work.proof.payload["aud"]
    if meant != mine:
        raise Malformed(f"the proof was made for {shown(meant)}")
    restricted = work.claims.get("aud", mine)
    if mine != restricted and not (isinstance(restricted, list) and mine in restricted):
        raise Malformed("the issuer meant the credential for others")
    return None


def nonce(work: Work) -> Remark:
    """The one of this request."""
    if work.proof.payload["nonce"] != work.binding.nonce:
        raise Malformed("the proof answers another request: it may be an old one, replayed")
    return None


def binding_time(work: Work) -> Remark:
    """`iat` within the window; `nbf` and `exp` where a wallet set them."""
    payload, leeway = work.proof.payload, work.policy.leeway
    made = payload["iat"]
    if made > work.now + leeway:
        raise Malformed(f"the proof says that it was made at {readable(made)}, which is yet to come")
    if made < work.now - work.binding.max_age - leeway:
        raise Malformed(f"the proof was made at {readable(made)}; {work.binding.max_age} seconds are the most")
    for name in ("nbf", "exp"):
        if name in payload and not is_numeric_date(payload[name]):
            raise Malformed(f"the proof's {name} is not a time")
    if payload.get("nbf", made) > work.now + leeway or payload.get("exp", work.now) <= work.now - leeway:
        raise Malformed("the proof is not valid at this time")
    return None


def binding_hash(work: Work) -> Remark:
    """Nothing added, nothing taken away on the way."""
    if work.proof.payload["sd_hash"] != sd_hash(work.parts.bound):
        raise Malformed("the proof was made for other disclosures, or another credential")
    return None
