"""Credentials issued and verified per CPU-second, beside raw `cryptography` and the package `sd-jwt` in the same run.

How it counts. Issuing makes one signature, so its limit is one raw ES256 signature over the same bytes. Verifying a
presentation needs two (issuer, holder) while the status list's copy is known, and three when the list is new: its limit
is that many raw verifications over the same bytes. Everything beside signatures (JSON, base64, SHA-256 of each
disclosure, the list's gzip) counts against us. The kinds of work take turns in short rounds, and the best round of
each counts, so that a busy machine slows all of them alike. Ours and `sd-jwt` read the very same presentation with the
issuer's key at hand; it comes again and again, so neither may remember anything of its holder.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from jwcrypto.jwk import JWK
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier
from table import verdict

from digigov.credentials import (
    Binding,
    Entry,
    HeldList,
    KeySet,
    Policy,
    SigningKey,
    StatusList,
    StatusRule,
    bind_with,
    issue_credential,
    present,
    sign_status_list,
    split,
    unb64url,
    verify_presentation,
)

ROUNDS, TIMES = 40, 50
ES256 = ECDSA(SHA256())
NOW = 1_795_000_000
AGENCY, BANK, LIST, KIND = (
    "https://moi.example",
    "https://bank.example",
    "https://moi.example/status/1",
    "urn:extract:1",
)
# A resident-registration extract: eight claims that can be left out.
CLAIMS: dict[str, Any] = {
    "given_name": "길동",
    "family_name": "홍",
    "birth_date": "1990-01-01",
    "sex": "M",
    "address": "209 Sejong-daero, Jongno-gu, Seoul 03171",
    "head_of_household": "홍판서",
    "registered_since": "2015-03-02",
    "extract_number": "2026-000123",
}
SHOWN = ("given_name", "family_name", "birth_date", "address")


@dataclass
class Job:
    """A kind of work, and its best time in CPU-seconds."""

    work: Callable[[], object]
    best: float = float("inf")

    @property
    def rate(self) -> float:
        """How often in a CPU-second."""
        return 1 / self.best


def main(folder: Path) -> None:
    """Prints the rates and whether the figures aimed at are reached."""
    jobs = {name: Job(work) for name, work in _work().items()}
    for _ in range(ROUNDS):
        for job in jobs.values():
            begun = time.process_time()
            for _time in range(TIMES):
                job.work()
            job.best = min(job.best, (time.process_time() - begun) / TIMES)
    print("\na CPU-second; ES256; eight claims, of which four are shown")
    for name, job in jobs.items():
        print(f"{name:52} {job.rate:8.0f}")
    print()
    issue, sign = jobs["issue"].rate, jobs["raw signature"].rate
    verify, new = (
        jobs["verify: status list known (2 signatures)"].rate,
        jobs["verify: status list new (3 signatures)"].rate,
    )
    plain = jobs["verify: no status (2 signatures)"].rate
    raw = jobs["raw verification"].rate
    verdict(f"issue, of the raw limit: {issue / sign:.0%} (33%)", issue >= sign / 3)
    verdict(f"verify, list known, of the raw limit: {verify / (raw / 2):.0%} (33%)", verify >= raw / 2 / 3)
    verdict(f"verify, list new, of the raw limit: {new / (raw / 3):.0%} (33%)", new >= raw / 3 / 3)
    theirs_issue, theirs_verify = jobs["sd-jwt: issue"].rate, jobs["sd-jwt: verify"].rate
    verdict(f"issue, times sd-jwt: {issue / theirs_issue:.1f} (2)", issue >= 2 * theirs_issue)
    verdict(f"verify without status, times sd-jwt: {plain / theirs_verify:.1f} (2)", plain >= 2 * theirs_verify)
    beside = (1 / theirs_verify - 2 / raw) / (1 / plain - 2 / raw)
    print(f"           (both spend the same on two raw verifications; beside these, {beside:.1f} times)")
    both = (1 / theirs_issue + 1 / theirs_verify) / (1 / issue + 1 / plain)
    print(f"           (one issue and its verification together, times sd-jwt: {both:.1f})")


def _work() -> dict[str, Callable[[], object]]:
    agency, citizen = SigningKey.generate(kid="agency-1"), SigningKey.generate()
    raw = agency.raw
    assert isinstance(raw, EllipticCurvePrivateKey)

    def issue() -> str:
        return issue_credential(
            agency,
            issuer=AGENCY,
            kind=KIND,
            claims=CLAIMS,
            hidden=[(name,) for name in CLAIMS],
            now=NOW,
            expires=NOW + 86_400,
            holder=citizen.public,
            status=Entry(LIST, 94_567).status_claim(),
        )

    shown = present(issue(), [(name,) for name in SHOWN])
    token = bind_with(shown, citizen, audience=BANK, nonce="n", now=NOW)
    data, _, signature = split(token).issuer_jwt.rpartition(".")
    keys = {AGENCY: KeySet((agency.public,))}
    bits = StatusList.empty()
    for index in range(0, 131_072, 1311):  # a hundred revoked
        bits = bits.flipped(index)

    def status_list(lifetime: int) -> HeldList:
        signed = sign_status_list(bits, agency, issuer=AGENCY, url=LIST, now=NOW, ttl=300, lifetime=lifetime)
        return HeldList(signed, NOW)

    def policy(status: StatusRule | None) -> Policy:
        return Policy(issuers=keys, kinds={KIND}, binding=Binding(BANK, "n"), status=status)

    known, without = policy(StatusRule({LIST: status_list(3600)})), policy(None)
    # More lists than are remembered, in turn: each is met as if for the first time.
    unknown = [policy(StatusRule({LIST: status_list(3600 + number)})) for number in range(TIMES)]
    turn = iter(range(1_000_000_000))
    return {
        "raw signature": lambda: raw.sign(data.encode(), ES256),
        "issue": issue,
        "raw verification": _raw_verification(raw.public_key(), unb64url(signature), data.encode()),
        "verify: no status (2 signatures)": lambda: _ok(token, without),
        "verify: status list known (2 signatures)": lambda: _ok(token, known),
        "verify: status list new (3 signatures)": lambda: _ok(token, unknown[next(turn) % TIMES]),
        **_theirs(agency, citizen, token),
    }


def _ok(token: str, policy: Policy) -> None:
    assert verify_presentation(token, policy, NOW).ok


def _raw_verification(key: EllipticCurvePublicKey, signature: bytes, data: bytes) -> Callable[[], None]:
    der = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    return lambda: key.verify(der, data, ES256)


def _theirs(agency: SigningKey, citizen: SigningKey, token: str) -> dict[str, Callable[[], object]]:
    """The same claims and the same presentation with the package `sd-jwt`, its keys read beforehand."""

    @cache
    def jwk(key: SigningKey) -> JWK:
        return JWK(**key.private_jwk())

    def issue() -> str:
        claims = {SDObj(name): value for name, value in CLAIMS.items()}
        plain = {
            "iss": AGENCY,
            "iat": NOW,
            "exp": NOW + 86_400,
            "vct": KIND,
            "status": Entry(LIST, 94_567).status_claim(),
        }
        return str(SDJWTIssuer({**claims, **plain}, jwk(agency), jwk(citizen)).sd_jwt_issuance)

    def verify() -> object:
        return SDJWTVerifier(token, lambda _issuer, _header: jwk(agency), BANK, "n").get_verified_payload()

    return {"sd-jwt: issue": issue, "sd-jwt: verify": verify}
