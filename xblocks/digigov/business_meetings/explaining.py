"""A sentence of reason for each wish that a schedule does not meet. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .faults import N_, Fault
from .posing import Posed, free_slots
from .scheduling.board import FREE, Board


@dataclass(frozen=True)
class Unmet:
    """A must-meet or wish without a meeting."""

    participant: int
    organisation: int
    must: bool
    reason: Fault


def unmet(posed: Posed, placed: dict[int, int]) -> list[Unmet]:
    """Every wish of a participant, and every must-meet, that has no meeting; must-meets first."""
    event = posed.event
    number = {(one.participant, one.organisation): index for index, one in enumerate(posed.candidates)}
    board = Board(posed.problem)
    board.load(placed)
    known = {one.id for one in event.organisations}
    found = []
    for who in event.participants:
        for what in sorted((who.must | who.wishes) & known):
            key = (who.id, what)
            if number.get(key) in placed:
                continue
            reason = posed.excluded[key] if key in posed.excluded else why(posed, board, number[key])
            found.append(Unmet(who.id, what, what in who.must, reason))
    return sorted(found, key=lambda one: not one.must)


def why(posed: Posed, board: Board, pair: int) -> Fault:
    """What stands in the way of one pair in this schedule."""
    problem, event = posed.problem, posed.event
    one = problem.pairs[pair]
    if not one.slots:
        who, what = event.participants[one.participant], event.organisations[one.organisation]
        counts = {"theirs": len(free_slots(event, who)), "others": len(free_slots(event, what))}
        text = N_("They have no time in common: the participant can in {theirs} slots, the organisation in {others}.")
        return Fault("time", text, counts)
    if board.met_participant[one.participant] >= problem.participants[one.participant].most:
        most = problem.participants[one.participant].most
        text = N_("The participant has {most} meetings, the most allowed, and this one would count less.")
        return Fault("most", text, {"most": most})
    if board.met_organisation[one.organisation] >= problem.organisations[one.organisation].most:
        most = problem.organisations[one.organisation].most
        return Fault("most", N_("The organisation has {most} meetings, the most it takes."), {"most": most})
    return _slot_by_slot(board, pair)


def _slot_by_slot(board: Board, pair: int) -> Fault:
    one = board.problem.pairs[pair]
    blocked = {"participant": 0, "organisation": 0, "room": 0, "interpreter": 0}
    for slot in one.slots:
        if board.of_organisation[one.organisation][slot] != FREE:
            blocked["organisation"] += 1
        elif board.of_participant[one.participant][slot] != FREE:
            blocked["participant"] += 1
        elif board.rooms[slot] < 1:
            blocked["room"] += 1
        elif not board.served(pair, slot):
            blocked["interpreter"] += 1
    values = {"count": len(one.slots), **blocked}
    if sum(blocked.values()) < len(one.slots):
        return Fault("free", N_("There is still a free slot for it: solve again, or book it by hand."), values)
    text = N_(
        "In the {count} slots that both can, other meetings that count more are in the way: the organisation is taken "
        "in {organisation}, the participant in {participant}, rooms in {room}, interpreters in {interpreter}."
    )
    return Fault("taken", text, values)
