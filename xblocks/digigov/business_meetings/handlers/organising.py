"""What organisers do: settings, parties, bookings by hand, mail, rehearsal."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import page_url

from .. import api
from ..models import MeetingMail, MeetingNote
from ..records import ORGANISATION, PARTICIPANT
from .access import MeetingAccess, handler, number, text
from .booking import BookingHandlers

MAX_FILE = 13_000_000  # bytes of a request with a file of nine million
EVENT = ("title", "zone", "join", "join_template", "jitsi_domain", "organiser", "organiser_email")


class OrganisingHandlers(BookingHandlers):
    """Each asks first whether the person organises the course."""

    @handler()
    def save_event(self, data: dict[str, Any]) -> dict[str, Any]:
        """Settings of the event."""
        self.organiser()
        fields = {name: value for name, value in data.items() if name != "version"}
        self._event = api.save_settings(self.event(), base=number(data, "version"), fields=fields)
        return self.answer(_("Saved."), ["setup"])

    @handler()
    def slots_add(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"text", "minutes", "pause"}: slots from lines."""
        self.organiser()
        count = api.add_slots(
            self.event(), text=text(data, "text"), minutes=data.get("minutes"), pause=data.get("pause", 0)
        )
        return self._changed(_("{count} slots added.").format(count=count), "setup", "figures", "schedule")

    @handler()
    def slots_remove(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"slots": [...]}: take slots away in which nothing is arranged."""
        self.organiser()
        ids = data.get("slots", [])
        ids = ids if isinstance(ids, list) else [ids]
        api.remove_slots(self.event(), [number({"id": one}, "id") for one in ids])
        return self._changed(_("Removed."), "setup", "figures", "schedule")

    @handler()
    def room_add(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"name", "url"}."""
        self.organiser()
        api.add_room(self.event(), name=text(data, "name"), url=text(data, "url"))
        return self._changed(_("Added."), "setup", "figures", "schedule")

    @handler()
    def room_remove(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}."""
        self.organiser()
        api.remove_room(self.event(), number(data, "id"))
        return self._changed(_("Removed."), "setup", "figures", "schedule")

    @handler()
    def interpreter_add(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"name", "languages", "zone", "hours"}."""
        self.organiser()
        api.add_interpreter(
            self.event(), name=text(data, "name"), languages=text(data, "languages"),
            zone_name=text(data, "zone") or self.event().zone, hours=text(data, "hours"),
        )  # fmt: skip
        return self._changed(_("Added."), "setup", "figures")

    @handler()
    def interpreter_remove(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}."""
        self.organiser()
        api.remove_interpreter(self.event(), number(data, "id"))
        return self._changed(_("Removed."), "setup", "figures")

    @handler()
    def organisation_save(self, data: dict[str, Any]) -> dict[str, Any]:
        """A new organisation, or changes of one ("id", "version")."""
        self.organiser()
        fields = {name: value for name, value in data.items() if name in ORGANISATION}
        if "name" in fields:  # a whole form: what is not ticked is not chosen
            fields = {"sectors": [], "offers": [], **fields}
        pk = number(data, "id") if text(data, "id") else None
        if pk is not None and not self.event().organisations.filter(pk=pk).exists():
            raise Refusal(404, "no-such-organisation", _("There is no such organisation."))
        api.save_organisation(self.event(), fields=fields, pk=pk, base=number({"v": data.get("version", 0)}, "v"))
        return self._changed(_("Saved."), "organisations", "figures", "meetings")

    @handler()
    def organisation_remove(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}."""
        self.organiser()
        api.remove_organisation(self._organisation(data))
        return self._changed(_("Removed."), "organisations", "figures", "meetings")

    @handler()
    def organisation_link(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}: a new secret address of the organisation's own page."""
        self.organiser()
        row = self._organisation(data)
        address = page_url("meetings-organisation", api.new_link(row))
        if not address:
            raise Refusal(404, "no-pages", _("This site has no pages outside of the course."))
        panel = self.panel("organisations", link={"name": row.name, "url": address})
        return {"say": _("This is its address."), "panels": {"organisations": panel}, "address": address}

    @handler()
    def organisations_look(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"word"}: organisations whose name holds it."""
        self.organiser()
        return {"say": "", "panels": {"organisations": self.panel("organisations", word=text(data, "word")[:100])}}

    @handler(MAX_FILE)
    def import_file(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"file": base64}: organisations from CSV or Excel, with a report line by line."""
        self.organiser()
        try:
            content = base64.b64decode(text(data, "file"), validate=True)
        except (binascii.Error, ValueError):
            raise Refusal(400, "no-file", _("Choose a file.")) from None
        report = api.import_organisations(self.event(), content)
        told = _("{added} added, {changed} changed, {bad} not taken.")
        answer = self._changed(
            told.format(added=report.added, changed=report.changed, bad=len(report.bad)), "figures", "schedule"
        )
        answer["panels"]["organisations"] = self.panel("organisations", report=report)
        return answer

    @handler()
    def participant_save(self, data: dict[str, Any]) -> dict[str, Any]:
        """Somebody without an account."""
        self.organiser()
        api.save_participant(self.event(), fields={name: value for name, value in data.items() if name in PARTICIPANT})
        return self._changed(_("Saved."), "participants", "figures", "meetings", "schedule")

    @handler()
    def participant_remove(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}."""
        self.organiser()
        row = self.event().participants.filter(pk=number(data, "id")).first()
        if row is None:
            raise Refusal(404, "no-such-participant", _("There is no such participant."))
        api.remove_participant(row)
        return self._changed(_("Removed."), "participants", "figures", "meetings")

    @handler()
    def interests_take(self, data: dict[str, Any]) -> dict[str, Any]:
        """The survey's answers of all who have not changed their interests here."""
        self.organiser()
        count = 0
        for row in self.event().participants.exclude(person=None):
            found = self.interests(row.person)
            if found and (row.from_survey or not row.sectors) and found != row.sectors:
                self.event().participants.filter(pk=row.pk).update(
                    sectors=found, from_survey=True, version=row.version + 1
                )
                count += 1
        return self._changed(_("{count} participants have new interests.").format(count=count), "participants")

    @handler()
    def book(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"participant", "organisation", "slot", "force"}: a meeting at once."""
        self.organiser()
        row = self.event().participants.filter(pk=number(data, "participant")).first()
        slot = self.slot(data)
        if row is None or slot is None:
            raise Refusal(404, "incomplete", _("Choose a participant, an organisation and a time."))
        api.book(row, self._organisation(data, "organisation"), slot, force=bool(data.get("force")))
        self.post()
        return self._changed(_("Booked; both sides get an invitation."), "meetings", "figures", "mail", "participants")

    @handler()
    def move(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"meeting", "version", "slot"}: another time."""
        self.organiser()
        slot = self.slot(data)
        if slot is None:
            raise Refusal(404, "no-such-slot", _("There is no such time in this event."))
        api.move(self.meeting(data), slot, base=number(data, "version"), force=bool(data.get("force")))
        self.post()
        return self._changed(_("Moved; both sides get the new time."), "meetings", "mail")

    @handler()
    def cancel_any(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"meeting", "version"}: call any meeting off."""
        self.organiser()
        api.cancel(self.meeting(data), base=number(data, "version"), message=text(data, "message"))
        self.post()
        return self._changed(_("Cancelled; both sides are told."), "meetings", "figures", "mail", "participants")

    @handler()
    def lock(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"meeting", "version", "locked"}: keep it where it is, or not."""
        self.organiser()
        api.lock(self.meeting(data), base=number(data, "version"), locked=bool(text(data, "locked")))
        return self._changed(_("Saved."), "meetings")

    @handler()
    def followup(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"meeting", "note"}: the next step of a shared note into the course's list of follow-ups."""
        person = self.organiser()
        meeting = self.meeting(data)
        note = MeetingNote.objects.filter(meeting=meeting, shared=True, pk=number(data, "note")).first()
        if note is None:
            raise Refusal(404, "no-such-note", _("There is no such note."))
        api.add_followup(meeting, person=person.id, note=note)
        return self._changed(_("It is in the list of follow-ups, beside those of the cooperation plans."), "meetings")

    @handler()
    def mail_send(self, data: dict[str, Any]) -> dict[str, Any]:
        """Send what is due."""
        self.organiser()
        self.post()
        return self._changed(_("What is due is being sent."), "mail")

    @handler()
    def mail_retry(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}: send one message again."""
        self.organiser()
        row = MeetingMail.objects.filter(event=self.event(), pk=number(data, "id")).first()
        if row is None:
            raise Refusal(404, "no-such-message", _("There is no such message."))
        api.retry(row)
        self.post()
        return self._changed(_("It is sent again."), "mail")

    @handler()
    def remind(self, data: dict[str, Any]) -> dict[str, Any]:
        """Reminders of the meetings that begin soon; each goes out once."""
        self.organiser()
        count = api.remind(self.event())
        self.post()
        return self._changed(_("{count} reminders written.").format(count=count), "mail")

    @handler()
    def example_load(self, data: dict[str, Any]) -> dict[str, Any]:
        """Invented companies and participants."""
        self.organiser()
        counts = api.load_example(self.event())
        told = _("{organisations} organisations and {participants} participants loaded, all invented.")
        return self._changed(told.format(**counts), *self.console_panels())

    @handler()
    def example_remove(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take everything invented out again."""
        self.organiser()
        api.remove_example(self.event())
        return self._changed(_("Everything invented is removed."), *self.console_panels())

    def console_panels(self) -> tuple[str, ...]:
        raise NotImplementedError

    def _changed(self, say: str, *panels: str) -> dict[str, Any]:
        return self.answer(say, panels)

    def _organisation(self, data: dict[str, Any], name: str = "id") -> Any:
        row = self.event().organisations.filter(pk=number(data, name)).first()
        if row is None:
            raise Refusal(404, "no-such-organisation", _("There is no such organisation."))
        return row


__all__ = ["MeetingAccess", "OrganisingHandlers"]
