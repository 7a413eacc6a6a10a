"""An event's tables as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from ..event import Event, Interpreter, Organisation, Participant, Slot
from ..models import (
    Meeting,
    MeetingEvent,
    MeetingOrganisation,
    MeetingParticipant,
    MeetingSlot,
    MeetingWish,
    SlotClaim,
)
from ..posing import can
from ..scoring import Candidate, assess
from ..settings import DEFAULTS
from ..zones import Span, spans


def hours(text: str, zone: str) -> tuple[Span, ...] | None:
    """The spans that somebody wrote; None when they wrote none."""
    return tuple(spans(text, zone)[0]) if text.strip() else None


def a_slot(row: MeetingSlot) -> Slot:
    return Slot(row.pk, row.start, row.minutes)


def an_organisation(row: MeetingOrganisation) -> Organisation:
    """A row as the rules see it."""
    return Organisation(
        row.pk, row.name, row.zone, tuple(row.sectors), tuple(row.offers), tuple(row.languages),
        hours(row.hours, row.zone), frozenset(row.wishes), frozenset(row.refuses), row.most,
    )  # fmt: skip


def a_participant(row: MeetingParticipant, wishes: Iterable[MeetingWish]) -> Participant:
    """A row as the rules see it."""
    by_kind: dict[str, set[int]] = {"must": set(), "wish": set(), "not": set()}
    for wish in wishes:
        by_kind[wish.kind].add(wish.organisation_id)
    return Participant(
        row.pk, row.name, row.country, row.zone, dict(row.sectors), tuple(row.seeks), tuple(row.languages),
        row.interpreting, hours(row.hours, row.zone), frozenset(by_kind["must"]), frozenset(by_kind["wish"]),
        frozenset(by_kind["not"]), row.least, row.most,
    )  # fmt: skip


def busy_elsewhere(rows: Iterable[MeetingParticipant], event: MeetingEvent) -> dict[str, tuple[Span, ...]]:
    """When persons have confirmed meetings of other events, of this course or another."""
    persons = {row.person for row in rows if row.person}
    found = Meeting.objects.filter(participant__person__in=persons, state="confirmed").exclude(event=event)
    times: dict[str, tuple[Span, ...]] = {}
    for person, start, minutes in found.values_list("participant__person", "slot__start", "slot__minutes"):
        times[person] = (*times.get(person, ()), (start, start + timedelta(minutes=minutes)))
    return times


def picture(event: MeetingEvent) -> Event:
    """Everything of an event, its confirmed meetings among it."""
    rules = {**DEFAULTS, **event.settings}
    wishes: dict[int, list[MeetingWish]] = {}
    for wish in MeetingWish.objects.filter(participant__event=event):
        wishes.setdefault(wish.participant_id, []).append(wish)
    people = list(event.participants.filter(left=False))
    busy = busy_elsewhere(people, event)
    standing = list(Meeting.objects.filter(event=event, state="confirmed"))
    return Event(
        slots=tuple(a_slot(row) for row in event.slots.all()),
        participants=tuple(
            replace(a_participant(row, wishes.get(row.pk, ())), busy=busy.get(row.person or "", ())) for row in people
        ),
        organisations=tuple(an_organisation(row) for row in event.organisations.all()),
        rooms=tuple(event.rooms.order_by("pk").values_list("pk", flat=True)),
        interpreters=tuple(
            Interpreter(row.pk, row.name, tuple(row.languages), row.zone, hours(row.hours, row.zone))
            for row in event.interpreters.order_by("pk")
        ),
        early=rules["early"],
        late=rules["late"],
        least=rules["least"],
        most=rules["most"],
        most_of_organisation=rules["most_of_organisation"],
        meetings={(one.participant_id, one.organisation_id): one.slot_id for one in standing},
        locked=frozenset((one.participant_id, one.organisation_id) for one in standing if one.locked),
    )


def pair_of(event: Event, participant: MeetingParticipant, organisation: MeetingOrganisation) -> Any:
    """The candidate of two rows, or the Fault that says why they are none."""
    who = a_participant(participant, participant.wishes.all())
    return assess(event, who, an_organisation(organisation))


def bare(event: MeetingEvent) -> Event:
    """An event with slots, rooms and interpreters only: enough to judge one pair."""
    rules = {**DEFAULTS, **event.settings}
    return Event(
        tuple(a_slot(row) for row in event.slots.all()), (), (), (),
        tuple(
            Interpreter(row.pk, row.name, tuple(row.languages), row.zone, hours(row.hours, row.zone))
            for row in event.interpreters.order_by("pk")
        ),
        rules["early"], rules["late"],
    )  # fmt: skip


def free_for(
    event: MeetingEvent, participant: MeetingParticipant, organisation: MeetingOrganisation
) -> list[MeetingSlot]:
    """Slots in which both can and neither has a meeting, in order; rooms and interpreters count when it is booked."""
    rules = bare(event)
    busy = busy_elsewhere([participant], event).get(participant.person or "", ())
    who, what = replace(a_participant(participant, ()), busy=busy), an_organisation(organisation)
    mine = (f"p:{participant.pk}", f"o:{organisation.pk}")
    taken = set(SlotClaim.objects.filter(event=event, resource__in=mine).values_list("slot_id", flat=True))
    return [
        row
        for row in event.slots.all()
        if row.pk not in taken and can(rules, who, a_slot(row)) and can(rules, what, a_slot(row))
    ]


def meetings_with_parties(event: MeetingEvent) -> QuerySet[Meeting]:
    """All meetings of an event with everything that a table shows, by time."""
    related = ("participant", "organisation", "slot", "room", "interpreter", "event")
    return Meeting.objects.filter(event=event).select_related(*related).order_by("slot__start", "pk")


def meetings_of(party: MeetingParticipant | MeetingOrganisation) -> list[Meeting]:
    """The meetings of one side, by time; those without a time last."""
    side = {"participant" if isinstance(party, MeetingParticipant) else "organisation": party}
    rows = list(meetings_with_parties(party.event).filter(**side))
    return sorted(rows, key=lambda one: (one.slot is None, one.slot.start if one.slot else one.created_at))


__all__ = ["Candidate", "bare", "free_for", "meetings_of", "meetings_with_parties", "pair_of", "picture"]
