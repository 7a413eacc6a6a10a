"""What people are told, written into the outbox in the transaction that decides it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from digigov.common.i18n import gettext as _
from digigov.common.i18n import in_language
from digigov.platform import installation

from ..calendars import Entry, invitation
from ..joining import join_link
from ..models import Meeting, MeetingMail, MeetingOrganisation, MeetingParticipant, MeetingSlot
from ..settings import DEFAULTS
from ..writing import time_in

Party = MeetingParticipant | MeetingOrganisation
WITH_CALENDAR = ("invite", "update", "cancel")


def tell(meeting: Meeting, what: str, *, before: MeetingSlot | None = None) -> None:
    """Queue a message for each side that must know: "invite", "update", "cancel" with a calendar file; "ask", "free",
    "decline" and "wait" without."""
    for side in _sides(meeting, what):
        party = meeting.participant if side == "participant" else meeting.organisation
        if not party.email:
            continue
        with in_language(language_of(party)):
            subject, body = message(meeting, what, party, before)
        queue(
            meeting, f"{meeting.uid}:{meeting.version}:{what}:{side}", party.email, subject, body,
            invitation(entry(meeting, party)).decode() if what in WITH_CALENDAR else "",
            {"cancel": "CANCEL"}.get(what, "REQUEST") if what in WITH_CALENDAR else "",
        )  # fmt: skip
    person = meeting.interpreter
    if person and person.email and what in WITH_CALENDAR:
        subject, body = message(meeting, what, meeting.organisation, before)
        key = f"{meeting.uid}:{meeting.version}:{what}:i{person.pk}"
        queue(
            meeting,
            key,
            person.email,
            subject,
            body,
            invitation(entry(meeting, meeting.organisation)).decode(),
            "REQUEST",
        )


def queue(meeting: Meeting, key: str, to: str, subject: str, body: str, calendar: str = "", method: str = "") -> None:
    """One message, once."""
    MeetingMail.objects.get_or_create(
        key=key,
        defaults={
            "event": meeting.event, "meeting": meeting, "to": to, "subject": " ".join(subject.split())[:500],
            "body": body, "calendar": calendar, "method": method, "due_at": timezone.now(),
        },
    )  # fmt: skip


def language_of(party: Party) -> str:
    """In which language to write to somebody."""
    return str(getattr(party, "language", "") or "en")


def _sides(meeting: Meeting, what: str) -> tuple[str, ...]:
    if what in WITH_CALENDAR:
        return ("participant", "organisation")
    asker, other = (
        meeting.asked_by,
        {"participant": "organisation", "organisation": "participant"}.get(meeting.asked_by),
    )
    if what in ("ask", "free"):
        return (other,) if other else ("participant", "organisation")
    return (asker,) if what == "decline" and other else ()


def message(meeting: Meeting, what: str, party: Party, before: MeetingSlot | None) -> tuple[str, str]:
    """Subject and text for one side."""
    other: Party = meeting.organisation if isinstance(party, MeetingParticipant) else meeting.participant
    subjects = {
        "invite": _("Meeting with {name}"),
        "update": _("New time: meeting with {name}"),
        "cancel": _("Cancelled: meeting with {name}"),
        "ask": _("{name} asks for a meeting"),
        "free": _("A time is free for a meeting with {name}"),
        "decline": _("{name} cannot meet"),
        "remind": _("Reminder: meeting with {name}"),
    }
    lines = [subjects[what].format(name=other.name), ""]
    if before and what == "update":
        lines.append(_("Before: {time}").format(time=_time(before, party.zone, language_of(party))))
    lines += _when(meeting, party, other)
    if meeting.message and what in ("ask", "decline", "cancel"):
        lines += ["", meeting.message]
    address = link(meeting, party) if what in ("invite", "update", "remind") else ""
    if address:
        lines += ["", _("Join: {address}").format(address=address)]
    if meeting.interpreter and what in ("invite", "update", "remind"):
        lines.append(_("Interpreter: {name}").format(name=meeting.interpreter.name))
    organiser = {**DEFAULTS, **meeting.event.settings}["organiser"]
    return subjects[what].format(name=other.name), "\n".join([*lines, "", organiser]).rstrip() + "\n"


def _when(meeting: Meeting, party: Party, other: Party) -> list[str]:
    if meeting.slot is None:
        return []
    language = language_of(party)
    lines = [_("Your time: {time}").format(time=_time(meeting.slot, party.zone, language))]
    if other.zone != party.zone:
        lines.append(_("Their time: {time}").format(time=_time(meeting.slot, other.zone, language)))
    return lines


def _time(slot: MeetingSlot, zone: str, language: str) -> str:
    return time_in(slot.start, slot.minutes, zone, language)


def link(meeting: Meeting, party: Party) -> str:
    """Where one side joins; "" while there is no time or nothing is set."""
    if meeting.slot is None:
        return ""
    return join_link(
        {**DEFAULTS, **meeting.event.settings},
        uid=meeting.uid,
        organisation=meeting.organisation.name,
        own=meeting.organisation.join_url,
        room=meeting.room.name if meeting.room else "",
        room_url=meeting.room.url if meeting.room else "",
        start=meeting.slot.start,
        minutes=meeting.slot.minutes,
        name=party.name,
        key=installation("jitsi"),
    )


def entry(meeting: Meeting, party: Party) -> Entry:
    """The meeting as it stands in one side's calendar."""
    other: Party = meeting.organisation if isinstance(party, MeetingParticipant) else meeting.participant
    rules: dict[str, Any] = {**DEFAULTS, **meeting.event.settings}
    assert meeting.slot is not None
    with in_language(language_of(party)):
        summary = _("Meeting with {name}").format(name=other.name)
        lines = _when(meeting, party, other)
    address = link(meeting, party)
    organiser = (rules["organiser"] or "digigov", rules["organiser_email"] or str(installation("mail").get("from", "")))
    return Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        start=meeting.slot.start,
        minutes=meeting.slot.minutes,
        zone=party.zone,
        summary=summary,
        description="\n".join([*lines, *([address] if address else [])]),
        address=address,
        organiser=organiser,
        attendees=tuple((one.name, one.email) for one in (meeting.participant, meeting.organisation)),
        changed_at=meeting.changed_at,
        cancelled=meeting.state == "cancelled",
    )
