"""Reminders before meetings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from digigov.common.i18n import in_language

from ..models import Meeting
from ..settings import DEFAULTS
from .invitations import language_of, message, queue
from .picture import meetings_with_parties


def remind(event: object, now: datetime | None = None) -> int:
    """Queue a reminder for each meeting that begins within the event's hours; each once for each time of a meeting."""
    from ..models import MeetingMail

    now = now or timezone.now()
    hours = {**DEFAULTS, **event.settings}["remind_hours"]  # type: ignore[attr-defined]
    soon = meetings_with_parties(event).filter(  # type: ignore[arg-type]
        state="confirmed", slot__start__gt=now, slot__start__lte=now + timedelta(hours=hours)
    )
    count = 0
    for meeting in soon:
        for side in ("participant", "organisation"):
            key = f"{meeting.uid}:{meeting.sequence}:remind:{side}"
            if not MeetingMail.objects.filter(key=key).exists():
                count += _remind(meeting, side, key)
    return count


def _remind(meeting: Meeting, side: str, key: str) -> int:
    party = getattr(meeting, side)
    if not party.email:
        return 0
    with in_language(language_of(party)):
        subject, body = message(meeting, "remind", party, None)
    queue(meeting, key, party.email, subject, body)
    return 1
