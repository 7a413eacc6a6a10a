"""What is withheld cannot be computed back: checked by linear algebra over everything that is told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.needs_survey.suppression import ALL, Group, withheld

COUNTS = st.dictionaries(
    st.sampled_from(["north", "south", "east", "west", "far"]),
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 12), max_size=6),
    max_size=5,
).map(lambda tree: {region: {f"{region}-{code}": n for code, n in inside.items()} for region, inside in tree.items()})


def told_sums(counts: dict[str, dict[str, int]], hidden: set[Group]) -> list[set[str]]:
    """Every figure that is told, as the set of countries that it adds up."""
    groups = {ALL: {code for inside in counts.values() for code in inside}}
    for region, inside in counts.items():
        groups[Group("region", region)] = set(inside)
        groups |= {Group("country", code): {code} for code in inside}
    return [members for group, members in groups.items() if group not in hidden and members]


def rank(rows: list[list[Fraction]]) -> int:
    """Rank of a matrix by Gaussian elimination in exact fractions."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(found, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for at in range(found + 1, len(rows)):
            factor = rows[at][column] / rows[found][column]
            rows[at] = [value - factor * above for value, above in zip(rows[at], rows[found], strict=True)]
        found += 1
    return found


def follows(wanted: set[str], told: list[set[str]], order: list[str]) -> bool:
    """Whether a sum is a combination of what is told, so that anybody can compute it."""
    matrix = [[Fraction(code in members) for code in order] for members in told]
    return rank(matrix) == rank([*matrix, [Fraction(code in wanted) for code in order]])


@settings(deadline=None)  # exact fractions take their time
@given(COUNTS, st.integers(3, 8))
def test_no_withheld_group_follows_from_what_is_told(counts: dict[str, dict[str, int]], threshold: int) -> None:
    hidden = withheld(counts, threshold)
    people = {code: n for inside in counts.values() for code, n in inside.items() if n}
    counts = {region: {code: n for code, n in inside.items() if n} for region, inside in counts.items()}
    counts = {region: inside for region, inside in counts.items() if inside}
    order, told = sorted(people), told_sums(counts, hidden)
    for group in hidden:
        members = {"all": set(people), "country": {group.code}}.get(group.kind) or set(counts[group.code])
        assert not follows(members, told, order), f"{group} can be computed"


@given(COUNTS, st.integers(3, 8))
def test_what_remains_of_any_figure_is_enough_people(counts: dict[str, dict[str, int]], threshold: int) -> None:
    """Each told sum, less all smaller told sums within it, is empty or at least two countries and enough people."""
    hidden = withheld(counts, threshold)
    people = {code: n for inside in counts.values() for code, n in inside.items() if n}
    told = told_sums({region: {c: n for c, n in inside.items() if n} for region, inside in counts.items()}, hidden)
    for members in told:
        rest = set(members)
        for other in told:
            if other < members:
                rest -= other
        if rest and rest != members:
            assert len(rest) >= 2 and sum(people[code] for code in rest) >= threshold
        assert sum(people[code] for code in members) >= threshold


@given(COUNTS, st.integers(3, 8))
def test_every_small_group_is_withheld(counts: dict[str, dict[str, int]], threshold: int) -> None:
    hidden = withheld(counts, threshold)
    for region, inside in counts.items():
        if 0 < sum(inside.values()) < threshold:
            assert Group("region", region) in hidden
        for code, n in inside.items():
            assert (Group("country", code) in hidden) or n == 0 or n >= threshold


HAND = [
    # what is special, {region: {country: people}}, threshold, withheld
    ("all large", {"n": {"a": 5, "b": 9}}, 5, set()),
    ("nobody", {"n": {"a": 0}}, 5, set()),
    ("one small: the next smallest goes with it", {"n": {"a": 1, "b": 9, "c": 6}}, 5, {"a", "c"}),
    ("two small that are enough together", {"n": {"a": 2, "b": 3, "c": 6}}, 5, {"a", "b"}),
    ("two small that are not", {"n": {"a": 1, "b": 1, "c": 6, "d": 7}}, 5, {"a", "b", "c"}),
    ("a lone small country hides its region and another", {"n": {"a": 2}, "s": {"b": 7, "c": 8}}, 5,
     {"a", "b", "n", "s"}),
    ("too few in all", {"n": {"a": 2}, "s": {"b": 2}}, 5, {"", "a", "b", "n", "s"}),
]  # fmt: skip


@pytest.mark.parametrize(("counts", "threshold", "expected"), [row[1:] for row in HAND], ids=[row[0] for row in HAND])
def test_by_hand(counts: dict[str, dict[str, int]], threshold: int, expected: set[str]) -> None:
    assert {group.code for group in withheld(counts, threshold)} == expected
