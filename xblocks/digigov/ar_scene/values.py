"""Turning nodes into values: what has the wrong form is reported, and reading goes on with a stand-in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from digigov.ar_scene.faults import N_, Fault
from digigov.ar_scene.nodes import Node
from digigov.ar_scene.scene import Vector

ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,2})?", re.ASCII)
_BOOLEANS = {"true": True, "false": False, "yes": True, "no": False}
LINE, PARAGRAPHS = 255, 6000  # characters


@dataclass
class Reader:
    """Asks nodes for values; `faults` is what was wrong with them."""

    faults: list[Fault] = field(default_factory=list)

    def mapping(self, node: Node, known: Collection[str]) -> dict[str, Node]:
        """The pairs of a mapping; unknown names are reported with the likeliest one that was meant."""
        if not isinstance(node.value, dict):
            names = ", ".join(known)
            self.faults.append(node.wrong(N_("A mapping of {names} should stand here."), names=names))
            return {}
        for key, child in node.value.items():
            if key not in known:
                meant = get_close_matches(key, known, n=1) or [", ".join(known)]
                self.faults.append(
                    child.wrong(N_("There is no setting {key} here; known: {names}."), key=key, names=meant[0])
                )
        return {key: child for key, child in node.value.items() if key in known}

    def items(self, node: Node | None, least: int, most: int, what: str) -> Iterator[Node]:
        """The entries of a list with from `least` to `most` of them."""
        if node is None:
            return
        if not isinstance(node.value, tuple) or not least <= len(node.value) <= most:
            message = N_("A list of {least} to {most} {what} should stand here.")
            self.faults.append(node.wrong(message, least=least, most=most, what=what))
        if isinstance(node.value, tuple):
            yield from node.value[:most]

    def need(self, owner: Node, pairs: dict[str, Node], key: str) -> Node | None:
        """The value of a name that must be there."""
        if key not in pairs:
            name = f"{owner.name}.{key}" if owner.name else key
            self.faults.append(Node("", owner.line, owner.column, name).wrong(N_("{key} is missing."), key=key))
        return pairs.get(key)

    def text(self, node: Node | None, most: int = LINE) -> str:
        """Text of at most `most` characters, on one line when that is the limit of lines."""
        if node is None:
            return ""
        value = node.value
        if not isinstance(value, str) or not value.strip():
            self.faults.append(node.wrong(N_("Text should stand here.")))
            return ""
        if len(value) > most:
            self.faults.append(node.wrong(N_("This text has more than {most} characters."), most=most))
        elif most == LINE and "\n" in value.strip():
            self.faults.append(node.wrong(N_("This must be one line of text.")))
        return value.strip()

    def id(self, node: Node | None) -> str:
        """A name of lower-case letters, digits and hyphens."""
        if node is None:
            return ""
        if not isinstance(node.value, str) or not ID.fullmatch(node.value):
            self.faults.append(node.wrong(N_("An id is lower-case letters, digits and hyphens, at most 40.")))
            return ""
        return node.value

    def number(self, node: Node | None, low: float, high: float, default: float = 0.0) -> float:
        """A number from `low` to `high`."""
        if node is None:
            return default
        plain = isinstance(node.value, str) and not node.quoted and _NUMBER.fullmatch(node.value)
        if plain and low <= float(node.value) <= high:
            return float(node.value)
        message = N_("A number from {low} to {high} should stand here, not {found}.")
        self.faults.append(node.wrong(message, low=f"{low:g}", high=f"{high:g}", found=node.shown()))
        return default

    def whole(self, node: Node | None, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.number(node, low, high, default=low)
        if node is not None and value != int(value):
            self.faults.append(node.wrong(N_("A whole number should stand here, not {found}."), found=node.shown()))
        return int(value)

    def flag(self, node: Node | None) -> bool:
        """True or false; false when left out."""
        if node is None:
            return False
        value = _BOOLEANS.get(node.value) if isinstance(node.value, str) else None
        if value is None:
            self.faults.append(node.wrong(N_("true or false should stand here, not {found}."), found=node.shown()))
        return bool(value)

    def vector(self, node: Node | None, low: float, high: float, default: Vector = (0.0, 0.0, 0.0)) -> Vector:
        """Three numbers, each from `low` to `high`."""
        if node is None:
            return default
        if not isinstance(node.value, tuple) or len(node.value) != 3:
            self.faults.append(node.wrong(N_("Three numbers [x, y, z] should stand here.")))
            return default
        x, y, z = (self.number(item, low, high, default[i]) for i, item in enumerate(node.value))
        return x, y, z

    def colour(self, node: Node | None, default: str) -> str:
        """A colour such as "#1e88e5"; without quotes YAML takes it for a remark."""
        if node is None:
            return default
        if not isinstance(node.value, str) or not COLOUR.fullmatch(node.value):
            self.faults.append(node.wrong(N_('A colour such as "#1e88e5", in quotes, should stand here.')))
            return default
        return node.value.lower()

    def choice(self, node: Node | None, choices: Collection[str]) -> str:
        """One of the words."""
        if node is None:
            return ""
        if not isinstance(node.value, str) or node.value not in choices:
            meant = get_close_matches(node.shown(), choices, n=1) or [", ".join(choices)]
            message = N_("There is no {found} here; known: {names}.")
            self.faults.append(node.wrong(message, found=node.shown(), names=meant[0]))
            return ""
        return str(node.value)
