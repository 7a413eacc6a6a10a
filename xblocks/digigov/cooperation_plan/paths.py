"""Finding a cell by its path, such as "logframe/results/oc1/indicators/i1/target". Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from .schema import Cell, Content, Group, Items, Node, find
from .sections import SECTIONS, Plan
from .values import short

# The cell by which people know an item.
NAMES = ("title", "text", "name", "item", "contribution", "code", "goal", "marker", "currency")


def split(path: str) -> tuple[str, str]:
    """The section and the path within it; KeyError when there is no such section."""
    section, _slash, rest = path.partition("/")
    if section not in SECTIONS:
        raise KeyError(path)
    return section, rest


def declared(path: str) -> Node:
    """What sections.py declares at a path, whether or not a plan has the items on it; KeyError when nothing."""
    section, rest = split(path)
    return find(SECTIONS[section], rest)


def get(plan: Plan, path: str) -> Any:
    """The value of a cell, an item, a list or a section; KeyError when the plan does not have it."""
    section, rest = split(path)
    value: Any = plan[section]
    for name in rest.split("/") if rest else ():
        value = item(value, name) if isinstance(value, list) else value[name] if isinstance(value, dict) else None
        if value is None:
            raise KeyError(path)
    return value


def item(items: list[Content], id: str) -> Content | None:
    """The item with this id."""
    return next((one for one in items if one["id"] == id), None)


def cells(
    node: Node, value: Any, path: str, kinds: Container[str] | None = None
) -> Iterator[tuple[str, Cell, str | bool]]:
    """Every cell of a clean value (or those of some kinds) with its path and declaration, in that order."""
    if isinstance(node, Cell):
        if kinds is None or node.kind in kinds:
            yield path, node, value
        return
    for item in value if isinstance(node, Items) else (value,):
        here = f"{path}/{item['id']}" if isinstance(node, Items) else path
        for name, field in node.fields.items():
            if not isinstance(field, Cell):
                yield from cells(field, item[name], f"{here}/{name}", kinds)
            elif kinds is None or field.kind in kinds:  # no call for each: plans have thousands of cells
                yield f"{here}/{name}", field, item[name]


def where(plan: Plan, path: str) -> list[tuple[str, str]]:
    """The way to a cell for people: (label, words), from the section down; words name an item or are empty.

    Labels are English, ready for gettext: [("Logical framework", ""), ("Result", "Agencies plan…"), ("Target", "")].
    Items that the plan does not have (any more) are named by nothing. KeyError when no plan can have such a path.
    """
    section, rest = split(path)
    node: Node = SECTIONS[section]
    value: Any = plan.get(section)
    steps = [(node.label, "")]
    for name in rest.split("/") if rest else ():
        if isinstance(node, Cell):
            raise KeyError(path)
        if isinstance(node, Items):
            value = item(value, name) if isinstance(value, list) else None
            node = Group(node.item, node.fields)
            steps.append((node.label, name_of(value) if value else ""))
        else:
            node = node.fields[name]
            value = value.get(name) if isinstance(value, dict) else None
            if not isinstance(node, Items):
                steps.append((node.label, ""))
    if isinstance(node, Items):
        steps.append((node.label, ""))
    return steps


def name_of(item: Content) -> str:
    """What people call an item: the beginning of its first filled cell among NAMES."""
    return next((short(item[name]) for name in NAMES if item.get(name)), "")
