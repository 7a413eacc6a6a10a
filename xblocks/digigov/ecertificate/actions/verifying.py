"""Wallet and verifier: show, receive, verify; the outage and the clock."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from digigov.common.i18n import gettext as _
from digigov.credentials import bind
from digigov.ecertificate.actions.asking import credential_of, refuse, storable, verifier_of
from digigov.ecertificate.demo import HOUR, Demo
from digigov.ecertificate.outcome import Outcome, Sign

LINK_BYTES = 12
LONGEST_AHEAD = 400 * 24 * HOUR  # of the demo's clock


def present(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The citizen chooses what to show; a request is made first when there is none."""
    name, credential, fields = verifier_of(demo, data), credential_of(demo), data.get("fields")
    held = demo.claims_of(credential["token"])
    if not isinstance(fields, list) or any(not isinstance(one, str) or one not in held for one in fields):
        raise refuse("no-such-field", _("The certificate has no such field to show."))
    request = demo.work["requests"].get(name) or demo.request(name)
    demo.work["requests"][name] = request
    fields = [one for one in held if one in fields]
    presentation = demo.presentation(credential, fields)
    to_sign = demo.binding_to_sign(credential, presentation, name, request["nonce"])
    return Sign([to_sign], {"verifier": name, "fields": fields, "presentation": presentation})


def finish_present(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """The presentation waits as QR codes and behind a link that works once."""
    name = data["verifier"]
    demo.work["shown"][name] = {
        "token": bind(data["presentation"], data["texts"][0]["text"], signatures[0]),
        "fields": data["fields"],
        "code": secrets.token_urlsafe(LINK_BYTES),
        "nonce": demo.work["requests"][name]["nonce"],
        "used": False,
    }
    demo.work["reports"].pop(name, None)
    return Outcome(
        _("Signed in your browser. The presentation is ready as QR code and as a link that works once."),
        "citizen",
        tasks=("present",),
    )


def receive(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The verifier got a text by scanning: it is verified, whatever it is."""
    name, token = verifier_of(demo, data), data.get("token")
    if not isinstance(token, str):
        raise refuse("no-token", _("Nothing was scanned."))
    return verify(demo, name, token)


def open_link(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The verifier opens the one-time link; the second time it is refused."""
    name = verifier_of(demo, data)
    shown = demo.work["shown"].get(name)
    if not shown:
        raise refuse("no-link", _("There is no link to open. The citizen must show the certificate first."))
    if shown["used"]:
        message = _("Refused: this was handed over already. A link that is copied on the way is worth nothing.")
        return Outcome(message, "verifier", "bad")
    shown["used"] = True
    return verify(demo, name, shown["token"])


def again(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """A new request, answered by the wallet at once with the fields of the last time."""
    name, credential = verifier_of(demo, data), credential_of(demo)
    fields = demo.work["shown"].get(name, {}).get("fields") or demo.verifier(name)["requires"]
    fields = [one for one in demo.claims_of(credential["token"]) if one in fields]
    demo.work["requests"][name] = demo.request(name)
    presentation = demo.presentation(credential, fields)
    to_sign = demo.binding_to_sign(credential, presentation, name, demo.work["requests"][name]["nonce"])
    return Sign([to_sign], {"verifier": name, "fields": fields, "presentation": presentation})


def finish_again(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """Shown and verified in one go."""
    finish_present(demo, data, signatures)
    return open_link(demo, {"verifier": data["verifier"]})


def verify(demo: Demo, name: str, token: str) -> Outcome:
    request = demo.work["requests"].get(name) or {}
    shown = demo.work["shown"].get(name)
    if shown and shown["token"] == token:
        shown["used"] = True  # by QR code or link, it is handed over once
    report = demo.verify(token, name, request.get("nonce", ""))
    demo.work["requests"].pop(name, None)  # a nonce is good for one answer
    own = demo.work["wallet"] and demo.work["wallet"][-1]["index"] in demo.work["revoked"]
    demo.work["reports"][name] = {
        "result": storable(report.as_json()),
        "at": demo.now,
        "outage": demo.work["outage"],
        "wrong": bool(own and report.ok),
    }
    who = demo.verifier(name)["name"]
    if not report.ok:
        assert report.failed is not None
        tasks: tuple[str, ...] = ("stale",) if report.failed.value == "not-revoked" else ()
        return Outcome(
            _("{name} refuses. The check that failed: {check}.").format(name=who, check=report.failed.value),
            "verifier",
            "bad",
            tasks,
        )
    tasks = ("verify", "outage") if demo.work["outage"] else ("verify",)
    message = (
        _("{name} accepts: every check passed.")
        if not own
        else _("{name} accepts, and is wrong: its copy of the status list is from before the revocation.")
    )
    return Outcome(message.format(name=who), "verifier", "bad" if own else "good", tasks)


def outage(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The agency's computers burn, or answer again."""
    if not isinstance(data.get("on"), bool):
        raise refuse("on-or-off", _("Say whether the agency can be reached."))
    demo.work["outage"] = data["on"]
    message = (
        _("The agency cannot be reached now. Verifiers have only the copies that they hold.")
        if data["on"]
        else _("The agency can be reached again.")
    )
    return Outcome(message, "verifier", "plain")


def wait(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """An hour passes on the demo's clock."""
    if demo.work["clock"] >= LONGEST_AHEAD:
        raise refuse("too-late", _("The demo's clock is far enough ahead. Start again to set it back."))
    demo.work["clock"] += HOUR
    return Outcome(_("An hour has passed."), "verifier", "plain")
