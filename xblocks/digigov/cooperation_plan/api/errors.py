"""Why a write was not made. The block turns each into an answer for the browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..clean import Fault
from ..merge import Clash
from ..schema import Content


class PlanError(Exception):
    """Something was refused; nothing was written. `str(error)` is an English template without values."""


@dataclass
class Conflict(PlanError):
    """Others changed the same cells since `base`.

    `content` is what is saved now, as `version`, by `person` (None: a former member) at `at`; `merged` joins all that
    could be joined and holds theirs where `clashes` lists both texts. Nothing of mine was saved yet: send it again with
    `settle`, or as an edit of `version`.
    """

    section: str
    version: int
    content: Content
    person: str | None
    at: datetime | None
    merged: Content
    clashes: list[Clash]
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Stale(PlanError):
    """A small record (a review, a follow-up, a note) was changed since it was read; `current` is what it is now."""

    current: Any


class Refused(PlanError):
    """A wish that the state of things does not allow, such as submitting what is being reviewed."""


class NotAllowed(PlanError):
    """Somebody else's to do."""


class Busy(PlanError):
    """The database was too busy several times over; trying again a little later is right."""
