"""Requests and meetings of a participant."""

from __future__ import annotations

from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _

from .. import api
from ..models import MeetingSlot
from .access import MeetingAccess, handler, number, text
from .taking_part import OWN


class BookingHandlers(MeetingAccess):
    """A participant's own meetings; somebody else's are not found."""

    @handler()
    def ask(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"organisation", "slot", "message"}: a request; without a slot for any time."""
        row = self.participant()
        firm = self.event().organisations.filter(pk=number(data, "organisation")).first()
        if firm is None:
            raise Refusal(404, "no-such-organisation", _("There is no such organisation."))
        made = api.ask(row, firm, by="participant", slot=self.slot(data), message=text(data, "message"))
        self.post()
        waiting = _("No time is free for both; you are on the waiting list.")
        return self.answer(_("The request is sent.") if made.state == "requested" else waiting, OWN)

    @handler()
    def answer_request(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"meeting", "version", "what": "accept" or "decline", "slot"}: an answer to an organisation's request."""
        meeting = self.meeting(data, participant=self.participant())
        if meeting.asked_by == "participant":
            raise Refusal(403, "own-request", _("The other side answers your request."))
        what, base = text(data, "what"), number(data, "version")
        if what == "accept":
            api.accept(meeting, base=base, slot=self.slot(data))
        elif what == "decline":
            api.decline(meeting, base=base, message=text(data, "message"))
        else:
            raise Refusal(400, "no-such-answer", _("Accept or decline."))
        self.post()
        return self.answer(_("Both sides are told."), OWN)

    @handler()
    def cancel_meeting(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"meeting", "version"}: call off one's own meeting or request."""
        meeting = self.meeting(data, participant=self.participant())
        api.cancel(meeting, base=number(data, "version"), message=text(data, "message"))
        self.post()
        return self.answer(_("It is cancelled, and the other side is told."), OWN)

    @handler()
    def note(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"meeting", "version", "outcome", "text", "next_step", "next_date", "shared"}: one's note."""
        meeting = self.meeting(data, participant=self.participant())
        api.save_note(meeting, side="participant", fields=data, base=number(data, "version"), person=self.person().id)
        return self.answer(_("The note is saved."), ["agenda"])

    def slot(self, data: dict[str, Any], name: str = "slot") -> MeetingSlot | None:
        """The slot that a request names; None when it names none."""
        if not text(data, name):
            return None
        found = self.event().slots.filter(pk=number(data, name)).first()
        if found is None:
            raise Refusal(404, "no-such-slot", _("There is no such time in this event."))
        return found
