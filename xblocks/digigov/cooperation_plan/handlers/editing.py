"""Reading and writing sections."""

from __future__ import annotations

from typing import Any

from .. import api, rules, wire
from .access import PlanAccess, number_of, plan_handler, section_of


class EditingHandlers(PlanAccess):
    """Saving is compare and set: a request names the version that it was written from."""

    @plan_handler()
    def load(self, data: dict[str, Any]) -> dict[str, Any]:
        """Everything of the plan as it is now."""
        return self.snapshot()

    @plan_handler()
    def save_section(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"section", "version", "content"} gives what is saved now; 409 with both texts when others wrote there."""
        section, base = section_of(data), number_of(data, "version")
        saved = api.save(self.plan(), section, base=base, content=data.get("content"), person=self.person().id)
        return self.answered(saved)

    @plan_handler()
    def settle(self, data: dict[str, Any]) -> dict[str, Any]:
        """The same after a conflict: "seen" is the version that was compared, "choices" settles each clash."""
        section, base, seen = section_of(data), number_of(data, "version"), number_of(data, "seen")
        choices = data.get("choices")
        try:
            saved = api.settle(
                self.plan(),
                section,
                base=base,
                content=data.get("content"),
                seen=seen,
                choices=choices if isinstance(choices, dict) else {},
                person=self.person().id,
            )
        except KeyError:  # more was written here since the question was asked: ask about all of it
            saved = api.save(self.plan(), section, base=base, content=data.get("content"), person=self.person().id)
        return self.answered(saved)

    @plan_handler()
    def mirror(self, data: dict[str, Any]) -> dict[str, Any]:
        """The objective tree with a twin for each problem; nothing is saved."""
        state = api.read(self.plan()).sections
        given = {
            name: rules.clean(name, data.get(name), state[name]).content if name in data else state[name]
            for name in ("problems", "objectives")
        }
        return {"content": rules.mirrored(given["problems"], given["objectives"])}

    def snapshot(self) -> dict[str, Any]:
        """Sections, versions and what the rules say of them."""
        state = api.read(self.plan())
        return {"sections": state.sections, "versions": state.versions, "judged": self.judged(state.sections)}

    def answered(self, saved: api.Saved) -> dict[str, Any]:
        """What was saved, with what the rules say of the plan now."""
        plan = {**api.read(self.plan()).sections, saved.section: saved.content}
        judged = self.judged(plan)
        self.progress(judged["readiness"])
        return {
            "section": saved.section,
            "version": saved.version,
            "content": saved.content,
            "at": saved.at.isoformat() if saved.at else "",
            "merged": saved.merged,
            "faults": wire.faults(saved.faults, plan),
            "judged": judged,
        }

    def progress(self, shares: dict[str, float]) -> None:
        """Tell the platform how far the person is: the mean of the steps shown."""
        raise NotImplementedError
