"""Local search: put one more meeting in and find other slots for those that it pushes aside."""

from __future__ import annotations

import random
from collections.abc import Callable

from .board import FREE, Board
from .problem import SHORT, Problem, total

Clock = Callable[[], bool]  # says whether time is left
DEPTH = 2


def improve(
    problem: Problem, placed: dict[int, int], time_left: Clock, *, goal: float = float("inf"), seed: int = 1
) -> dict[int, int]:
    """A schedule that is at least as good; stops at `goal`, when nothing helps several times over, or out of time."""
    search = Search(problem, seed)
    search.board.load(placed)
    best, best_total, idle = dict(placed), total(problem, placed), 0
    while time_left() and best_total < goal and idle < 4:
        search.sweep(time_left)
        now = total(problem, found := search.board.placed())
        if now > best_total:
            best, best_total, idle = found, now, 0
        else:
            idle += 1
            if now < best_total:
                search.board.load(best)
            search.shake(2 + 4 * idle)
    return best


class Search:
    """A board, and the moves on it. Every move either gains or is taken back."""

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem, self.board, self.random = problem, Board(problem), random.Random(seed)
        self.trail: list[tuple[int, int]] = []  # (pair, slot before), for taking back

    def sweep(self, time_left: Clock) -> bool:
        """Try every pair that does not meet, the best first; whether anything was gained."""
        waiting = [pair for pair, slot in enumerate(self.board.at) if slot == FREE and self.problem.pairs[pair].slots]
        waiting.sort(key=lambda pair: -self.worth(pair))
        gained = False
        for number, pair in enumerate(waiting):
            if number % 32 == 0 and not time_left():
                break
            gained |= self.board.at[pair] == FREE and self.insert(pair)
        return gained

    def worth(self, pair: int) -> int:
        """What the meeting adds at best."""
        return max(self.problem.value(pair, slot) for slot in self.problem.pairs[pair].slots)

    def insert(self, pair: int) -> bool:
        """Put a meeting in if that gains."""
        slots = list(self.problem.pairs[pair].slots)
        self.random.shuffle(slots)
        for slot in slots:
            mark = len(self.trail)
            gain = self.force(pair, slot, DEPTH)
            if gain > 0:
                self.trail.clear()
                return True
            self.undo(mark)
        return False

    def force(self, pair: int, slot: int, depth: int) -> float:
        """Put a meeting into a slot, push others aside and find them a place; what that gains in all."""
        out = self.blockers(pair, slot)
        if out is None:
            return float("-inf")
        gain = 0.0
        for other in out:
            gain -= self.take(other)
        gain += self.seat(pair, slot)
        for other in sorted(out, key=lambda one: -self.worth(one)):
            gain += self.rehouse(other, depth)
        return gain

    def rehouse(self, pair: int, depth: int) -> float:
        """A new place for a meeting that was pushed aside; what it gains, 0 when there is none."""
        open_slots = self.board.open_slots(pair)
        if open_slots:
            return self.seat(pair, max(open_slots, key=lambda slot: self.problem.value(pair, slot)))
        if depth < 1 or self.board.full(pair):
            return 0.0
        for slot in self.problem.pairs[pair].slots:
            mark = len(self.trail)
            gain = self.force(pair, slot, depth - 1)
            if gain > 0:
                return gain
            self.undo(mark)
        return 0.0

    def blockers(self, pair: int, slot: int) -> list[int] | None:
        """The meetings that must leave for this one; None when a fixed one or two services stand in the way."""
        board, problem, one = self.board, self.problem, self.problem.pairs[pair]
        out = {board.of_participant[one.participant][slot], board.of_organisation[one.organisation][slot]} - {FREE}
        if out & problem.fixed.keys():
            return None
        sides = (
            (
                problem.of_participant[one.participant],
                board.met_participant[one.participant],
                problem.participants[one.participant].most,
            ),
            (
                problem.of_organisation[one.organisation],
                board.met_organisation[one.organisation],
                problem.organisations[one.organisation].most,
            ),
        )
        for mine, met, most in sides:
            if met - sum(other in out for other in mine) >= most:
                choice = [
                    other for other in mine if board.at[other] != FREE and other not in out | problem.fixed.keys()
                ]
                if not choice:
                    return None
                out.add(min(choice, key=self.worth))
        freed = [other for other in out if board.at[other] == slot]
        if board.rooms[slot] + len(freed) < 1:
            return None
        if one.language and not self._interpreted(one.language, slot, freed):
            spoken = set().union(*(board.interpreting.groups[g] for g in board.interpreting.of_language[one.language]))
            choice = [
                other
                for row in board.of_participant
                if (other := row[slot]) != FREE
                and problem.pairs[other].language in spoken
                and other not in out | problem.fixed.keys()
            ]
            choice = [other for other in choice if self._interpreted(one.language, slot, [*freed, other])]
            if not choice:
                return None
            out.add(min(choice, key=self.worth))
        return list(out)

    def _interpreted(self, language: str, slot: int, freed: list[int]) -> bool:
        board = self.board
        for group in board.interpreting.of_language[language]:
            members = board.interpreting.groups[group]
            back = sum(self.problem.pairs[other].language in members for other in freed)
            if board.interpreters[slot][group] + back < 1:
                return False
        return True

    def seat(self, pair: int, slot: int) -> int:
        self.trail.append((pair, FREE))
        who = self.problem.pairs[pair].participant
        short = self.board.met_participant[who] < self.problem.participants[who].least
        self.board.put(pair, slot)
        return self.problem.value(pair, slot) + SHORT * short

    def take(self, pair: int) -> int:
        slot = self.board.lift(pair)
        self.trail.append((pair, slot))
        who = self.problem.pairs[pair].participant
        short = self.board.met_participant[who] < self.problem.participants[who].least
        return self.problem.value(pair, slot) + SHORT * short

    def undo(self, mark: int) -> None:
        while len(self.trail) > mark:
            pair, before = self.trail.pop()
            if self.board.at[pair] != FREE:
                self.board.lift(pair)
            if before != FREE:
                self.board.put(pair, before)

    def shake(self, count: int) -> None:
        """Move a few meetings to other free slots, so that the next sweep starts elsewhere; nothing is lost by it."""
        placed = [pair for pair, slot in enumerate(self.board.at) if slot != FREE and pair not in self.problem.fixed]
        for pair in self.random.sample(placed, min(len(placed), count * 10)):
            before = self.board.lift(pair)
            here = self.problem.value(pair, before)
            slots = [slot for slot in self.board.open_slots(pair) if self.problem.value(pair, slot) >= here]
            self.board.put(pair, self.random.choice(slots or [before]))
        self.trail.clear()
