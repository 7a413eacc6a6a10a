"""Schedules: valid by an independent validator, optimal where everything can be tried, and stable under repair."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.business_meetings.explaining import unmet
from digigov.business_meetings.posing import meetings, pose
from digigov.business_meetings.scheduling import solve as solving
from digigov.business_meetings.scheduling.compact import compact, gaps
from digigov.business_meetings.scheduling.greedy import greedy
from digigov.business_meetings.scheduling.improve import improve
from digigov.business_meetings.scheduling.pricing import Priced
from digigov.business_meetings.scheduling.problem import MUST, SHORT, Interpreter, Pair, Party, Problem, shares, total
from digigov.business_meetings.scheduling.program import Infeasible, Program
from digigov.business_meetings.scheduling.solve import solve
from digigov.business_meetings.whatif import changed

Draw = Callable[..., Any]


def small(seed: int) -> Problem:
    """A problem small enough to try everything."""
    dice = random.Random(seed)
    slots = dice.randint(1, 3)
    pairs = [
        Pair(
            p,
            o,
            dice.randint(1, 100),
            tuple(s for s in range(slots) if dice.random() < 0.7),
            dice.choice(("", "", "es", "ru")),
            dice.random() < 0.1,
        )
        for p in range(3)
        for o in range(3)
        if dice.random() < 0.75
    ]
    spoken = [frozenset(dice.sample(["es", "ru"], dice.randint(1, 2))) for _n in range(dice.randint(0, 2))]
    return Problem(
        tuple(range(0, 40 * slots, 40)),
        tuple(Party(dice.randint(0, 1), dice.randint(1, 3)) for _n in range(3)),
        tuple(Party(0, dice.randint(1, 3)) for _n in range(3)),
        tuple(pairs),
        tuple(dice.randint(1, 3) for _n in range(slots)),
        tuple(Interpreter(one, frozenset(s for s in range(slots) if dice.random() < 0.8)) for one in spoken),
    )


@pytest.mark.parametrize("seed", range(60))
def test_small_problems_are_solved_to_the_optimum(validator: Any, seed: int) -> None:
    problem = small(seed)
    found = solve(problem, 5)
    assert found.total == total(problem, found.placed) == validator.best_total(problem, MUST, SHORT)
    assert found.optimal


@pytest.mark.parametrize("seed", range(60))
def test_no_bound_is_below_the_optimum(validator: Any, seed: int) -> None:
    """The large events' way, on problems where the truth is known."""
    problem = small(seed)
    program = Program(problem)
    priced = Priced(program, greedy(problem))
    bounds: list[float] = []
    priced.run(lambda: 5.0, bounds.append)
    best = validator.best_total(problem, MUST, SHORT)
    assert all(bound >= best - 1e-6 for bound in bounds)
    assert total(problem, priced.rounded()) <= best


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("large", [False, True], ids=["joint", "two stages"])
def test_schedules_are_valid(
    validator: Any, draw_event: Draw, monkeypatch: pytest.MonkeyPatch, seed: int, large: bool
) -> None:
    if large:
        monkeypatch.setattr(solving, "JOINT_CELLS", 0)
    event = draw_event(seed, 6, 9, 6)
    posed = pose(event)
    found = solve(posed.problem, 5)
    made = meetings(posed, found.placed)
    assert len(made) == len(found.placed)
    assert validator.wrong(event, made) == []
    assert found.total <= found.bound + 1e-6
    for placed in (greedy(posed.problem), improve(posed.problem, {}, lambda: True)):
        assert validator.wrong(event, meetings(posed, placed)) == []
        assert total(posed.problem, placed) <= found.bound + 1e-6


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_search_and_compaction_only_gain(draw_event: Draw, seed: int) -> None:
    problem = pose(draw_event(seed, 5, 6, 5)).problem
    first = greedy(problem)
    better = improve(problem, first, lambda: True)
    assert total(problem, better) >= total(problem, first)
    tight = compact(problem, better, lambda: True)
    assert tight.keys() == better.keys()
    assert total(problem, tight) == total(problem, better)
    assert gaps(problem, tight) <= gaps(problem, better)


def test_the_worst_off_gets_as_much_as_the_best_total_allows() -> None:
    """Two people want the same two companies in one slot each; both totals are equal, one is fair."""
    pairs = (Pair(0, 0, 60, (0,)), Pair(0, 1, 60, (1,)), Pair(1, 0, 60, (0,)), Pair(1, 1, 60, (1,)))
    problem = Problem((0, 40), (Party(), Party()), (Party(), Party()), pairs, (2, 2))
    found = solve(problem, 5)
    assert found.total == 120 and found.optimal
    assert min(shares(problem, found.placed)) == found.fairest == found.fair_bound == 0.5


