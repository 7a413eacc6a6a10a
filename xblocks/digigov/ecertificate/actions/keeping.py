"""What the learner takes along: the files and the gain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.credentials import bind
from digigov.ecertificate import gains
from digigov.ecertificate.actions.asking import credential_of
from digigov.ecertificate.demo import Demo
from digigov.ecertificate.evidence import bundle
from digigov.ecertificate.outcome import Outcome, Sign


def take(demo: Demo, data: Mapping[str, Any]) -> Sign:
    """The learner's own files, with a presentation made for them: by the real clock, since other programs go by it."""
    credential, one = credential_of(demo), demo.story["verifiers"][0]
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
