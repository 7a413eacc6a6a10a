"""The story's editor in Studio: choose a story that comes with the block, or write one; the rules say what is wrong."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment

from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.ecertificate import rules, screens, stories
from digigov.ecertificate.words import attack_words, editor_words
from digigov.platform import may_edit

SAVED = ("display_name", "story", "custom", "attacks", "graded_mode", "weight")
STYLES = ("ecertificate.css", "documents.css", "editor.css")


class StoryEditing(DigigovBlock):
    """The Studio half of the block; its fields are in block.py."""

    def studio_view(self, context: Any = None) -> Fragment:
        """The editor with its live preview."""
        if not may_edit(self):
            return self.page("refused.html", {"message": _("Only the course team may edit this story.")}, styles=STYLES)
        values, known = self._values(), stories.known()
        return self.page(
            "editor.html",
            {
                "prefix": self._prefix(),
                "values": values,
                "stories": [{"id": name, "title": story["title"]} for name, story in known.items()],
                "attacks": [
                    {"name": name, "title": words.title, "on": name in rules.attacks_of(values["attacks"])}
                    for name, words in attack_words().items()
                ],
            },
            styles=STYLES,
            module="editor.js",
            scripts=("studio.js",),
            words=editor_words(),
            data={
                "known": dict(known),
                "custom": values["custom"],
                "faults": self._faults(values),
                "rows": self.public_url("story.js"),
            },
        )

    @json_handler(editors_only=True)
    def preview(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"html": the story in words, "faults": what is wrong}."""
        values = self._values() | {name: data[name] for name in SAVED if name in data}
        faults = self._faults(values)
        if any(fault["field"] not in ("display_name", "weight") for fault in faults):
            return {"html": "", "faults": faults}
        story = values["custom"] if values["story"] == rules.CUSTOM else stories.known()[values["story"]]
        told = screens.walkthrough(story, rules.attacks_of(values["attacks"]), f"{self._prefix()}preview-")
        return {"html": self.markup("walkthrough.html", told), "faults": faults}

    @json_handler(editors_only=True)
    def save_story(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the fields given, all or none; refused with the faults of each field."""
        unknown = sorted(set(data) - set(SAVED))
        if unknown:
            raise Refusal(400, "unknown-field", _("Unknown fields: {names}").format(names=", ".join(unknown)[:200]))
        faults = self._faults(self._values() | data)
        if faults:
            raise Refusal(422, "faults", _("The story has faults."), faults=faults)
        for name, value in data.items():
            setattr(self, name, value)
        return {"saved": sorted(data)}

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SAVED}

    def _prefix(self) -> str:
        raise NotImplementedError

    @staticmethod
    def _faults(values: dict[str, Any]) -> list[dict[str, str]]:
        found = rules.check(values, stories.known())
        return [{"field": one.field, "message": _(one.template).format(**dict(one.values))} for one in found]
