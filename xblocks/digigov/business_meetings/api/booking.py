"""Meetings by hand: asked for, accepted, declined, booked, moved, cancelled, put on a waiting list."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from digigov.common.transactions import atomically

from ..faults import N_, Fault
from ..models import Meeting, MeetingOrganisation, MeetingParticipant, MeetingSlot
from ..scoring import Candidate
from ..settings import DEFAULTS
from .claims import release, seat, with_claims
from .errors import Locked, NotNow, Refused, Taken
from .invitations import tell
from .picture import bare, free_for, pair_of

PARTICIPANT, ORGANISATION, ORGANISER = "participant", "organisation", "organiser"
MESSAGE_CHARS = 2_000


def book(
    participant: MeetingParticipant, organisation: MeetingOrganisation, slot: MeetingSlot, *, force: bool = False
) -> Meeting:
    """A confirmed meeting at once, as organisers do it; `force` overrides hours, refusals and the most meetings."""
    candidate = _judged(participant, organisation, force)
    _check_slot(participant, organisation, slot, force)

    def work(avoid: set[str]) -> Meeting:
        meeting = _new(participant, organisation, ORGANISER, "", candidate)
        seat(meeting, slot, candidate.language, avoid)
        tell(meeting, "invite")
        return meeting

    return with_claims(work)


def ask(
    participant: MeetingParticipant,
    organisation: MeetingOrganisation,
    *,
    by: str,
    slot: MeetingSlot | None = None,
    message: str = "",
) -> Meeting:
    """A request for a meeting, at a time or at any; on the waiting list when the two have no free time in common."""
    candidate = _judged(participant, organisation, force=False)
    if slot is not None:
        _check_slot(participant, organisation, slot, force=False)
    free = free_for(participant.event, participant, organisation)
    if slot is not None and slot.pk not in {one.pk for one in free}:
        raise Taken(ORGANISATION if by == PARTICIPANT else PARTICIPANT)

    def work() -> Meeting:
        meeting = _new(participant, organisation, by, message, candidate)
        meeting.slot, meeting.state = slot, "requested" if free else "waiting"
        meeting.save()
        tell(meeting, "ask" if free else "wait")
        return meeting

    return atomically(work)


def accept(meeting: Meeting, *, base: int, slot: MeetingSlot | None = None) -> Meeting:
    """Confirm a request, at its time, another one or the first that both have free; Taken when nothing is left."""
    participant, organisation = meeting.participant, meeting.organisation
    candidate = _judged(participant, organisation, force=False, again=meeting)
    free = free_for(meeting.event, participant, organisation)
    wanted = slot or meeting.slot
    if wanted is not None:
        _check_slot(participant, organisation, wanted, force=False)
    choice = [wanted] if wanted else free
    if not choice:
        raise Taken(ORGANISATION)
    for number, one in enumerate(choice):
        try:
            return _confirm(meeting, base, one, candidate.language)
        except Taken:
            if number == len(choice) - 1:
                raise
    raise AssertionError("unreachable")


def _confirm(meeting: Meeting, base: int, slot: MeetingSlot, language: str) -> Meeting:
    def work(avoid: set[str]) -> Meeting:
        row = take(meeting, base, ("requested", "waiting"))
        seat(row, slot, language, avoid)
        tell(row, "invite")
        return row

    return with_claims(work)


def decline(meeting: Meeting, *, base: int, message: str = "") -> Meeting:
    """Say no to a request; the other side is told."""

    def work() -> Meeting:
        row = take(meeting, base, ("requested", "waiting"))
        row.state, row.open, row.message = "declined", None, message[:MESSAGE_CHARS]
        row.save()
        tell(row, "decline")
        return row

    return atomically(work)


def wait(meeting: Meeting, *, base: int) -> Meeting:
    """Put a request on the waiting list: it comes back as a request when a time is free."""

    def work() -> Meeting:
        row = take(meeting, base, ("requested",))
        row.state, row.slot = "waiting", None
        row.save()
        tell(row, "wait")
        return row

    return atomically(work)


def move(meeting: Meeting, slot: MeetingSlot, *, base: int, force: bool = False) -> Meeting:
    """Another time for a confirmed meeting; nothing is given up when the new time is taken."""
    participant, organisation = meeting.participant, meeting.organisation
    candidate = _judged(participant, organisation, force, again=meeting)
    _check_slot(participant, organisation, slot, force)

    def work(avoid: set[str]) -> Meeting:
        row = take(meeting, base, ("confirmed",))
        if row.locked:
            raise Locked
        before = row.slot
        release(row)
        row.sequence += 1
        seat(row, slot, candidate.language, avoid)
        tell(row, "update", before=before)
        promote(row)
        return row

    return with_claims(work)


def cancel(meeting: Meeting, *, base: int, message: str = "") -> Meeting:
    """Call a meeting, a request or a place on the waiting list off; who waited for the time is asked."""

    def work() -> Meeting:
        row = take(meeting, base, ("requested", "waiting", "confirmed"))
        if row.locked:
            raise Locked
        confirmed = row.state == "confirmed"
        release(row)
        row.state, row.open, row.sequence, row.message = "cancelled", None, row.sequence + 1, message[:MESSAGE_CHARS]
        row.save()
        if confirmed:
            tell(row, "cancel")
            promote(row)
        return row

    return atomically(work)


def lock(meeting: Meeting, *, base: int, locked: bool) -> Meeting:
    """Keep a confirmed meeting where it is, or let it go again."""

    def work() -> Meeting:
        row = take(meeting, base, ("confirmed",))
        row.locked = locked
        row.save(update_fields=["locked"])
        return row

    return atomically(work)


def take(meeting: Meeting, base: int, states: tuple[str, ...]) -> Meeting:
    """The meeting's row, locked, if it is still version `base` in one of the states; NotNow otherwise."""
    rows = Meeting.objects.filter(pk=meeting.pk, version=base, state__in=states)
    if not rows.update(version=base + 1, changed_at=timezone.now()):
        raise NotNow
    related = ("participant", "organisation", "event", "slot")
    return Meeting.objects.select_related(*related).get(pk=meeting.pk)


