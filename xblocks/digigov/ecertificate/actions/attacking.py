"""The attacker: one forgery after the other, and two verifiers who compare notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digigov.common.i18n import gettext as _
from digigov.credentials import bind
from digigov.ecertificate import attacks, rules
from digigov.ecertificate.actions.asking import credential_of, refuse, storable
from digigov.ecertificate.demo import Demo
from digigov.ecertificate.linking import compare
from digigov.ecertificate.outcome import Outcome, Sign
from digigov.ecertificate.words import attack_words


def attack(demo: Demo, data: Mapping[str, Any]) -> Outcome | Sign:
    """One attack on the first verifier."""
    name = data.get("name")
    if not isinstance(name, str) or name not in demo.attacks:
        raise refuse("no-such-attack", _("There is no such attack."))
    credential_of(demo)
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
        "result": storable(report.as_json()),
        "at": when,
    }
    if not check:
        return Outcome(_("The attack was accepted. This should not happen."), "attacker", "bad")
    demo.work["attacks"][name] = check
    count = len(set(demo.work["attacks"]) & set(demo.attacks))
    tasks = ("forgery", "attacks") if count >= min(rules.ENOUGH_ATTACKS, len(demo.attacks)) else ("forgery",)
    title = attack_words()[name].title
    return Outcome(
        _("{attack}: refused by the check {check}.").format(attack=title, check=check), "attacker", tasks=tasks
    )


def link(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The holder shows the certificate, or two of the batch, to both verifiers, who then compare."""
    mode = "batch" if demo.work["batch"] else "single"
    held = demo.work["batch"][:2] if mode == "batch" else [credential_of(demo)] * 2
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
            raise refuse(
                "not-accepted",
                _(
                    "A verifier did not accept the certificate, so that there is nothing to compare. The "
                    "check that failed: {check}."
                ).format(check=report.failed and report.failed.value),
            )
        tokens.append(token)
    common = [field["name"] for field in demo.story["fields"] if field.get("common")]
    found = compare(tokens[0], tokens[1], common)
    demo.work["compared"][data["mode"]] = found
    if any(row["same"] and row["links"] for row in found):
        return Outcome(
            _("The attack succeeds: both verifiers know that it was the same person. No check can prevent it."),
            "attacker",
            "bad",
            ("link",),
        )
    tasks = ("remedy",) if "link" in demo.work["done"] else ()
    return Outcome(
        _("The attack fails: nothing that the two verifiers hold tells them that it was the same person."),
        "attacker",
        tasks=tasks,
    )
