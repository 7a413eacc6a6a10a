"""What a survey's answers say together: by sector, country and region, with small groups withheld. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .clean import kinds as kinds_of
from .clean import ranking as ranking_of
from .clean import ratings as ratings_of
from .instrument import Content, ranks
from .measures import Ranking, Ranks, Rating, Stat, Sums, added, added_ranks, ranking, stat
from .regions import REGIONS, region_of
from .suppression import ALL, Group, withheld


@dataclass(frozen=True)
class Answer:
    """What counts of one person's answers."""

    country: str
    ratings: Mapping[str, Rating]
    ranking: Sequence[str]
    kinds: Mapping[str, str]


def answer(content: Content) -> Answer:
    """One respondent's cells as they count."""
    return Answer(content.get("country", ""), ratings_of(content), ranking_of(content), kinds_of(content))


@dataclass(frozen=True)
class Results:
    """Figures by group. In `sectors` and `rankings` None stands for a withheld figure; groups of nobody are not there.

    `people` is how many answered, of every group; `kinds` counts wishes of all respondents, by sector and kind, of the
    sectors for which at least `threshold` people chose one.
    """

    threshold: int
    offered: tuple[str, ...]
    people: Mapping[Group, int]
    sectors: Mapping[str, Mapping[Group, Stat | None]]
    rankings: Mapping[Group, Ranking | None]
    kinds: Mapping[str, Mapping[str, int]]

    def stat(self, sector: str, group: Group = ALL) -> Stat | None:
        """A sector's figures in a group; None when there are none or they are withheld."""
        return self.sectors.get(sector, {}).get(group)

    def groups(self, kind: str) -> list[Group]:
        """The regions in their order, or the countries by region and code."""
        order = list(REGIONS)
        found = [group for group in self.people if group.kind == kind]
        place = (lambda code: code) if kind == "region" else region_of
        return sorted(found, key=lambda group: (order.index(place(group.code)), group.code))

    def by_need(self, group: Group = ALL) -> list[tuple[str, Stat]]:
        """The sectors that are told of a group, the greatest need first."""
        told = [(code, self.stat(code, group)) for code in self.offered]
        return sorted(((code, one) for code, one in told if one is not None), key=lambda pair: -pair[1].need)


def results(answers: Iterable[Answer], offered: Sequence[str], threshold: int) -> Results:
    """Add up, decide what is withheld sector by sector, and compute only what is told."""
    sectors = tuple(offered)
    people: Counter[str] = Counter()
    sums: dict[str, dict[str, Sums]] = {code: {} for code in sectors}
    ranked: dict[str, Ranks] = {}
    wishes: dict[str, Counter[str]] = {code: Counter() for code in sectors}
    for one in answers:
        people[one.country] += 1
        for code, rating in one.ratings.items():
            if code in sums:
                sums[code].setdefault(one.country, Sums()).add(rating)
        named = [code for code in one.ranking if code in sums]
        if named:
            ranked.setdefault(one.country, Ranks(sectors)).add(named, ranks(sectors))
        for code, kind in one.kinds.items():
            if code in wishes:
                wishes[code][kind] += 1
    return Results(
        threshold,
        sectors,
        _people(people),
        {code: _told(sums[code], threshold) for code in sectors},
        _told_rankings(ranked, sectors, threshold),
        {code: dict(found) for code, found in wishes.items() if sum(found.values()) >= threshold},
    )


def _people(people: Mapping[str, int]) -> dict[Group, int]:
    found: dict[Group, int] = {ALL: sum(people.values())}
    for country, count in people.items():
        region = Group("region", region_of(country))
        found[region] = found.get(region, 0) + count
        found[Group("country", country)] = count
    return found


def _told(sums: Mapping[str, Sums], threshold: int) -> dict[Group, Stat | None]:
    hidden = withheld(_counts({country: one.count for country, one in sums.items()}), threshold)
    groups = {group: added(sums[country] for country in members) for group, members in _members(sums).items()}
    return {group: None if group in hidden else stat(one) for group, one in groups.items()}


def _told_rankings(
    ranked: Mapping[str, Ranks], sectors: tuple[str, ...], threshold: int
) -> dict[Group, Ranking | None]:
    hidden = withheld(_counts({country: one.count for country, one in ranked.items()}), threshold)
    groups = {
        group: added_ranks((ranked[country] for country in members), sectors)
        for group, members in _members(ranked).items()
    }
    return {group: None if group in hidden else ranking(one) for group, one in groups.items()}


def _counts(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for country, count in counts.items():
        found.setdefault(region_of(country), {})[country] = count
    return found


def _members(countries: Iterable[str]) -> dict[Group, list[str]]:
    found: dict[Group, list[str]] = {}
    for country in countries:
        for group in (ALL, Group("region", region_of(country)), Group("country", country)):
            found.setdefault(group, []).append(country)
    return found
