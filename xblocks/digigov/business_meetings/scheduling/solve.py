"""The best schedule that can be found in the time, with a bound on how much better any other could be."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from .compact import compact
from .greedy import greedy
from .improve import improve
from .pricing import Priced
from .problem import Problem, Solution, shares, total
from .program import Infeasible, Program

JOINT_CELLS = 8_000  # pairs times slots up to which one program decides both at once
ENOUGH = 0.0005  # a gap at which a large event need not be examined further
PROMISING = 25_000  # cells in the second stage's program


@dataclass(frozen=True)
class Progress:
    """How far it got: a stage's name, the total found and the bound known so far."""

    stage: str
    total: int
    bound: float
    seconds: float


Tell = Callable[[Progress], None]


class Solver:
    """One run: what it found so far survives whatever fails later."""

    def __init__(self, problem: Problem, seconds: float, tell: Tell) -> None:
        self.problem, self.limit, self.tell = problem, seconds, tell
        self.begun = time.monotonic()
        self.placed: dict[int, int] = {}
        self.bound = float("inf")
        self.method = "greedy"
        self.fair_bound: float | None = None

    def left(self) -> float:
        return self.limit - (time.monotonic() - self.begun)

    def until(self, share: float) -> Callable[[], bool]:
        """Whether less than this share of the whole time has gone."""
        return lambda: self.left() > self.limit * (1 - share)

    def keep(self, placed: dict[int, int] | None, method: str) -> None:
        """Take it when it is better."""
        if placed is not None and (not self.placed or total(self.problem, placed) > total(self.problem, self.placed)):
            self.placed, self.method = placed, method
        self.say(method)

    def say(self, stage: str) -> None:
        used = self.limit - self.left()
        self.tell(Progress(stage, total(self.problem, self.placed), self.bound, used))

    def proven(self, gap: float = 0.0) -> bool:
        found = total(self.problem, self.placed)
        return self.bound - found < max(1 - 1e-6, gap * abs(self.bound))

    def solution(self) -> Solution:
        found = total(self.problem, self.placed)
        bound = found if self.proven() else self.bound
        fairest = min(shares(self.problem, self.placed), default=1.0)
        used = self.limit - self.left()
        return Solution(dict(self.placed), found, bound, self.method, used, fairest, self.fair_bound)


def solve(problem: Problem, seconds: float = 60.0, tell: Tell = lambda _progress: None) -> Solution:
    """A valid schedule in about this time, always. Infeasible when the fixed meetings contradict each other.

    Running out of memory or time in one stage leaves what the stages before it found.
    """
    _check_fixed(problem)
    solver = Solver(problem, seconds, tell)
    solver.placed = greedy(problem)
    solver.bound = float(
        sum(max((problem.value(n, s) for s in pair.slots), default=0) for n, pair in enumerate(problem.pairs))
    )
    solver.bound += sum(
        problem.value(pair, slot) for pair, slot in problem.fixed.items() if slot not in problem.pairs[pair].slots
    )
    solver.say("greedy")
    cells = sum(len(pair.slots) for pair in problem.pairs)
    try:
        (_joint if cells <= JOINT_CELLS else _two_stages)(solver)
    except MemoryError:
        solver.keep(improve(problem, solver.placed, solver.until(0.9)), "local search")
    solver.placed = compact(problem, solver.placed, solver.until(1.0))
    solver.say("compact")
    return solver.solution()


def _joint(solver: Solver) -> None:
    """One program for pairs and slots."""
    problem = solver.problem
    solver.keep(improve(problem, solver.placed, solver.until(0.1)), "local search")
    program = Program(problem)
    answer = program.best(solver.left() * 0.75)
    solver.bound = min(solver.bound, answer.bound)
    solver.keep(answer.placed, "joint program")
    if solver.proven():
        solver.method = "joint program"
        _make_fair(solver, program)


def _make_fair(solver: Solver, program: Program) -> None:
    found = total(solver.problem, solver.placed)
    answer = program.fairest(found, solver.left() * 0.8)
    solver.fair_bound = min(1.0, answer.bound)
    before = min(shares(solver.problem, solver.placed), default=1.0)
    if answer.placed and total(solver.problem, answer.placed) >= found:
        after = min(shares(solver.problem, answer.placed), default=1.0)
        solver.placed = answer.placed if after > before else solver.placed
    solver.say("fairness")


def _two_stages(solver: Solver) -> None:
    """Price the limits, then a program over the cells that are worth their price."""
    problem = solver.problem
    program = Program(problem)
    priced = Priced(program, solver.placed)

    def tell(bound: float) -> None:
        solver.bound = min(solver.bound, bound)
        solver.say("prices")

    priced.run(lambda: solver.left() - solver.limit * 0.35, tell)
    solver.keep(improve(problem, priced.rounded(), solver.until(0.72), goal=solver.bound - 0.5), "two stages")
    if not solver.proven(ENOUGH):
        answer = program.best(solver.left() * 0.7, ENOUGH / 2, priced.promising(PROMISING, solver.placed))
        solver.keep(answer.placed, "two stages")
    if not solver.proven(ENOUGH):
        solver.keep(improve(problem, solver.placed, solver.until(0.95), goal=solver.bound - 0.5), solver.method)


def _check_fixed(problem: Problem) -> None:
    """Locked meetings must be possible together."""
    seen: set[tuple[str, int, int]] = set()
    used = [0] * len(problem.starts)
    for number, slot in problem.fixed.items():
        pair = problem.pairs[number]
        keys = {("p", pair.participant, slot), ("o", pair.organisation, slot)}
        used[slot] += 1
        if keys & seen or used[slot] > problem.rooms[slot]:
            raise Infeasible
        seen |= keys


__all__ = ["Infeasible", "Progress", "Solution", "solve"]
