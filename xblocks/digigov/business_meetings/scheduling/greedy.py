"""A first schedule at once: the best meetings first, each in the slot that others need least."""

from __future__ import annotations

from .board import Board
from .problem import SHORT, Problem


def greedy(problem: Problem) -> dict[int, int]:
    """A valid schedule, usually 1 to 8 per cent below the best."""
    board = Board(problem)
    wanted = [0] * len(problem.starts)
    for one in problem.pairs:
        for slot in one.slots:
            wanted[slot] += 1
    for pair in ranked(problem):
        if board.at[pair] == -1:
            found = board.open_slots(pair)
            if found:
                board.put(pair, max(found, key=lambda slot: (problem.value(pair, slot), -wanted[slot], -slot)))
    return board.placed()


def ranked(problem: Problem) -> list[int]:
    """Pairs by what they are worth; those of participants with a minimum and few candidates first."""

    def urgency(pair: int) -> tuple[float, int]:
        one = problem.pairs[pair]
        least, choice = problem.participants[one.participant].least, len(problem.of_participant[one.participant])
        best = max((problem.value(pair, slot) for slot in one.slots), default=0)
        return (-best - (SHORT * least / choice if least >= choice else 0), len(one.slots))

    return sorted(range(len(problem.pairs)), key=urgency)
