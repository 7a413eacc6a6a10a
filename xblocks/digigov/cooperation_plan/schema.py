"""The kinds of cells that a plan is made of. Pure; sections.py names the cells themselves.

A section is a JSON object. Every leaf of it is a cell: a string, or true or false. Every list holds items, objects with
an `id` that never changes, so that two people's edits can be told apart after either has moved things about. Numbers,
amounts and dates are strings too ("1250000.50", "2027-03-01"): nothing that is typed is rounded, and a half-typed
number can be kept while somebody is still writing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["line", "text", "number", "money", "date", "year", "code", "link", "url", "flag"]
Content = dict[str, Any]

CELL_CHARS = 20_000
LINE_CHARS = 500
SECTION_CHARS = 1_000_000
MOST_ITEMS = 500
FIRST_YEAR, LAST_YEAR = 1970, 2199


def N_(message: str) -> str:
    """Mark a message for translation; gettext is asked when it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `codes` names a code list (codes.py); `to` the list whose items a link points to, by id."""

    label: str
    kind: Kind = "line"
    codes: str = ""
    to: str = ""

    @property
    def empty(self) -> str | bool:
        """What a cell holds that nobody has filled in."""
        return False if self.kind == "flag" else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Named cells that belong together, as an object."""

    label: str
    fields: Mapping[str, Cell | Group | Items]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of items; `item` is what one of them is called."""

    label: str
    item: str
    fields: Mapping[str, Cell | Group | Items]


Node = Cell | Group | Items


def empty(node: Node) -> Any:
    """The value of a cell, a group or a list in which nothing is filled in."""
    if isinstance(node, Cell):
        return node.empty
    if isinstance(node, Items):
        return []
    return {name: empty(field) for name, field in node.fields.items()}


def empty_item(node: Items, id: str) -> Content:
    """An item of this list in which nothing is filled in."""
    return {"id": id, **{name: empty(field) for name, field in node.fields.items()}}


def find(node: Node, path: str) -> Node:
    """The node at a path within a section, such as "results/oc1/indicators/i1/target"; KeyError when there is none."""
    names = iter(path.split("/") if path else ())
    for name in names:
        if isinstance(node, Cell):
            raise KeyError(path)
        if isinstance(node, Items):
            name = next(names, "")  # what was there is the item's id
            if not name:
                return Group(node.item, node.fields)
        node = node.fields[name]
    return node
