"""Local times and universal time, with the two hours a year that need care: the skipped one and the doubled one. Pure.

Moments are datetimes in UTC. A local time is written 2027-03-28 09:30; where a clock shows it twice, its offset must be
written too: 2027-10-31 02:30 UTC+01:00.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .faults import N_, Fault

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})(?::00)?\s*(?:UTC)?(Z|[+-]\d{2}:?\d{2})?")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})")
FIRST, LAST = date(2020, 1, 1), date(2100, 1, 1)

Span = tuple[datetime, datetime]


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo | None:
    """The IANA zone, or None."""
    if not re.fullmatch(r"[A-Za-z0-9_+/-]{1,64}", name) or name.startswith("/"):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def moment(text: str, zone_name: str, place: str = "time") -> tuple[datetime | None, Fault | None]:
    """A local time as a moment, or why it is none."""
    found, where = _TIME.fullmatch(text.strip()), zone(zone_name)
    if where is None:
        return None, Fault(place, N_("There is no time zone “{zone}”."), {"zone": zone_name[:64]})
    try:
        day, clock = date.fromisoformat(found[1]), _clock(found[2])  # type: ignore[index]
    except (TypeError, ValueError):
        return None, Fault(place, N_("“{text}” is no time; write it like 2027-03-01 09:30."), {"text": text[:40]})
    if not FIRST <= day < LAST:
        return None, Fault(place, N_("“{text}” is not in this century."), {"text": text[:40]})
    naive = datetime.combine(day, clock)
    if found and found[3]:
        return _with_offset(naive, found[3], where, zone_name, place)
    return _unambiguous(naive, where, zone_name, place)


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _with_offset(
    naive: datetime, offset: str, where: ZoneInfo, name: str, place: str
) -> tuple[datetime | None, Fault | None]:
    aware = datetime.fromisoformat(naive.isoformat() + ("+00:00" if offset == "Z" else offset))
    if offset != "Z" and aware.astimezone(where).replace(tzinfo=None) != naive:
        text = N_("In {zone}, clocks do not show {time} with the offset {offset} on that day.")
        return None, Fault(place, text, {"zone": name, "time": f"{naive:%Y-%m-%d %H:%M}", "offset": offset})
    return aware.astimezone(UTC), None


def _unambiguous(naive: datetime, where: ZoneInfo, name: str, place: str) -> tuple[datetime | None, Fault | None]:
    first, second = (naive.replace(tzinfo=where, fold=fold).astimezone(UTC) for fold in (0, 1))
    shown = f"{naive:%Y-%m-%d %H:%M}"
    if first.astimezone(where).replace(tzinfo=None) != naive:
        after = first.astimezone(where)  # the offset before the change gives the time that clocks show instead
        text = N_("{time} does not exist in {zone}: clocks are put forward over it. The same moment is {after}.")
        return None, Fault(place, text, {"time": shown, "zone": name, "after": f"{after:%H:%M}"})
    if first != second:
        offsets = " ".join(_offset(naive.replace(tzinfo=where, fold=fold)) for fold in (0, 1))
        text = N_(
            "{time} comes twice in {zone}, since clocks are put back. Write one of the offsets behind it: {offsets}."
        )
        return None, Fault(place, text, {"time": shown, "zone": name, "offsets": offsets})
    return first, None


def _offset(when: datetime) -> str:
    text = when.strftime("%z")
    return f"UTC{text[:3]}:{text[3:]}"


def is_span(text: str) -> bool:
    """Whether it is written like a span; a time with an offset has “UTC” before the sign."""
    return _SPAN.fullmatch(text.strip()) is not None


def spans(text: str, zone_name: str, place: str = "hours") -> tuple[list[Span], list[Fault]]:
    """“2027-03-01 09:00-12:00; 2027-03-02 14:00-18:00” in a zone, in order, overlapping ones joined.

    An end before the start means the next day. Where clocks are put back over an end, the whole span counts; an end
    that clocks skip makes the span shorter, and a span that lies in the skipped hour altogether is a fault.
    """
    found, faults = [], []
    where = zone(zone_name)
    if where is None:
        return [], [Fault(place, N_("There is no time zone “{zone}”."), {"zone": zone_name[:64]})]
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", text))):
        match = _SPAN.fullmatch(part)
        try:
            day, start, end = date.fromisoformat(match[1]), _clock(match[2]), _clock(match[3])  # type: ignore[index]
        except (TypeError, ValueError):
            example = N_("“{text}” is no span of time; write it like 2027-03-01 09:00-12:00.")
            faults.append(Fault(place, example, {"text": part[:60]}))
            continue
        if not FIRST <= day < LAST:
            faults.append(Fault(place, N_("“{text}” is not in this century."), {"text": part[:60]}))
            continue
        last = day + timedelta(days=end <= start)
        begin = datetime.combine(day, start, where).astimezone(UTC)
        finish = datetime.combine(last, end, where).replace(fold=1).astimezone(UTC)  # the later of two equal times
        if begin >= finish:
            skipped = N_("“{text}” does not exist in {zone}: clocks are put forward over it.")
            faults.append(Fault(place, skipped, {"text": part[:60], "zone": zone_name}))
        found.append((begin, finish))
    return joined(found), faults


def joined(found: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    result: list[Span] = []
    for start, end in sorted(found):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return result


def overlaps(start: datetime, minutes: int, taken: Iterable[Span]) -> bool:
    """Whether a time of some minutes shares a moment with a span."""
    end = start + timedelta(minutes=minutes)
    return any(first < end and start < last for first, last in taken)


def inside(start: datetime, minutes: int, free: Iterable[Span]) -> bool:
    """Whether a slot lies wholly within one of the spans."""
    end = start + timedelta(minutes=minutes)
    return any(begin <= start and end <= finish for begin, finish in free)


def decent(start: datetime, minutes: int, zone_name: str, early: int, late: int) -> bool:
    """Whether a slot lies between two full hours of the local day."""
    where = zone(zone_name)
    if where is None:
        return False
    begin = start.astimezone(where)
    end = (start + timedelta(minutes=minutes)).astimezone(where)
    after = end.hour + end.minute / 60 if end.date() == begin.date() else 24 + end.hour + end.minute / 60
    return begin.hour >= early and after <= late
