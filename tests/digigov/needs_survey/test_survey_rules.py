"""The questionnaire, what counts of an answer, and the measures, against cases computed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digigov.common import places
from digigov.cooperation_plan import codes
from digigov.needs_survey import invented, rules
from digigov.needs_survey.measures import Ranks, Sums, added, kendalls_w, r_wg, ranking, stat
from digigov.needs_survey.regions import _MEMBERS
from digigov.sectors.rules import SECTORS

ALL_SECTORS = rules.offered(())
SEVEN = ("KG", "MV", "CR", "PA", "KH", "LA", "MY")


def test_the_kinds_of_cooperation_are_those_of_the_plan() -> None:
    assert {code: entry["name"] for code, entry in codes.lists()["modality"].items()} == rules.KINDS


def test_every_country_is_in_one_region() -> None:
    members = [code for codes in _MEMBERS.values() for code in codes.split()]
    assert sorted(members) == sorted(places.lists()["country"])
    assert len(rules.INVENTED) == 40 and not set(rules.INVENTED) & set(members)
    assert all(one.region in rules.REGIONS and one.name.startswith("Example ") for one in rules.INVENTED.values())


def test_published_figures_have_a_year_and_a_publisher() -> None:
    for country in SEVEN:
        assert len(rules.figures(country)) >= 3
        assert all(one.year and one.publisher and (one.value or one.rank) for one in rules.figures(country))
    assert next((one.value, one.rank) for one in rules.figures("KH")) == ("0.5754", "120")
    assert rules.figures("FR") == ()


REFUSED = [
    ("country", "Atlantis", "This is no country of the list."),
    ("country", "kh", "This is no country of the list."),
    ("sector/tax/level", "6", "Choose a number from 1 to 5."),
    ("sector/tax/level", "3.5", "Choose a number from 1 to 5."),
    ("sector/tax/kind", "gift", "This is no kind of cooperation of the list."),
    ("rank/1", "gold", "This sector is not part of the survey."),
    ("rank/9", "tax", "The questionnaire has no such question."),
    ("sector/gold/level", "3", "The questionnaire has no such question."),
    ("institution", "a\nb", "This is one line of text."),
    ("institution", "x" * 301, "This text is too long: at most 300 characters."),
    ("text/challenge", "x" * 5001, "This text is too long: at most 5000 characters."),
    ("text/challenge", 7, "An answer is a text."),
]


@pytest.mark.parametrize(("path", "value", "message"), REFUSED)
def test_a_bad_cell_is_refused_and_a_good_one_beside_it_kept(path: str, value: object, message: str) -> None:
    cleaned = rules.clean({path: value, "post": " Minister "}, ALL_SECTORS)
    assert [fault.message for fault in cleaned.faults] == [message]
    assert cleaned.cells == {"post": "Minister"}


@given(st.dictionaries(st.sampled_from([*rules.cells(ALL_SECTORS), "x"]), st.text() | st.none() | st.integers()))
def test_cleaning_twice_changes_nothing_and_every_cell_is_judged(given: dict[str, object]) -> None:
    once = rules.clean(given, ALL_SECTORS)
    again = rules.clean(once.cells, ALL_SECTORS)
    assert again.cells == once.cells and not again.faults
    assert set(once.cells) | {fault.cell for fault in once.faults} == set(given)


def test_a_row_counts_with_all_three_ratings_only() -> None:
    content = {f"sector/tax/{name}": "3" for name in rules.SCALES} | {"sector/health/level": "2"}
    assert rules.ratings(content) == {"tax": (3, 3, 3)}
    assert rules.half_done(content) == ["health"]


def test_a_ranking_closes_up_and_counts_a_sector_once() -> None:
    assert rules.ranking({"rank/2": "tax", "rank/4": "health", "rank/5": "tax"}) == ("tax", "health")


OPEN = [
    ({}, ["Choose your country.", "Rate at least one sector, or rank one."]),
    ({"country": "KH", "rank/1": "tax"}, []),
    ({"country": "KH", "rank/1": "tax", "rank/3": "tax"},
     ["The same sector stands in two places of the ranking."]),
    ({"country": "KH", "sector/tax/level": "2"}, ["Rate at least one sector, or rank one."]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "messages"), OPEN)
def test_what_is_still_open(content: dict[str, str], messages: list[str]) -> None:
    assert [fault.message for fault in rules.still_open(content)] == messages


def test_interests_are_the_ranking_or_what_is_very_important_by_need() -> None:
    def row(code: str, importance: int, level: int) -> dict[str, str]:
        return {f"sector/{code}/{name}": str(v) for name, v in zip(rules.SCALES, (importance, level, 3), strict=True)}

    rated = row("tax", 4, 3) | row("health", 5, 1) | row("cloud", 3, 1) | row("justice", 4, 4)
    assert rules.interests(rated) == ("health", "tax", "justice")
    assert rules.interests(rated | {"rank/1": "cloud"}) == ("cloud",)
    assert rules.interests({}) == ()


def sums(*ratings: tuple[int, int, int]) -> Sums:
    found = Sums()
    for rating in ratings:
        found.add(rating)
    return found


def test_gap_and_need_by_hand() -> None:
    one = stat(sums((5, 2, 3), (4, 2, 1), (3, 3, 5)))
    assert (one.people, one.importance, one.level, one.readiness) == (3, 4, pytest.approx(7 / 3), 3)
    assert one.gap == pytest.approx(5 / 3)  # (3 + 2 + 0) / 3
    assert one.need == pytest.approx(20 / 3)  # times the mean importance of 4


# James, Demaree and Wolf: five points, expected variance 2.
RWG = [
    ([4, 4, 4], 1.0),
    ([1, 2, 3, 4, 5], 1 - 2.5 / 2),  # below none: told as none
    ([3, 4], 1 - 0.5 / 2),
    ([2, 3, 3, 4], 1 - (2 / 3) / 2),
    ([5], None),
]


@pytest.mark.parametrize(("values", "expected"), RWG)
def test_r_wg_by_hand(values: list[int], expected: float | None) -> None:
    found = r_wg(len(values), sum(values), sum(value * value for value in values))
    assert found == (None if expected is None else pytest.approx(max(0.0, expected)))


def ranks(sectors: str, *rankings: str) -> Ranks:
    found = Ranks(tuple(sectors))
    for one in rankings:
        found.add(tuple(one), 5)
    return found


# Complete rankings, W = 12 S / (m^2 (n^3 - n)), S the squared distances of the sums of ranks from their mean.
W = [
    ("abc", ["abc", "abc"], 1.0),
    ("abc", ["abc", "cba"], 0.0),
    # sums of ranks a 4, b 5, c 9; mean 6; S = 4 + 1 + 9 = 14; W = 12 * 14 / (9 * 24)
    ("abc", ["abc", "abc", "bac"], 12 * 14 / 216),
    # one named of three: b and c share places 2 and 3 (2.5 each). Both agree: sums 2, 5, 5, tied as they can be
    ("abc", ["a", "a"], 1.0),
    # sums a 1 + 2.5, b 2.5 + 1, c 5: S = 12 * (12.25 + 12.25 + 25) - 3 * 4 * 3 * 16 = 18; below 4 * 3 * 8 - 2 * 12
    ("abc", ["a", "b"], 18 / 72),
    ("abc", ["a"], None),
]


@pytest.mark.parametrize(("sectors", "rankings", "expected"), W)
def test_kendalls_w_by_hand(sectors: str, rankings: list[str], expected: float | None) -> None:
    found = kendalls_w(ranks(sectors, *rankings))
    assert found == (None if expected is None else pytest.approx(expected))


RANKINGS = st.lists(st.permutations("abcdef").flatmap(lambda p: st.integers(1, 5).map(lambda n: p[:n])), min_size=2)


@given(RANKINGS)
def test_kendalls_w_is_between_none_and_all_and_adds_up(rankings: list[list[str]]) -> None:
    whole = ranks("abcdef", *map("".join, rankings))
    w = kendalls_w(whole)
    assert w is not None and -1e-9 <= w <= 1 + 1e-9
    parts = [ranks("abcdef", "".join(one)) for one in rankings]
    joined = Ranks(tuple("abcdef"))
    for part in parts:
        joined.merge(part)
    assert kendalls_w(joined) == pytest.approx(w) and ranking(joined) == ranking(whole)


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1), st.integers(0, 10))
def test_sums_of_parts_are_the_sums_of_the_whole(ratings: list[tuple[int, int, int]], cut: int) -> None:
    assert stat(added([sums(*ratings[:cut]), sums(*ratings[cut:])])) == stat(sums(*ratings))


def test_points_and_share_of_a_ranking() -> None:
    first = ranking(ranks("abc", "ab", "a", "c")).priorities
    assert [(one.sector, one.points, one.share) for one in first] == [
        ("a", pytest.approx(10 / 3), pytest.approx(2 / 3)),
        ("c", pytest.approx(5 / 3), pytest.approx(1 / 3)),
        ("b", pytest.approx(4 / 3), pytest.approx(1 / 3)),
    ]


def test_the_rehearsal_is_the_same_each_time_clean_and_complete() -> None:
    people = invented.respondents()
    assert people == invented.respondents()
    assert len(people) == sum(one.people for one in rules.INVENTED.values())
    assert {one.cells["country"] for one in people} == set(rules.INVENTED)
    for one in people:
        cleaned = rules.clean(one.cells, ALL_SECTORS)
        assert cleaned.cells == one.cells and not cleaned.faults and not rules.still_open(one.cells)
        assert "Example" in one.cells["institution"]


def test_results_of_the_rehearsal_tell_and_withhold() -> None:
    found = rules.results([rules.answer(one.cells) for one in invented.respondents()], ALL_SECTORS, 5)
    assert found.people[rules.ALL] == 209 and len(found.groups("country")) == 40
    small = [code for code, one in rules.INVENTED.items() if one.people < 5]
    for code in SECTORS:
        assert all(found.sectors[code].get(rules.Group("country", one)) is None for one in small)
        told = [one for one in found.sectors[code].values() if one is not None]
        assert all(one.people >= 5 for one in told)
    assert found.by_need()[0][0] == "identity"


MODULES = (rules.Module("Tax module", ("tax",)), rules.Module("Both", ("tax", "health")))


def test_which_modules_answer_which_demand_and_which_has_none() -> None:
    def person(**importance: int) -> rules.Answer:
        return rules.Answer("KH", {code: (v, 1, 3) for code, v in importance.items()}, ("cloud",), {})

    found = rules.results([person(tax=5, cloud=4, health=2)] * 5, ("tax", "cloud", "health", "land"), 5)
    rows = {row.sector: row for row in rules.demand(found, MODULES)}
    assert list(rows) == ["tax", "cloud", "health", "land"]
    assert rows["tax"].modules == ("Tax module", "Both") and not rows["tax"].unmet
    assert rows["cloud"].unmet and rows["cloud"].share == 1.0
    assert rows["health"].modules == ("Both",)
    assert rows["land"].need is None and not rows["land"].unmet


SETTINGS = [
    ({}, []),
    ({"threshold": 2}, ["threshold"]),
    ({"threshold": True}, ["threshold"]),
    ({"threshold": "5"}, ["threshold"]),
    ({"closes": "tomorrow"}, ["closes"]),
    ({"closes": "2026-11-30T18:00Z", "shown": "closed", "sectors": ["tax"]}, []),
    ({"shown": "always"}, ["shown"]),
    ({"sectors": ["tax", "gold"]}, ["sectors"]),
    ({"modules": [{"title": "M", "sectors": ["gold"]}]}, ["modules"]),
    ({"modules": [{"title": "", "sectors": ["tax"]}]}, ["modules"]),
    ({"modules": "M"}, ["modules"]),
    ({"title": "x" * 256, "consent": 7}, ["title", "consent"]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "fields"), SETTINGS)
def test_settings(given: dict[str, object], fields: list[str]) -> None:
    assert [fault.cell for fault in rules.check(given)] == fields
    assert all(fault.message for fault in rules.check(given))
    assert rules.from_json(rules.from_json(given).as_json()) == rules.from_json(given)


def test_a_changed_consent_is_another_consent() -> None:
    assert rules.Settings().consent_key != rules.Settings(consent="Other").consent_key
