"""Figures of an event for the organisers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..models import Meeting, MeetingEvent, MeetingMail, MeetingNote


def statistics(event: MeetingEvent) -> dict[str, Any]:
    """Counts of an event: parties, meetings by state, by country and by sector, outcomes, mail, and how full it is."""
    rows = list(Meeting.objects.filter(event=event).select_related("participant", "organisation"))
    confirmed = [one for one in rows if one.state == "confirmed"]
    notes = list(MeetingNote.objects.filter(meeting__event=event))
    slots, rooms = event.slots.count(), event.rooms.count()
    return {
        "organisations": event.organisations.count(),
        "participants": event.participants.filter(left=False).count(),
        "slots": slots,
        "rooms": rooms,
        "interpreters": event.interpreters.count(),
        "meetings": len(confirmed),
        "states": dict(Counter(one.state for one in rows)),
        "fullness": len(confirmed) / (slots * rooms) if slots and rooms else 0.0,
        "by_country": _sorted(Counter(one.participant.country for one in confirmed)),
        "by_sector": _sorted(
            Counter(code for one in confirmed for code in one.organisation.sectors if code in one.participant.sectors)
        ),
        "by_participant": _sorted(Counter(one.participant.name for one in confirmed)),
        "by_organisation": _sorted(Counter(one.organisation.name for one in confirmed)),
        "without_meeting": [
            one.name
            for one in event.participants.filter(left=False)
            if not any(m.participant_id == one.pk for m in confirmed)
        ],
        "outcomes": _sorted(Counter(one.outcome for one in notes if one.outcome)),
        "notes": len(notes),
        "mail": dict(Counter(MeetingMail.objects.filter(event=event).values_list("state", flat=True))),
    }


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
