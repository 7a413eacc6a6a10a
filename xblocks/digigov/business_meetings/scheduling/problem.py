"""A scheduling problem in numbers, and what a solution to it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

MUST = 1000  # what a must-meet counts beside its points: as much as ten good meetings
SHORT = 300  # what each meeting below a party's minimum costs
KEPT_SLOT, KEPT_PAIR = 40, 20  # what it counts that a meeting stays where it was, or at least takes place


@dataclass(frozen=True)
class Party:
    """A participant or an organisation: the least and the most meetings of one event."""

    least: int = 0
    most: int = 10_000


@dataclass(frozen=True)
class Pair:
    """A meeting that may take place: `slots` are those in which both sides can; `language` needs an interpreter."""

    participant: int
    organisation: int
    points: int
    slots: tuple[int, ...]
    language: str = ""
    must: bool = False


@dataclass(frozen=True)
class Interpreter:
    """One interpreter, who sits in one meeting at a time."""

    languages: frozenset[str]
    slots: frozenset[int]


@dataclass(frozen=True)
class Problem:
    """Parties, pairs and slots by their index.

    `starts` and `lengths` are minutes, for counting gaps; slots do not overlap. `rooms` is how many meetings can be
    held at once, slot by slot. `fixed` {pair: slot} stays as it is; `kept` {pair: slot} is what a new solution should
    change little of.
    """

    starts: tuple[int, ...]
    participants: tuple[Party, ...]
    organisations: tuple[Party, ...]
    pairs: tuple[Pair, ...]
    rooms: tuple[int, ...]
    interpreters: tuple[Interpreter, ...] = ()
    lengths: tuple[int, ...] = ()
    fixed: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)

    def value(self, pair: int, slot: int) -> int:
        """What a meeting adds to the objective."""
        one = self.pairs[pair]
        worth = one.points + (MUST if one.must else 0)
        if pair in self.kept:
            worth += KEPT_SLOT if self.kept[pair] == slot else KEPT_PAIR
        return worth

    @cached_property
    def of_participant(self) -> list[list[int]]:
        """The pairs of each participant."""
        return self._by("participant", len(self.participants))

    @cached_property
    def of_organisation(self) -> list[list[int]]:
        """The pairs of each organisation."""
        return self._by("organisation", len(self.organisations))

    def _by(self, side: str, count: int) -> list[list[int]]:
        rows: list[list[int]] = [[] for _number in range(count)]
        for number, pair in enumerate(self.pairs):
            rows[getattr(pair, side)].append(number)
        return rows

    @cached_property
    def best_alone(self) -> list[int]:
        """The points that each participant would have if there were no others; at least 1."""
        return [
            max(1, sum(sorted((self.pairs[one].points for one in mine if self.pairs[one].slots), reverse=True)[:most]))
            for mine, most in zip(self.of_participant, (one.most for one in self.participants), strict=True)
        ]


Placed = Mapping[int, int]  # pair -> slot


def total(problem: Problem, placed: Placed) -> int:
    """The objective: points, must-meets, and what is missing to the minimum of each party."""
    met = [0] * len(problem.participants)
    for pair in placed:
        met[problem.pairs[pair].participant] += 1
    missing = sum(max(0, one.least - count) for one, count in zip(problem.participants, met, strict=True))
    return sum(problem.value(pair, slot) for pair, slot in placed.items()) - SHORT * missing


def shares(problem: Problem, placed: Placed) -> list[float]:
    """For each participant, the points they get of those that they would get alone (0 to 1)."""
    got = [0] * len(problem.participants)
    for pair in placed:
        got[problem.pairs[pair].participant] += problem.pairs[pair].points
    return [points / best for points, best in zip(got, problem.best_alone, strict=True)]


@dataclass(frozen=True)
class Solution:
    """A schedule, and what is proven about it.

    No schedule has a greater total than `bound`. `fair_bound` says the same of the worst-off participant's share among
    all schedules of this total, None when it was not examined.
    """

    placed: dict[int, int]
    total: int
    bound: float
    method: str
    seconds: float = 0.0
    fairest: float = 0.0
    fair_bound: float | None = None

    @property
    def gap(self) -> float:
        """By how much a better schedule could be better at most, as a share of the bound."""
        return max(0.0, (self.bound - self.total) / max(1.0, abs(self.bound)))

    @property
    def optimal(self) -> bool:
        """Totals are whole numbers, so a bound less than one above is proof."""
        return self.bound - self.total < 1 - 1e-6
