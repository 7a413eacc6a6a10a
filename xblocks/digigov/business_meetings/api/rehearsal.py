"""The invented companies and participants: put in and taken out by the organisers' button."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from digigov.common.transactions import atomically

from .. import invented
from ..models import (
    Meeting,
    MeetingEvent,
    MeetingInterpreter,
    MeetingMail,
    MeetingOrganisation,
    MeetingParticipant,
    MeetingRoom,
    MeetingWish,
    SlotClaim,
)
from ..records import ORGANISATION, PARTICIPANT, read
from .events import add_slots, touch


def load_example(event: MeetingEvent, first_day: date | None = None) -> dict[str, int]:
    """Put in what is not there yet; slots, rooms and interpreters only where the event has none. Counts by kind."""
    soon = timezone.now().date() + timedelta(days=14)
    day = first_day or soon + timedelta(days=-soon.weekday() % 7)  # a Monday
    days = [day + timedelta(days=number) for number in range(invented.DAYS)]
    counts = {"slots": 0, "organisations": 0, "participants": 0}
    if not event.slots.exists():
        stretches = ((invented.FROM, invented.TO), invented.AFTERNOON)
        text = "\n".join(f"{one} {start}-{end}" for one in days for start, end in stretches)
        counts["slots"] = add_slots(event, text=text, minutes=invented.MINUTES, pause=invented.PAUSE)

    def work() -> None:
        touch(event)
        if not event.rooms.exists():
            MeetingRoom.objects.bulk_create(
                MeetingRoom(event=event, name=name, url=f"https://example.org/{name.lower().replace(' ', '-')}")
                for name in invented.ROOMS
            )
        if not event.interpreters.exists():
            MeetingInterpreter.objects.bulk_create(
                MeetingInterpreter(event=event, name=name, languages=list(spoken), zone="Asia/Seoul")
                for name, spoken in invented.INTERPRETERS
            )
        counts["organisations"] = _organisations(event)
        counts["participants"] = _participants(event, days)

    atomically(work)
    return counts


def _organisations(event: MeetingEvent) -> int:
    there = set(event.organisations.values_list("name", flat=True))
    new = []
    for cells in invented.companies():
        values, faults = read(ORGANISATION, cells)
        assert not faults, faults
        if values["name"] not in there:
            new.append(MeetingOrganisation(event=event, invented=True, **values))
    MeetingOrganisation.objects.bulk_create(new)
    return len(new)


def _participants(event: MeetingEvent, days: list[date]) -> int:
    there = set(event.participants.values_list("name", flat=True))
    firms = list(event.organisations.filter(invented=True).order_by("name"))
    count = 0
    for number, guest in enumerate(invented.GUESTS):
        if guest.name in there:
            continue
        values: dict[str, Any]
        # The day before too: in the Americas it is evening when it is the next morning in Seoul.
        spread = [days[0] - timedelta(days=1), *days]
        hours = "; ".join(f"{day} {guest.hours}" for day in spread) if guest.hours else ""
        values, faults = read(
            PARTICIPANT,
            {"name": guest.name, "post": guest.post, "country": guest.country, "zone": guest.zone, "hours": hours,
             "languages": guest.languages, "interpreting": guest.interpreting, "seeks": guest.seeks,
             "email": f"{guest.name.lower().replace(' ', '-')}@example.invalid"},
        )  # fmt: skip
        assert not faults, faults
        language = "es" if guest.interpreting == "es" else "en"
        row = MeetingParticipant.objects.create(
            event=event, invented=True, language=language, sectors=invented.interests(guest.country),
            from_survey=True, **values,
        )  # fmt: skip
        _wish(row, firms, number)
        count += 1
    return count


def _wish(row: MeetingParticipant, firms: list[MeetingOrganisation], number: int) -> None:
    """One must-meet, two wishes and now and then a refusal, among those of the participant's sectors."""
    fitting = [one for one in firms if set(one.sectors) & set(row.sectors)] or firms
    kinds = ["must", "wish", "wish", *(["not"] if number % 4 == 0 else [])]
    chosen = {fitting[(number * 3 + place * 2) % len(fitting)].pk: kind for place, kind in enumerate(kinds)}
    MeetingWish.objects.bulk_create(
        MeetingWish(participant=row, organisation_id=firm, kind=kind) for firm, kind in chosen.items()
    )


def remove_example(event: MeetingEvent) -> int:
    """Take everything invented out again, with its meetings; what real people take part in stays.

    Slots go too where nobody and nothing else is left in the event.
    """

    def work() -> int:
        touch(event)
        meetings = Meeting.objects.filter(event=event, participant__invented=True) | Meeting.objects.filter(
            event=event, organisation__invented=True
        )
        ids = list(meetings.values_list("pk", flat=True))
        MeetingMail.objects.filter(meeting__in=ids).delete()
        SlotClaim.objects.filter(meeting__in=ids).delete()
        Meeting.objects.filter(pk__in=ids).delete()
        gone = event.participants.filter(invented=True).delete()[0]
        gone += event.organisations.filter(invented=True).delete()[0]
        _empty_services(event)
        if not event.participants.exists() and not event.organisations.exists():
            event.slots.filter(meetings=None).delete()
        return gone

    return atomically(work)


def _empty_services(event: MeetingEvent) -> None:
    event.rooms.filter(name__in=invented.ROOMS, meeting=None).delete()
    event.interpreters.filter(name__in=[name for name, _spoken in invented.INTERPRETERS], meeting=None).delete()
