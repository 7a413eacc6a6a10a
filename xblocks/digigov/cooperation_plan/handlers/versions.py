"""The history: who wrote what and when, what changed in words, and the way back."""

from __future__ import annotations

from typing import Any

from .. import api, rules, wire
from ..reading import blocks
from ..schema import Cell, Group, Items
from .access import PlanAccess, number_of, plan_handler, section_of
from .teamwork import SMALL

PAGE = 30
MOST_WORDS = 4_000  # letters of a text that is compared word by word; longer ones are shown as wholes
MOST_CHANGES = 40


class VersionHandlers(PlanAccess):
    """Every version of every section can be read, compared and brought back."""

    @plan_handler(SMALL)
    def history(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"section": "" for all, "before": id of the last entry seen} gives the entries before it, newest first."""
        section = section_of(data) if data.get("section") else ""
        before = data.get("before") if isinstance(data.get("before"), int) else None
        entries = api.history(self.plan(), section=section, before=before, limit=PAGE)
        plan, names = api.read(self.plan()).sections, self.names()
        return {
            "entries": [
                {
                    "id": one.id,
                    "section": one.section,
                    "version": one.version,
                    "by": names.get(one.person or "", "") or self.name_of(None),
                    "at": one.at.isoformat(),
                    "reason": one.reason,
                    "changes": self._told(one.changes[:MOST_CHANGES], plan),
                    "more": max(0, len(one.changes) - MOST_CHANGES),
                }
                for one in entries
            ],
            "more": len(entries) == PAGE,
        }

    @plan_handler(SMALL)
    def version(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"section", "version"}: the section as it was then, for reading, and what has changed since."""
        section, version = section_of(data), number_of(data, "version")
        state = api.read(self.plan())
        old = api.version_at(self.plan(), section, version)
        changes = api.difference(self.plan(), section, version, state.versions[section])
        plan = {**state.sections, section: old}
        return {
            "html": self.markup("blocks.html", {"blocks": blocks(section, plan, self.writing())}),
            "changes": self._told(changes[:MOST_CHANGES], state.sections),
            "more": max(0, len(changes) - MOST_CHANGES),
        }

    @plan_handler(SMALL)
    def restore(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"section", "version"}: make it the newest one."""
        version = number_of(data, "version")
        saved = api.restore(self.plan(), section_of(data), version=version, person=self.person().id)
        return self.answered(saved)

    def answered(self, saved: api.Saved) -> dict[str, Any]:
        raise NotImplementedError

    def _told(self, changes: list[rules.Change], plan: rules.Plan) -> list[dict[str, Any]]:
        language = self.language()
        return [tell(change, plan, language) for change in changes]


def tell(change: rules.Change, plan: rules.Plan, language: str) -> dict[str, Any]:
    """A change for people: where, and its words laid over each other, or the row that came or went."""
    told: dict[str, Any] = {"path": change.path, "where": wire.way(plan, change.path), "kind": change.kind}
    node = rules.declared(change.path)
    if isinstance(node, Cell):
        before, after = (wire.spoken(node, value, plan, language) for value in (change.before, change.after))
        whole = len(before) + len(after) > MOST_WORDS
        told["words"] = [("removed", before), ("added", after)] if whole else rules.words(before, after)
    elif change.kind in ("added", "removed") and isinstance(node, (Group, Items)):
        row = change.after if change.kind == "added" else change.before
        told["row"] = wire.row_texts(node, row, plan, language)
    return told
