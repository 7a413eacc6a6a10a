"""What one process does in test_meeting_processes.py; run by tests/database/django_with.py."""

from __future__ import annotations

import random
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone

from digigov.business_meetings import api
from digigov.business_meetings.models import (
    Meeting,
    MeetingEvent,
    MeetingMail,
    MeetingOrganisation,
    MeetingParticipant,
    SlotClaim,
    SolverRun,
)
from digigov.common.transactions import Busy

PEOPLE, FIRMS, SLOTS, ROOMS = 10, 12, 10, 4
FIRST = datetime(2090, 3, 1, 0, 0, tzinfo=UTC)


def main(what: str, *arguments: str) -> Any:
    return globals()[what](*arguments)


def the_event() -> MeetingEvent:
    return MeetingEvent.objects.get(course="course")


def begin() -> int:
    """An event in which the rooms are fewer than people want: all fight over them, and over two interpreters."""
    event = api.open_event("course", "event", zone_name="UTC")
    lines = "\n".join(f"{FIRST + timedelta(minutes=40 * n):%Y-%m-%d %H:%M}" for n in range(SLOTS))
    api.add_slots(event, text=lines, minutes=30)
    event = api.save_settings(event, base=the_event().version, fields={"early": "0", "late": "24", "most": "50"})
    for number in range(ROOMS):
        api.add_room(event, name=f"Room {number}")
    for number in range(2):
        api.add_interpreter(event, name=f"Interpreter {number}", languages="es", zone_name="UTC")
    for number in range(FIRMS):
        api.save_organisation(
            event, fields={"name": f"Firm {number}", "zone": "UTC", "languages": "en", "sectors": "tax"}
        )
    for number in range(PEOPLE):
        spoken = "es" if number % 3 == 0 else "en"
        fields = {
            "name": f"Person {number}",
            "languages": spoken,
            "zone": "UTC",
            "sectors": "tax:5",
            "email": f"p{number}@example.invalid",
        }
        api.save_participant(event, fields=fields)
    return event.pk


def book(process: str, times: str, requests: str) -> list[list[Any]]:
    """Books, moves and cancels at random; what was acknowledged, in order, as [what, meeting, slot]."""
    dice, event = random.Random(process), the_event()
    people, firms, slots = list(event.participants.all()), list(event.organisations.all()), list(event.slots.all())
    around = transaction.atomic if requests == "atomic" else nullcontext
    told: list[list[Any]] = []
    for _number in range(int(times)):
        who, what, when = dice.choice(people), dice.choice(firms), dice.choice(slots)
        act = dice.random()
        mine = [one for one in told if one[0] != "cancelled"]
        try:
            with around():
                if act < 0.8 or not mine:
                    meeting = api.book(who, what, when)
                    said = ["booked", meeting.pk, when.pk]
                else:
                    meeting = Meeting.objects.select_related("event", "participant", "organisation", "slot").get(
                        pk=dice.choice(mine)[1]
                    )
                    if act < 0.9:
                        api.move(meeting, when, base=meeting.version)
                        said = ["moved", meeting.pk, when.pk]
                    else:
                        api.cancel(meeting, base=meeting.version)
                        said = ["cancelled", meeting.pk, 0]
        except (api.Taken, api.NotNow, api.Refused, Busy, OperationalError):
            continue
        told.append(said)
    return told


def story() -> dict[str, Any]:
    """Everything that stands."""
    return {
        "meetings": [
            [
                one.pk,
                one.state,
                one.slot_id,
                one.participant_id,
                one.organisation_id,
                one.room_id,
                one.interpreter_id,
                one.sequence,
            ]
            for one in Meeting.objects.all()
        ],
        "claims": [[one.resource, one.slot_id, one.meeting_id] for one in SlotClaim.objects.all()],
        "mail": [[one.meeting_id, one.key] for one in MeetingMail.objects.all()],
        "spanish": [one.pk for one in MeetingParticipant.objects.all() if one.languages == ["es"]],
        "firms": MeetingOrganisation.objects.count(),
    }


def solve(process: str) -> str:
    """Two organisers press the button in the same moment."""
    try:
        run = api.start_run(the_event(), person=process, name=f"Organiser {process}", seconds=3)
    except api.Running as other:
        return f"told of {other.run.name}"
    api.work(run.pk)
    return SolverRun.objects.get(pk=run.pk).state


def apply(_process: str) -> str:
    """And then both make the same schedule real."""
    run = api.last_run(the_event())
    assert run is not None
    try:
        api.apply(run)
    except (api.NotNow, Busy):
        return "late"
    return "applied"


def begin_two() -> None:
    """Two events of courses of their own at the same times, and three persons who take part in both."""
    for course in ("course-a", "course-b"):
        event = api.open_event(course, "event", zone_name="UTC")
        lines = "\n".join(f"{FIRST + timedelta(minutes=40 * n):%Y-%m-%d %H:%M}" for n in range(SLOTS))
        api.add_slots(event, text=lines, minutes=30)
        event = MeetingEvent.objects.get(course=course)
        event = api.save_settings(event, base=event.version, fields={"early": "0", "late": "24", "most": "50"})
        for number in range(ROOMS):
            api.add_room(event, name=f"Room {number}")
        for number in range(FIRMS):
            fields = {"name": f"Firm {number}", "zone": "UTC", "languages": "en", "sectors": "tax"}
            api.save_organisation(event, fields=fields)
        for number in range(3):
            api.join(event, person=number, name=f"Person {number}", country="KR", zone="UTC", interests={"tax": 5})


def book_two(process: str, times: str) -> list[int]:
    """Books in one of the two events, as the process has an even number or not; the meetings acknowledged."""
    dice = random.Random(process)
    event = MeetingEvent.objects.get(course="course-b" if int(process) % 2 else "course-a")
    people, firms, slots = list(event.participants.all()), list(event.organisations.all()), list(event.slots.all())
    told = []
    for _number in range(int(times)):
        try:
            told.append(api.book(dice.choice(people), dice.choice(firms), dice.choice(slots), force=True).pk)
        except (api.Refused, Busy):
            continue
    return told


def story_two() -> list[list[Any]]:
    """The confirmed meetings of both events: [meeting, person, start, course]."""
    rows = Meeting.objects.filter(state="confirmed")
    names = ("pk", "participant__person", "slot__start", "event__course")
    return [[pk, person, start.isoformat(), course] for pk, person, start, course in rows.values_list(*names)]


def post(process: str) -> list[int]:
    """Sends what is due, as a server that is slow; the rows that this process delivered."""
    import time

    sent: list[int] = []

    def deliver(row: MeetingMail) -> None:
        time.sleep(0.002)
        sent.append(row.pk)

    while MeetingMail.objects.filter(state="queued", due_at__lte=timezone.now()).exists():
        api.send_due(deliver=deliver)
    return sent
