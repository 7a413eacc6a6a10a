"""The same event with one thing more: what a room, a day or an interpreter would bring. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from .event import Event, Interpreter, Slot


def changed(event: Event, *, rooms: int = 0, days: int = 0, interpreters: tuple[str, ...] = ()) -> Event:
    """The event with more rooms, with its last day's slots once more on the days after it, with more interpreters.

    Who named hours is taken to be free in the same hours of an added day.
    """
    result = event
    if rooms > 0:
        first = min((0, *event.rooms)) - 1
        result = replace(result, rooms=(*event.rooms, *(first - n for n in range(rooms))))
    for _day in range(max(0, days)):
        result = _another_day(result)
    extra = tuple(
        Interpreter(-1 - number, language, (language,)) for number, language in enumerate(interpreters) if language
    )
    return replace(result, interpreters=(*result.interpreters, *extra))


def _another_day(event: Event) -> Event:
    if not event.slots:
        return event
    last = max(slot.start for slot in event.slots)
    day = [slot for slot in event.slots if last - slot.start < timedelta(hours=20)]
    shift = timedelta(days=1)
    first = min(min(slot.id for slot in event.slots), 0) - 1
    added = [Slot(first - number, slot.start + shift, slot.minutes) for number, slot in enumerate(day)]
    begin, end = min(slot.start for slot in day), last + timedelta(hours=1)

    def longer(who):  # type: ignore[no-untyped-def]
        if who.hours is None:
            return who
        same = [(start + shift, stop + shift) for start, stop in who.hours if begin - shift / 2 <= start <= end]
        return replace(who, hours=(*who.hours, *same))

    return replace(
        event,
        slots=(*event.slots, *added),
        participants=tuple(map(longer, event.participants)),
        organisations=tuple(map(longer, event.organisations)),
        interpreters=tuple(map(longer, event.interpreters)),
    )
