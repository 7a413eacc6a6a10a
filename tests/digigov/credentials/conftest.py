"""An agency, a citizen and a bank, and what passes between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

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
)

NOW = 1_795_000_000  # in November 2026
AGENCY, BANK, LIST, KIND = (
    "https://moi.example",
    "https://bank.example",
    "https://moi.example/status/1",
    "urn:extract:1",
)
CLAIMS = {
    "given_name": "길동",
    "family_name": "홍",
    "birth_date": "1990-01-01",
    "address": {"street": "209 Sejong-daero", "city": "Seoul", "postcode": "03171"},
    "nationalities": ["KR", "FR"],
    "extract_number": "2026-000123",
}
HIDDEN = [
    ("given_name",),
    ("family_name",),
    ("birth_date",),
    ("address",),
    ("address", "street"),
    ("nationalities", None),
]


@dataclass(frozen=True)
class World:
    """One credential and the ways to it; `replace` makes another world."""

    agency: SigningKey = field(default_factory=lambda: SigningKey.generate(kid="agency-1"))
    citizen: SigningKey = field(default_factory=SigningKey.generate)
    bits: StatusList = field(default_factory=StatusList.empty)
    index: int = 94_567
    now: int = NOW

    def credential(self, **changes: Any) -> str:
        """A fresh credential, good for a day."""
        usual: dict[str, Any] = {
            "issuer": AGENCY,
            "kind": KIND,
            "claims": CLAIMS,
            "hidden": HIDDEN,
            "now": self.now,
            "expires": self.now + 86_400,
            "holder": self.citizen.public,
            "status": Entry(LIST, self.index).status_claim(),
            "decoys": 2,
        }
        return issue_credential(self.agency, **usual | changes)

    def shown(
        self, credential: str, paths: Iterable[Any] = (("given_name",), ("address", "city")), **changes: Any
    ) -> str:
        """What the citizen sends to the bank."""
        usual: dict[str, Any] = {"audience": BANK, "nonce": "n-1", "now": self.now}
        return bind_with(present(credential, paths), changes.pop("key", self.citizen), **usual | changes)

    def status_token(self, **changes: Any) -> str:
        """The published list, good for an hour, copies for five minutes."""
        usual: dict[str, Any] = {"issuer": AGENCY, "url": LIST, "now": self.now, "ttl": 300, "lifetime": 3600}
        return sign_status_list(self.bits, changes.pop("key", self.agency), **usual | changes)

    def policy(self, *, lists: Mapping[str, HeldList] | None = None, **changes: Any) -> Policy:
        """What the bank asks for."""
        held = {LIST: HeldList(self.status_token(), self.now)} if lists is None else lists
        usual = Policy(
            issuers={AGENCY: KeySet((self.agency.public,))},
            kinds={KIND},
            binding=Binding(BANK, "n-1"),
            status=StatusRule(held),
            required=[("given_name",)],
        )
        return replace(usual, **changes)


@pytest.fixture
def world() -> World:
    """A new world."""
    return World()
