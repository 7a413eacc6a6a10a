"""Whose meetings these are, and refusals of the api as answers to the browser."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.common.transactions import Busy
from digigov.needs_survey import api as survey
from digigov.platform import Person, course_of, current_person, in_background

from .. import api
from ..importing import BadFile
from ..models import Meeting, MeetingEvent, MeetingParticipant
from ..writing import sentence

SMALL = 100_000  # bytes
POST = "digigov.business_meetings.api:send_due"


class MeetingAccess(DigigovBlock):
    """The event of this block. The fields that it reads are in block.py."""

    event_key: str
    display_name: str

    def language(self) -> str:
        """The language of this page: dates are in that of the words around them."""
        return get_language() or current_person(self).language

    def event(self) -> MeetingEvent:
        """The event's row; made when it is not there yet."""
        if not hasattr(self, "_event"):
            key = self.event_key or str(getattr(self.scope_ids.usage_id, "block_id", "") or self.scope_ids.usage_id)
            self._event = api.open_event(course_of(self), key, title=self.display_name)
        return self._event

    def person(self) -> Person:
        """Who asks; refused when nobody is logged in."""
        person = current_person(self)
        if person.id is None:
            raise Refusal(403, "nobody", _("Log in to arrange meetings."))
        return person

    def organiser(self) -> Person:
        """Who asks; refused unless they organise the course."""
        person = self.person()
        if not person.is_staff:
            raise Refusal(403, "not-an-organiser", _("Only the organisers of the course may do this."))
        return person

    def participant(self) -> MeetingParticipant:
        """Who asks, as a participant of the event; refused when they do not take part."""
        row = api.find_participant(self.event(), self.person().id)
        if row is None:
            raise Refusal(403, "not-taking-part", _("Take part first."))
        return row

    def interests(self, person: Any) -> dict[str, int]:
        """The sectors that somebody named in the course's needs survey, with weights: the first counts 5."""
        ranked = survey.interests(course_of(self), person)
        return {code: max(1, 5 - place) for place, code in enumerate(ranked[:6])}

    def meeting(self, data: Mapping[str, Any], **narrower: Any) -> Meeting:
        """The meeting that a request names, if it belongs to the event and to whoever asks."""
        rows = api.meetings_with_parties(self.event()).filter(**narrower)
        found = rows.filter(pk=number(data, "meeting")).first()
        if found is None:
            raise Refusal(404, "no-such-meeting", _("There is no such meeting."))
        return found

    def post(self) -> None:
        """Send mail when what was decided is decided."""
        in_background(POST)

    def answer(self, say: str, panels: Iterable[str], **more: Any) -> dict[str, Any]:
        """What came of it, and the panels as they are now."""
        return {"say": say, "panels": {name: self.panel(name) for name in panels}, **more}

    def panel(self, name: str, **more: Any) -> str:
        raise NotImplementedError


def number(data: Mapping[str, Any], name: str) -> int:
    """A whole number of a request."""
    text = str(data.get(name, ""))
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise Refusal(400, "no-number", _("A number is missing in the request."))
    return int(text)


def text(data: Mapping[str, Any], name: str) -> str:
    """A text of a request; "" when it is missing."""
    value = data.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or "\x00" in value:
        raise Refusal(400, "no-text", _("A text is missing in the request."))
    return value


def handler(max_body: int = SMALL) -> Callable[..., Any]:
    """A JSON handler of which the api's refusals become answers."""

    def decorate(method: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Any:
        @functools.wraps(method)
        def careful(self: MeetingAccess, data: dict[str, Any]) -> dict[str, Any]:
            try:
                return method(self, data)
            except (api.MeetingsError, BadFile, Busy) as refused:
                raise refusal_of(refused, self.language()) from None

        return json_handler(max_body=max_body)(careful)

    return decorate


def refusal_of(error: Exception, language: str) -> Refusal:
    """An error of the api as an answer: 422 with the faults of cells, 409 when others were quicker, 503 when busy."""
    if isinstance(error, Busy):
        return Refusal(503, "busy", _("Too many people are writing at this moment. Try again."))
    if isinstance(error, BadFile):
        return Refusal(422, "bad-file", sentence(error.fault.template, error.fault.values, language))
    assert isinstance(error, api.MeetingsError)
    message = sentence(error.template, error.values, language)
    if isinstance(error, api.Incomplete):
        faults = {one.place: sentence(one.template, one.values, language) for one in reversed(error.faults)}
        lines = [f"{place}: {told}" if place.startswith("line ") else told for place, told in reversed(faults.items())]
        return Refusal(422, "incomplete", "\n".join(lines[:12]), faults=faults)
    if isinstance(error, (api.Stale, api.NotNow, api.Taken, api.Running)):
        return Refusal(409, type(error).__name__.lower(), message)
    return Refusal(422, "refused", message)
