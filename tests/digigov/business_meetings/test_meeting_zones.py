"""Local times: the hour that is skipped, the hour that comes twice, and everything between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.business_meetings.settings import read_slots
from digigov.business_meetings.writing import both_times, time_in
from digigov.business_meetings.zones import decent, inside, joined, moment, spans

ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc", "posix", "right")))


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(2021, 1, 1), datetime(2036, 1, 1)), st.sampled_from(ZONES))
def test_a_time_is_kept_to_the_minute_or_refused_for_what_clocks_do(naive: datetime, name: str) -> None:
    naive = naive.replace(second=0, microsecond=0)
    found, fault = moment(f"{naive:%Y-%m-%d %H:%M}", name)
    where = ZoneInfo(name)
    shown = {
        one.astimezone(where).replace(tzinfo=None)
        for one in (naive.replace(tzinfo=where, fold=fold).astimezone(UTC) for fold in (0, 1))
    }
    offsets = {naive.replace(tzinfo=where, fold=fold).utcoffset() for fold in (0, 1)}
    if found is not None:
        assert fault is None and found.astimezone(where).replace(tzinfo=None) == naive and len(offsets) == 1
    elif naive not in shown:
        assert fault is not None and "does not exist" in fault.message
    else:
        assert fault is not None and "comes twice" in fault.message and len(offsets) == 2
        for written in str(fault.values["offsets"]).split():
            again, none = moment(f"{naive:%Y-%m-%d %H:%M} {written}", name)
            assert none is None and again is not None and again.astimezone(where).replace(tzinfo=None) == naive


@settings(max_examples=200, deadline=None)
@given(
    st.datetimes(datetime(2021, 1, 1), datetime(2036, 1, 1)),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(5, 180),
)
def test_both_sides_read_the_same_moment(naive: datetime, mine: str, theirs: str, minutes: int) -> None:
    start = naive.replace(second=0, microsecond=0, tzinfo=UTC)
    for place, zone in zip(both_times(start, minutes, mine, theirs, "en"), (mine, theirs), strict=False):
        begin = start.astimezone(ZoneInfo(zone))
        end = (start + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
        assert f"{begin:%H:%M}–{end:%H:%M}" in place[1]
        sign = begin.strftime("%z")
        assert f"(UTC{sign[:3]}:{sign[3:5]})" in place[1]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 300)), max_size=12))
def test_joined_spans_cover_the_same_minutes(found: list[tuple[int, int]]) -> None:
    zero = datetime(2027, 1, 1, tzinfo=UTC)
    given_spans = [(zero + timedelta(minutes=a), zero + timedelta(minutes=a + b)) for a, b in found]
    result = joined(given_spans)
    assert all(one[1] < two[0] for one, two in pairwise(result))
    minutes = {a + n for a, b in found for n in range(b)}
    assert sum((end - start).total_seconds() / 60 for start, end in result) == len(minutes)


@pytest.mark.parametrize(
    ("text", "zone", "said"),
    [
        ("2027-03-28 02:30", "Europe/Berlin", "does not exist in Europe/Berlin"),
        ("2027-10-31 02:30", "Europe/Berlin", "UTC+02:00 UTC+01:00"),
        ("2027-11-07 01:30", "America/New_York", "UTC-04:00 UTC-05:00"),
        ("2027-10-31 02:30 UTC+05:00", "Europe/Berlin", "do not show"),
        ("2027-02-30 09:00", "Asia/Seoul", "is no time"),
        ("tomorrow", "Asia/Seoul", "is no time"),
        ("2027-03-01 25:00", "Asia/Seoul", "is no time"),
        ("1927-03-01 09:00", "Asia/Seoul", "not in this century"),
        ("2027-03-01 09:00", "Mars/Olympus", "no time zone"),
        ("2027-03-01 09:00", "../../etc/passwd", "no time zone"),
    ],
)
def test_every_bad_time_has_a_sentence(text: str, zone: str, said: str) -> None:
    found, fault = moment(text, zone)
    assert found is None and fault is not None and said in fault.message


def test_slots_in_the_skipped_hour_and_overlapping_ones_are_refused_together() -> None:
    text = "2027-03-28 02:30\n2027-03-28 09:00\n2027-03-28 09:20\n"
    found, faults = read_slots(text, "Europe/Berlin", 30)
    assert found == []
    assert [fault.place for fault in faults] == ["line 1", "slots"]
    assert "09:00 and 2027-03-28 09:20 overlap" in faults[1].message


def test_a_span_over_the_change_of_clocks_is_cut_by_real_minutes() -> None:
    found, faults = read_slots("2027-03-28 01:00-04:00", "Europe/Berlin", 30, 0)
    assert faults == []
    local = [f"{start.astimezone(ZoneInfo('Europe/Berlin')):%H:%M}" for start, _length in found]
    assert local == ["01:00", "01:30", "03:00", "03:30"]


def test_new_slots_must_not_overlap_those_that_are_there() -> None:
    there = [(datetime(2027, 3, 1, 0, 0, tzinfo=UTC), 30)]
    assert read_slots("2027-03-01 09:20", "Asia/Seoul", 30, 0, there)[1][0].place == "slots"
    assert read_slots("2027-03-01 09:30", "Asia/Seoul", 30, 0, there)[1] == []


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_no_time_at_all(text: str) -> None:
    assert read_slots(text, "Asia/Seoul", 30)[1][0].message == "Write at least one time."


@pytest.mark.parametrize("minutes", ["0", "x", "-5", "481", None, 10**9])
def test_a_slot_has_a_length(minutes: object) -> None:
    assert read_slots("2027-03-01 09:00", "Asia/Seoul", minutes)[1][0].place == "minutes"


def test_a_span_in_the_skipped_hour_is_named_and_one_over_midnight_is_not() -> None:
    assert "does not exist" in spans("2027-03-28 02:10-02:40", "Europe/Berlin")[1][0].message
    found, faults = spans("2027-03-01 22:00-02:00", "Asia/Seoul")
    assert faults == [] and found[0][1] - found[0][0] == timedelta(hours=4)


def test_decent_hours_follow_the_local_clock_through_the_change() -> None:
    """09:00 in Berlin is 08:00 UTC in winter and 07:00 UTC in summer."""
    winter, summer = datetime(2027, 3, 26, 8, 0, tzinfo=UTC), datetime(2027, 3, 29, 7, 0, tzinfo=UTC)
    assert decent(winter, 30, "Europe/Berlin", 9, 18) and decent(summer, 30, "Europe/Berlin", 9, 18)
    assert not decent(winter - timedelta(minutes=10), 30, "Europe/Berlin", 9, 18)
    assert not decent(datetime(2027, 3, 29, 15, 45, tzinfo=UTC), 30, "Europe/Berlin", 9, 18)
    assert not inside(winter, 30, [])
    assert time_in(winter, 30, "Europe/Berlin", "en").endswith("09:00–09:30 (UTC+01:00)")
