"""Two people changed one section at once: what can be joined is joined, the rest is shown to them. Pure.

The unit is the cell. Different cells: both changes are kept. The same cell, or a row that one removed and the other
wrote in: a conflict, with both texts; nobody's words are dropped without a choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .schema import Cell, Content, Group, Items, Node, empty
from .sections import SECTIONS

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell with two texts, or an item that one removed (None) and the other changed; `base` is where both began."""

    path: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(slots=True)
class Merged:
    """The joined content. Where there is a clash it holds theirs, or of a removed item what is left of it."""

    content: Content
    clashes: list[Clash] = field(default_factory=list)


def merge(section: str, base: Content, mine: Content, theirs: Content) -> Merged:
    """My and their changes to one base, all three clean."""
    clashes: list[Clash] = []
    return Merged(_merge(SECTIONS[section], base, mine, theirs, section, clashes), clashes)


def resolve(section: str, merged: Merged, choices: Mapping[str, Any]) -> Content:
    """The content after people chose: by path of a clash "mine", "theirs" or, for a text, {"text": a third one}.

    KeyError when a clash has no choice, so that none is settled by accident.
    """
    values = {}
    for clash in merged.clashes:
        choice = choices[clash.path]
        third = choice.get("text") if isinstance(choice, Mapping) else None
        if (third is not None and not isinstance(clash.base, str)) or (third is None and choice not in (MINE, THEIRS)):
            raise KeyError(clash.path)
        values[clash.path] = third if third is not None else clash.mine if choice == MINE else clash.theirs
    result: Content = _put(SECTIONS[section], merged.content, section, values)
    return result


def _merge(node: Node, base: Any, mine: Any, theirs: Any, path: str, clashes: list[Clash]) -> Any:
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    if isinstance(node, Cell):
        clashes.append(Clash(path, base, mine, theirs))
        return theirs
    if isinstance(node, Group):
        return {
            name: _merge(below, base[name], mine[name], theirs[name], f"{path}/{name}", clashes)
            for name, below in node.fields.items()
        }
    return _merge_items(node, base, mine, theirs, path, clashes)


def _merge_items(node: Items, base: Any, mine: Any, theirs: Any, path: str, clashes: list[Clash]) -> Any:
    bases, mines, others = ({item["id"]: item for item in items} for items in (base, mine, theirs))
    group, result = Group(node.item, node.fields), []
    for id in _order(list(bases), list(mines), list(others)):
        before, my, their = bases.get(id), mines.get(id), others.get(id)
        if my is not None and their is not None:
            start = before if before is not None else empty(group)
            result.append({"id": id, **_merge(group, start, my, their, f"{path}/{id}", clashes)})
            continue
        left = my if my is not None else their
        if left is None or left == before:
            continue  # removed, and nothing was lost with it
        if before is not None:
            clashes.append(Clash(f"{path}/{id}", before, my, their))
        result.append(left)
    return result


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """All ids: in their order, or in mine when only I moved rows; the other's new rows after the row they followed."""
    kept = set(base) & set(mine) & set(theirs)
    moved = [id for id in theirs if id in kept] != [id for id in base if id in kept]
    first, second = (theirs, mine) if moved else (mine, theirs)
    order = list(first)
    present = set(order)
    for place, id in enumerate(second):
        if id not in present:
            before = second[place - 1] if place else None
            order.insert(order.index(before) + 1 if before in present else 0, id)
            present.add(id)
    return order


def _put(node: Node, value: Any, path: str, values: Mapping[str, Any]) -> Any:
    if isinstance(node, Cell):
        return values.get(path, value)
    if isinstance(node, Group):
        return {name: _put(below, value[name], f"{path}/{name}", values) for name, below in node.fields.items()}
    group, result = Group(node.item, node.fields), []
    for item in value:
        here = f"{path}/{item['id']}"
        if here not in values:
            result.append({"id": item["id"], **_put(group, item, here, values)})
        elif values[here] is not None:
            result.append(values[here])
    return result
