"""Verification: one list of named checks, made in order until one fails."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from digigov.credentials import check_binding as binding
from digigov.credentials import check_credential as credential
from digigov.credentials import check_status as status
from digigov.credentials.checks import Check, Refused
from digigov.credentials.encoding import Malformed
from digigov.credentials.policy import Policy
from digigov.credentials.report import Decoded, Outcome, Report, Result
from digigov.credentials.work import Work

Step = tuple[Check, Callable[[Work], str | None]]
Planned = tuple[Callable[[Work], str | None], Result]

CREDENTIAL: tuple[Step, ...] = (
    (Check.SIZE, credential.size),
    (Check.FORM, credential.form),
    (Check.JSON, credential.json),
    (Check.TYPE, credential.type_),
    (Check.HASH, credential.hash_),
    (Check.ISSUER_KNOWN, credential.issuer_known),
    (Check.ISSUER_KEYS_FRESH, credential.issuer_keys_fresh),
    (Check.ISSUER_KEY, credential.issuer_key),
    (Check.ALGORITHM, credential.algorithm),
    (Check.ISSUER_SIGNATURE, credential.issuer_signature),
    (Check.DISCLOSURE_FORM, credential.disclosure_form),
    (Check.DISCLOSURE_ONCE, credential.disclosure_once),
    (Check.DISCLOSURE_NAMES, credential.disclosure_names),
    (Check.DISCLOSURE_SIGNED, credential.disclosure_signed),
    (Check.PLAIN_CLAIMS, credential.plain_claims),
    (Check.CREDENTIAL_TYPE, credential.credential_type),
    (Check.ISSUED, credential.issued),
    (Check.NOT_BEFORE, credential.not_before),
    (Check.NOT_EXPIRED, credential.not_expired),
    (Check.BINDING_PRESENT, binding.binding_present),
)
BINDING: tuple[Step, ...] = (
    (Check.HOLDER_KEY, binding.holder_key),
    (Check.BINDING_FORM, binding.binding_form),
    (Check.BINDING_ALGORITHM, binding.binding_algorithm),
    (Check.HOLDER_SIGNATURE, binding.holder_signature),
    (Check.AUDIENCE, binding.audience),
    (Check.NONCE, binding.nonce),
    (Check.BINDING_TIME, binding.binding_time),
    (Check.BINDING_HASH, binding.binding_hash),
)
STATUS: tuple[Step, ...] = (
    (Check.STATUS_ENTRY, status.status_entry),
    (Check.STATUS_LIST_HELD, status.status_list_held),
    (Check.STATUS_LIST_SIGNATURE, status.status_list_signature),
    (Check.STATUS_LIST_FORM, status.status_list_form),
    (Check.STATUS_LIST_FRESH, status.status_list_fresh),
    (Check.NOT_REVOKED, status.not_revoked),
)
CONTENT: tuple[Step, ...] = ((Check.CLAIMS_DISCLOSED, credential.claims_disclosed),)


def verify_presentation(token: str | bytes, policy: Policy, now: int) -> Report:
    """Verifies an SD-JWT or SD-JWT+KB at the time `now` (NumericDate). A report for any input, never an exception;
    every input is bounded before it is decoded. Nothing is fetched, and nothing remembered but the status lists' own
    signatures: that a nonce is used once is for the caller to see to."""
    work = Work(token, policy, now)
    steps = _steps(
        policy.max_key_age is not None,
        policy.kinds is not None,
        policy.binding is not None,
        policy.status is not None,
    )
    results: list[Result] = []
    try:
        for step, passed in steps:
            remark = step(work)
            results.append(passed if remark is None else Result(passed.check, Outcome.PASSED, remark))
    except (Malformed, Refused) as reason:
        detail = reason.detail if isinstance(reason, Refused) else str(reason)
        results.append(Result(steps[len(results)][1].check, Outcome.FAILED, detail))
        results += [Result(passed.check, Outcome.NOT_REACHED) for _step, passed in steps[len(results) :]]
    return _report(work, tuple(results), results[-1].outcome is Outcome.PASSED)


@lru_cache(maxsize=16)
def _steps(limits_key_age: bool, asks_kind: bool, asks_binding: bool, asks_status: bool) -> tuple[Planned, ...]:
    """The checks that a policy asks for, each with the result for when there is nothing to remark."""
    left_out = set()
    if not limits_key_age:
        left_out.add(Check.ISSUER_KEYS_FRESH)
    if not asks_kind:
        left_out.add(Check.CREDENTIAL_TYPE)
    steps = CREDENTIAL + (BINDING if asks_binding else ()) + (STATUS if asks_status else ()) + CONTENT
    return tuple((step, Result(check, Outcome.PASSED)) for check, step in steps if check not in left_out)


def _report(work: Work, results: tuple[Result, ...], ok: bool) -> Report:
    """Only what the checks got to: a field that was never filled is left out."""
    jwt = getattr(work, "jwt", None)
    proof = getattr(work, "proof", None)
    revealed = getattr(work, "revealed", None)
    keys, key, held = getattr(work, "keys", None), getattr(work, "key", None), getattr(work, "held", None)
    decoded = Decoded(
        jwt.header if jwt else None,
        jwt.payload if jwt else None,
        getattr(work, "disclosures", ()),
        revealed.paths if revealed else None,
        proof.header if proof else None,
        proof.payload if proof else None,
    )
    return Report(
        results,
        work.claims if ok else None,
        decoded,
        key.kid if key else None,
        work.now - keys.fetched_at if keys and keys.fetched_at is not None else None,
        work.now - held.fetched_at if held else None,
    )
