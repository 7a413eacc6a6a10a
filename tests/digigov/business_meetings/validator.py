"""Says what is wrong with a schedule. Written from the rules of the event alone; shares no code with the solver."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo


def wrong(event: Any, meetings: list[Any]) -> list[str]:
    """Every broken rule as a sentence; [] for a valid schedule."""
    people = {one.id: one for one in event.participants}
    companies = {one.id: one for one in event.organisations}
    slots = {one.id: one for one in event.slots}
    said = []
    for name in ("participant", "organisation", "room", "interpreter"):
        sat = Counter((getattr(one, name), one.slot) for one in meetings if getattr(one, name) is not None)
        said += [f"{name} {who} twice in slot {slot}" for (who, slot), count in sat.items() if count > 1]
    pairs = Counter((one.participant, one.organisation) for one in meetings)
    said += [f"{pair} meet twice" for pair, count in pairs.items() if count > 1]
    for one in meetings:
        who, what, slot = people[one.participant], companies[one.organisation], slots[one.slot]
        if (who.id, what.id) in event.locked:
            continue
        if what.id in who.refuses or who.country in what.refuses:
            said.append(f"{who.id} and {what.id} refused")
        said += [f"{side.id} cannot in slot {slot.id}" for side in (who, what) if not _can(event, side, slot)]
        if one.room not in event.rooms:
            said.append(f"no room {one.room}")
        said += _spoken(event, who, what, one, slot)
    for who in event.participants:
        if sum(one.participant == who.id for one in meetings) > (who.most or event.most):
            said.append(f"too many meetings for participant {who.id}")
    for what in event.organisations:
        most = what.most or event.most_of_organisation or len(event.slots)
        if sum(one.organisation == what.id for one in meetings) > most:
            said.append(f"too many meetings for organisation {what.id}")
    return said


def _spoken(event: Any, who: Any, what: Any, meeting: Any, slot: Any) -> list[str]:
    direct = who.interpreting in what.languages if who.interpreting else bool({*who.languages} & {*what.languages})
    if direct:
        return []
    wanted = {who.interpreting} if who.interpreting else {*who.languages}
    sits = next((one for one in event.interpreters if one.id == meeting.interpreter), None)
    if sits is None or not wanted & {*sits.languages}:
        return [f"nobody interprets {wanted} for {who.id}"]
    if sits.hours is not None and not any(a <= slot.start and _end(slot) <= b for a, b in sits.hours):
        return [f"interpreter {sits.id} cannot in slot {slot.id}"]
    return []


def _end(slot: Any) -> Any:
    return slot.start + timedelta(minutes=slot.minutes)


def _can(event: Any, side: Any, slot: Any) -> bool:
    if side.hours is not None:
        return any(a <= slot.start and _end(slot) <= b for a, b in side.hours)
    begin, end = (when.astimezone(ZoneInfo(side.zone)) for when in (slot.start, _end(slot)))
    minutes = begin.hour * 60 + begin.minute + (slot.minutes if end.utcoffset() == begin.utcoffset() else 0)
    return begin.hour >= event.early and minutes <= event.late * 60


def best_total(problem: Any, must: int, short: int) -> int:
    """The greatest total of a small problem, by trying everything. Counts points, must-meets and minimums only."""
    pairs, best = problem.pairs, [-(10**9)]
    speakers = [[(i, one.slots, one.languages) for i, one in enumerate(problem.interpreters)]]

    def interpreted(slot: int, languages: list[str]) -> bool:
        people = [one for one in speakers[0] if slot in one[1]]
        if len(languages) > len(people):
            return False
        return any(
            all(language in person[2] for language, person in zip(languages, order, strict=False))
            for order in permutations(people, len(languages))
        )

    def go(at: int, placed: dict[int, int]) -> None:
        if at == len(pairs):
            met = Counter(pairs[one].participant for one in placed)
            value = sum(pairs[one].points + must * pairs[one].must for one in placed)
            value -= short * sum(max(0, one.least - met[n]) for n, one in enumerate(problem.participants))
            best[0] = max(best[0], value)
            return
        go(at + 1, placed)
        one = pairs[at]
        for slot in one.slots:
            there = [pairs[other] for other, where in placed.items() if where == slot]
            if len(there) >= problem.rooms[slot]:
                continue
            if any(o.participant == one.participant or o.organisation == one.organisation for o in there):
                continue
            languages = [o.language for o in (*there, one) if o.language]
            if languages and not interpreted(slot, languages):
                continue
            met = [
                sum(getattr(pairs[o], side) == getattr(one, side) for o in placed)
                for side in ("participant", "organisation")
            ]
            if met[0] >= problem.participants[one.participant].most:
                continue
            if met[1] >= problem.organisations[one.organisation].most:
                continue
            go(at + 1, {**placed, at: slot})

    go(0, {})
    return best[0]
