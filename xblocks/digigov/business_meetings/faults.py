"""What is wrong with something that was entered: where, and a sentence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(message: str) -> str:
    """The message as it is; marks it for the catalogue."""
    return message


@dataclass(frozen=True)
class Fault:
    """`place` is a cell's name, `template` a message of the catalogue over `values`."""

    place: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """In English."""
        return self.template.format(**self.values)
