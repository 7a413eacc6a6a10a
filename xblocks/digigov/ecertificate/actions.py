"""What a learner can do, one function each. Some need the wallet: they answer with what to sign and are then finished
with the signatures. All input is a stranger's: everything that does not fit is refused by name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.credentials import Malformed, PublicKey, bind, unb64url
from digigov.ecertificate import attacks, gains, rules
from digigov.ecertificate.demo import HOUR, Demo, ToSign
from digigov.ecertificate.evidence import bundle
from digigov.ecertificate.linking import compare
from digigov.ecertificate.outcome import Outcome, Sign
from digigov.ecertificate.words import attack_words

BATCH = 4
LINK_BYTES = 12
LONGEST_AHEAD = 400 * 24 * HOUR  # of the demo's clock

Action = Callable[[Demo, Mapping[str, Any]], Outcome | Sign]
Finish = Callable[[Demo, dict[str, Any], list[bytes]], Outcome]


def _refuse(name: str, message: str) -> Refusal:
    return Refusal(422, name, message)


def _verifier(demo: Demo, data: Mapping[str, Any]) -> str:
    name = data.get("verifier")
    if not isinstance(name, str) or name not in [one["id"] for one in demo.story["verifiers"]]:
        raise _refuse("no-such-verifier", _("There is no such verifier in this story."))
    return name


def _credential(demo: Demo) -> dict[str, Any]:
    if not demo.work["wallet"]:
        raise _refuse("no-certificate", _("There is no certificate in the wallet yet. Apply for one first."))
    return dict(demo.work["wallet"][-1])


def _key(jwk: Any) -> PublicKey:
    try:
        key = PublicKey.from_jwk(jwk)
    except Malformed as error:
        raise _refuse("bad-key", _("The wallet's key cannot be used: {reason}.").format(reason=error)) from None
    if key.curve != "P-256":
        raise _refuse("bad-key", _("The wallet's key cannot be used: {reason}.").format(reason=key.curve))
    return key


# -- citizen and agency


def apply(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The application: who (an invented person), which optional fields, and the wallet's public key."""
    person, options = data.get("person"), data.get("options")
    optional = [field["name"] for field in demo.story["fields"] if field.get("optional")]
    if type(person) is not int or not 0 <= person < len(demo.story["fields"][0]["samples"]):
        raise _refuse("no-such-person", _("Choose one of the invented persons."))
    if not isinstance(options, list) or any(name not in optional for name in options):
        raise _refuse("no-such-field", _("The certificate has no such field to choose."))
    key = _key(data.get("jwk"))
    to_sign = demo.proof_to_sign(key, secrets.token_urlsafe(16))
    return Sign([to_sign], {"person": person, "options": sorted(set(options)), "jwk": key.confirmation()["jwk"]})


