"""The cooperation plan: the steps of one plan that a person or a team writes, all in one block or one block a step."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, Float, Integer, List, Scope, String

from digigov.platform import current_person

from . import rules
from .guide import guide
from .handlers import (
    EditingHandlers,
    FileHandlers,
    StaffHandlers,
    StudioHandlers,
    SubmittingHandlers,
    TeamworkHandlers,
    VersionHandlers,
)
from .presenting import PlanPage
from .words import script_words

STYLES = ("plan.css", "cells.css", "drawings.css", "panels.css")
ENTRY = "plan.js"


@XBlock.wants("completion", "teams")
class CooperationPlanBlock(
    EditingHandlers,
    SubmittingHandlers,
    TeamworkHandlers,
    VersionHandlers,
    FileHandlers,
    StaffHandlers,
    StudioHandlers,
    PlanPage,
):
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
    hand_in = Boolean(default=False, scope=Scope.settings)  # here too, where the summary is not shown
    due_text = String(default="", scope=Scope.settings)
    example = String(default="", scope=Scope.content)
    graded_mode = Boolean(default=False, scope=Scope.settings)
    weight = Float(default=100.0, scope=Scope.settings)  # points; the platform keeps others' grades in whole ones

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The plan for reading; with a script, for writing."""
        if current_person(self).id is None:
            return self.public_view(context)
        now = self.snapshot()
        return self.page(
            "plan.html",
            self.told(now["sections"], now["judged"]["readiness"]),
            styles=STYLES,
            module=ENTRY,
            words=script_words(),
            data=self.script_data(now),
        )

    def public_view(self, context: Any = None) -> Fragment:
        """For people who are not logged in: the steps and the worked example."""
        return self.page("plan.html", {**self.told(rules.empty_plan(), {}), "stranger": True}, styles=STYLES)

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

    def progress(self, shares: dict[str, float]) -> None:
        mean = sum(shares[name] for name in self.shown()) / len(self.shown())
        self.runtime.publish(self, "completion", {"completion": mean})
