"""An event as the rules see it: who takes part, when, and what it needs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .zones import Span


@dataclass(frozen=True)
class Slot:
    """A time for meetings, `start` in UTC; slots of one event do not overlap."""

    id: int
    start: datetime
    minutes: int


@dataclass(frozen=True)
class Organisation:
    """A company or institution. `hours` None means every slot within decent hours of its zone."""

    id: int
    name: str
    zone: str
    sectors: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    hours: tuple[Span, ...] | None = None
    wishes: frozenset[str] = frozenset()  # countries
    refuses: frozenset[str] = frozenset()
    most: int = 0  # 0: the event's


@dataclass(frozen=True)
class Participant:
    """Who comes from a partner country. `sectors` {code: weight 1 to 5}; `interpreting` is the language needed."""

    id: int
    name: str
    country: str
    zone: str
    sectors: Mapping[str, int] = field(default_factory=dict)
    seeks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    interpreting: str = ""
    hours: tuple[Span, ...] | None = None
    must: frozenset[int] = frozenset()  # organisations
    wishes: frozenset[int] = frozenset()
    refuses: frozenset[int] = frozenset()
    least: int = 0
    most: int = 0
    busy: tuple[Span, ...] = ()  # meetings of other events


@dataclass(frozen=True)
class Interpreter:
    """Somebody who interprets between the organisers' languages and each of `languages`."""

    id: int
    name: str
    languages: tuple[str, ...]
    zone: str = "Asia/Seoul"
    hours: tuple[Span, ...] | None = None


@dataclass(frozen=True)
class Event:
    """Everything that a schedule is made from. `rooms` are the ids of rooms; `early` and `late` bound decent hours.

    `meetings` {(participant, organisation): slot} are those that stand now; of them `locked` may not be moved.
    """

    slots: tuple[Slot, ...]
    participants: tuple[Participant, ...]
    organisations: tuple[Organisation, ...]
    rooms: tuple[int, ...]
    interpreters: tuple[Interpreter, ...] = ()
    early: int = 8
    late: int = 20
    least: int = 0
    most: int = 8
    most_of_organisation: int = 0  # 0: as many as there are slots
    meetings: Mapping[tuple[int, int], int] = field(default_factory=dict)
    locked: frozenset[tuple[int, int]] = frozenset()
