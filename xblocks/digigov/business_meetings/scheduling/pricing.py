"""Large events: which cells are worth anything, found without ever solving the whole program at once.

Column generation (Dantzig and Wolfe 1960; Gilmore and Gomory 1961): a relaxation over few cells prices the limits, the
prices say which other cells would gain, these join, and when none would gain the relaxation is that of the whole.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .board import FREE, Board
from .greedy import ranked
from .problem import Problem
from .program import Array, Program, Relaxed

FIRST_SLOTS = 3  # slots of each pair in the first round
MOST_NEW = 20_000  # cells that may join in one round
MOST_KEPT = 60_000  # beyond, cells that cost much leave


class Priced:
    """`use` are the cells of the last relaxation; `bound` is the least bound proven so far."""

    def __init__(self, program: Program, placed: dict[int, int]) -> None:
        self.program, self.bound = program, float("inf")
        draw = np.random.default_rng(1)
        order = np.lexsort((draw.random(program.count), program.pair))
        starts = np.searchsorted(program.pair, np.arange(len(program.problem.pairs)))
        rank = np.arange(program.count) - starts[program.pair]
        chosen = np.zeros(program.count, dtype=bool)
        chosen[order[rank < FIRST_SLOTS]] = True
        chosen &= _among_best(program.problem)[program.pair]
        chosen |= program.low > 0
        at = np.full(len(program.problem.pairs), FREE)
        at[list(placed)] = list(placed.values())
        chosen |= at[program.pair] == program.slot
        self.chosen = chosen
        self.relaxed: Relaxed | None = None
        self.worth = program.value

    def run(self, seconds_left: Callable[[], float], tell: Callable[[float], None]) -> None:
        """Rounds until no cell would gain, or the time is over."""
        while seconds_left() > 0:
            use = np.flatnonzero(self.chosen)
            relaxed = self.program.relax(use, seconds_left())
            if relaxed is None:
                return
            self.relaxed, self.use = relaxed, use
            self.worth = self.program.worth(relaxed.prices)
            self.bound = min(self.bound, self.program.bound(relaxed, self.worth))
            tell(self.bound)
            gaining = np.flatnonzero((self.worth > 1e-7) & ~self.chosen)
            if not len(gaining):
                return
            if len(use) > MOST_KEPT:
                costly = use[np.argsort(self.worth[use])[: len(use) - MOST_KEPT]]
                self.chosen[costly[self.program.low[costly] == 0]] = False
            self.chosen[gaining[np.argsort(-self.worth[gaining])[:MOST_NEW]]] = True

    def promising(self, count: int, placed: dict[int, int]) -> Array:
        """The cells that cost least, those of a known schedule among them."""
        best = np.zeros(self.program.count, dtype=bool)
        if self.relaxed is not None:
            best[self.use[self.relaxed.x > 1e-6]] = True
        best |= self.program.low > 0
        at = np.full(len(self.program.problem.pairs), FREE)
        at[list(placed)] = list(placed.values())
        best |= at[self.program.pair] == self.program.slot
        best[np.argsort(-self.worth)[:count]] = True
        return np.flatnonzero(best)

    def rounded(self) -> dict[int, int]:
        """A schedule from the relaxation: its fullest cells first, then whatever still fits."""
        problem: Problem = self.program.problem
        board = Board(problem)
        if self.relaxed is not None:
            order = np.argsort(-self.relaxed.x)
            for cell in self.use[order[: int((self.relaxed.x > 1e-6).sum())]]:
                pair, slot = int(self.program.pair[cell]), int(self.program.slot[cell])
                if board.at[pair] == FREE and not board.full(pair) and board.fits(pair, slot):
                    board.put(pair, slot)
        for pair in ranked(problem):
            if board.at[pair] == FREE and (found := board.open_slots(pair)):
                board.put(pair, max(found, key=lambda slot: problem.value(pair, slot)))
        return board.placed()


def _among_best(problem: Problem) -> Array:
    """Whether a pair is among the best of its participant, twice as many as may take place."""
    best = np.zeros(len(problem.pairs), dtype=bool)
    for party, mine in zip(problem.participants, problem.of_participant, strict=True):
        best[sorted(mine, key=lambda one: -problem.pairs[one].points)[: 2 * party.most]] = True
    return best
