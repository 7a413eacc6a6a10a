"""YAML with places: each value is a string, list or mapping that knows its line, its column and its name.

Aliases, anchors that are used, deep nesting and texts beyond a limit are refused: they serve no scene and can exhaust
memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from digigov.ar_scene.faults import N_, BadScene, Fault, fault
from digigov.common.source import forbidden

LONGEST = 200_000  # characters; the largest scene of the course has a tenth of this
DEPTH = 12
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """`value` is str, tuple of Node, or dict of str to Node. A `quoted` string is surely text, never a number."""

    value: Any
    line: int
    column: int
    name: str
    quoted: bool = False

    def wrong(self, template: str, **values: Any) -> Fault:
        """A fault at this place."""
        return fault("content", template, line=self.line, column=self.column, part=self.name, **values)

    def shown(self) -> str:
        """For messages: the text on one line, or what else it is."""
        if isinstance(self.value, str):
            return " ".join(self.value.split()) or "(nothing)"
        return "a list" if isinstance(self.value, tuple) else "a mapping"


def parse(text: str) -> tuple[Node, list[Fault]]:
    """The document's root and what is repeated in it; raises BadScene when the text is no YAML that can be used."""
    if len(text) > LONGEST:
        raise BadScene([fault("content", N_("The scene has more than {most} characters."), most=LONGEST, line=1)])
    if (bad := forbidden(text)) is not None:
        line, column = text.count("\n", 0, bad) + 1, bad - text.rfind("\n", 0, bad)
        message = N_("The text has a character that cannot be shown.")
        raise BadScene([fault("content", message, line=line, column=column)])
    builder = _Builder(text)
    try:
        return builder.document(), builder.faults
    except BadScene:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = " ".join((error.problem or "cannot be parsed").split())
    except (yaml.YAMLError, ValueError) as error:
        line, column, reason = 1, 1, str(error).splitlines()[0]
    message = N_("This is not valid YAML: {reason}.")
    raise BadScene([fault("content", message, line=line, column=column, reason=reason)])


class _Builder:
    """Nodes from the parser's events: libyaml's own composer overflows the C stack on deep nesting."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._events = yaml.parse(text, Loader=_LOADER)

    def document(self) -> Node:
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Node({}, 1, 1, "")
        root = self.node(next(self._events), "", 0)
        next(self._events)  # the end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise BadScene([self._at(after, "").wrong(N_("A second document starts here; a scene is one."))])
        return root

    def node(self, event: Any, name: str, depth: int) -> Node:
        here = self._at(event, name)
        if isinstance(event, yaml.AliasEvent):
            raise BadScene([here.wrong(N_("Aliases are not supported here; write the value out."))])
        if depth > DEPTH:
            raise BadScene([here.wrong(N_("The values are nested deeper than {most} levels."), most=DEPTH)])
        if isinstance(event, yaml.MappingStartEvent):
            return Node(dict(self._pairs(name, depth)), here.line, here.column, name)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(tuple(self._items(name, depth)), here.line, here.column, name)
        if forbidden(event.value) is not None:
            self.faults.append(here.wrong(N_("The text has a character that cannot be shown.")))
        return Node(event.value, here.line, here.column, name, quoted=bool(event.style))

    def _at(self, event: Any, name: str) -> Node:
        return Node("", event.start_mark.line + 1, event.start_mark.column + 1, name)

    def _items(self, name: str, depth: int) -> Iterator[Node]:
        number = 0
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            number += 1
            yield self.node(event, f"{name}[{number}]", depth + 1)

    def _pairs(self, name: str, depth: int) -> Iterator[tuple[str, Node]]:
        seen: set[str] = set()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self.node(event, name, depth + 1)
            inner = f"{name}.{key.value}" if name else str(key.value)
            value = self.node(next(self._events), inner[:80], depth + 1)
            if not isinstance(key.value, str):
                self.faults.append(key.wrong(N_("A name should stand here, not {found}."), found=key.shown()))
            elif key.value in seen:
                self.faults.append(key.wrong(N_("{key} is set twice."), key=key.value))
            else:
                seen.add(key.value)
                yield key.value, value
