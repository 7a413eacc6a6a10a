"""What a block publishes is kept: grades, completion, and every event as it came."""

from __future__ import annotations

from typing import Any

from xblock.core import XBlock

from . import state
from .blocks import completable, scored
from .people import Person, by_id


def record(person: Person, block: XBlock, name: str, data: Any) -> None:
    """Store one event as the LMS does; a grade for another `user_id` goes to that person."""
    key = str(block.scope_ids.usage_id)
    data = data if isinstance(data, dict) else {"value": data}
    state.add_event(person.id, key, name, data)
    if name == "grade":
        _grade(person, block, key, data)
    elif name == "completion":
        state.set_completion(person.id, key, min(1.0, max(0.0, float(data["completion"]))))
    elif name == "progress" and not scored(type(block)):
        state.set_completion(person.id, key, 1.0)  # an old event that still means: done


def _grade(person: Person, block: XBlock, key: str, data: dict[str, Any]) -> None:
    if data.get("value") is None or not data.get("max_value"):
        return
    target = by_id(int(data["user_id"])) if data.get("user_id") else person
    if target is None:
        return
    earned, possible = float(data["value"]), float(data["max_value"])
    state.set_grade(target.id, key, earned, possible, only_if_higher=bool(data.get("only_if_higher")))
    if completable(type(block)) and not getattr(block, "has_custom_completion", False):
        state.set_completion(target.id, key, 1.0)
