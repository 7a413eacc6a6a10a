"""Meetings as calendar files (RFC 5546): invitation, update, cancellation, and a feed. Pure; icalendar writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from .zones import zone

PRODUCT = "-//digigov//business meetings//EN"
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Entry:
    """One meeting in somebody's calendar. `uid` never changes and `sequence` rises, so calendars replace their entry.

    `start` and `changed_at` are UTC; `zone` is the reader's, in which the time is written. People are (name, e-mail).
    """

    uid: str
    sequence: int
    start: datetime
    minutes: int
    zone: str
    summary: str
    description: str
    address: str
    organiser: tuple[str, str]
    attendees: tuple[tuple[str, str], ...]
    changed_at: datetime
    cancelled: bool = False
    alarm_minutes: int = 30


def invitation(entry: Entry) -> bytes:
    """An .ics file with METHOD REQUEST, or CANCEL when the meeting is called off."""
    return _calendar([entry], "CANCEL" if entry.cancelled else "REQUEST")


def feed(entries: Iterable[Entry]) -> bytes:
    """An .ics file to subscribe to; cancelled meetings stay in it as cancelled."""
    return _calendar(entries, "PUBLISH")


def _calendar(given: Iterable[Entry], method: str) -> bytes:
    entries = list(given)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(_event(entry))
    _add_zones(calendar, [entry.start.year for entry in entries])
    return bytes(calendar.to_ical())


def _add_zones(calendar: Calendar, years: list[int]) -> None:
    """The rules of every zone named, of the years needed only: some readers trip over lists of a century."""
    if not years:
        return
    calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))
    for one in calendar.walk("VTIMEZONE"):
        where = zone(str(one["TZID"]))
        for rule in one.subcomponents:
            if where is not None:
                _mend_onset(rule, where)


def _mend_onset(rule: Any, where: ZoneInfo) -> None:
    """A rule begins at the local time that clocks show before the change (RFC 5545, 3.6.5); icalendar 6 and 7 write the
    time that they show after it where clocks are put forward."""
    before, after = rule["TZOFFSETFROM"].td, rule["TZOFFSETTO"].td
    if after <= before:
        return
    moment = (rule["DTSTART"].dt - before).replace(tzinfo=UTC)
    if moment.astimezone(where).utcoffset() == after and (moment - SECOND).astimezone(where).utcoffset() == before:
        return
    shift = after - before
    times = [one.dt - shift for one in getattr(rule.get("RDATE"), "dts", [])]
    start = rule["DTSTART"].dt - shift
    for name in ("DTSTART", "RDATE"):
        rule.pop(name, None)
    rule.add("dtstart", start)
    if times:
        rule.add("rdate", times)


def _event(entry: Entry) -> Event:
    where = zone(entry.zone) or zone("UTC")
    event = Event()
    event.add("uid", f"{entry.uid}@digigov.invalid")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    ends = [moment.astimezone(where) for moment in (entry.start, entry.start + timedelta(minutes=entry.minutes))]
    if any(one.utcoffset() != one.replace(fold=1 - one.fold).utcoffset() for one in ends):
        ends = [one.astimezone(UTC) for one in ends]  # a local time in the hour that comes twice says too little
    event.add("dtstart", ends[0])
    event.add("dtend", ends[1])
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.address:
        event.add("location", entry.address)
        event.add("url", entry.address)
    if entry.organiser[1]:
        event["organizer"] = _person(*entry.organiser)
    for name, email in entry.attendees:
        if email:
            attendee = _person(name, email)
            attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
            attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
            attendee.params["RSVP"] = vText("TRUE")
            event.add("attendee", attendee, encode=False)
    if entry.alarm_minutes and not entry.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", timedelta(minutes=-entry.alarm_minutes))
        event.add_component(alarm)
    return event


def _person(name: str, email: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{email}")
    person.params["CN"] = vText(name)
    return person
