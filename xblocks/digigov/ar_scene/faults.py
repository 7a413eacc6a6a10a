"""One thing wrong with a scene, said in words that can be translated, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from digigov.common.source import N_

__all__ = ["N_", "BadScene", "Fault", "fault"]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one field. `template` is the English message over `values`, ready for translation.

    `line` and `column` (from 1) stand for faults of the scene's text; `part` names the value, as in `hotspots[2].text`.
    """

    field: str
    template: str
    values: tuple[tuple[str, str], ...] = ()
    line: int | None = None
    column: int | None = None
    part: str = ""

    @property
    def message(self) -> str:
        """The message in English."""
        return self.template.format(**dict(self.values))


class BadScene(ValueError):
    """The text is no scene; `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"line {one.line}: {one.message}" for one in faults))
        self.faults = faults


def fault(
    field: str, template: str, /, *, line: int | None = None, column: int | None = None, part: str = "", **values: Any
) -> Fault:
    """A fault over values of any kind, each cut to what fits a message."""
    return Fault(field, template, tuple((name, str(value)[:120]) for name, value in values.items()), line, column, part)
