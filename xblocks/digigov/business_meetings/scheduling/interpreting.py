"""When interpreters suffice: Hall's theorem, so that one who speaks two languages is counted for either, never both."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from .problem import Interpreter

MOST_TOGETHER = 8  # languages tied together by interpreters; beyond, each interpreter serves one language only


class Interpreting:
    """`groups` are sets of languages; in each slot a group's languages have at most `room(group, slot)` meetings.

    These conditions are necessary and sufficient for an assignment of interpreters to the meetings of a slot.
    """

    def __init__(self, interpreters: Iterable[Interpreter], languages: Iterable[str]) -> None:
        wanted = set(languages) - {""}
        self.people = [Interpreter(one.languages & wanted, one.slots) for one in interpreters]
        if any(len(group) > MOST_TOGETHER for group in _tied(self.people, wanted)):
            self.people = [Interpreter(frozenset(sorted(one.languages)[:1]), one.slots) for one in self.people]
        self.groups = [
            frozenset(chosen)
            for tied in _tied(self.people, wanted)
            for size in range(1, len(tied) + 1)
            for chosen in combinations(sorted(tied), size)
        ]
        self.of_language = {
            language: [number for number, group in enumerate(self.groups) if language in group] for language in wanted
        }

    def room(self, group: int, slot: int) -> int:
        """How many interpreters speak a language of the group and are there in the slot."""
        return sum(slot in one.slots and not one.languages.isdisjoint(self.groups[group]) for one in self.people)

    def assign(self, slot: int, languages: list[str]) -> list[int] | None:
        """An interpreter's index for each of the meetings of a slot; None when they do not suffice."""
        taken: dict[int, int] = {}  # interpreter -> meeting

        def seat(meeting: int, seen: set[int]) -> bool:
            for number, one in enumerate(self.people):
                if number in seen or slot not in one.slots or languages[meeting] not in one.languages:
                    continue
                seen.add(number)
                if number not in taken or seat(taken[number], seen):
                    taken[number] = meeting
                    return True
            return False

        if not all(seat(meeting, set()) for meeting in range(len(languages))):
            return None
        by_meeting = {meeting: number for number, meeting in taken.items()}
        return [by_meeting[meeting] for meeting in range(len(languages))]


def _tied(people: Iterable[Interpreter], languages: set[str]) -> list[set[str]]:
    """Languages in groups that share interpreters."""
    groups = [{language} for language in sorted(languages)]
    for one in people:
        together = [group for group in groups if not one.languages.isdisjoint(group)]
        if len(together) > 1:
            groups = [group for group in groups if group not in together] + [set().union(*together)]
    return groups
