"""An event as a scheduling problem in numbers, and a solution back as meetings of people. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .event import Event, Organisation, Participant, Slot
from .faults import Fault
from .scheduling.interpreting import Interpreting
from .scheduling.problem import Interpreter, Pair, Party, Problem
from .scoring import Candidate, assess
from .zones import decent, inside, overlaps


@dataclass(frozen=True)
class Meeting:
    """A meeting of a schedule: ids of all that it takes."""

    participant: int
    organisation: int
    slot: int
    room: int
    interpreter: int | None = None


@dataclass(frozen=True)
class Posed:
    """The problem, its candidates in the order of its pairs, and why other pairs are no candidates."""

    event: Event
    problem: Problem
    candidates: tuple[Candidate, ...]
    excluded: dict[tuple[int, int], Fault]


def free_slots(event: Event, who: Participant | Organisation) -> frozenset[int]:
    """Indexes of the slots in which somebody can, by their hours or else by decent hours of their zone."""
    return frozenset(index for index, slot in enumerate(event.slots) if can(event, who, slot))


def can(event: Event, who: Participant | Organisation, slot: Slot) -> bool:
    """Hours that people name count as they are; else a slot must lie within decent hours."""
    if isinstance(who, Participant) and overlaps(slot.start, slot.minutes, who.busy):
        return False
    if who.hours is not None:
        return inside(slot.start, slot.minutes, who.hours)
    return decent(slot.start, slot.minutes, who.zone, event.early, event.late)


def pose(event: Event) -> Posed:
    """The problem of an event."""
    times = {("p", one.id): free_slots(event, one) for one in event.participants}
    times |= {("o", one.id): free_slots(event, one) for one in event.organisations}
    slot_index = {slot.id: index for index, slot in enumerate(event.slots)}
    candidates: list[Candidate] = []
    pairs: list[Pair] = []
    excluded: dict[tuple[int, int], Fault] = {}
    fixed: dict[int, int] = {}
    kept: dict[int, int] = {}
    for number, who in enumerate(event.participants):
        for place, what in enumerate(event.organisations):
            key, found = (who.id, what.id), assess(event, who, what)
            locked = key in event.locked and event.meetings.get(key) in slot_index
            if isinstance(found, Fault) and locked:  # a locked meeting stands, whatever the rules say of it now
                found = Candidate(who.id, what.id, 1, ())
            if isinstance(found, Fault):
                excluded[key] = found
                continue
            slots = tuple(sorted(times["p", who.id] & times["o", what.id]))
            if key in event.meetings and event.meetings[key] in slot_index:
                (fixed if locked else kept)[len(pairs)] = slot_index[event.meetings[key]]
            candidates.append(found)
            pairs.append(Pair(number, place, found.points, slots, found.language, found.must))
    return Posed(event, _problem(event, pairs, fixed, kept), tuple(candidates), excluded)


def _problem(event: Event, pairs: list[Pair], fixed: dict[int, int], kept: dict[int, int]) -> Problem:
    count = len(event.slots)
    first = min((slot.start for slot in event.slots), default=None)
    return Problem(
        starts=tuple(int((slot.start - first).total_seconds() // 60) if first else 0 for slot in event.slots),
        participants=tuple(Party(one.least or event.least, one.most or event.most) for one in event.participants),
        organisations=tuple(Party(0, one.most or event.most_of_organisation or count) for one in event.organisations),
        pairs=tuple(pairs),
        rooms=(len(event.rooms),) * count,
        interpreters=tuple(_interpreter(event, number) for number in range(len(event.interpreters))),
        lengths=tuple(slot.minutes for slot in event.slots),
        fixed=fixed,
        kept=kept,
    )


def _interpreter(event: Event, number: int) -> Interpreter:
    one = event.interpreters[number]
    slots = (
        index
        for index, slot in enumerate(event.slots)
        if (inside(slot.start, slot.minutes, one.hours) if one.hours is not None else
            decent(slot.start, slot.minutes, one.zone, 0, 24))
    )  # fmt: skip
    return Interpreter(frozenset(one.languages), frozenset(slots))


def meetings(posed: Posed, placed: dict[int, int], taken: Iterable[Meeting] = ()) -> list[Meeting]:
    """A solution with a room and an interpreter for each meeting. `taken` are meetings whose services stay theirs."""
    event, problem = posed.event, posed.problem
    interpreting = Interpreting(problem.interpreters, (pair.language for pair in problem.pairs))
    before = {(one.participant, one.organisation, one.slot): one for one in taken}
    by_slot: dict[int, list[int]] = {}
    for pair, slot in sorted(placed.items()):
        by_slot.setdefault(slot, []).append(pair)
    result = []
    for slot, sitting in sorted(by_slot.items()):
        spoken = [pair for pair in sitting if problem.pairs[pair].language]
        seats = interpreting.assign(slot, [problem.pairs[pair].language for pair in spoken])
        seat_of = dict(zip(spoken, seats or (), strict=False))
        keys = {pair: (*_ids(posed, pair), event.slots[slot].id) for pair in sitting}
        held = {pair: before[keys[pair]].room for pair in sitting if keys[pair] in before}
        rooms = iter([room for room in event.rooms if room not in held.values()])
        for pair in sitting:
            number = seat_of.get(pair)
            who = None if number is None else event.interpreters[number].id
            result.append(Meeting(*keys[pair], held[pair] if pair in held else next(rooms), who))
    return result


def _ids(posed: Posed, pair: int) -> tuple[int, int]:
    one = posed.candidates[pair]
    return one.participant, one.organisation
