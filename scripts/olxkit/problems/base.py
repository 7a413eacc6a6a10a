"""What every diagnostic is: a place, a level, a sentence that says what is wrong, one that says what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import Any, ClassVar, NamedTuple

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # a message is one line, and gives a terminal no orders


class Position(NamedTuple):
    """A place in the author's source: path relative to the course folder, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def moved(self, *, lines: int = 0, column: int | None = None) -> Position:
        """The place `lines` further down, at `column` (the same one when left out)."""
        return Position(self.file, self.line + lines, self.column if column is None else column)


@dataclass(frozen=True)
class Diagnostic:
    """Base of all diagnostics. A subclass is one kind of defect; its docstring is its manual entry.

    `message` and `help` are format strings over `values`; a missing value raises KeyError at once.
    """

    at: Position
    values: dict[str, Any]

    level: ClassVar[str] = "error"
    message: ClassVar[str] = ""
    help: ClassVar[str] = ""

    _fields: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        cls._fields = frozenset(name for _, name, _, _ in Formatter().parse(cls.message + cls.help) if name)

    def __init__(self, at: Position, **values: Any) -> None:
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "values", {name: UNSEEN.sub(" ", str(value)) for name, value in values.items()})
        if missing := self._fields - values.keys():
            raise KeyError(*sorted(missing))

    @property
    def name(self) -> str:
        """The class name in kebab-case: `UnclosedDirective` is `unclosed-directive`."""
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in type(self).__name__).lstrip("-")

    @property
    def text(self) -> str:
        """What is wrong, in one sentence."""
        return self.message.format_map(self.values)

    @property
    def advice(self) -> str:
        """What to do about it."""
        return self.help.format_map(self.values)

    def __str__(self) -> str:
        return f"{self.at}: {self.level}: {self.text} [{self.name}]"

    def __hash__(self) -> int:
        return hash((type(self), self.at, tuple(self.values.items())))


class Caution(Diagnostic):
    """Base of the diagnostics that do not stop a build."""

    level = "warning"
