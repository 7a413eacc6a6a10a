"""Citizen and agency: apply, issue, issue a batch, revoke."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from digigov.common.i18n import gettext as _
from digigov.ecertificate.actions.asking import credential_of, key_of, refuse
from digigov.ecertificate.demo import Demo
from digigov.ecertificate.outcome import Outcome, Sign

BATCH = 4
MOST_REVOKED = 40  # of earlier certificates that the list still shows


def apply(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The application: who (an invented person), which optional fields, and the wallet's public key."""
    person, options = data.get("person"), data.get("options")
    optional = [field["name"] for field in demo.story["fields"] if field.get("optional")]
    if type(person) is not int or not 0 <= person < len(demo.story["fields"][0]["samples"]):
        raise refuse("no-such-person", _("Choose one of the invented persons."))
    if not isinstance(options, list) or any(name not in optional for name in options):
        raise refuse("no-such-field", _("The certificate has no such field to choose."))
    key = key_of(data.get("jwk"))
    to_sign = demo.proof_to_sign(key, secrets.token_urlsafe(16))
    return Sign([to_sign], {"person": person, "options": sorted(set(options)), "jwk": key.confirmation()["jwk"]})


def finish_apply(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """Accepted when the wallet has proven that it holds the key."""
    text, key = data["texts"][0]["text"], key_of(data["jwk"])
    if not key.verify(signatures[0], text.encode("ascii")):
        raise refuse("no-proof", _("The wallet did not prove that it holds its key. The application was refused."))
    demo.work["application"] = {**{name: data[name] for name in ("person", "options", "jwk")}, "at": demo.now}
    return Outcome(
        _("The application is with the agency. Your wallet made a key pair and proved that it holds it."),
        "citizen",
        tasks=("apply",),
    )


def issue(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The agency checks and signs; the certificate arrives in the wallet."""
    application = demo.work["application"]
    if not application:
        raise refuse("no-application", _("No application has arrived. The citizen must apply first."))
    demo.work["wallet"] = [*demo.work["wallet"][-2:], demo.issue(key_of(application["jwk"]))]
    demo.work["batch"], demo.work["application"] = [], {}
    demo.work["shown"], demo.work["reports"], demo.work["requests"] = {}, {}, {}
    return Outcome(_("Signed and sent. The certificate is in the citizen's wallet."), "agency", tasks=("issue",))


def batch(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """Several certificates at once, each on a key of its own, for use once each."""
    credential_of(demo)
    jwks = data.get("jwks")
    if not isinstance(jwks, list) or len(jwks) != BATCH:
        raise refuse("bad-batch", _("A batch has {number} keys.").format(number=BATCH))
    keys = [key_of(jwk) for jwk in jwks]
    if len({key.thumbprint() for key in keys}) < BATCH:
        raise refuse("bad-batch", _("The keys of a batch must differ."))
    nonce = secrets.token_urlsafe(16)
    return Sign([demo.proof_to_sign(key, nonce) for key in keys], {"jwks": [key.confirmation()["jwk"] for key in keys]})


def finish_batch(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """Each key is proven before anything is issued on it."""
    keys = [key_of(jwk) for jwk in data["jwks"]]
    for key, item, signature in zip(keys, data["texts"], signatures, strict=True):
        if not key.verify(signature, item["text"].encode("ascii")):
            raise refuse("no-proof", _("The wallet did not prove that it holds its key. The application was refused."))
    current = demo.claims_of(credential_of(demo)["token"])
    demo.work["batch"] = []
    for key in keys:
        demo.work["batch"].append(demo.issue(key, current))
    return Outcome(
        _(
            "The agency issued {number} certificates with the same content. No two share a key, a "
            "signature, a fingerprint or a place in the list."
        ).format(number=BATCH),
        "attacker",
    )


def revoke(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The agency sets the bits of this holder's certificates."""
    credential = credential_of(demo)
    if credential["index"] in demo.work["revoked"]:
        raise refuse("revoked-already", _("This certificate is revoked already."))
    own = [credential["index"], *(one["index"] for one in demo.work["batch"])]
    demo.work["revoked"] = [*demo.work["revoked"][-MOST_REVOKED:], *own]
    demo.work["revoked_at"] = demo.now
    return Outcome(
        _("Revoked. Bit {index} of the status list is now 1, and the agency has signed the list anew.").format(
            index=credential["index"]
        ),
        "agency",
        tasks=("revoke",),
    )
