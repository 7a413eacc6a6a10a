"""How much of the course a person has done: a block's own value, and for what holds blocks their share."""

from __future__ import annotations

from dataclasses import dataclass

from . import state
from .bank import chosen
from .course import Course
from .tree import BANKS, Node


@dataclass(frozen=True)
class Share:
    """`done` of `total` completable blocks; `started` when any of them has been touched."""

    done: int
    total: int
    started: bool = False

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def complete(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def mark(self) -> str:
        """done, started, new, or none where there is nothing to complete."""
        if not self.total:
            return "none"
        return "done" if self.complete else "started" if self.started else "new"


class Progress:
    """One person's completion over the whole tree, from one query."""

    def __init__(self, course: Course, person: int) -> None:
        self.course = course
        self.person = person
        self.values = state.completions(person)
        self._shares: dict[int, Share] = {}

    def of(self, node: Node) -> Share:
        if id(node) not in self._shares:
            self._shares[id(node)] = self._count(node)
        return self._shares[id(node)]

    def _count(self, node: Node) -> Share:
        if node.xml is not None:
            if not self.course.to_complete(node):
                return Share(0, 0)
            value = self.values.get(str(node.key), 0.0)
            return Share(int(value >= 1.0), 1, value > 0)
        children = chosen(self.person, self.course, node) if node.tag in BANKS else node.children
        parts = [self.of(child) for child in children if not self.course.hidden(child)]
        return Share(sum(p.done for p in parts), sum(p.total for p in parts), any(p.started for p in parts))
