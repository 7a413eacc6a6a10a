"""What a verification found: every check with its outcome, and the content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from digigov.credentials.checks import Named
from digigov.credentials.disclosures import Disclosure, Path


class Outcome(Enum):
    """How a check went. After the first that fails, the others are not reached."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_REACHED = "not-reached"


class Result(NamedTuple):
    """One check; `detail` is a sentence about this presentation, empty when there is nothing to add."""

    check: Named
    outcome: Outcome
    detail: str = ""


class Decoded(NamedTuple):
    """The bytes opened, as far as they could be: to look at, not to rely on."""

    header: dict[str, Any] | None = None
    payload: dict[str, Any] | None = None
    disclosures: tuple[Disclosure, ...] = ()
    paths: dict[str, Path] | None = None  # by digest of a disclosure: where its claim stands
    binding_header: dict[str, Any] | None = None
    binding_payload: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """`results` has the checks in the order in which they are made."""

    results: tuple[Result, ...]

    @property
    def ok(self) -> bool:
        """Whether every check has passed."""
        return self.results[-1].outcome is Outcome.PASSED  # after one that fails, the rest are not reached

    @property
    def failed(self) -> Named | None:
        """The check that refused."""
        return next((one.check for one in self.results if one.outcome is Outcome.FAILED), None)

    @property
    def detail(self) -> str:
        """Why it refused; empty when it did not."""
        return next((one.detail for one in self.results if one.outcome is Outcome.FAILED), "")

    def checks_as_json(self) -> list[dict[str, str]]:
        """The checks for a page or a file."""
        return [
            {
                "name": one.check.value,
                "outcome": one.outcome.value,
                "detail": one.detail,
                "meaning": one.check.meaning,
                "rule": one.check.rule,
            }
            for one in self.results
        ]


@dataclass(frozen=True, slots=True)
class Report(Checked):
    """`results` has the checks that the policy asks for, in the order in which they are made. `claims` are the verified
    ones, and None unless every check has passed. Ages are in seconds: of the copy of the issuer's keys and of the
    status list; None when not reached, or the keys are no copy."""

    claims: dict[str, Any] | None
    decoded: Decoded
    kid: str | None = None
    keys_age: int | None = None
    status_age: int | None = None

    def as_json(self) -> dict[str, Any]:
        """For a page or a file: plain values only."""
        opened = self.decoded
        disclosures = [
            {
                "digest": one.digest,
                "salt": one.salt,
                "name": one.name,
                "value": one.value,
                "path": list(path) if (path := (opened.paths or {}).get(one.digest)) is not None else None,
            }
            for one in opened.disclosures
        ]
        return {
            "ok": self.ok,
            "failed": self.failed.value if self.failed else None,
            "checks": self.checks_as_json(),
            "claims": self.claims,
            "decoded": {
                "header": opened.header,
                "payload": opened.payload,
                "disclosures": disclosures,
                "binding_header": opened.binding_header,
                "binding_payload": opened.binding_payload,
            },
            "kid": self.kid,
            "keys_age": self.keys_age,
            "status_age": self.status_age,
        }
