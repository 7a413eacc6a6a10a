"""Calendar files, read back by two libraries; updates applied in order; feeds; join links."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import jwt
import pytest
import vobject

from digigov.business_meetings import api
from digigov.business_meetings.agenda import calendar_of
from digigov.business_meetings.calendars import Entry, feed, invitation
from digigov.business_meetings.joining import join_link
from digigov.business_meetings.models import Meeting, MeetingMail
from digigov.business_meetings.settings import DEFAULTS

# The evening before and the morning after clocks change, each with the local time that a reader must see.
CASES = [
    ("Europe/Berlin", datetime(2027, 3, 26, 8, 0, tzinfo=UTC), "09:00"),
    ("Europe/Berlin", datetime(2027, 3, 29, 8, 0, tzinfo=UTC), "10:00"),
    ("Europe/Berlin", datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "03:00"),
    ("Europe/Berlin", datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "02:30"),
    ("America/New_York", datetime(2027, 11, 8, 14, 0, tzinfo=UTC), "09:00"),
    ("America/Costa_Rica", datetime(2027, 3, 2, 0, 0, tzinfo=UTC), "18:00"),
    ("Asia/Seoul", datetime(2027, 3, 2, 0, 0, tzinfo=UTC), "09:00"),
    ("UTC", datetime(2027, 3, 2, 0, 0, tzinfo=UTC), "00:00"),
]


def entry(zone: str, start: datetime, **more: Any) -> Entry:
    given: dict[str, Any] = {
        "uid": "u-1",
        "sequence": 0,
        "start": start,
        "minutes": 30,
        "zone": zone,
        "summary": "Meeting; with, signs\n\\ é 회의",
        "description": "Line one\nLine two",
        "address": "https://example.org/room",
        "organiser": ("Example", "o@example.invalid"),
        "attendees": (("A", "a@example.invalid"), ("No mail", "")),
        "changed_at": datetime(2027, 1, 1, tzinfo=UTC),
    }
    return Entry(**{**given, **more})


@pytest.mark.parametrize(("zone", "start", "shown"), CASES)
def test_two_libraries_read_the_same_moment(zone: str, start: datetime, shown: str) -> None:
    data = invitation(entry(zone, start))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert event["DTSTART"].dt.astimezone(UTC) == start
    assert event["DTEND"].dt.astimezone(UTC) == start + timedelta(minutes=30)
    assert f"{event['DTSTART'].dt.astimezone(ZoneInfo(zone)):%H:%M}" == shown
    other = vobject.readOne(data.decode()).vevent  # takes the offset from the file's own VTIMEZONE
    assert other.dtstart.value.astimezone(UTC) == start
    assert other.dtend.value.astimezone(UTC) == start + timedelta(minutes=30)
    doubled = zone == "Europe/Berlin" and start.month == 10
    assert (event["DTSTART"].params.get("TZID") == zone) == (not doubled and zone != "UTC")
    assert other.summary.value == "Meeting; with, signs\n\\ é 회의" == str(event["SUMMARY"])
    assert other.uid.value == "u-1@digigov.invalid" == str(event["UID"])


def test_a_zone_comes_with_its_rules() -> None:
    calendar = icalendar.Calendar.from_ical(invitation(entry("Europe/Berlin", CASES[0][1])))
    assert [str(one["TZID"]) for one in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert str(calendar["METHOD"]) == "REQUEST"
    (rule,) = calendar.walk("DAYLIGHT")
    onsets = [rule["DTSTART"].dt, *(one.dt for one in rule["RDATE"].dts)]
    assert [f"{one:%m-%d %H:%M}" for one in onsets] == ["03-29 02:00", "03-28 02:00", "03-26 02:00"]
    people = calendar.walk("VEVENT")[0]["ATTENDEE"]
    assert str(people) == "mailto:a@example.invalid" and people.params["CN"] == "A"


def test_all_lines_are_short_enough_and_end_as_they_must() -> None:
    data = invitation(entry("Asia/Seoul", CASES[0][1], summary="회의 " * 60))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


class Reader:
    """A calendar program: keeps an entry by UID and takes only higher sequence numbers (RFC 5546, 2.1.5)."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[int, datetime]] = {}

    def take(self, data: str) -> None:
        calendar = icalendar.Calendar.from_ical(data)
        for event in calendar.walk("VEVENT"):
            uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
            if sequence < self.entries.get(uid, (-1, None))[0]:
                continue
            if str(calendar["METHOD"]) == "CANCEL" or str(event["STATUS"]) == "CANCELLED":
                self.entries[uid] = (sequence, None)  # type: ignore[assignment]
            else:
                self.entries[uid] = (sequence, event["DTSTART"].dt.astimezone(UTC))

    def shown(self) -> list[datetime]:
        return sorted(when for _sequence, when in self.entries.values() if when)


