"""The cooperation plan: the steps of one plan that a person or a team writes, all in one block or one block a step."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, Float, Integer, List, Scope, String

from digigov.common.i18n import gettext as _
from digigov.platform import course_of, current_person

from . import api, example, reading, rules, wire
from .exports import FORMATS
from .guide import guide
from .handlers import EditingHandlers, FileHandlers, SubmittingHandlers, TeamworkHandlers, VersionHandlers
from .handlers.files import CURRENT
from .words import file_uses, script_words

STYLES = ("plan.css", "cells.css", "drawings.css", "panels.css")
ENTRY = "plan.js"
MODULES = (
    *("dom", "paths", "merge", "model", "store", "section_sync", "sync", "undo", "pasted"),
    *("fields", "rows", "tree_layout", "tree", "charts", "steps", "editor", "paste"),
    *("findings", "comments", "conflict", "history", "files", "submit"),
)


@XBlock.wants("completion", "teams")
class CooperationPlanBlock(EditingHandlers, SubmittingHandlers, TeamworkHandlers, VersionHandlers, FileHandlers):
    """Blocks of a course with the same `exercise` show the same plan; the plan itself is in the api's tables."""

    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_custom_completion = True  # the mean readiness of the steps shown
    has_score = True  # nothing is published unless graded_mode is on

    display_name = String(default="Cooperation plan", scope=Scope.settings)
    exercise = String(default="", scope=Scope.settings)
    steps = List(default=[], scope=Scope.settings)
    required = Dict(default={}, scope=Scope.settings)
    rubric = List(default=[], scope=Scope.settings)
    teamset = String(default="", scope=Scope.settings)
    team_size = Integer(default=5, scope=Scope.settings)
    due_text = String(default="", scope=Scope.settings)
    example = String(default="", scope=Scope.content)
    graded_mode = Boolean(default=False, scope=Scope.settings)
    weight = Float(default=1.0, scope=Scope.settings)

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The plan for reading; with a script, for writing."""
        if current_person(self).id is None:
            return self.public_view(context)
        now = self.snapshot()
        return self.page(
            "plan.html",
            self._shown_page(now["sections"], now["judged"]["readiness"]),
            styles=STYLES,
            module=ENTRY,
            words=script_words(),
            data={
                **now,
                "schema": wire.schema(),
                "codes": wire.code_lists(current_person(self).language),
                "steps": self.shown(),
                "titles": {name: step.title for name, step in guide().items()},
                "prefix": self._prefix(),
                "store": f"{self.plan().pk}.{self.person().id}",
                "me": self.person().name,
                "language": current_person(self).language,
                "comments": self.remarks(),
                "submission": self.submission(),
                "notes": self._notes(),
                "modules": {name: self.public_url(f"{name}.js") for name in MODULES},
            },
        )

    def public_view(self, context: Any = None) -> Fragment:
        """For people who are not logged in: the steps and the worked example."""
        return self.page("plan.html", {**self._shown_page(rules.empty_plan(), {}), "stranger": True}, styles=STYLES)

    author_view = public_view

    def max_score(self) -> float | None:
        """The whole, where it is graded."""
        return 1.0 if self.graded_mode else None

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For clients that draw it themselves: the steps."""
        return {"display_name": self.display_name, "steps": self.shown()}

    def index_dictionary(self) -> dict[str, Any]:
        """Plain text for the search of the course."""
        parent: dict[str, Any] = getattr(super(), "index_dictionary", dict)()
        words = guide()
        text = " ".join(f"{words[name].title}. {words[name].lead}" for name in self.shown())
        content = {"display_name": self.display_name, "steps": text}
        return {**parent, "content": content, "content_type": "Cooperation plan"}

    def shown(self) -> list[str]:
        """The sections of this block, in the order in which a plan is written; all of them when none is chosen."""
        return [name for name in rules.SECTIONS if name in self.steps] or list(rules.SECTIONS)

    def progress(self, shares: dict[str, float]) -> None:
        mean = sum(shares[name] for name in self.shown()) / len(self.shown())
        self.runtime.publish(self, "completion", {"completion": mean})

    def _shown_page(self, plan: rules.Plan, shares: dict[str, float]) -> dict[str, Any]:
        """What the template shows."""
        document = example.document(self.example)
        language = current_person(self).language
        model = rules.complete(rules.read_document(document).content)
        return {
            "prefix": self._prefix(),
            "title": plan["identification"]["title"],
            "due": self.due_text,
            "many": len(self.shown()) > 1,
            "steps": reading.steps(self.shown(), plan, model, language, shares),
            "note": document.get("note", ""),
            "sources": document.get("sources", []),
            "files": [] if not shares else self._files(),
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
        return [{"key": one.key, "text": one.text} for one in found if one.text.strip()]

    def _prefix(self) -> str:
        return f"cp-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"
