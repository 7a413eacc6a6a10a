"""What organisers set for an event, and its slots from lines of text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from .faults import N_, Fault
from .zones import is_span, moment, spans, zone

# name: (least, most, default)
NUMBERS: dict[str, tuple[int, int, int]] = {
    "early": (0, 23, 8),
    "late": (1, 24, 20),
    "least": (0, 50, 1),
    "most": (1, 50, 6),
    "most_of_organisation": (0, 200, 0),
    "remind_hours": (0, 168, 24),
}
LABELS: dict[str, str] = {
    "early": N_("Earliest local hour"),
    "late": N_("Latest local hour"),
    "least": N_("Least meetings of a participant"),
    "most": N_("Most meetings of a participant"),
    "most_of_organisation": N_("Most meetings of an organisation (0: no limit)"),
    "remind_hours": N_("Hours before a meeting at which a reminder goes out (0: none)"),
}
JOIN_WAYS: dict[str, str] = {
    "own": N_("Each organisation's own address, else the room's"),
    "template": N_("An address made from a pattern"),
    "jitsi": N_("Jitsi, with a signed pass where the installation has a key"),
}
DEFAULTS: dict[str, Any] = {name: rule[2] for name, rule in NUMBERS.items()} | {
    "join": "own",
    "join_template": "",
    "jitsi_domain": "",
    "organiser": "",
    "organiser_email": "",
}
MOST_SLOTS, MINUTES = 400, (5, 480)
EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


def read(given: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> tuple[dict[str, Any], list[Fault]]:
    """Settings from texts; what is left out or refused stays as it was."""
    result, faults = {**DEFAULTS, **(before or {})}, []
    for name, value in given.items():
        text = str(value if value is not None else "").strip()
        fault = _read(name, text, result)
        if fault:
            faults.append(fault)
    if result["early"] >= result["late"]:
        faults.append(Fault("late", N_("The latest hour must be after the earliest.")))
        result["early"], result["late"] = (before or DEFAULTS).get("early", 8), (before or DEFAULTS).get("late", 20)
    if result["least"] > result["most"]:
        faults.append(Fault("least", N_("The least number of meetings is above the most.")))
        result["least"] = min(result["least"], result["most"])
    return result, faults


def _read(name: str, text: str, result: dict[str, Any]) -> Fault | None:
    if name in NUMBERS:
        least, most, _default = NUMBERS[name]
        if not re.fullmatch(r"\d{1,4}", text) or not least <= int(text) <= most:
            return Fault(name, N_("Write a whole number from {least} to {most}."), {"least": least, "most": most})
        result[name] = int(text)
    elif name == "join":
        if text not in JOIN_WAYS:
            return Fault(name, N_("Choose one from the list."))
        result[name] = text
    elif name == "join_template":
        if text and not web_address(re.sub(r"\{(meeting|room|organisation)\}", "x", text)):
            return Fault(
                name,
                N_(
                    "Write an address that begins with https://; {{meeting}}, {{room}} and {{organisation}} "
                    "are filled in."
                ),
            )
        result[name] = text
    elif name == "jitsi_domain":
        if text and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", text):
            return Fault(name, N_("Write a host's name, such as meet.example.org."))
        result[name] = text
    elif name == "organiser_email":
        if text and not EMAIL.fullmatch(text):
            return Fault(name, N_("Write an e-mail address."))
        result[name] = text
    elif name == "organiser":
        result[name] = text[:200]
    return None


def web_address(text: str) -> bool:
    """Whether it is an https address that may stand in a link."""
    return bool(re.fullmatch(r"https://[A-Za-z0-9.-]+(:\d+)?(/[^\s<>\"'{}\\^`]*)?", text)) and len(text) <= 500


Times = list[tuple[datetime, int]]


def read_slots(
    text: str, zone_name: str, minutes: Any, pause: Any = 0, taken: Iterable[tuple[datetime, int]] = ()
) -> tuple[Times, list[Fault]]:
    """Slots from lines in a zone: a time each (“2027-03-01 09:00”), or a span that is cut into slots with pauses
    between (“2027-03-01 09:00-12:00”). Nothing is taken when any line is wrong; each fault's place is "line N"."""
    found: Times = []
    faults: list[Fault] = []
    length, gap = _number(minutes), _number(pause) or 0
    if zone(zone_name) is None:
        return [], [Fault("zone", N_("There is no time zone “{zone}”."), {"zone": zone_name[:64]})]
    if length is None or not MINUTES[0] <= length <= MINUTES[1]:
        return [], [
            Fault(
                "minutes", N_("A slot lasts from {least} to {most} minutes."), {"least": MINUTES[0], "most": MINUTES[1]}
            )
        ]
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            more, wrong = _line(line.strip(), zone_name, length, gap, f"line {number}")
            found += more
            faults += wrong
    faults += _overlaps(found, list(taken), zone_name)
    if len(found) + len(list(taken)) > MOST_SLOTS:
        faults.append(Fault("slots", N_("An event has at most {most} slots."), {"most": MOST_SLOTS}))
    if not found and not faults:
        faults.append(Fault("slots", N_("Write at least one time.")))
    return ([] if faults else sorted(found)), faults


def _number(value: Any) -> int | None:
    text = str(value if value is not None else "").strip()
    return int(text) if re.fullmatch(r"\d{1,4}", text) else None


def _line(line: str, zone_name: str, length: int, gap: int, place: str) -> tuple[Times, list[Fault]]:
    if is_span(line):
        ends, faults = spans(line, zone_name, place)
        if faults:
            return [], faults
        # The first time as clocks show it must exist and be meant once, as with a single slot.
        start, fault = moment(line[:10] + " " + re.split(r"\s*(?:-|–|to)\s*", line[11:])[0], zone_name, place)
        if fault or start is None:
            return [], [fault] if fault else []
        result, at = [], start
        while at + timedelta(minutes=length) <= ends[-1][1]:
            result.append((at, length))
            at += timedelta(minutes=length + gap)
        if not result:
            return [], [Fault(place, N_("The span is shorter than one slot."))]
        return result, []
    start, fault = moment(line, zone_name, place)
    return ([(start, length)], []) if start else ([], [fault] if fault else [])


def _overlaps(found: Times, taken: Times, zone_name: str) -> list[Fault]:
    where = zone(zone_name)
    faults = []
    times = sorted(
        [(start, minutes, True) for start, minutes in found] + [(start, minutes, False) for start, minutes in taken]
    )
    for (start, minutes, new), (later, _minutes, also_new) in pairwise(times):
        if later < start + timedelta(minutes=minutes) and (new or also_new):
            shown = {
                "first": f"{start.astimezone(where):%Y-%m-%d %H:%M}",
                "second": f"{later.astimezone(where):%Y-%m-%d %H:%M}",
            }
            faults.append(Fault("slots", N_("The slots of {first} and {second} overlap."), shown))
    return faults
