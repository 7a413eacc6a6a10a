"""Verification of a badge: one list of named checks, made in order until one fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from digigov.credentials import check_badge as badge
from digigov.credentials import check_status as status
from digigov.credentials.check_badge import BadgeWork
from digigov.credentials.checks import BadgeCheck
from digigov.credentials.encoding import Malformed
from digigov.credentials.policy import BadgePolicy
from digigov.credentials.report import Checked, Outcome, Result

Step = tuple[BadgeCheck, Callable[[BadgeWork], str | None]]

BADGE: tuple[Step, ...] = (
    (BadgeCheck.SIZE, badge.size),
    (BadgeCheck.FORM, badge.form),
    (BadgeCheck.TYPE, badge.type_),
    (BadgeCheck.PROOF_FORM, badge.proof_form),
    (BadgeCheck.ISSUER_KNOWN, badge.issuer_known),
    (BadgeCheck.ISSUER_KEY, badge.issuer_key),
    (BadgeCheck.ALGORITHM, badge.algorithm),
    (BadgeCheck.ISSUER_SIGNATURE, badge.issuer_signature),
    (BadgeCheck.CLAIMS_AGREE, badge.claims_agree),
    (BadgeCheck.CONTENT, badge.content),
    (BadgeCheck.NOT_BEFORE, badge.not_before),
    (BadgeCheck.NOT_EXPIRED, badge.not_expired),
)
STATUS: tuple[Step, ...] = (
    (BadgeCheck.STATUS_ENTRY, status.status_entry),
    (BadgeCheck.STATUS_LIST_HELD, status.status_list_held),
    (BadgeCheck.STATUS_LIST_SIGNATURE, status.status_list_signature),
    (BadgeCheck.STATUS_LIST_FORM, status.status_list_form),
    (BadgeCheck.STATUS_LIST_FRESH, status.status_list_fresh),
    (BadgeCheck.NOT_REVOKED, status.not_revoked),
)


@dataclass(frozen=True, slots=True)
class BadgeReport(Checked):
    """`credential` is what the issuer signed: there as soon as the signature is genuine, also when the badge has ended
    or was revoked, and None before. `kid` is the key; `status_age` the age of the list's copy in seconds."""

    credential: dict[str, Any] | None
    kid: str | None = None
    status_age: int | None = None

    def as_json(self) -> dict[str, Any]:
        """For a page or a file: plain values only."""
        return {
            "ok": self.ok,
            "failed": self.failed.value if self.failed else None,
            "checks": self.checks_as_json(),
            "credential": self.credential,
            "kid": self.kid,
            "status_age": self.status_age,
        }


def verify_badge(given: str | bytes, policy: BadgePolicy, now: int) -> BadgeReport:
    """Verifies a badge as JSON or as VC-JWT at the time `now` (NumericDate). A report for any input, never an
    exception; every input is bounded before it is decoded, and nothing is fetched."""
    data = given.encode("utf-8", "replace") if isinstance(given, str) else given
    work = BadgeWork(data, policy, now)
    steps = BADGE + (STATUS if policy.status is not None else ())
    results: list[Result] = []
    try:
        for check, step in steps:
            results.append(Result(check, Outcome.PASSED, step(work) or ""))
    except Malformed as reason:
        results.append(Result(steps[len(results)][0], Outcome.FAILED, str(reason)))
        results += [Result(check, Outcome.NOT_REACHED) for check, _step in steps[len(results) :]]
    key, held = getattr(work, "key", None), getattr(work, "held", None)
    return BadgeReport(
        tuple(results),
        work.document if _genuine(results) else None,
        key.kid if key else None,
        now - held.fetched_at if held else None,
    )


def _genuine(results: list[Result]) -> bool:
    return any(one.check is BadgeCheck.CONTENT and one.outcome is Outcome.PASSED for one in results)