def test_a_bilingual_interpreter_sits_in_one_meeting_only(draw_event: Draw) -> None:
    pairs = (Pair(0, 0, 50, (0,), "es"), Pair(1, 1, 50, (0,), "ru"))
    one = Interpreter(frozenset({"es", "ru"}), frozenset({0}))
    problem = Problem((0,), (Party(), Party()), (Party(), Party()), pairs, (5,), (one,))
    assert solve(problem, 5).total == 50
    assert solve(replace(problem, interpreters=(one, one)), 5).total == 100


@pytest.mark.parametrize("seed", range(12))
def test_locked_meetings_stay_and_little_else_changes(validator: Any, draw_event: Draw, seed: int) -> None:
    event = draw_event(seed, 6, 9, 6)
    posed = pose(event)
    first = meetings(posed, solve(posed.problem, 5).placed)
    now = {(one.participant, one.organisation): one.slot for one in first}
    lost = event.organisations[0].id
    locked = frozenset(sorted(key for key in now if key[1] != lost)[:2])
    without = tuple(one for one in event.organisations if one.id != lost)
    again = replace(event, organisations=without, meetings=now, locked=locked)
    posed = pose(again)
    second = meetings(posed, solve(posed.problem, 5).placed, first)
    then = {(one.participant, one.organisation): one.slot for one in second}
    assert validator.wrong(again, second) == []
    assert all(then[key] == now[key] for key in locked)
    fresh = pose(replace(again, meetings={}, locked=frozenset()))
    other = {(one.participant, one.organisation): one.slot for one in meetings(fresh, solve(fresh.problem, 5).placed)}
    assert _changes(now, then, lost) <= _changes(now, other, lost)


def _changes(before: dict[Any, int], after: dict[Any, int], lost: int) -> int:
    return sum(after.get(key) != slot for key, slot in before.items() if key[1] != lost)


def test_locked_meetings_that_contradict_each_other_are_refused() -> None:
    pairs = (Pair(0, 0, 50, (0,)), Pair(0, 1, 50, (0,)))
    problem = Problem((0,), (Party(),), (Party(), Party()), pairs, (5,), fixed={0: 0, 1: 0})
    with pytest.raises(Infeasible):
        solve(problem, 5)


@pytest.mark.parametrize("seed", range(20))
def test_every_wish_that_is_not_met_has_a_reason(draw_event: Draw, seed: int) -> None:
    event = draw_event(seed, 6, 9, 4)
    posed = pose(event)
    placed = solve(posed.problem, 5).placed
    met = {(posed.candidates[pair].participant, posed.candidates[pair].organisation) for pair in placed}
    told = {(one.participant, one.organisation): one for one in unmet(posed, placed)}
    wished = {(who.id, what) for who in event.participants for what in who.must | who.wishes}
    assert told.keys() == wished - met
    assert all(one.reason.message and "{" not in one.reason.message for one in told.values())


@pytest.mark.parametrize("seed", range(10))
def test_more_of_anything_never_makes_the_best_schedule_worse(draw_event: Draw, seed: int) -> None:
    event = draw_event(seed, 6, 8, 4)
    now = solve(pose(event).problem, 5)
    assert now.optimal
    for more in ({"rooms": 1}, {"days": 1}, {"interpreters": ("es",)}):
        then = solve(pose(changed(event, **more)).problem, 5)
        assert then.optimal and then.total >= now.total


def test_out_of_memory_leaves_the_schedule_of_the_search(
    draw_event: Draw, monkeypatch: pytest.MonkeyPatch, validator: Any
) -> None:
    def fails(*_args: Any, **_more: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(solving, "Program", fails)
    event = draw_event(3, 6, 9, 6)
    posed = pose(event)
    found = solve(posed.problem, 3)
    assert found.placed and found.method in ("greedy", "local search")
    assert validator.wrong(event, meetings(posed, found.placed)) == []
    assert found.bound >= found.total


def test_no_time_at_all_still_gives_a_schedule(draw_event: Draw, validator: Any) -> None:
    event = draw_event(4, 6, 9, 6)
    posed = pose(event)
    found = solve(posed.problem, 0.0)
    assert validator.wrong(event, meetings(posed, found.placed)) == []


def test_nobody_and_nothing() -> None:
    assert solve(Problem((), (), (), (), ()), 1).placed == {}
    assert solve(Problem((0,), (Party(2, 3),), (Party(),), (), (1,)), 1).total == -2 * SHORT
