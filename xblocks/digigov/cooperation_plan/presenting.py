"""What the learner's page is made of: the context of its template, and what its script is told."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from digigov.common.i18n import gettext as _
from digigov.platform import course_of

from . import api, example, reading, rules, wire
from .exports import FORMATS
from .guide import guide
from .handlers.access import PlanAccess
from .handlers.files import CURRENT
from .words import file_uses

MODULES = (
    *("dom", "paths", "merge", "model", "store", "section_sync", "sync", "undo", "pasted"),
    *("fields", "rows", "tree_layout", "tree_drawing", "tree", "charts", "budget_chart", "steps", "editor"),
    *("design_steps", "aside", "findings", "comments", "conflict", "history", "files", "submit", "paste"),
)


class PlanPage(PlanAccess):
    """The fields that it reads are in block.py."""

    steps: list[str]
    hand_in: bool
    due_text: str
    example: str

    def shown(self) -> list[str]:
        """The sections of this block, in the order in which a plan is written; all of them when none is chosen."""
        return [name for name in rules.SECTIONS if name in self.steps] or list(rules.SECTIONS)

    def hands_in(self) -> bool:
        """Whether the plan is handed in here: where the summary is shown or the course wants it. Steps stay calm."""
        return self.hand_in or "summary" in self.shown()

    def told(self, plan: rules.Plan, shares: dict[str, float]) -> dict[str, Any]:
        """What the template shows."""
        document = example.document(self.example)
        language = self.language()
        model = rules.complete(rules.read_document(document).content)
        return {
            "prefix": self._prefix(),
            "title": plan["identification"]["title"],
            "due": self.due_text,
            "many": len(self.shown()) > 1,
            "steps": reading.steps(self.shown(), plan, model, language, shares),
            "note": document.get("note", ""),
            "sources": document.get("sources", []),
            "notes": self._notes() if shares else [],
            "files": [] if not shares else self._files(),
            "staff": self.frame(),
        }

    def _files(self) -> list[dict[str, Any]]:
        """Every export of what is saved now and of each submission."""
        uses, versions = file_uses(), [(CURRENT, _("As it is now"))]
        for row in api.submissions(self.plan()):
            versions.append((str(row.number), _("Submission {number}").format(number=row.number)))
        return [
            {
                "title": title,
                "formats": [
                    {"name": name, "label": _(one.label), "use": uses[name], "url": self._file_url(f"{name}/{version}")}
                    for name, one in FORMATS.items()
                ],
            }
            for version, title in versions
        ]

    def _file_url(self, suffix: str) -> str:
        return str(self.runtime.handler_url(self, "export", suffix))

    def _notes(self) -> list[dict[str, str]]:
        found = api.notes(course_of(self), person=self.person().id)
        return [{"key": one.key, "question": one.question, "text": one.text} for one in found if one.text.strip()]

    def script_data(self, now: Mapping[str, Any]) -> dict[str, Any]:
        """The data of the script; `now` is a snapshot of the plan."""
        return {
            **now,
            "schema": wire.schema(),
            "codes": wire.code_lists(self.language()),
            "steps": self.shown(),
            "titles": {name: step.title for name, step in guide().items()},
            "prefix": self._prefix(),
            "store": f"{self.plan().pk}.{self.person().id}",
            "language": self.language(),
            "comments": self.remarks(),
            "submission": self.submission(),
            "handsIn": self.hands_in(),
            "modules": {name: self.public_url(f"{name}.js") for name in MODULES},
        }

    def _prefix(self) -> str:
        return f"cp-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"

    def remarks(self) -> dict[str, Any]:
        raise NotImplementedError

    def submission(self) -> dict[str, Any]:
        raise NotImplementedError

    def frame(self) -> Any:
        raise NotImplementedError
