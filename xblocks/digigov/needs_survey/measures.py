"""Sums of answers, and what is computed from them: means, gap, agreement. Pure.

Everything is kept as whole-number sums, which add up from country to region to the whole without rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .instrument import POINTS

Rating = tuple[int, int, int]


@dataclass
class Sums:
    """Ratings of one sector by one group, added up: (importance, level, readiness), and their squares."""

    count: int = 0
    totals: list[int] = field(default_factory=lambda: [0, 0, 0])
    squares: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, rating: Rating) -> None:
        self.count += 1
        for at, value in enumerate(rating):
            self.totals[at] += value
            self.squares[at] += value * value

    def merge(self, other: Sums) -> None:
        self.count += other.count
        for at in range(3):
            self.totals[at] += other.totals[at]
            self.squares[at] += other.squares[at]


class Stat(NamedTuple):
    """What is told of one sector in one group of so many people; means on the scale from 1 to 5.

    `gap` is the mean of importance minus level. `need` weighs it with the group's mean importance, as Borich's mean
    weighted discrepancy score does (Borich, Journal of Teacher Education 31, 1980). `agreement` is r_wg of importance.
    """

    people: int
    importance: float
    level: float
    readiness: float
    gap: float
    need: float
    agreement: float | None


def stat(sums: Sums) -> Stat:
    """The statistics of at least one rating."""
    importance, level, readiness = (total / sums.count for total in sums.totals)
    gap = (sums.totals[0] - sums.totals[1]) / sums.count
    agreement = r_wg(sums.count, sums.totals[0], sums.squares[0])
    return Stat(sums.count, importance, level, readiness, gap, gap * importance, agreement)


def r_wg(count: int, total: int, squares: int, points: int = len(POINTS)) -> float | None:
    """Agreement within a group on one item, 0 to 1; None for fewer than two people.

    James, Demaree and Wolf (Journal of Applied Psychology 69, 1984): one minus the variance (with n - 1) over that of
    answers that fall on each of the scale's points alike, (A^2 - 1) / 12. Less than none is called none, as is usual.
    """
    if count < 2:
        return None
    variance = (squares - total * total / count) / (count - 1)
    return max(0.0, 1 - variance / ((points * points - 1) / 12))


@dataclass
class Ranks:
    """Rankings of one group, added up over `sectors`; a ranking names some of them, the first first."""

    sectors: tuple[str, ...]
    count: int = 0
    points: dict[str, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    doubled: dict[str, int] = field(default_factory=dict)  # sums of ranks, times two: shared places have halves
    ties: int = 0

    def add(self, ranking: Sequence[str], places: int) -> None:
        """`places` is how many could be named: the first gets so many points, the last one."""
        left = len(self.sectors) - len(ranking)
        shared = 2 * len(ranking) + left + 1  # twice the middle of the places that the unnamed ones share
        self.count += 1
        self.ties += left**3 - left
        at = {code: place for place, code in enumerate(ranking, 1)}
        for code in self.sectors:
            place = at.get(code)
            self.doubled[code] = self.doubled.get(code, 0) + (shared if place is None else 2 * place)
            if place is not None:
                self.points[code] = self.points.get(code, 0) + places + 1 - place
                self.named[code] = self.named.get(code, 0) + 1

    def merge(self, other: Ranks) -> None:
        self.count += other.count
        self.ties += other.ties
        for mine, theirs in ((self.points, other.points), (self.named, other.named), (self.doubled, other.doubled)):
            for code, value in theirs.items():
                mine[code] = mine.get(code, 0) + value


class Priority(NamedTuple):
    """One sector in a group's ranking: mean points a person, and the share of people who named it at all."""

    sector: str
    points: float
    share: float


class Ranking(NamedTuple):
    """A group's ranking, the most wanted sector first, and how far its people agree (Kendall's W)."""

    people: int
    priorities: tuple[Priority, ...]
    agreement: float | None


def ranking(ranks: Ranks) -> Ranking:
    """The ranking of at least one person; equal sectors stay in the order of the taxonomy."""
    found = [
        Priority(code, ranks.points.get(code, 0) / ranks.count, ranks.named.get(code, 0) / ranks.count)
        for code in ranks.sectors
    ]
    return Ranking(ranks.count, tuple(sorted(found, key=lambda one: -one.points)), kendalls_w(ranks))


def kendalls_w(ranks: Ranks) -> float | None:
    """Kendall's coefficient of concordance, 0 to 1, corrected for ties; None for fewer than two people.

    Kendall and Babington Smith (Annals of Mathematical Statistics 10, 1939), with ties as in Siegel and Castellan
    (1988): (12 S - 3 m^2 n (n+1)^2) / (m^2 n (n^2 - 1) - m T), where S sums the squares of n sums of ranks by m people
    and T sums t^3 - t of every group of t ties. What somebody did not name shares the places after what they did.
    """
    m, n = ranks.count, len(ranks.sectors)
    squares = sum(value * value for value in ranks.doubled.values()) / 4
    below = m * m * n * (n * n - 1) - m * ranks.ties
    if m < 2 or below == 0:
        return None
    return (12 * squares - 3 * m * m * n * (n + 1) ** 2) / below


def added(parts: Iterable[Sums]) -> Sums:
    """Several groups as one."""
    whole = Sums()
    for part in parts:
        whole.merge(part)
    return whole


def added_ranks(parts: Iterable[Ranks], sectors: tuple[str, ...]) -> Ranks:
    """Several groups' rankings as one."""
    whole = Ranks(sectors)
    for part in parts:
        whole.merge(part)
    return whole