def finish_apply(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """Accepted when the wallet has proven that it holds the key."""
    text, key = data["texts"][0]["text"], _key(data["jwk"])
    if not key.verify(signatures[0], text.encode("ascii")):
        raise _refuse("no-proof", _("The wallet did not prove that it holds its key. The application was refused."))
    demo.work["application"] = {**{name: data[name] for name in ("person", "options", "jwk")}, "at": demo.now}
    return Outcome(_("The application is with the agency. Your wallet made a key pair and proved that it holds it."), "citizen", tasks=("apply",))  # fmt: skip


def issue(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The agency checks and signs; the certificate arrives in the wallet."""
    application = demo.work["application"]
    if not application:
        raise _refuse("no-application", _("No application has arrived. The citizen must apply first."))
    demo.work["wallet"] = [*demo.work["wallet"][-2:], demo.issue(_key(application["jwk"]))]
    demo.work["batch"], demo.work["application"] = [], {}
    demo.work["shown"], demo.work["reports"], demo.work["requests"] = {}, {}, {}
    return Outcome(_("Signed and sent. The certificate is in the citizen's wallet."), "agency", tasks=("issue",))


def batch(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """Several certificates at once, each on a key of its own, for use once each."""
    _credential(demo)
    jwks = data.get("jwks")
    if not isinstance(jwks, list) or len(jwks) != BATCH:
        raise _refuse("bad-batch", _("A batch has {number} keys.").format(number=BATCH))
    keys = [_key(jwk) for jwk in jwks]
    if len({key.thumbprint() for key in keys}) < BATCH:
        raise _refuse("bad-batch", _("The keys of a batch must differ."))
    nonce = secrets.token_urlsafe(16)
    return Sign([demo.proof_to_sign(key, nonce) for key in keys], {"jwks": [key.confirmation()["jwk"] for key in keys]})


def finish_batch(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """Each key is proven before anything is issued on it."""
    keys = [_key(jwk) for jwk in data["jwks"]]
    for key, item, signature in zip(keys, data["texts"], signatures, strict=True):
        if not key.verify(signature, item["text"].encode("ascii")):
            raise _refuse("no-proof", _("The wallet did not prove that it holds its key. The application was refused."))
    current = demo.claims_of(_credential(demo)["token"])
    demo.work["batch"] = []
    for key in keys:
        demo.work["batch"].append(demo.issue(key, current))
    return Outcome(_("The agency issued {number} certificates with the same content. No two share a key, a signature, a fingerprint or a place in the list.").format(number=BATCH), "attacker")  # fmt: skip


def revoke(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The agency sets the bits of this holder's certificates."""
    credential = _credential(demo)
    if credential["index"] in demo.work["revoked"]:
        raise _refuse("revoked-already", _("This certificate is revoked already."))
    own = [credential["index"], *(one["index"] for one in demo.work["batch"])]
    demo.work["revoked"] = [*demo.work["revoked"][-40:], *own]
    demo.work["revoked_at"] = demo.now
    return Outcome(_("Revoked. Bit {index} of the status list is now 1, and the agency has signed the list anew.").format(index=credential["index"]), "agency", tasks=("revoke",))  # fmt: skip


# -- presenting and verifying


def ask(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """A verifier's request with a new nonce."""
    name = _verifier(demo, data)
    _credential(demo)
    demo.work["requests"][name] = demo.request(name)
    demo.work["shown"].pop(name, None)
    return Outcome(
        _("{name} sent a request to your wallet.").format(name=demo.verifier(name)["name"]), "citizen", "plain"
    )


def present(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The citizen chooses what to show; a request is made first when there is none."""
    name, credential, fields = _verifier(demo, data), _credential(demo), data.get("fields")
    held = demo.claims_of(credential["token"])
    if not isinstance(fields, list) or any(not isinstance(one, str) or one not in held for one in fields):
        raise _refuse("no-such-field", _("The certificate has no such field to show."))
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
    return Outcome(_("Signed in your browser. The presentation is ready as QR code and as a link that works once."), "citizen", tasks=("present",))  # fmt: skip


def receive(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The verifier got a text by scanning: it is verified, whatever it is."""
    name, token = _verifier(demo, data), data.get("token")
    if not isinstance(token, str):
        raise _refuse("no-token", _("Nothing was scanned."))
    return _verify(demo, name, token)


def open_link(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The verifier opens the one-time link; the second time it is refused."""
    name = _verifier(demo, data)
    shown = demo.work["shown"].get(name)
    if not shown:
        raise _refuse("no-link", _("There is no link to open. The citizen must show the certificate first."))
    if shown["used"]:
        message = _("Refused: this was handed over already. A link that is copied on the way is worth nothing.")
        return Outcome(message, "verifier", "bad")
    shown["used"] = True
    return _verify(demo, name, shown["token"])


def again(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """A new request, answered by the wallet at once with the fields of the last time."""
    name, credential = _verifier(demo, data), _credential(demo)
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


def _verify(demo: Demo, name: str, token: str) -> Outcome:
    request = demo.work["requests"].get(name) or {}
    shown = demo.work["shown"].get(name)
    if shown and shown["token"] == token:
        shown["used"] = True  # by QR code or link, it is handed over once
    report = demo.verify(token, name, request.get("nonce", ""))
    demo.work["requests"].pop(name, None)  # a nonce is good for one answer
    own = demo.work["wallet"] and demo.work["wallet"][-1]["index"] in demo.work["revoked"]
    demo.work["reports"][name] = {
        "result": _storable(report.as_json()),
        "at": demo.now,
        "outage": demo.work["outage"],
        "wrong": bool(own and report.ok),
    }
    who = demo.verifier(name)["name"]
    if not report.ok:
        assert report.failed is not None
        tasks = ("stale",) if report.failed.value == "not-revoked" else ()
        return Outcome(_("{name} refuses. The check that failed: {check}.").format(name=who, check=report.failed.value), "verifier", "bad", tasks)  # fmt: skip
    tasks = ("verify", "outage") if demo.work["outage"] else ("verify",)
    message = _("{name} accepts: every check passed.") if not own else _("{name} accepts, and is wrong: its copy of the status list is from before the revocation.")  # fmt: skip
    return Outcome(message.format(name=who), "verifier", "bad" if own else "good", tasks)


def _storable(result: dict[str, Any]) -> dict[str, Any]:
    """The report without what the page never shows, and without more of a stranger's text than a page can hold."""
    checks = [{name: str(one[name])[:300] for name in ("name", "outcome", "detail")} for one in result["checks"]]
    decoded = result["decoded"] if len(repr(result["decoded"])) < 12_000 else {}
    return {**{name: result[name] for name in ("ok", "failed", "claims", "keys_age", "status_age")}, "checks": checks, "decoded": decoded}  # fmt: skip


def outage(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The agency's computers burn, or answer again."""
    if not isinstance(data.get("on"), bool):
        raise _refuse("on-or-off", _("Say whether the agency can be reached."))
    demo.work["outage"] = data["on"]
    message = _("The agency cannot be reached now. Verifiers have only the copies that they hold.") if data["on"] else _("The agency can be reached again.")  # fmt: skip
    return Outcome(message, "verifier", "plain")


def wait(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """An hour passes on the demo's clock."""
    if demo.work["clock"] >= LONGEST_AHEAD:
        raise _refuse("too-late", _("The demo's clock is far enough ahead. Start again to set it back."))
    demo.work["clock"] += HOUR
    return Outcome(_("An hour has passed."), "verifier", "plain")


# -- attacker


def attack(demo: Demo, data: Mapping[str, Any]) -> Outcome | Sign:
    """One attack on the first verifier."""
    name = data.get("name")
    if not isinstance(name, str) or name not in attacks.MAKERS:
        raise _refuse("no-such-attack", _("There is no such attack."))
    _credential(demo)
    attempt = attacks.MAKERS[name](demo)
    bank = demo.story["verifiers"][0]["id"]
    nonce, when = demo.request(bank)["nonce"], demo.now + attempt.later
    to_sign = demo.binding_to_sign(
        demo.work["wallet"][-1],
        attempt.presentation,
        attempt.signed_verifier or bank,
        attempt.signed_nonce or nonce,
        when,
    )
    state = {"name": name, "attempt": vars(attempt), "nonce": nonce, "texts": [vars(to_sign)]}
    if attempt.signer == "attacker":
        return finish_attack(demo, state, [attacks.thief(demo).sign(to_sign.text.encode("ascii"))])
    return Sign([to_sign], state)


def finish_attack(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """The verifier's answer, which is the library's."""
    attempt, name, bank = data["attempt"], data["name"], demo.story["verifiers"][0]["id"]
    token = bind(attempt["presentation"], data["texts"][0]["text"], signatures[0])
    when = demo.now + attempt["later"]
    status = attempt["status"] or demo.status_list(now=when)
    report = demo.check(token, bank, data["nonce"], status, at=when, now=when)
    check = report.failed.value if report.failed else ""
    demo.work["attempt"] = {
        "name": name,
        "before": attempt["before"][:300],
        "after": attempt["after"][:300],
        "result": _storable(report.as_json()),
        "at": when,
    }
    if not check:
        return Outcome(_("The attack was accepted. This should not happen."), "attacker", "bad")
    demo.work["attacks"][name] = check
    count = len(demo.work["attacks"])
    tasks = ("forgery", "attacks") if count >= rules.ENOUGH_ATTACKS else ("forgery",)
    title = attack_words()[name].title
    return Outcome(
        _("{attack}: refused by the check {check}.").format(attack=title, check=check), "attacker", tasks=tasks
    )


def link(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The holder shows the certificate, or two of the batch, to both verifiers, who then compare."""
    mode = "batch" if demo.work["batch"] else "single"
    held = demo.work["batch"][:2] if mode == "batch" else [_credential(demo)] * 2
    shown, texts = [], []
    for credential, one in zip(held, demo.story["verifiers"], strict=True):
        request = demo.request(one["id"])
        presentation = demo.presentation(credential, one["requires"])
        texts.append(demo.binding_to_sign(credential, presentation, one["id"], request["nonce"]))
        shown.append({"verifier": one["id"], "presentation": presentation, "nonce": request["nonce"]})
    return Sign(texts, {"mode": mode, "shown": shown})


def finish_link(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """Both are genuine and accepted; what they hold is compared field by field."""
    tokens = []
    for item, text, signature in zip(data["shown"], data["texts"], signatures, strict=True):
        token = bind(item["presentation"], text["text"], signature)
        report = demo.check(token, item["verifier"], item["nonce"], demo.status_list(), at=demo.now)
        if not report.ok:
            raise _refuse("not-accepted", _("A verifier did not accept the certificate, so that there is nothing to compare. The check that failed: {check}.").format(check=report.failed and report.failed.value))  # fmt: skip
        tokens.append(token)
    found = compare(*tokens)
    demo.work["compared"][data["mode"]] = found
    if any(row["same"] and row["links"] for row in found):
        return Outcome(_("The attack succeeds: both verifiers know that it was the same person. No check can prevent it."), "attacker", "bad", ("link",))  # fmt: skip
    tasks = ("remedy",) if "link" in demo.work["done"] else ()
    return Outcome(_("The attack fails: nothing that the two verifiers hold tells them that it was the same person."), "attacker", tasks=tasks)  # fmt: skip


# -- what remains


def take(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The learner's own files, with a presentation made for them: by the real clock, since other programs go by it."""
    credential, one = _credential(demo), demo.story["verifiers"][0]
    presentation = demo.presentation(credential, one["requires"])
    nonce, when = demo.request(one["id"])["nonce"], demo.now - demo.work["clock"]
    text = demo.binding_to_sign(credential, presentation, one["id"], nonce, when)
    return Sign([text], {"verifier": one["id"], "presentation": presentation, "nonce": nonce, "time": when})


def finish_take(demo: Demo, data: dict[str, Any], signatures: list[bytes]) -> Outcome:
    """One archive for the browser to save."""
    token = bind(data["presentation"], data["texts"][0]["text"], signatures[0])
    file = bundle(demo, token, verifier=data["verifier"], nonce=data["nonce"], time=data["time"])
    message = _("The files are in your downloads. README.txt has the commands.")
    return Outcome(message, "proof", tasks=("take",), file=file)


def count(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    """The learner's numbers, checked and kept."""
    numbers, country = data.get("numbers"), data.get("country")
    values, wrong = gains.read(numbers if isinstance(numbers, dict) else {})
    if wrong:
        raise Refusal(422, "bad-number", _("Some numbers are missing or out of range."), fields=wrong)
    if not isinstance(country, str) or len(country) > gains.MOST_NAME:
        raise Refusal(422, "bad-number", _("The name of the country is too long."), fields=["country"])
    demo.work["gain"] = {"numbers": values, "country": country.strip()}
    return Outcome(_("Counted and kept with your work."), "gain", tasks=("gain",))


START: dict[str, Action] = {
    "apply": apply,
    "issue": issue,
    "batch": batch,
    "revoke": revoke,
    "ask": ask,
    "present": present,
    "receive": receive,
    "open-link": open_link,
    "again": again,
    "outage": outage,
    "wait": wait,
    "attack": attack,
    "link": link,
    "take": take,
    "count": count,
}
FINISH: dict[str, Finish] = {
    "apply": finish_apply,
    "batch": finish_batch,
    "present": finish_present,
    "again": finish_again,
    "attack": finish_attack,
    "link": finish_link,
    "take": finish_take,
}


def act(demo: Demo, name: Any, data: Mapping[str, Any]) -> Outcome | Sign:
    """Do what the learner asks; raises Refusal for everything that cannot be done now."""
    if name == "signed":
        return _finish(demo, data)
    if not isinstance(name, str) or name not in START:
        raise Refusal(400, "no-such-action", _("There is no such action."))
    demo.work["pending"] = {}
    result = START[name](demo, data)
    if isinstance(result, Sign):
        texts = [vars(one) for one in result.texts]
        demo.work["pending"] = {"action": name, "data": {**result.data, "texts": texts}}
    else:
        _credit(demo, result)
    return result


def _finish(demo: Demo, data: Mapping[str, Any]) -> Outcome:
    pending, given = demo.work["pending"], data.get("signatures")
    if not pending:
        raise Refusal(409, "nothing-to-sign", _("Nothing is waiting for a signature. Please try again."))
    try:
        signatures = [unb64url(one) for one in given] if isinstance(given, list) else []
    except (Malformed, AttributeError):
        signatures = []
    if len(signatures) != len(pending["data"]["texts"]) or any(len(one) != 64 for one in signatures):
        raise _refuse("bad-signature", _("The wallet did not give a signature of the right form."))
    demo.work["pending"] = {}
    outcome = FINISH[pending["action"]](demo, pending["data"], signatures)
    _credit(demo, outcome)
    return outcome


def _credit(demo: Demo, outcome: Outcome) -> None:
    demo.work["done"] = [task for task in rules.TASKS if task in {*demo.work["done"], *outcome.tasks}]


__all__ = ["START", "ToSign", "act"]
