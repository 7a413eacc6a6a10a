"""The four actors on one stage: agency, wallet, verifiers, attacker. Every step is the library's own, none is acted."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from digigov.credentials import (
    Binding,
    Entry,
    HeldList,
    KeySet,
    Policy,
    PublicKey,
    Report,
    StatusList,
    StatusRule,
    b64url,
    binding_input,
    did_document,
    free_index,
    issue_credential,
    open_sd_jwt,
    present,
    sign_status_list,
    verify_presentation,
)
from digigov.credentials.encoding import to_json
from digigov.ecertificate.keyring import Keyring

DAY, HOUR = 86_400, 3_600
TTL = HOUR  # how long a verifier may use its copy of the status list
GRACE = 12 * HOUR  # for which it goes on with an older copy while the agency cannot be reached
LIFETIME = DAY  # after which a status list is worth nothing
KEYS_AGE = DAY  # how old a verifier's copy of the agency's keys may be
OTHERS_REVOKED = 2000  # of other, invented, people: one bit must not stand alone
DECOYS = 3
PROOF = "openid4vci-proof+jwt"


def to_sign(header: Mapping[str, Any], payload: Mapping[str, Any]) -> str:
    """The text of a JWS before its signature."""
    return ".".join(b64url(to_json(dict(part)).encode()) for part in (header, payload))


@dataclass(frozen=True)
class ToSign:
    """What a wallet is asked to sign: the text, and the thumbprint of the key."""

    key: str
    text: str


@dataclass(frozen=True)
class Demo:
    """One story, one learner's work, one moment. Methods change `work` in place; the block stores it."""

    story: Mapping[str, Any]
    work: dict[str, Any]
    keyring: Keyring
    now: int  # of the demo's own clock
    attacks: tuple[str, ...] = ()  # those that the course team chose

    @property
    def issuer(self) -> str:
        return str(self.story["certificate"]["issuer"])

    @property
    def list_url(self) -> str:
        """Where the status list would be published; the name belongs to nobody (RFC 2606)."""
        return f"https://{self.issuer.removeprefix('did:web:')}/status/1"

    @cached_property
    def agency_keys(self) -> KeySet:
        """What the agency publishes."""
        return KeySet((self.keyring.key("agency").public,))

    def verifier(self, name: str) -> Mapping[str, Any]:
        """A verifier of the story by its id; KeyError when there is none."""
        return {one["id"]: one for one in self.story["verifiers"]}[name]

    def audience(self, name: str) -> str:
        """How a verifier calls itself in a request."""
        return f"https://{self.verifier(name)['id']}.example"

    # -- the agency

    def claims(self) -> dict[str, str]:
        """What the register says of the applicant, without the fields that were not applied for."""
        chosen = self.work["application"]
        return {
            field["name"]: field["samples"][chosen["person"]]
            for field in self.story["fields"]
            if not field.get("optional") or field["name"] in chosen["options"]
        }

    def proof_to_sign(self, key: PublicKey, nonce: str) -> ToSign:
        """What the applicant's wallet signs, so that the agency knows that the key is in its hands."""
        header = {"alg": "ES256", "typ": PROOF, "jwk": key.confirmation()["jwk"]}
        return ToSign(key.thumbprint(), to_sign(header, {"aud": self.issuer, "iat": self.now, "nonce": nonce}))

    @staticmethod
    def claims_of(token: str) -> dict[str, Any]:
        """What a credential in the wallet discloses, by name, in the order of the certificate."""
        return {str(item.name): item.value for item in open_sd_jwt(token).disclosures}

    def issue(self, key: PublicKey, claims: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A credential on the applicant's key, with a place of its own in the status list, dated to the day."""
        taken = self.keyring.others(len(StatusList.empty()), OTHERS_REVOKED) | {
            one["index"] for one in [*self.work["wallet"], *self.work["batch"]]
        }
        index, today = free_index(taken), self.now - self.now % DAY
        claims = self.claims() if claims is None else claims
        token = issue_credential(
            self.keyring.key("agency"),
            issuer=self.issuer,
            kind=self.story["certificate"]["type"],
            claims=claims,
            hidden=[(name,) for name in claims],
            now=today,
            expires=today + self.story["certificate"]["valid_days"] * DAY,
            holder=key,
            status=Entry(self.list_url, index).status_claim(),
            decoys=DECOYS,
        )
        return {"token": token, "index": index, "key": key.thumbprint(), "at": self.now}

    def bits(self, revoked: Sequence[int] | None = None) -> StatusList:
        """The status list with the bits of other people and those that the agency set for this one."""
        bits = bytearray(StatusList.empty().bits)
        own = self.work["revoked"] if revoked is None else revoked
        for index in {*self.keyring.others(len(bits) * 8, OTHERS_REVOKED), *own}:
            bits[index // 8] |= 0x80 >> index % 8
        return StatusList(bytes(bits))

    def status_list(self, revoked: Sequence[int] | None = None, *, role: str = "agency", now: int | None = None) -> str:
        """The signed list as of now; an attacker signs with another `role`'s key, under the agency's name for it."""
        key = self.keyring.key(role)
        key = replace(key, public=replace(key.public, kid=self.keyring.key("agency").kid))
        at = self.now if now is None else now
        return sign_status_list(
            self.bits(revoked), key, issuer=self.issuer, url=self.list_url, now=at, ttl=TTL, lifetime=LIFETIME
        )

    def did_document(self) -> dict[str, Any]:
        """The agency's public keys, as it publishes them."""
        return did_document(self.issuer, self.agency_keys)

    # -- the wallet

    def presentation(self, credential: Mapping[str, Any], fields: Sequence[str]) -> str:
        """The credential with only these fields, not yet bound to a request."""
        return present(credential["token"], [(name,) for name in fields])

    def binding_to_sign(
        self, credential: Mapping[str, Any], presentation: str, name: str, nonce: str, now: int | None = None
    ) -> ToSign:
        """What the wallet signs to bind a presentation to a verifier's request."""
        at = self.now if now is None else now
        text = binding_input(presentation, audience=self.audience(name), nonce=nonce, now=at)
        return ToSign(str(credential["key"]), text)

    # -- a verifier

    def request(self, name: str) -> dict[str, Any]:
        """A verifier's question: a nonce that was never used."""
        self.verifier(name)
        return {"nonce": secrets.token_urlsafe(16), "at": self.now}

    def fetch(self, name: str) -> dict[str, Any] | None:
        """A verifier's copies of the agency's keys and status list; obtained anew when the agency answers and the
        list is older than it may be. None when there are none."""
        held: dict[str, Any] | None = self.work["held"].get(name)
        old = held is None or self.now - held["at"] >= TTL
        if old and not self.work["outage"]:
            held = {"status": self.status_list(), "at": self.now}
            self.work["held"][name] = held
        return held

    def verify(self, token: str, name: str, nonce: str) -> Report:
        """A verifier looks at what answers its request; an empty nonce is no request, and nothing answers it."""
        held = self.fetch(name)
        status = held["status"] if held else ""
        return self.check(token, name, nonce, status, at=held["at"] if held else None)

    def check(
        self, token: str, name: str, nonce: str, status: str, *, at: int | None = None, now: int | None = None
    ) -> Report:
        """The same with the copy of the status list given; `at` is when it was obtained, None when there is no copy."""
        keys = {self.issuer: replace(self.agency_keys, fetched_at=at)}
        lists = {self.list_url: HeldList(status, at)} if at is not None else {}
        policy = Policy(
            issuers=keys if at is not None else {},
            kinds={self.story["certificate"]["type"]},
            binding=Binding(self.audience(name), nonce),
            status=StatusRule(lists, grace=GRACE if self.work["outage"] else 0),
            required=[(field,) for field in self.verifier(name)["requires"]],
            max_key_age=KEYS_AGE,
        )
        return verify_presentation(token, policy, self.now if now is None else now)
