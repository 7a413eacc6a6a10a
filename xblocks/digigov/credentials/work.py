"""What the checks of one presentation hand on to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from digigov.credentials.disclosures import Disclosure, Revealed
from digigov.credentials.jose import Jws, Packed
from digigov.credentials.key_set import KeySet
from digigov.credentials.keys import PublicKey
from digigov.credentials.policy import Binding, Policy, StatusRule
from digigov.credentials.sd_jwt import SdJwt
from digigov.credentials.status_credential import Entry, HeldList, ListContent


@dataclass(slots=True)
class Work:
    """Each field is filled by one check and read only by later ones; so none of them is ever missing."""

    token: object
    policy: Policy
    now: int
    text: str = ""
    parts: SdJwt = field(init=False)
    packed: Packed = field(init=False)
    jwt: Jws = field(init=False)
    keys: KeySet = field(init=False)
    key: PublicKey = field(init=False)
    disclosures: tuple[Disclosure, ...] = field(init=False)
    revealed: Revealed = field(init=False)
    claims: dict[str, Any] = field(init=False)  # all of them, disclosed ones in place
    holder: PublicKey = field(init=False)
    proof: Jws = field(init=False)
    entry: Entry = field(init=False)
    held: HeldList = field(init=False)
    content: ListContent = field(init=False)

    @property
    def binding(self) -> Binding:
        """The proof asked for, in checks that are made only when it is."""
        assert self.policy.binding is not None
        return self.policy.binding

    @property
    def status(self) -> StatusRule:
        """The status rule, in checks that are made only when there is one."""
        assert self.policy.status is not None
        return self.policy.status

    @property
    def issuer(self) -> str:
        """Who issued the credential, in checks after the one that knows the issuer."""
        return str(self.jwt.payload["iss"])

    @property
    def entry_given(self) -> object:
        """The `status` claim; None when there is none."""
        return self.claims.get("status")

    @property
    def leeway(self) -> int:
        """Seconds by which clocks may differ."""
        return self.policy.leeway