def test_a_calendar_follows_booking_moving_and_cancelling(event: Any, firm: Any, guest: Any) -> None:
    first, second, third, _last = event.slots.all()
    who, what = guest(), firm()
    done = api.book(who, what, first)
    reader, late = Reader(), Reader()

    def mails() -> list[str]:
        rows = MeetingMail.objects.filter(event=event, to=who.email).order_by("pk")
        return [one.calendar for one in rows]

    reader.take(mails()[-1])
    assert reader.shown() == [first.start]
    done = api.move(fresh(done), second, base=done.version)
    done = api.move(fresh(done), third, base=done.version)
    for data in mails()[1:]:
        reader.take(data)
    assert reader.shown() == [third.start]
    for data in reversed(mails()):  # even when the post mixes them up
        late.take(data)
    assert late.shown() == [third.start]
    assert feed_times(who) == [third.start]
    api.cancel(fresh(done), base=done.version)
    reader.take(mails()[-1])
    assert reader.shown() == [] and feed_times(who) == []
    uids = {str(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["UID"]) for data in mails()}
    sequences = [int(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["SEQUENCE"]) for data in mails()]
    assert len(uids) == 1 and sequences == [0, 1, 2, 3]


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("event", "participant", "organisation", "slot").get(pk=meeting.pk)


def feed_times(who: Any) -> list[datetime]:
    reader = Reader()
    reader.take(calendar_of(who).decode())
    return reader.shown()


def test_each_side_reads_its_own_local_time_before_and_after_a_move(event: Any, firm: Any, guest: Any) -> None:
    """Seoul 09:00 on 1 March is 18:00 on 28 February in San José; an hour later it is 19:00 there."""
    first, second, *_more = event.slots.all()
    who, what = guest(), firm()
    done = api.book(who, what, first)
    seen = [local(who), local(what)]
    api.move(fresh(done), second, base=done.version)
    assert [*seen, local(who), local(what)] == ["02-28 18:00", "03-01 09:00", "02-28 19:00", "03-01 10:00"]
    body = MeetingMail.objects.filter(to=who.email).order_by("-pk")[0].body
    assert "18:00–18:30 (UTC-06:00)" in body and "19:00–19:30 (UTC-06:00)" in body and "10:00–10:30 (UTC+09:00)" in body


def local(party: Any) -> str:
    (event,) = icalendar.Calendar.from_ical(calendar_of(party)).walk("VEVENT")
    return f"{event['DTSTART'].dt:%m-%d %H:%M}"


def test_a_feed_holds_many_zones_once_each() -> None:
    data = feed([entry("Europe/Berlin", CASES[0][1], uid=f"u{n}") for n in range(5)])
    calendar = icalendar.Calendar.from_ical(data)
    assert len(calendar.walk("VTIMEZONE")) == 1 and len(calendar.walk("VEVENT")) == 5
    assert len(list(vobject.readOne(data.decode()).vevent_list)) == 5


WHEN = {"start": datetime(2090, 3, 1, tzinfo=UTC), "minutes": 30, "name": "Example Sokha"}
PLACE = {
    "uid": "abc-1",
    "organisation": "A & B/C",
    "own": "https://own.example.org/",
    "room": "Room 1",
    "room_url": "https://room.example.org/",
}


@pytest.mark.parametrize(
    ("settings", "key", "expected"),
    [
        ({}, {}, "https://own.example.org/"),
        (
            {"join": "template", "join_template": "https://v.example.org/{organisation}/{meeting}?r={room}"},
            {},
            "https://v.example.org/A%20%26%20B%2FC/abc-1?r=Room%201",
        ),
        ({"join": "template"}, {}, "https://own.example.org/"),
        ({"join": "jitsi", "jitsi_domain": "meet.example.org"}, {}, "https://meet.example.org/meeting-abc-1"),
    ],
)
def test_join_links(settings: dict[str, str], key: dict[str, str], expected: str) -> None:
    assert join_link({**DEFAULTS, **settings}, **PLACE, **WHEN, key=key) == expected  # type: ignore[arg-type]


def test_a_jitsi_pass_is_one_that_another_library_accepts() -> None:
    key = {"app": "course", "secret": "a-secret-of-the-installation-0001"}
    address = join_link({**DEFAULTS, "join": "jitsi", "jitsi_domain": "meet.example.org"}, **PLACE, **WHEN, key=key)  # type: ignore[arg-type]
    token = address.partition("?jwt=")[2]
    claims = jwt.decode(token, key["secret"], algorithms=["HS256"], audience="jitsi", options={"verify_nbf": False})
    assert (
        claims["room"] == "meeting-abc-1"
        and claims["iss"] == "course"
        and claims["context"]["user"]["name"] == "Example Sokha"
    )
    span = (WHEN["start"] - timedelta(minutes=30), WHEN["start"] + timedelta(minutes=30, hours=2))  # type: ignore[operator]
    assert (claims["nbf"], claims["exp"]) == tuple(int(one.timestamp()) for one in span)
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, "another-secret-of-the-same-length", algorithms=["HS256"], audience="jitsi")


def test_the_zone_of_an_entry_is_the_readers(event: Any, firm: Any, guest: Any) -> None:
    done = api.book(guest(), firm(), event.slots.all()[0])
    (row,) = MeetingMail.objects.filter(meeting=done, to="example-guest@example.invalid")
    (found,) = icalendar.Calendar.from_ical(row.calendar).walk("VEVENT")
    assert found["DTSTART"].params["TZID"] == "America/Costa_Rica"
    assert found["DTSTART"].dt.replace(tzinfo=None) == done.slot.start.astimezone(
        ZoneInfo("America/Costa_Rica")
    ).replace(tzinfo=None)
