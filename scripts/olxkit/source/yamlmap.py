"""YAML with places: every value is a string, list or mapping that knows its line and column.

Values stay as written (`no` is not false, `2021` is not a number); `schema.py` gives them their types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.files import ControlCharacter
from olxkit.problems.settings import BrokenYaml, RepeatedKey, UnsafeYaml
from olxkit.source.files import NOT_XML

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH = 40
TYPED = re.compile(r"true|false|null|-?(0|[1-9]\d{0,15})(\.\d{1,15})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place; `value` is str, tuple of Node, or dict of str to Node. A `quoted` one is surely text."""

    at: Position
    value: Any
    quoted: bool = True

    @property
    def is_map(self) -> bool:
        return isinstance(self.value, dict)

    def text(self) -> str:
        """For messages: the scalar on one line, or what else it is."""
        return " ".join(self.value.split()) if isinstance(self.value, str) else "a mapping" if self.is_map else "a list"

    def plain(self) -> Any:
        """Nested dict, list and str without the places."""
        if self.is_map:
            return {key: node.plain() for key, node in self.value.items()}
        return self.value if isinstance(self.value, str) else [node.plain() for node in self.value]

    def typed(self) -> Any:
        """As `plain`, with unquoted numbers, true, false and null as what JSON makes of them."""
        if self.is_map:
            return {key: node.typed() for key, node in self.value.items()}
        if not isinstance(self.value, str):
            return [node.typed() for node in self.value]
        return self.value if self.quoted or not TYPED.fullmatch(self.value) else json.loads(self.value)


def parse_yaml(text: str, at: Position) -> tuple[Node | None, list[Diagnostic]]:
    """The document that starts at `at`, or None; a file with nothing in it is an empty mapping.

    Nodes are made from the parser's events, because libyaml's own composer overflows the C stack on deep nesting.
    """
    builder = _Builder(text, at)
    try:
        return builder.document(), builder.found
    except _Refused as refused:
        return None, [refused.diagnostic]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = builder.place(mark) if mark else at
        return None, [BrokenYaml(where, reason=(error.problem or "cannot be parsed").replace("\n", " "))]
    except (yaml.YAMLError, ValueError) as error:
        return None, [BrokenYaml(at, reason=str(error).splitlines()[0])]


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class _Builder:
    def __init__(self, text: str, at: Position) -> None:
        self.at = at
        self.found: list[Diagnostic] = []
        self._events = yaml.parse(text, Loader=Loader)

    def place(self, mark: Any) -> Position:
        column = mark.column + 1 + (self.at.column - 1 if mark.line == 0 else 0)
        return self.at.moved(lines=mark.line, column=column)

    def document(self) -> Node:
        """The one document of the stream."""
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Node(self.at, {})
        root = self.node(next(self._events), 0)
        next(self._events)  # the end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Refused(BrokenYaml(self.place(after.start_mark), reason="a second document starts here"))
        return root

    def node(self, event: Any, depth: int) -> Node:
        where = self.place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(UnsafeYaml(where, what="an alias"))
        if depth > DEPTH:
            raise _Refused(UnsafeYaml(where, what="deep nesting"))
        if isinstance(event, yaml.MappingStartEvent):
            return Node(where, dict(self._pairs(depth)))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(where, tuple(self._items(depth)))
        return Node(where, self._scalar(event.value, where), quoted=bool(event.style))

    def _scalar(self, value: str, where: Position) -> str:
        """Escapes such as "\\x00" can bring in what the file itself may not hold."""
        if bad := NOT_XML.search(value):
            self.found.append(ControlCharacter(where, code=f"{ord(bad.group()):04X}"))
        return value

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[str, Node]]:
        keys: set[str] = set()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, value = self.node(event, depth + 1), self.node(next(self._events), depth + 1)
            if not isinstance(key.value, str):
                self.found.append(BrokenYaml(key.at, reason=f"{key.text()} stands where a name should be"))
            elif key.value in keys:
                self.found.append(RepeatedKey(key.at, key=key.value))
            else:
                keys.add(key.value)
                yield key.value, value