def promote(freed: Meeting) -> None:
    """Who waits for either side of a freed meeting, the longest waiting first, gets a request with a time."""
    rows = Meeting.objects.filter(event=freed.event_id, state="waiting").order_by("created_at", "pk")
    for row in rows.select_related("participant", "organisation", "event"):
        if row.participant_id != freed.participant_id and row.organisation_id != freed.organisation_id:
            continue
        free = free_for(row.event, row.participant, row.organisation)
        if not free:
            continue
        row.state, row.slot, row.version, row.changed_at = "requested", free[0], row.version + 1, timezone.now()
        row.save()
        tell(row, "free")
        return


def _new(
    participant: MeetingParticipant, organisation: MeetingOrganisation, by: str, message: str, candidate: Candidate
) -> Meeting:
    if participant.event_id != organisation.event_id:
        raise Refused(N_("They belong to different events."))
    try:
        return Meeting.objects.create(
            event=participant.event, participant=participant, organisation=organisation, state="requested", open=True,
            asked_by=by, message=message[:MESSAGE_CHARS], points=candidate.points, reasons=told(candidate),
            changed_at=timezone.now(),
        )  # fmt: skip
    except IntegrityError:
        raise Taken("pair") from None


def told(candidate: Candidate) -> list[Any]:
    """A candidate's reasons as they are kept: [points, template, values]."""
    return [[points, reason.template, dict(reason.values)] for points, reason in candidate.reasons]


def _judged(
    participant: MeetingParticipant, organisation: MeetingOrganisation, force: bool, again: Meeting | None = None
) -> Candidate:
    """The candidate; what speaks against it is refused unless forced. A missing common sector is no bar by hand."""
    found = pair_of(bare(participant.event), participant, organisation)
    if isinstance(found, Candidate):
        language = found.language
        candidate = found
    else:
        if found.place == "refused" and not force:
            raise Refused(found.template, **found.values)
        language = "" if found.place != "language" or force else str(found.values.get("language", ""))
        candidate = Candidate(participant.pk, organisation.pk, 0, (), language)
    if not force and again is None:
        _check_count(participant, organisation)
    return candidate


def _check_count(participant: MeetingParticipant, organisation: MeetingOrganisation) -> None:
    rules = {**DEFAULTS, **participant.event.settings}
    for party, most in (
        (participant, participant.most or rules["most"]),
        (organisation, organisation.most or rules["most_of_organisation"]),
    ):
        if most and party.meetings.filter(state="confirmed").count() >= most:
            raise Refused(N_("{name} has {most} meetings already, the most allowed."), name=party.name, most=most)


def _check_slot(
    participant: MeetingParticipant, organisation: MeetingOrganisation, slot: MeetingSlot, force: bool
) -> None:
    if slot.event_id != participant.event_id:
        raise Refused(N_("There is no such time in this event."))
    if slot.start <= timezone.now():
        raise Refused(N_("This time is past."))
    if force:
        return
    from ..posing import can
    from .picture import a_participant, a_slot, an_organisation

    rules, when = bare(participant.event), a_slot(slot)
    if not can(rules, a_participant(participant, ()), when):
        raise Refused(N_("The time is outside of the participant's hours."))
    if not can(rules, an_organisation(organisation), when):
        raise Refused(N_("The time is outside of the organisation's hours."))


__all__ = ["Fault", "accept", "ask", "book", "cancel", "decline", "lock", "move", "take", "told", "wait"]
