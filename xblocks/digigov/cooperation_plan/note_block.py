"""A "For your country" question in a lesson: each learner's own answer, kept for the cooperation plan."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Scope, String

from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.platform import course_of, current_person, may_edit

from . import api
from .console import words
from .handlers.staff import id_of
from .note_settings import check_note

STYLES = ("note.css",)
SAVED = ("display_name", "question")


@XBlock.wants("completion")
class CountryNoteBlock(DigigovBlock):
    """The answer is the learner's alone; the plan shows it to its writer as raw material."""

    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_custom_completion = True  # done when something is written

    display_name = String(default="For your country", scope=Scope.settings)
    question = String(default="", scope=Scope.content)

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The question with the learner's answer."""
        person = current_person(self)
        if person.id is None:
            return self.public_view(context)
        note = api.find_note(course_of(self), person=person.id, key=self._key())
        return self.page(
            "note.html",
            {**self._told(), "writes": True, "text": note.text if note else "", "most": api.NOTE_CHARS},
            styles=STYLES,
            module="note.js",
            words=words.note(),
            data={
                "version": note.version if note else 0,
                "store": f"digigov-note:{person.id}:{self.scope_ids.usage_id}",
            },
        )

    def public_view(self, context: Any = None) -> Fragment:
        """For people who are not logged in, and for authors: the question alone."""
        return self.page("note.html", self._told(), styles=STYLES)

    author_view = public_view

    @json_handler(max_body=200_000)
    def keep(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"text", "version"} gives {"version", "at"}; 409 with "current" when another window wrote since."""
        person, text = current_person(self), data.get("text")
        if person.id is None:
            raise Refusal(403, "nobody", _("Log in to write."))
        if not isinstance(text, str):
            raise Refusal(400, "no-text", _("An answer is a text."))
        try:
            note = api.save_note(
                course_of(self),
                person=person.id,
                key=self._key(),
                text=text,
                base=id_of(data, "version"),
                question=self.question.strip(),
            )
        except api.Stale as stale:
            kept = stale.current
            current = {"text": kept.text if kept else "", "version": kept.version if kept else 0}
            raise Refusal(409, "stale", _("You wrote here in another window."), current=current) from None
        except api.Refused as refused:
            raise Refusal(422, "refused", _(str(refused))) from None
        if text.strip():
            self.runtime.publish(self, "completion", {"completion": 1.0})
        return {"version": note.version, "at": note.changed_at.isoformat()}

    def studio_view(self, context: Any = None) -> Fragment:
        """The editor with its live preview."""
        if not may_edit(self):
            return self.page("refused.html", {"message": _("Only the course team may edit this question.")})
        values = self._values()
        return self.page(
            "note_editor.html",
            {"values": values},
            styles=(*STYLES, "studio.css"),
            module="note_editor.js",
            scripts=("studio.js",),
            words=words.saving(),
            data={"faults": self._faults(values)},
        )

    @json_handler(editors_only=True)
    def preview(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"html": the question as learners see it, "faults"}."""
        values = self._values() | {name: data[name] for name in SAVED if isinstance(data.get(name), str)}
        return {"html": self.markup("note.html", self._told(values)), "faults": self._faults(self._values() | data)}

    @json_handler(editors_only=True)
    def save_question(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the fields given, all or none; refused with the faults of each field."""
        unknown = sorted(set(data) - set(SAVED))
        if unknown:
            raise Refusal(400, "unknown-field", _("Unknown fields: {names}").format(names=", ".join(unknown)[:200]))
        if faults := self._faults(self._values() | data):
            raise Refusal(422, "faults", _("The question has faults."), faults=faults)
        for name, value in data.items():
            setattr(self, name, value)
        return {"saved": sorted(data)}

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For clients that draw it themselves: the question, without anybody's answer."""
        return self._values()

    def index_dictionary(self) -> dict[str, Any]:
        """Plain text for the search of the course."""
        parent: dict[str, Any] = getattr(super(), "index_dictionary", dict)()
        return {**parent, "content": self._values(), "content_type": "Question"}

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SAVED}

    def _key(self) -> str:
        """What names the question in its course: the block's own name, which a new edition keeps."""
        usage = self.scope_ids.usage_id
        return re.sub(r"[^\w.:@+-]", "-", str(getattr(usage, "block_id", usage)))[-128:]

    def _told(self, values: dict[str, Any] | None = None) -> dict[str, Any]:
        prefix = f"cn-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"
        return {**(values or self._values()), "prefix": prefix}

    @staticmethod
    def _faults(values: dict[str, Any]) -> list[dict[str, str]]:
        return [
            {"field": one.path, "message": _(one.template).format(**dict(one.values))} for one in check_note(values)
        ]
