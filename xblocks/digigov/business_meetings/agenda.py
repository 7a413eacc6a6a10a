"""Somebody's meetings as one calendar."""

from __future__ import annotations

from . import api
from .api.invitations import entry
from .calendars import feed
from .models import MeetingOrganisation, MeetingParticipant


def calendar_of(party: MeetingParticipant | MeetingOrganisation) -> bytes:
    """Confirmed meetings, and cancelled ones as cancelled, so that subscribers take them out."""
    rows = [one for one in api.meetings_of(party) if one.slot and one.state in ("confirmed", "cancelled")]
    return feed(entry(one, party) for one in rows)
