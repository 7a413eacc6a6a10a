"""Meetings as calendar files: invitation, update and cancellation (RFC 5546), and a feed. Pure; icalendar writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from .zones import zone

PRODUCT = "-//digigov//business meetings//EN"


@dataclass(frozen=True)
class Entry:
    """One meeting in somebody's calendar. `uid` never changes and `sequence` rises, so calendars replace what they have.

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


def _calendar(entries: Iterable[Entry], method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    where = zone(entry.zone) or zone("UTC")
    event = Event()
    event.add("uid", f"{entry.uid}@digigov.invalid")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.start.astimezone(where))
    event.add("dtend", (entry.start + timedelta(minutes=entry.minutes)).astimezone(where))
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
            event.add("attendee", attendee, encode=0)
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
