"""An issuer's public keys over time. Rotation never breaks an old credential; revocation of a key does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from digigov.credentials.encoding import Malformed
from digigov.credentials.keys import PublicKey


class NoKey(LookupError):
    """The set has no key for that name and time; the message says why."""


@dataclass(frozen=True, slots=True)
class KeySet:
    """Keys of one issuer, and when this copy was obtained (NumericDate; None: it is the issuer's own)."""

    keys: tuple[PublicKey, ...]
    fetched_at: int | None = None

    def find(self, kid: object, signed_at: float, now: float) -> PublicKey:
        """The key that `kid` names, if signatures made at `signed_at` are trusted `now`. A kid may be a DID URL whose
        fragment names the key. Without a kid, the only key that was in use then. NoKey otherwise."""
        if kid is None:
            named = list(self.keys)
        elif isinstance(kid, str):
            fragment = kid.rpartition("#")[2]
            named = [key for key in self.keys if key.kid == kid or key.kid == fragment]
        else:
            raise NoKey("the kid is not text")
        if not named:
            raise NoKey("the issuer has no key of that name")
        trusted = [key for key in named if key.revoked_at is None or now < key.revoked_at]
        if not trusted:
            raise NoKey("the issuer has revoked that key")
        usable = [key for key in trusted if _in_use(key, signed_at)]
        if len(usable) != 1:
            raise NoKey("the key was not in use at that time" if not usable else "it does not say which key it is")
        return usable[0]

    def rotated(self, new: PublicKey, at: int) -> KeySet:
        """The set with `new` in use from `at` on, and the keys in use until now retired then."""
        retired = [replace(key, valid_until=at) if key.valid_until is None else key for key in self.keys]
        return replace(self, keys=(*retired, replace(new, valid_from=at)))

    def revoked(self, kid: str, at: int) -> KeySet:
        """The set with that key worth nothing from `at` on, whatever date a token bears."""
        keys = tuple(replace(key, revoked_at=at) if key.kid == kid else key for key in self.keys)
        return replace(self, keys=keys)

    def jwks(self) -> dict[str, Any]:
        """A JWK Set with the times as in OpenID Federation 1.0, section 8.7 (`nbf`, `exp`, `revoked`)."""
        return {"keys": [{**key.jwk(), **_times(key)} for key in self.keys]}

    @classmethod
    def from_jwks(cls, document: object, fetched_at: int | None = None) -> KeySet:
        """Reads what `jwks()` writes; keys of other kinds are left out. Malformed when it is no key set."""
        keys = document.get("keys") if isinstance(document, Mapping) else None
        if not isinstance(keys, list):
            raise Malformed("not a JWK Set")
        known = [jwk for jwk in keys if isinstance(jwk, Mapping) and jwk.get("crv") in ("P-256", "Ed25519")]
        return cls(tuple(_timed(jwk) for jwk in known), fetched_at)


def _in_use(key: PublicKey, at: float) -> bool:
    started = key.valid_from is None or key.valid_from <= at
    return started and (key.valid_until is None or at < key.valid_until)


def _times(key: PublicKey) -> dict[str, Any]:
    times: dict[str, Any] = {"nbf": key.valid_from, "exp": key.valid_until}
    if key.revoked_at is not None:
        times["revoked"] = {"revoked_at": key.revoked_at}
    return {name: value for name, value in times.items() if value is not None}


def _timed(jwk: Mapping[str, Any]) -> PublicKey:
    revoked = jwk.get("revoked")
    revoked_at = revoked.get("revoked_at") if isinstance(revoked, Mapping) else None
    times = (jwk.get("nbf"), jwk.get("exp"), revoked_at)
    if any(time is not None and type(time) is not int for time in times):
        raise Malformed("a key's time is not a whole number")
    if revoked is not None and revoked_at is None:
        raise Malformed("a key is revoked at no time")
    return replace(PublicKey.from_jwk(jwk), valid_from=times[0], valid_until=times[1], revoked_at=times[2])
