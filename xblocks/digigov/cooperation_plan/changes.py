"""What changed between two contents of a section, cell by cell; enough to go from either to the other. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .schema import Cell, Content, Group, Node
from .sections import SECTIONS


@dataclass(frozen=True, slots=True)
class Change:
    """One change at a path.

    Of a cell: its two values. Of an item: the whole item, and None where it is not there. Of a list: the ids in their
    two orders; such a change also comes with each item added or removed.
    """

    path: str
    before: Any
    after: Any

    @property
    def kind(self) -> str:
        """ "added", "removed", "moved" (the order of a list) or "changed" (a cell)."""
        if isinstance(self.before, list):
            return "moved"
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    def as_json(self) -> list[Any]:
        return [self.path, self.before, self.after]


class Mismatch(ValueError):
    """Changes were applied to a content that they do not belong to."""


def diff(section: str, old: Content, new: Content) -> list[Change]:
    """The changes from one clean content to another, in the order of declaration."""
    return list(_diff(SECTIONS[section], old, new, section))


def apply(section: str, content: Content, changes: Iterable[Change]) -> Content:
    """The content after the changes; Mismatch when it is not the one that they were made from."""
    result: Content = _apply(SECTIONS[section], content, section, {change.path: change for change in changes})
    return result


def undo(changes: Iterable[Change]) -> list[Change]:
    """The changes that lead back."""
    return [Change(change.path, change.after, change.before) for change in changes]


def readable(changes: Sequence[Change]) -> list[Change]:
    """Without the orders of lists that say nothing beyond rows added and removed."""
    return [change for change in changes if change.kind != "moved" or _shuffled(change)]


def words(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts laid over each other, by words: ("same" | "removed" | "added", piece) in reading order."""
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (before, after))
    pieces = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[old_start:old_end])))
            continue
        if old_end > old_start:
            pieces.append(("removed", "".join(old[old_start:old_end])))
        if new_end > new_start:
            pieces.append(("added", "".join(new[new_start:new_end])))
    return pieces


def _diff(node: Node, old: Any, new: Any, path: str) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(node, Cell):
        yield Change(path, old, new)
    elif isinstance(node, Group):
        for name, field in node.fields.items():
            yield from _diff(field, old[name], new[name], f"{path}/{name}")
    else:
        olds, news = ({item["id"]: item for item in items} for items in (old, new))
        if list(olds) != list(news):
            yield Change(path, list(olds), list(news))
        for id in {**olds, **news}:
            if id in olds and id in news:
                yield from _diff(Group(node.item, node.fields), olds[id], news[id], f"{path}/{id}")
            else:
                yield Change(f"{path}/{id}", olds.get(id), news.get(id))


def _apply(node: Node, value: Any, path: str, changes: Mapping[str, Change]) -> Any:
    change = changes.get(path)
    if isinstance(node, Cell):
        return _after(change, value) if change else value
    if isinstance(node, Group):
        return {name: _apply(field, value[name], f"{path}/{name}", changes) for name, field in node.fields.items()}
    items = {item["id"]: item for item in value}
    if change is not None and change.before != list(items):
        raise Mismatch(path)
    group, result = Group(node.item, node.fields), []
    for id in change.after if change is not None else items:
        whole = changes.get(f"{path}/{id}")
        if whole is not None:
            result.append(_after(whole, items.get(id)))
        elif id in items:
            result.append({"id": id, **_apply(group, items[id], f"{path}/{id}", changes)})
        else:
            raise Mismatch(f"{path}/{id}")
    return result


def _after(change: Change, value: Any) -> Any:
    if change.before != value:
        raise Mismatch(change.path)
    return change.after


def _shuffled(change: Change) -> bool:
    both = set(change.before) & set(change.after)
    return [id for id in change.before if id in both] != [id for id in change.after if id in both]
