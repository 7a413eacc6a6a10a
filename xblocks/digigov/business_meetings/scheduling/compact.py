"""Fewer gaps in people's days, with the same meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from .board import FREE, Board
from .problem import Problem

DAY = 24 * 60
NIGHT = 8 * 60  # a pause as long as this is a night and no gap


def gap_minutes(problem: Problem, slots: Iterable[int]) -> int:
    """Minutes between one person's meetings, nights left out."""
    times = sorted((problem.starts[slot], problem.lengths[slot] if problem.lengths else 0) for slot in slots)
    pauses = (later - start - length for (start, length), (later, _length) in pairwise(times))
    return sum(pause for pause in pauses if pause < NIGHT)


def gaps(problem: Problem, placed: dict[int, int]) -> int:
    """All participants' gaps, in minutes, and a quarter of the organisations'."""
    mine: dict[tuple[str, int], list[int]] = {}
    for pair, slot in placed.items():
        one = problem.pairs[pair]
        mine.setdefault(("p", one.participant), []).append(slot)
        mine.setdefault(("o", one.organisation), []).append(slot)
    return sum(
        gap_minutes(problem, slots) // (1 if side == "p" else 4) for (side, _number), slots in sorted(mine.items())
    )


def compact(problem: Problem, placed: dict[int, int], time_left: Callable[[], bool]) -> dict[int, int]:
    """The same meetings with fewer gaps, moved one at a time or two slots' meetings exchanged."""
    board = Board(problem)
    board.load(placed)
    moved = True
    while moved and time_left():
        moved = False
        for pair in placed:
            if pair in problem.fixed or not time_left():
                continue
            moved |= _better_slot(problem, board, pair)
    return board.placed()


def _better_slot(problem: Problem, board: Board, pair: int) -> bool:
    before = board.at[pair]
    for slot in problem.pairs[pair].slots:
        if slot == before or problem.value(pair, slot) < problem.value(pair, before):
            continue
        chain = swap_chain(board, pair, slot)
        if chain is None:
            continue
        touched = {("p", problem.pairs[one].participant) for one in chain} | {
            ("o", problem.pairs[one].organisation) for one in chain
        }
        cost = _cost(problem, board, touched)
        move_chain(board, chain)
        if _cost(problem, board, touched) < cost and _services_hold(board, {before, slot}):
            return True
        move_chain(board, {one: {before: slot, slot: before}[board.at[one]] for one in chain})
    return False


def _cost(problem: Problem, board: Board, touched: set[tuple[str, int]]) -> int:
    cost = 0
    for side, number in touched:
        row = (board.of_participant if side == "p" else board.of_organisation)[number]
        minutes = gap_minutes(problem, (slot for slot, pair in enumerate(row) if pair != FREE))
        cost += minutes if side == "p" else minutes // 4
    return cost


def swap_chain(board: Board, pair: int, slot: int) -> dict[int, int] | None:
    """The meetings that change places between two slots when `pair` goes to `slot`; None when one of them cannot."""
    problem, here = board.problem, board.at[pair]
    chain: dict[int, int] = {}
    waiting = [(pair, slot)]
    while waiting:
        one, to = waiting.pop()
        if one in chain:
            continue
        if one in problem.fixed or to not in problem.pairs[one].slots:
            return None
        if problem.value(one, to) < problem.value(one, board.at[one]) or len(chain) > 12:
            return None
        chain[one] = to
        away = here if to == slot else slot
        waiting += [(other, away) for other in _sitting(board, one, to)]
    return chain


def _sitting(board: Board, pair: int, slot: int) -> Iterator[int]:
    one = board.problem.pairs[pair]
    for other in {board.of_participant[one.participant][slot], board.of_organisation[one.organisation][slot]}:
        if other not in (FREE, pair):
            yield other


def move_chain(board: Board, chain: dict[int, int]) -> None:
    """Move several meetings at once."""
    for one in chain:
        board.lift(one)
    for one, slot in chain.items():
        board.put(one, slot)


def _services_hold(board: Board, slots: set[int]) -> bool:
    return all(board.rooms[slot] >= 0 and all(left >= 0 for left in board.interpreters[slot]) for slot in slots)
