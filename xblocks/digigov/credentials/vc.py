"""SD-JWT VC: an SD-JWT that is a credential (draft-ietf-oauth-sd-jwt-vc, as of August 2026)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from digigov.credentials.encoding import Malformed
from digigov.credentials.hidden import hidden_tree
from digigov.credentials.issuing import issue_tree
from digigov.credentials.key_set import KeySet
from digigov.credentials.keys import PublicKey
from digigov.credentials.signing_key import SigningKey

TYPE = "dc+sd-jwt"
LEGACY_TYPE = "vc+sd-jwt"  # what issuers wrote until November 2024; a policy may still admit it

# Never in a disclosure (section 2.2.2.3): a holder who could leave these out could leave out the end of validity.
PLAIN = frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"})
# Set by arguments below, so that no claim can contradict them. The draft lets `iat` be hidden; here it never is, since
# it decides which of the issuer's keys count.
OURS = PLAIN - {"vct#integrity", "aka_vcts"} | {"iat"}
_HEADER = {"typ": TYPE}
_SHOWN = PLAIN | OURS


def issue_credential(
    key: SigningKey,
    *,
    issuer: str,
    kind: str,
    claims: Mapping[str, Any],
    hidden: Sequence[Sequence[str | int | None]],
    now: int,
    expires: int,
    starts: int | None = None,
    holder: PublicKey | None = None,
    status: Mapping[str, Any] | None = None,
    decoys: int = 0,
) -> str:
    """A credential with all its disclosures, for the wallet.

    `kind` is the `vct`; `hidden` the paths that the holder may leave out (see `issue`); `now`, `starts` and
    `expires` are NumericDates; `holder` the key it is bound to; `status` what `status_claim` gives; `decoys` as in
    `issue`. For credentials that verifiers cannot link, issue several, each with a holder key and a status
    index of its own and with times rounded to the day. Malformed when the claims cannot be issued so.
    """
    clash = OURS & claims.keys()
    if clash:
        raise Malformed(f"{sorted(clash)[0]!r} is set by the issuer, not among the claims")
    tree = hidden_tree(tuple(map(tuple, hidden)))
    if not _SHOWN.isdisjoint(tree.inside):
        raise Malformed("what decides on validity cannot be left out")
    if not (now <= expires and (starts is None or starts <= expires)):
        raise Malformed("the credential would never be valid")
    payload: dict[str, Any] = {"iss": issuer, "iat": now, "exp": expires, "vct": kind}
    if starts is not None:
        payload["nbf"] = starts
    if holder is not None:
        payload["cnf"] = holder.confirmation()
    if status is not None:
        payload["status"] = dict(status)
    return issue_tree(payload, claims, key, header=_HEADER, tree=tree, decoys=decoys)


def issuer_metadata(issuer: str, keys: KeySet) -> dict[str, Any]:
    """What an issuer with an https address publishes at /.well-known/jwt-vc-issuer (section 4)."""
    return {"issuer": issuer, "jwks": keys.jwks()}
