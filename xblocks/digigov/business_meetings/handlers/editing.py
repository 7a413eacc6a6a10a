"""The block's editor in Studio."""

from __future__ import annotations

import re
from typing import Any

from web_fragments.fragment import Fragment

from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.platform import may_edit

from .access import MeetingAccess

FIELDS = {"display_name": 255, "event_key": 100, "intro": 20_000}
STYLES = ("meetings.css",)


class EditingHandlers(MeetingAccess):
    """The Studio half of the block; its fields are in block.py."""

    def studio_view(self, context: Any = None) -> Fragment:
        """The editor: title, the event's key, the text above."""
        if not may_edit(self):
            return self.page("refused.html", {"message": _("Only the course team may edit this block.")}, styles=STYLES)
        values = {name: getattr(self, name) for name in FIELDS}
        return self.page(
            "editor.html",
            values,
            styles=STYLES,
            module="editor.js",
            words={"no_network": _("The site does not answer. Try again.")},
        )

    @json_handler(editors_only=True)
    def save_settings(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the fields given, all or none."""
        unknown = sorted(set(data) - set(FIELDS))
        if unknown:
            raise Refusal(400, "unknown-field", _("Unknown fields: {names}").format(names=", ".join(unknown)[:200]))
        faults = {}
        for name, value in data.items():
            if not isinstance(value, str) or len(value) > FIELDS[name]:
                faults[name] = _("This text is too long: at most {most} characters.").format(most=FIELDS[name])
        if "event_key" in data and "event_key" not in faults and not re.fullmatch(r"[\w.-]*", data["event_key"]):
            faults["event_key"] = _("Letters, digits, points and hyphens only.")
        if faults:
            raise Refusal(422, "faults", _("The block has faults."), faults=faults)
        for name, value in data.items():
            setattr(self, name, value)
        return {"saved": sorted(data)}
