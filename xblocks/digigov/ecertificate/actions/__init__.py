"""What a learner can do, one function each.

Some actions need the wallet: they answer with what to sign, and are then finished with the signatures. All input is a
stranger's: everything that does not fit is refused by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.credentials import Malformed, unb64url
from digigov.ecertificate import rules
from digigov.ecertificate.actions import attacking, issuing, keeping, verifying
from digigov.ecertificate.actions.asking import refuse
from digigov.ecertificate.demo import Demo
from digigov.ecertificate.outcome import Outcome, Sign

__all__ = ["act"]

Action = Callable[[Demo, Mapping[str, Any]], Outcome | Sign]
Finish = Callable[[Demo, dict[str, Any], list[bytes]], Outcome]

START: dict[str, Action] = {
    "apply": issuing.apply,
    "issue": issuing.issue,
    "batch": issuing.batch,
    "revoke": issuing.revoke,
    "present": verifying.present,
    "receive": verifying.receive,
    "open-link": verifying.open_link,
    "again": verifying.again,
    "outage": verifying.outage,
    "wait": verifying.wait,
    "attack": attacking.attack,
    "link": attacking.link,
    "take": keeping.take,
    "count": keeping.count,
}
FINISH: dict[str, Finish] = {
    "apply": issuing.finish_apply,
    "batch": issuing.finish_batch,
    "present": verifying.finish_present,
    "again": verifying.finish_again,
    "attack": attacking.finish_attack,
    "link": attacking.finish_link,
    "take": keeping.finish_take,
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
    pending = demo.work["pending"]
    if not pending:
        raise Refusal(409, "nothing-to-sign", _("Nothing is waiting for a signature. Please try again."))
    signatures = _signatures(data.get("signatures"))
    if len(signatures) != len(pending["data"]["texts"]) or any(len(one) != 64 for one in signatures):
        raise refuse("bad-signature", _("The wallet did not give a signature of the right form."))
    demo.work["pending"] = {}
    outcome = FINISH[pending["action"]](demo, pending["data"], signatures)
    _credit(demo, outcome)
    return outcome


def _signatures(given: Any) -> list[bytes]:
    """The signatures, or none at all when one of them is not base64url text."""
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        return []
    try:
        return [unb64url(one) for one in given]
    except Malformed:
        return []


def _credit(demo: Demo, outcome: Outcome) -> None:
    demo.work["done"] = [task for task in rules.TASKS if task in {*demo.work["done"], *outcome.tasks}]
