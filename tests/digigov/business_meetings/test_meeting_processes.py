"""Eight processes book 400 times on SQLite and on MariaDB: nothing is doubled, halved or lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

WRITERS = Path(__file__).with_name("writers.py")
PROCESSES, BOOKINGS = 8, 50


def everybody(shared_database: Any, what: str, *arguments: object, count: int = PROCESSES) -> list[Any]:
    """The function of writers.py in processes that begin in the same moment."""
    return list(shared_database.together([(WRITERS, what, number, *arguments) for number in range(count)]))


@pytest.mark.parametrize("requests", ["plain", "atomic"])
def test_four_hundred_bookings(shared_database: Any, requests: str) -> None:
    shared_database.call(WRITERS, "begin")
    told = everybody(shared_database, "book", BOOKINGS, requests)
    found = shared_database.call(WRITERS, "story")
    meetings = {one[0]: one for one in found["meetings"]}
    claims = found["claims"]

    assert max(Counter((resource, slot) for resource, slot, _meeting in claims).values()) == 1
    confirmed = {pk: one for pk, one in meetings.items() if one[1] == "confirmed"}
    for pk, (_pk, _state, slot, who, what, room, interpreter, _sequence) in confirmed.items():
        wanted = {f"p:{who}", f"o:{what}", f"r:{room}"} | ({f"i:{interpreter}"} if interpreter else set())
        assert {resource for resource, where, meeting in claims if meeting == pk and where == slot} == wanted
        assert (interpreter is not None) == (who in found["spanish"])
    assert {meeting for _resource, _slot, meeting in claims} == set(confirmed)
    assert max(Counter((one[3], one[4]) for one in confirmed.values()).values()) == 1

    last: dict[int, list[Any]] = {}
    for process in told:
        for said in process:
            last[said[1]] = said
    assert len([said for process in told for said in process if said[0] == "booked"]) == len(meetings)
    for pk, (what, _pk, slot) in last.items():
        state = meetings[pk][1]
        assert state == ("cancelled" if what == "cancelled" else "confirmed")
        if what != "cancelled":
            assert meetings[pk][2] == slot
    changes = Counter(said[1] for process in told for said in process)
    mails = Counter(meeting for meeting, _key in found["mail"])
    assert mails == changes  # one message to the participant for each acknowledged change


def test_a_person_of_two_events_is_at_one_place_at_a_time(shared_database: Any) -> None:
    shared_database.call(WRITERS, "begin_two")
    told = everybody(shared_database, "book_two", 40)
    found = shared_database.call(WRITERS, "story_two")
    assert sorted(pk for process in told for pk in process) == sorted(one[0] for one in found)
    assert max(Counter((person, start) for _pk, person, start, _course in found).values()) == 1
    assert len({course for *_more, course in found}) == 2


def test_two_organisers_solve_and_apply_at_once_and_one_does(shared_database: Any) -> None:
    shared_database.call(WRITERS, "begin")
    said = everybody(shared_database, "solve", count=2)
    assert sorted(one.startswith("told of Organiser") for one in said) == [False, True] or said == ["done", "done"]
    assert "done" in said
    assert sorted(everybody(shared_database, "apply", count=2)) == ["applied", "late"]
    found = shared_database.call(WRITERS, "story")
    assert len(found["meetings"]) == 40  # four rooms in ten slots, all full
    assert max(Counter((one[0], one[1]) for one in found["claims"]).values()) == 1
    pairs = [(one[3], one[4]) for one in found["meetings"]]
    assert len(pairs) == len(set(pairs))


def test_eight_processes_send_each_message_once(shared_database: Any) -> None:
    shared_database.call(WRITERS, "begin")
    everybody(shared_database, "book", 12, "plain")
    queued = len(shared_database.call(WRITERS, "story")["mail"])
    sent = [pk for process in everybody(shared_database, "post") for pk in process]
    assert len(sent) == len(set(sent)) == queued > 20
