"""Teams by hand, where the platform has none: the course team says who writes with whom."""

from __future__ import annotations

from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import course_of, enrolled

from .. import api
from .staff import StaffAccess, staff_handler


class GroupingHandlers(StaffAccess):
    """A person is in one group of an exercise; who leaves a group leaves its plan, which keeps every word."""

    @staff_handler()
    def group_assign(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"group", "people": [ids]}: put people into a group, which is made when it is not there yet."""
        group, people = str(data.get("group") or "").strip(), data.get("people")
        if self.teamset:
            raise Refusal(422, "refused", _("The teams of this exercise come from the platform."))
        known = self._people()
        if not isinstance(people, list) or not people or not all(str(one) in known for one in people):
            raise Refusal(422, "refused", _("Choose people who take this course."))
        chosen = {str(one): known[str(one)] for one in people}
        here = next((self._members(plan) for plan in self._plans() if plan.team == f"group:{group}"), {})
        if len({*here, *chosen}) > self.team_size:
            template = _("A team has at most {most} people.")
            raise Refusal(422, "refused", template.format(most=self.team_size))
        api.assign(course_of(self), self.exercise_key(), group=group, people=chosen)
        return self.show("groups", {})

    @staff_handler()
    def group_leave(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"person"}: take somebody out of their group."""
        person = str(data.get("person") or "")
        if not any(person in self._members(plan) for plan in self._plans() if plan.team.startswith("group:")):
            raise Refusal(404, "no-such-member", _("This person is in no group."))
        api.unassign(course_of(self), self.exercise_key(), person=person)
        return self.show("groups", {})

    def view_groups(self, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Teams with their members, and people who are in none."""
        teams, placed = [], set()
        for plan in self._plans():
            members = self._members(plan)
            if plan.team.startswith(("group:", "team:")):
                placed |= set(members)
                people = [{"id": id, "name": name or id} for id, name in members.items()]
                teams.append({"name": plan.name, "people": people, "full": len(people) >= self.team_size})
        own = {
            one for row in api.rows(course_of(self), self.exercise_key()) if row.begun for one in self._alone(row.plan)
        }
        alone = [
            {"id": id, "name": name or id, "writes": id in own}
            for id, name in self._people().items()
            if id not in placed
        ]
        told = {"teams": teams, "alone": alone, "most": self.team_size, "platform": bool(self.teamset)}
        return "groups.html", {**told, "prefix": "cp-g-"}

    def _plans(self) -> list[Any]:
        return list(api.plans(course_of(self), self.exercise_key()))

    def _members(self, plan: Any) -> dict[str, str]:
        return api.members(plan)

    def _alone(self, plan: Any) -> dict[str, str]:
        """Who writes a plan of their own."""
        return self._members(plan) if plan.team.startswith("person:") else {}

    def _people(self) -> dict[str, str]:
        """Everybody who takes the course; where the platform does not say, everybody who has opened the plan."""
        found = enrolled(self)
        if found:
            return found
        return {id: name for plan in self._plans() for id, name in self._members(plan).items()}
