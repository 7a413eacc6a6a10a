"""Which figures are withheld, so that nobody's answers can be known or computed back. Pure.

Countries add up to regions and regions to the whole. A group of fewer than `threshold` people is withheld (the
threshold rule); and so that it does not come back by subtraction, others are withheld with it (complementary
suppression; Hundepool and others, Statistical Disclosure Control, 2012). What remains of any figure told, less all
other figures told, is then nothing, or the sum over at least two groups and at least `threshold` people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

LEAST_THRESHOLD, MOST_THRESHOLD = 3, 50


class Group(NamedTuple):
    """A group of respondents: `kind` is "all", "region" or "country"."""

    kind: str
    code: str = ""


ALL = Group("all")
Counts = Mapping[str, Mapping[str, int]]


def withheld(counts: Counts, threshold: int) -> set[Group]:
    """The groups not to be told, given how many people of each country of each region answered.

    Groups of nobody are never in it: that nobody answered says nothing of anybody.
    """
    trees = {region: {code: n for code, n in inside.items() if n > 0} for region, inside in counts.items()}
    trees = {region: inside for region, inside in trees.items() if inside}
    totals = {region: sum(inside.values()) for region, inside in trees.items()}
    everything = {ALL} | {Group("region", region) for region in trees}
    everything |= {Group("country", code) for inside in trees.values() for code in inside}
    if sum(totals.values()) < threshold:
        return everything if trees else set()
    hidden: dict[str, set[str]] = {region: _small(inside, threshold) for region, inside in trees.items()}
    small = {region for region, total in totals.items() if total < threshold}
    if small:
        _among_regions(trees, totals, hidden, small, threshold)
    return {Group("region", region) for region in small} | {
        Group("country", code) for inside in hidden.values() for code in inside
    }


def _small(inside: Mapping[str, int], threshold: int) -> set[str]:
    """The countries of one region to withhold: the small ones, and with them the next smallest until it is enough."""
    chosen = {code for code, n in inside.items() if n < threshold}
    if chosen:
        _fill(inside, chosen, threshold)
    return chosen


def _fill(inside: Mapping[str, int], chosen: set[str], threshold: int) -> None:
    for code, n in sorted(inside.items(), key=lambda one: (one[1], one[0])):
        if len(chosen) >= 2 and sum(inside[one] for one in chosen) >= threshold:
            return
        if n and code not in chosen:
            chosen.add(code)


def _among_regions(
    trees: Counts, totals: Mapping[str, int], hidden: dict[str, set[str]], small: set[str], threshold: int
) -> None:
    """Withhold more regions beside the `small` ones, each with countries of its own, until it is enough.

    A region that is withheld needs a withheld country, or the sum of its countries would tell it.
    """
    for region in sorted(totals, key=lambda one: (totals[one], one)):
        people = sum(trees[one][code] for one in small for code in hidden[one])
        if len(small) >= 2 and people >= threshold:
            return
        if region not in small:
            small.add(region)
            hidden[region] = hidden[region] or {min(trees[region], key=lambda code: (trees[region][code], code))}
            others = sum(trees[one][code] for one in small - {region} for code in hidden[one])
            inside = trees[region]
            while others + sum(inside[code] for code in hidden[region]) < threshold and hidden[region] != set(inside):
                left = set(inside) - hidden[region]
                hidden[region].add(min(left, key=lambda code: (inside[code], code)))
