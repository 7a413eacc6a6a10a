"""What the actions have in common: reading what a stranger sent, and refusing it by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.credentials import Malformed, PublicKey
from digigov.ecertificate.demo import Demo


def refuse(name: str, message: str) -> Refusal:
    return Refusal(422, name, message)


def verifier_of(demo: Demo, data: Mapping[str, Any]) -> str:
    name = data.get("verifier")
    if not isinstance(name, str) or name not in [one["id"] for one in demo.story["verifiers"]]:
        raise refuse("no-such-verifier", _("There is no such verifier in this story."))
    return name


def credential_of(demo: Demo) -> dict[str, Any]:
    if not demo.work["wallet"]:
        raise refuse("no-certificate", _("There is no certificate in the wallet yet. Apply for one first."))
    return dict(demo.work["wallet"][-1])


def key_of(jwk: Any) -> PublicKey:
    try:
        key = PublicKey.from_jwk(jwk)
    except Malformed as error:
        raise refuse("bad-key", _("The wallet's key cannot be used: {reason}.").format(reason=error)) from None
    if key.curve != "P-256":
        raise refuse("bad-key", _("The wallet's key cannot be used: {reason}.").format(reason=key.curve))
    return key


def storable(result: dict[str, Any]) -> dict[str, Any]:
    """The report without what the page never shows, and without more of a stranger's text than a page can hold."""
    checks = [{name: str(one[name])[:300] for name in ("name", "outcome", "detail")} for one in result["checks"]]
    decoded = result["decoded"] if len(repr(result["decoded"])) < 12_000 else {}
    return {
        **{name: result[name] for name in ("ok", "failed", "claims", "keys_age", "status_age")},
        "checks": checks,
        "decoded": decoded,
    }
