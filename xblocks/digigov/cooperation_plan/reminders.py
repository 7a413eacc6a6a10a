"""Follow-ups as entries for calendars. Pure; icalendar writes the format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//digigov//follow-ups//EN"


@dataclass(frozen=True)
class Reminder:
    """One all-day entry. `uid` never changes and `sequence` rises, so a calendar replaces what it has."""

    uid: str
    sequence: int
    summary: str
    description: str
    on: date
    changed_at: datetime
    cancelled: bool = False


def calendar_file(reminders: Iterable[Reminder], *, alarm_days: int = 3) -> bytes:
    """An .ics file (RFC 5545) with an alarm so many days before each entry."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for reminder in reminders:
        event = Event()
        event.add("uid", reminder.uid)
        event.add("sequence", reminder.sequence)
        event.add("dtstamp", reminder.changed_at)
        event.add("dtstart", reminder.on)
        event.add("dtend", reminder.on + timedelta(days=1))
        event.add("summary", reminder.summary)
        event.add("description", reminder.description)
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if reminder.cancelled else "CONFIRMED")
        if not reminder.cancelled:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", reminder.summary)
            alarm.add("trigger", timedelta(days=-alarm_days))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
