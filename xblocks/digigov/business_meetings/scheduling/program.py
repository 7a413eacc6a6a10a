"""The integer program of a schedule, in sparse arrays: one cell for each pair and slot, one row for each limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from .interpreting import Interpreting
from .problem import SHORT, Problem

Array = Any  # numpy's own types say nothing of shapes


class Infeasible(Exception):
    """The fixed meetings contradict each other or the rooms."""


@dataclass(frozen=True)
class Answer:
    """`placed` is None when no solution was found in the time; no solution is above `bound`."""

    placed: dict[int, int] | None
    bound: float


@dataclass(frozen=True)
class Relaxed:
    """The linear relaxation: its value, how much of each cell used, and what one more of each limit would be worth."""

    value: float
    x: Array
    prices: Array


class Program:
    """All cells of a problem; each solving uses all of them or some (`use`, an array of cell numbers).

    Behind the cells stands one column for each participant: the meetings lacking to the minimum.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        slots = [(problem.fixed[n],) if n in problem.fixed else pair.slots for n, pair in enumerate(problem.pairs)]
        self.pair = np.repeat(np.arange(len(slots)), [len(mine) for mine in slots])
        self.slot = np.array([slot for mine in slots for slot in mine], dtype=np.int64)
        self.value = np.array([problem.value(n, s) for n, mine in enumerate(slots) for s in mine], dtype=float)
        self.low = np.isin(self.pair, list(problem.fixed)).astype(float)
        self.count = len(self.pair)
        self.all = np.arange(self.count)
        self._limits()

    def _limits(self) -> None:
        """`touches` (cells x rows) says which cells count in which row, `most` how much each row admits."""
        problem, times = self.problem, len(self.problem.starts)
        people, companies = len(problem.participants), len(problem.organisations)
        participant = np.array([pair.participant for pair in problem.pairs], dtype=np.int64)[self.pair]
        organisation = np.array([pair.organisation for pair in problem.pairs], dtype=np.int64)[self.pair]
        self.participant = participant
        families: list[tuple[Array, Array]] = [
            (self.pair, np.ones(len(problem.pairs))),
            (participant * times + self.slot, np.ones(people * times)),
            (organisation * times + self.slot, np.ones(companies * times)),
            (self.slot, np.array(problem.rooms, dtype=float)),
            (participant, np.array([one.most for one in problem.participants], dtype=float)),
            (organisation, np.array([one.most for one in problem.organisations], dtype=float)),
        ]
        cells, rows, most, base = [], [], [], 0
        for row, limit in families:
            cells.append(self.all)
            rows.append(row + base)
            most.append(limit)
            base += len(limit)
        interpreting = Interpreting(problem.interpreters, (pair.language for pair in problem.pairs))
        language = np.array([pair.language for pair in problem.pairs], dtype=object)[self.pair]
        for group, members in enumerate(interpreting.groups):
            mine = np.flatnonzero(np.isin(language, list(members)))
            cells.append(mine)
            rows.append(self.slot[mine] + base)
            most.append(np.array([interpreting.room(group, slot) for slot in range(times)], dtype=float))
            base += times
        place = (np.concatenate(cells), np.concatenate(rows))
        self.touches = csr_array((np.ones(len(place[0]), dtype=np.float32), place), shape=(self.count, base))
        self.most = np.concatenate(most)
        self.least = np.array([one.least for one in problem.participants], dtype=float)

    def _matrix(self, use: Array) -> tuple[Any, Array, Array]:
        """Rows over the used cells and the lacking meetings: (matrix, right side, the numbers of the limits kept)."""
        part = self.touches[use]
        binding = np.flatnonzero(np.asarray(part.sum(axis=0)).ravel() > self.most)
        people = len(self.least)
        limits = part[:, binding].T.tocsr().astype(float)
        limits = hstack([limits, csr_array((len(binding), people))])
        strict = np.flatnonzero(self.least)
        met = csr_array((np.ones(len(use)), (self.participant[use], np.arange(len(use)))), shape=(people, len(use)))
        lacking = csr_array((np.ones(people), (np.arange(people), np.arange(people))), shape=(people, people))
        minimum = -hstack([met, lacking]).tocsr()[strict]
        matrix = vstack([limits, minimum]).tocsr()
        return matrix, np.concatenate([self.most[binding], -self.least[strict]]), binding

    def _columns(self, use: Array) -> tuple[Array, Array, Array]:
        """Gain, low and high of the used cells and of the lacking meetings."""
        people = len(self.least)
        gain = np.concatenate([self.value[use], np.full(people, -float(SHORT))])
        low = np.concatenate([self.low[use], np.zeros(people)])
        return gain, low, np.concatenate([np.ones(len(use)), self.least])

    def best(self, seconds: float, gap: float = 0.0, use: Array | None = None) -> Answer:
        """The greatest total over the used cells; the search may stop at a share of `gap`."""
        use = self.all if use is None else use
        gain, low, high = self._columns(use)
        matrix, right, _binding = self._matrix(use)
        return self._solve(use, gain, low, high, matrix, right, seconds, gap)

    def fairest(self, at_least: int, seconds: float) -> Answer:
        """Among schedules of this total, one whose worst-off participant has the greatest share; `bound` is a share."""
        problem, use = self.problem, self.all
        gain, low, high = self._columns(use)
        matrix, right, _binding = self._matrix(use)
        points = np.array([pair.points for pair in problem.pairs], dtype=float)[self.pair]
        some = np.unique(self.participant)
        best = np.array(problem.best_alone, dtype=float)
        share = csr_array((points / best[self.participant], (self.participant, use)), shape=(len(best), len(gain)))[
            some
        ]
        total_row = csr_array(-gain.reshape(1, -1))
        matrix = hstack(
            [
                vstack([matrix, total_row, -share]),
                csr_array(np.concatenate([np.zeros(matrix.shape[0] + 1), np.ones(len(some))]).reshape(-1, 1)),
            ]
        ).tocsr()
        right = np.concatenate([right, [-float(at_least)], np.zeros(len(some))])
        gain = np.append(np.zeros(len(gain)), 1.0)
        return self._solve(use, gain, np.append(low, 0.0), np.append(high, 1.0), matrix, right, seconds, 0.0)

    def _solve(
        self, use: Array, gain: Array, low: Array, high: Array, matrix: Any, right: Array, seconds: float, gap: float
    ) -> Answer:
        if not len(gain):
            return Answer({}, 0.0)
        whole = np.concatenate([np.ones(len(use)), np.zeros(len(gain) - len(use))])
        limits = [LinearConstraint(matrix, -np.inf, right)] if len(right) else []
        options = {"time_limit": max(0.05, seconds), "mip_rel_gap": gap}
        found = milp(-gain, integrality=whole, bounds=Bounds(low, high), constraints=limits, options=options)
        if found.status == 2:
            raise Infeasible
        bound = float("inf") if found.mip_dual_bound is None else -float(found.mip_dual_bound)
        if found.x is None:
            return Answer(None, bound)
        chosen = use[np.flatnonzero(found.x[: len(use)] > 0.5)]
        return Answer(self.placed(chosen), bound)

    def placed(self, cells: Iterable[int]) -> dict[int, int]:
        """The schedule that a choice of cells means."""
        return {int(self.pair[cell]): int(self.slot[cell]) for cell in cells}

    def relax(self, use: Array, seconds: float) -> Relaxed | None:
        """The linear relaxation over the used cells; None when the time was too short."""
        gain, low, high = self._columns(use)
        matrix, right, binding = self._matrix(use)
        options = {"time_limit": max(0.05, seconds)}
        limits = {"A_ub": matrix, "b_ub": right} if len(right) else {}
        found = linprog(-gain, **limits, bounds=np.column_stack([low, high]), method="highs-ds", options=options)
        if found.status == 2:
            raise Infeasible
        if found.status != 0:
            return None
        prices, people = np.zeros(len(self.most)), np.zeros(len(self.least))
        if len(right):
            marginals = -np.asarray(found.ineqlin.marginals)
            prices[binding] = marginals[: len(binding)]
            people[np.flatnonzero(self.least)] = marginals[len(binding) :]
        return Relaxed(-float(found.fun), found.x[: len(use)], np.concatenate([prices, people]))

    def worth(self, prices: Array) -> Array:
        """What each cell adds beyond the prices of the limits that it touches."""
        limits, people = prices[: len(self.most)], prices[len(self.most) :]
        return self.value - self.touches @ limits + people[self.participant]

    def bound(self, relaxed: Relaxed, worth: Array) -> float:
        """No schedule is above this, whichever cells were left out: a pair meets once, so at most its best cell counts.

        Prices are dual values; a cell that was used has no worth left, up to rounding, or stands at its upper bound.
        """
        best = np.zeros(len(self.problem.pairs))
        np.maximum.at(best, self.pair, np.maximum(worth, 0.0))
        limits, people = relaxed.prices[: len(self.most)], relaxed.prices[len(self.most) :]
        lacking = np.maximum(0.0, people - SHORT) * self.least  # zero, up to rounding
        forced = float((np.minimum(worth, 0.0) * self.low).sum())  # a fixed cell must be taken, whatever it costs
        return float((limits * self.most).sum() - (people * self.least).sum() + best.sum() + lacking.sum() + forced)
