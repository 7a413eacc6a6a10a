"""The organiser's console: results, links, paper surveys, the rehearsal. Each handler checks who asks."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import current_person, page_url

from .. import api, console, rules, wire
from ..papers import MOST_BYTES
from .access import SurveyAccess, survey_handler

SMALL = 5_000
FILE = MOST_BYTES * 3 // 2


class OrganisingHandlers(SurveyAccess):
    """Every answer has the console as it is now, so that the page shows what is true."""

    @survey_handler(SMALL)
    def refresh(self, data: dict[str, Any]) -> dict[str, Any]:
        """The console as it is now."""
        self.organiser()
        return self._now("")

    @survey_handler(SMALL)
    def make_link(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"label", "country", "most"}: a link, whose address is told this once."""
        organiser, most = self.organiser(), data.get("most")
        label, country = wire.text_of(data, "label"), wire.text_of(data, "country")
        if not label:
            raise Refusal(422, "no-label", _("Say whom the link is for."))
        if country and not rules.is_country(country):
            raise Refusal(422, "no-country", _("This is no country of the list."))
        if not isinstance(most, int) or isinstance(most, bool) or not 1 <= most <= api.MOST:
            message = _("A link is for 1 to {most} people.").format(most=api.MOST)
            raise Refusal(422, "no-number", message)
        _link, token = api.make_link(self.survey(), label=label, country=country, most=most, by=organiser.id)
        said = _("The link is made. Copy it now: it cannot be shown again.")
        return {**self._now(said), "address": page_url("needs-survey", token)}

    @survey_handler(SMALL)
    def revoke_link(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}: the link opens nothing from now on."""
        self.organiser()
        api.revoke_link(self.survey(), _number(data))
        return self._now(_("The link is revoked."))

    @survey_handler(FILE)
    def preview_papers(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"data": base64}: what importing the file would do; nothing is written."""
        self.organiser()
        found = api.read_papers(self.survey(), _bytes(data))
        return {"preview": self.markup("papers.html", {"preview": console.preview(found)}), "good": len(found.good)}

    @survey_handler(FILE)
    def import_papers(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"data": base64, "name"}: take the good lines, keep the report of the others."""
        organiser = self.organiser()
        name = wire.text_of(data, "name") or _("Paper survey")
        done = api.import_papers(self.survey(), _bytes(data), name=name, by=organiser.id)
        said = _("{taken} lines were imported, {bad} were not.").format(taken=done.taken, bad=len(done.bad))
        return self._now(said)

    @survey_handler(SMALL)
    def remove_import(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}: delete an import with its answers."""
        self.organiser()
        api.remove_import(self.survey(), _number(data))
        return self._now(_("The import and its answers are deleted."))

    @survey_handler(SMALL)
    def load_invented(self, data: dict[str, Any]) -> dict[str, Any]:
        """The rehearsal: the answers of forty invented countries."""
        self.organiser()
        count = api.load_invented(self.survey())
        return self._now(_("{count} example answers of invented countries were loaded.").format(count=count))

    @survey_handler(SMALL)
    def remove_invented(self, data: dict[str, Any]) -> dict[str, Any]:
        """The end of the rehearsal."""
        self.organiser()
        count = api.remove_invented(self.survey())
        return self._now(_("{count} example answers were removed.").format(count=count))

    def console(self) -> str:
        """The console as HTML, for organisers."""
        language = current_person(self).language
        shown = console.console(self.survey(), language, lambda suffix: self._address("export", suffix))
        return self.markup("console.html", shown)

    def _address(self, handler: str, suffix: str) -> str:
        return str(self.runtime.handler_url(self, handler, suffix))

    def _now(self, said: str) -> dict[str, Any]:
        return {"message": said, "html": self.console()}


def _number(data: dict[str, Any]) -> int:
    value = data.get("id")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise Refusal(400, "no-number", _("The request names nothing."))
    return value


def _bytes(data: dict[str, Any]) -> bytes:
    try:
        return base64.b64decode(wire.text_of(data, "data", FILE), validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(400, "no-file", _("The file did not arrive whole.")) from None
