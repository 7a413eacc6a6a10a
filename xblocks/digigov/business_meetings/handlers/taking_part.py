"""What participants do: take part, say what they seek, whom they wish to meet."""

from __future__ import annotations

from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import email_of, page_url, suggested_country, suggested_zone

from .. import api
from ..records import PARTICIPANT
from ..zones import zone
from .access import MeetingAccess, handler, number, text

OWN = ("agenda", "find", "me")


class TakingPartHandlers(MeetingAccess):
    """Each acts for the person who asks and for nobody else."""

    @handler()
    def take_part(self, data: dict[str, Any]) -> dict[str, Any]:
        """Become a participant; the survey's answers are the first interests."""
        person = self.person()
        chosen = suggested_zone(self)
        api.join(
            self.event(), person=person.id, name=person.name, country=suggested_country(self),
            zone=chosen if zone(chosen) else "UTC", email=email_of(self), language=self.language(),
            interests=self.interests(person.id),
        )  # fmt: skip
        self.runtime.publish(self, "completion", {"completion": 1.0})
        return self.answer(_("You take part. Say below what you seek and whom you wish to meet."), ["own"])

    @handler()
    def leave(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take part no more: meetings to come are called off, what was written goes."""
        self.participant()
        api.erase(self.person().id, self.event())
        self.post()
        self.runtime.publish(self, "completion", {"completion": 0.0})
        return self.answer(_("You take part no more."), ["own"])

    @handler()
    def save_me(self, data: dict[str, Any]) -> dict[str, Any]:
        """What one says of oneself; sectors come as "sector/<code>": weight."""
        row = self.participant()
        fields = {name: value for name, value in data.items() if name in PARTICIPANT and name != "sectors"}
        weights = {
            name.removeprefix("sector/"): str(value) for name, value in data.items() if name.startswith("sector/")
        }
        if weights:
            chosen = {code: weight for code, weight in weights.items() if weight not in ("", "0")}
            if chosen != {code: str(weight) for code, weight in row.sectors.items()}:
                fields["sectors"] = ";".join(f"{code}:{weight}" for code, weight in chosen.items())
            fields["seeks"] = data.get("seeks", [])
            fields["shares_plan"] = data.get("shares_plan") in (True, "on", "true", "1")
        api.save_participant(self.event(), fields=fields, pk=row.pk, base=number(data, "version"), own=True)
        return self.answer(_("Saved."), OWN)

    @handler()
    def wish(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"organisation", "kind"}: "must", "wish", "not", or "" to take it back."""
        api.save_wishes(self.participant(), {number(data, "organisation"): text(data, "kind")})
        return {"say": _("Your wish is kept."), "panels": {}}

    @handler()
    def look(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"word", "most"}: the first organisations whose name or profile holds the word."""
        self.participant()
        most = min(number(data, "most"), 2000) if text(data, "most") else 12
        return {"say": "", "panels": {"find": self.panel("find", word=text(data, "word")[:100], most=most)}}

    @handler()
    def line_echo(self, data: dict[str, Any]) -> dict[str, Any]:
        """An empty answer, for measuring the line before a meeting."""
        self.person()
        return {}

    @handler()
    def feed(self, data: dict[str, Any]) -> dict[str, Any]:
        """A new secret address of one's calendar feed."""
        token = api.new_feed(self.participant())
        address = page_url("meetings-feed", token)
        if not address:
            raise Refusal(404, "no-pages", _("This site has no pages outside of the course."))
        return {"say": _("This is the address for your calendar."), "panels": {}, "address": address}
