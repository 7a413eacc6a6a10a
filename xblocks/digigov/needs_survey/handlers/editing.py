"""The survey's editor in Studio."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment

from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.platform import may_edit
from digigov.sectors.rules import SECTORS

from .. import rules, wire
from ..words import editor_words
from .access import SurveyAccess

STYLES = ("survey.css", "editor.css")
FIELDS = {"title": "display_name"}  # what the rules call otherwise than the block


class EditingHandlers(SurveyAccess):
    """The Studio half of the block; its fields are in block.py."""

    def studio_view(self, context: Any = None) -> Fragment:
        """The editor."""
        if not may_edit(self):
            message = _("Only the course team may edit this survey.")
            return self.page("refused.html", {"message": message}, styles=STYLES)
        values = self.values()
        return self.page(
            "editor.html",
            {
                "values": values,
                "least": rules.LEAST_THRESHOLD,
                "most": rules.MOST_THRESHOLD,
                "consent": _(rules.CONSENT),
                "sectors": [
                    {"code": code, "name": _(one.name), "on": code in (values["sectors"] or SECTORS)}
                    for code, one in SECTORS.items()
                ],
                "modules": "\n".join(
                    f"{one.title} | {', '.join(one.sectors)}" for one in rules.from_json(values).modules
                ),
                "shown": [
                    ("sent", _("After they have sent their answers")),
                    ("closed", _("When the survey is closed")),
                    ("never", _("Never")),
                ],
            },
            styles=STYLES,
            module="editor.js",
            words=editor_words(),
            data={"sectors": list(SECTORS)},
        )

    @json_handler(editors_only=True)
    def save_settings(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the fields given, all or none; refused with the faults of each field."""
        unknown = sorted(set(data) - set(self.values()))
        if unknown:
            raise Refusal(400, "unknown-field", _("Unknown fields: {names}").format(names=", ".join(unknown)[:200]))
        faults = rules.check(self.values() | data)
        if faults:
            raise Refusal(422, "faults", _("The survey has faults."), faults=wire.messages(faults))
        for name, value in data.items():
            setattr(self, FIELDS.get(name, name), value)
        return {"saved": sorted(data)}

    def values(self) -> dict[str, Any]:
        raise NotImplementedError
