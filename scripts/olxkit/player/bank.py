"""What a problem bank gives to whom: the platform's rule, by which a draw stays as long as its problems are there."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from . import state
from .tree import BANKS, Node

if TYPE_CHECKING:
    from .course import Course


def draw(before: list[tuple[str, str]], pool: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """`count` of the pool's (tag, url_name) pairs, -1 for all: those drawn before first, then others by chance."""
    count = len(pool) if count < 0 else count
    kept = [one for one in before if one in pool]
    if len(kept) > count:
        kept = random.sample(kept, count)
    others = [one for one in pool if one not in kept]
    added = random.sample(others, min(len(others), count - len(kept)))
    if not added and kept == before:
        return before
    drawn = kept + added
    random.shuffle(drawn)
    return drawn


def chosen(person: int, course: Course, bank: Node) -> list[Node]:
    """The children of a bank that this person gets, in the person's own order; drawn and kept at the first question."""
    children = {(child.tag, child.name): child for child in bank.children}
    key = str(bank.key)
    with state.exclusive():
        kept = state.states([person], [key]).get((person, "usage", key), {}).get("selected", [])
        before = [(str(tag), str(name)) for tag, name in kept]
        count = course.own(bank).get("max_count", 1)
        drawn = draw(before, list(children), int(count))
        if drawn != before:
            state.set_state(person, "usage", key, {"selected": drawn})
    return [children[one] for one in drawn]


def visible(person: int, course: Course, nodes: Iterable[Node]) -> Iterator[Node]:
    """Those of the nodes that this person can meet: without what a bank did not give."""
    given: dict[str, list[Node]] = {}
    for node in nodes:
        bank = node.parent
        if bank is None or bank.tag not in BANKS:
            yield node
            continue
        name = str(bank.key)
        if name not in given:
            given[name] = chosen(person, course, bank)
        if node in given[name]:
            yield node
