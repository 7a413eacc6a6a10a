"""What a verifier asks for. It is decided before a presentation arrives and never from it (RFC 9901, section 9.5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from digigov.credentials.disclosures import Path
from digigov.credentials.key_set import KeySet
from digigov.credentials.status_credential import HeldList
from digigov.credentials.vc import TYPE


@dataclass(frozen=True, slots=True)
class Binding:
    """The proof of the holder that is asked for. `nonce` is random, and used for one request only: the caller forgets
    it once it was answered. `max_age` is in seconds."""

    audience: str
    nonce: str
    max_age: int = 300


@dataclass(frozen=True, slots=True)
class StatusRule:
    """The verifier's copies of status lists, by their address. A copy counts until its ttl (`max_age` seconds where the
    list sets none), and for `grace` seconds more: how long to go on while the issuer cannot be reached."""

    lists: Mapping[str, HeldList]
    grace: int = 0
    max_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything that decides. `binding` and `status` have no default, so that leaving them out is a choice that can be
    read: None for the wallet that checks what it has just been issued.

    `issuers`: by `iss`, the keys with which each signs. `kinds`: the `vct`s accepted; None for an SD-JWT that is no
    credential. `required`: paths that must be disclosed. `leeway`: seconds by which clocks may differ.
    `max_key_age`: seconds after which a copy of an issuer's keys no longer counts. `types`: the `typ`s accepted.
    """

    issuers: Mapping[str, KeySet]
    kinds: Collection[str] | None
    binding: Binding | None
    status: StatusRule | None
    required: Collection[Path] = ()
    leeway: int = 60
    max_key_age: int | None = None
    types: Collection[str] = field(default=(TYPE,))


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgePolicy:
    """What a verifier of badges asks for. `issuers`: by `issuer.id`, the keys with which each signs. `status` None: not
    asked for, as by a holder who looks at what was just issued. `leeway`: seconds by which clocks may differ."""

    issuers: Mapping[str, KeySet]
    status: StatusRule | None
    leeway: int = 60
