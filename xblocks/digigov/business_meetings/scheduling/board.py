"""A schedule in the making: who sits where, what is free, what stands in the way."""

from __future__ import annotations

from .interpreting import Interpreting
from .problem import Problem

FREE = -1


class Board:
    """`at[pair]` is its slot or FREE. Fixed meetings are on the board from the start and never leave it."""

    def __init__(self, problem: Problem) -> None:
        slots = len(problem.starts)
        self.problem = problem
        self.at = [FREE] * len(problem.pairs)
        self.of_participant = [[FREE] * slots for _one in problem.participants]
        self.of_organisation = [[FREE] * slots for _one in problem.organisations]
        self.met_participant = [0] * len(problem.participants)
        self.met_organisation = [0] * len(problem.organisations)
        self.rooms = list(problem.rooms)
        self.interpreting = Interpreting(problem.interpreters, (pair.language for pair in problem.pairs))
        groups = range(len(self.interpreting.groups))
        self.interpreters = [[self.interpreting.room(group, slot) for group in groups] for slot in range(slots)]
        for pair, slot in problem.fixed.items():
            self.put(pair, slot)

    def put(self, pair: int, slot: int) -> None:
        """Seat a meeting; the caller knows that the slot is free."""
        self._set(pair, slot, pair, 1)
        self.at[pair] = slot

    def lift(self, pair: int) -> int:
        """Take a meeting off the board; its slot."""
        slot = self.at[pair]
        self._set(pair, slot, FREE, -1)
        self.at[pair] = FREE
        return slot

    def _set(self, pair: int, slot: int, mark: int, change: int) -> None:
        one = self.problem.pairs[pair]
        self.of_participant[one.participant][slot] = mark
        self.of_organisation[one.organisation][slot] = mark
        self.met_participant[one.participant] += change
        self.met_organisation[one.organisation] += change
        self.rooms[slot] -= change
        if one.language:
            for group in self.interpreting.of_language[one.language]:
                self.interpreters[slot][group] -= change

    def full(self, pair: int) -> bool:
        """Whether one side has as many meetings as it wants."""
        one, problem = self.problem.pairs[pair], self.problem
        return (
            self.met_participant[one.participant] >= problem.participants[one.participant].most
            or self.met_organisation[one.organisation] >= problem.organisations[one.organisation].most
        )

    def served(self, pair: int, slot: int) -> bool:
        """Whether there is a room, and an interpreter if the meeting needs one."""
        if self.rooms[slot] < 1:
            return False
        language = self.problem.pairs[pair].language
        if not language:
            return True
        return all(self.interpreters[slot][group] > 0 for group in self.interpreting.of_language[language])

    def both_free(self, pair: int, slot: int) -> bool:
        """Whether neither side meets somebody else then."""
        one = self.problem.pairs[pair]
        return (
            self.of_participant[one.participant][slot] == FREE and self.of_organisation[one.organisation][slot] == FREE
        )

    def fits(self, pair: int, slot: int) -> bool:
        """Whether the meeting can be put there; `slot` is one of the pair's own."""
        return self.both_free(pair, slot) and self.served(pair, slot)

    def open_slots(self, pair: int) -> list[int]:
        """The slots in which it can be put now."""
        if self.full(pair):
            return []
        return [slot for slot in self.problem.pairs[pair].slots if self.fits(pair, slot)]

    def placed(self) -> dict[int, int]:
        """The schedule: {pair: slot}."""
        return {pair: slot for pair, slot in enumerate(self.at) if slot != FREE}

    def load(self, placed: dict[int, int]) -> None:
        """Replace everything that is not fixed."""
        for pair, slot in enumerate(self.at):
            if slot != FREE and pair not in self.problem.fixed:
                self.lift(pair)
        for pair, slot in placed.items():
            if pair not in self.problem.fixed:
                self.put(pair, slot)
