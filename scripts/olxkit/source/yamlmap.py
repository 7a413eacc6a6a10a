"""YAML with places: every value is a string, list or mapping that knows its line and column.

Values stay as written (`no` is not false, `2021` is not a number); `schema.py` gives them their types.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.settings import BrokenYaml, RepeatedKey, UnsafeYaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEPTH = 40


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place; `value` is str, tuple of Node, or dict of str to Node."""

    at: Position
    value: Any

    @property
    def is_map(self) -> bool:
        return isinstance(self.value, dict)

    def text(self) -> str:
        """The scalar as written; lists and mappings in a short form, for messages."""
        return self.value if isinstance(self.value, str) else "a mapping" if self.is_map else "a list"

    def plain(self) -> Any:
        """Nested dict, list and str without the places."""
        if self.is_map:
            return {key: node.plain() for key, node in self.value.items()}
        return self.value if isinstance(self.value, str) else [node.plain() for node in self.value]


def parse_yaml(text: str, at: Position) -> tuple[Node | None, list[Diagnostic]]:
    """The document that starts at `at`, or None; a file with nothing in it is an empty mapping."""
    if _flow_depth(text) > DEPTH:
        return None, [UnsafeYaml(at, what="deep nesting")]
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = at.moved(lines=mark.line, column=mark.column + 1) if mark else at
        return None, [BrokenYaml(where, reason=(error.problem or "cannot be parsed").replace("\n", " "))]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [BrokenYaml(at, reason=str(error).splitlines()[0])]
    if root is None:
        return Node(at, {}), []
    converter = _Converter(at)
    node = converter.convert(root, 0)
    return node, converter.found


def _flow_depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


class _Converter:
    def __init__(self, at: Position) -> None:
        self.at = at
        self.found: list[Diagnostic] = []
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Node:
        where = self.at.moved(lines=node.start_mark.line, column=node.start_mark.column + 1)
        if id(node) in self._seen or depth > DEPTH:
            self.found.append(UnsafeYaml(where, what="an alias" if id(node) in self._seen else "deep nesting"))
            return Node(where, "")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return Node(where, dict(self._pairs(node, depth)))
        if isinstance(node, yaml.SequenceNode):
            return Node(where, tuple(self.convert(child, depth + 1) for child in node.value))
        return Node(where, node.value)

    def _pairs(self, node: yaml.MappingNode, depth: int) -> Iterator[tuple[str, Node]]:
        keys: set[str] = set()
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in keys:
                where = self.at.moved(lines=key_node.start_mark.line, column=key_node.start_mark.column + 1)
                self.found.append(RepeatedKey(where, key=key))
                continue
            keys.add(key)
            yield key, self.convert(value_node, depth + 1)
