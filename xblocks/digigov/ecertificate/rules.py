"""What the e-certificate demo may hold and how its work counts. Pure; story.py has the schema of a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digigov.ecertificate.story import CONTROL, N_, Fault, check_story, fault

__all__ = ["ATTACKS", "TAG", "TASKS", "Fault", "attacks_of", "check", "check_story", "completion", "next_task"]

TAG = "digigov_ecertificate"
CUSTOM = "custom"
TITLE_CHARS = 255
ENOUGH_ATTACKS = 8
ATTACKS = (
    "edit-claim",
    "swap-issuer",
    "rogue-issuer",
    "stolen",
    "replay",
    "relay",
    "forged-disclosure",
    "repeated-disclosure",
    "no-algorithm",
    "weak-algorithm",
    "expired",
    "revoked",
    "forged-list",
)
# In the order in which the story is told.
TASKS = (
    "apply",
    "issue",
    "present",
    "verify",
    "forgery",
    "attacks",
    "link",
    "remedy",
    "outage",
    "revoke",
    "stale",
    "take",
    "gain",
)
# What must be done before; tasks that are not named here wait for nothing.
_AFTER = {"issue": "apply", "present": "issue", "verify": "present", "stale": "revoke", "remedy": "link"}


def check(fields: Mapping[str, Any], known: Mapping[str, Any]) -> list[Fault]:
    """Everything wrong with the block's settings; `known` holds the stories that come with it, by id."""
    faults = list(_check_settings(fields))
    story = fields.get("story")
    if story == CUSTOM:
        faults += check_story(fields.get("custom"))
    elif not isinstance(story, str) or story not in known:
        names = ", ".join([*known, CUSTOM])
        faults.append(fault("story", N_("The story must be one of: {names}."), names=names))
    return faults


def _check_settings(fields: Mapping[str, Any]) -> Iterator[Fault]:
    title, attacks, weight = fields.get("display_name", ""), fields.get("attacks", []), fields.get("weight", 1)
    if not isinstance(title, str) or len(title) > TITLE_CHARS or CONTROL.search(title):
        yield fault("display_name", N_("The title must be one line of text."))
    if not isinstance(attacks, list) or not all(isinstance(name, str) for name in attacks):
        yield fault("attacks", N_("The attacks must be a list of names."))
    elif unknown := sorted(set(attacks) - set(ATTACKS)):
        yield fault("attacks", N_("There is no attack named {name}."), name=unknown[0])
    elif len(set(attacks)) < len(attacks):
        yield fault("attacks", N_("An attack is named twice."))
    if not isinstance(fields.get("graded_mode", False), bool):
        yield fault("graded_mode", N_("Graded must be yes or no."))
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 < weight <= 1000:
        yield fault("weight", N_("The weight must be a number above 0, at most 1000."))


def attacks_of(names: Any) -> tuple[str, ...]:
    """The attacks of a block, in the order of the story; an empty list means all of them."""
    chosen = [name for name in ATTACKS if isinstance(names, list) and name in names]
    return tuple(chosen) or ATTACKS


def completion(done: Any) -> float:
    """Share of the tasks that are done, 0 to 1; names that are no tasks do not count."""
    return len(set(TASKS) & set(done)) / len(TASKS)


def next_task(done: Any) -> str:
    """The first task that is not done and waits for nothing, or the empty string when all are done."""
    waiting = {task for task, first in _AFTER.items() if first not in done}
    return next((task for task in TASKS if task not in done and task not in waiting), "")
