"""Follow-ups of accepted plans: who does what by when, on both sides, and files for their calendars."""

from __future__ import annotations

from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import course_of

from .. import api
from ..console import following as pages
from ..models import FollowUp
from ..reminders import calendar_file
from .access import number_of
from .staff import StaffAccess, id_of, staff_file, staff_handler


class FollowingHandlers(StaffAccess):
    """Follow-ups belong to the course; each follows from one plan."""

    @staff_handler()
    def followup_save(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id", "version", "fields"} changes one; {"plan", "fields"} adds one to an accepted plan.

        422 with the faults of each cell when something cannot be kept; nothing is written then.
        """
        fields = data.get("fields")
        if not isinstance(fields, dict):
            raise Refusal(400, "no-fields", _("A follow-up has cells."))
        try:
            if data.get("id"):
                api.save_followup(self._followup(data), base=number_of(data, "version"), fields=fields)
            else:
                plan = self.find_plan(data)
                if not any(row.state == "accepted" for row in api.submissions(plan)):
                    raise Refusal(422, "refused", _("Follow-ups begin when a plan is accepted."))
                api.add_followup(course_of(self), subject=f"plan:{plan.pk}", fields=fields, person=self.staff())
        except api.Incomplete as incomplete:
            faults = [
                {"field": one.path, "message": _(one.template).format(**dict(one.values))} for one in incomplete.faults
            ]
            raise Refusal(422, "faults", _("Some cells cannot be kept as they are."), faults=faults) from None
        return self.show("followups", {})

    @staff_handler()
    def followup_remove(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"id"}: take away what was entered by mistake."""
        api.remove_followup(self._followup(data))
        return self.show("followups", {})

    @staff_file
    def calendar(self, suffix: str) -> tuple[bytes, str, str]:
        """calendar/<"all" or the id of a follow-up>: the next steps as an .ics file."""
        if suffix == "all":
            rows = list(api.followups(course_of(self)))
        elif suffix.isascii() and suffix.isdigit():
            rows = [self._followup({"id": int(suffix[:18])})]
        else:
            raise Refusal(404, "no-such-followup", _("There is no such follow-up."))
        return calendar_file(api.reminders(rows)), "text/calendar", f"follow-ups-{suffix}.ics"

    def view_followups(self, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The follow-ups that the filters let through; {"edit": id} or {"plan": id} opens the form."""
        course, how = course_of(self), self.writing()
        plans = {row.plan.pk: row for row in api.rows(course)}
        rows = list(api.followups(course))
        edited = self._followup({"id": data["edit"]}) if data.get("edit") else None
        about = plans.get(id_of(data, "plan"))
        told = pages.listing(rows, plans, data, how)
        for row in told["rows"]:
            row["calendar"] = self.file_url("calendar", str(row["id"])) if row["dated"] else ""
        return "followups.html", {
            **told,
            "form": pages.form(edited, about, plans, how),
            "calendar": self.file_url("calendar", "all") if any(row.next_date or row.due for row in rows) else "",
        }

    def _followup(self, data: dict[str, Any]) -> FollowUp:
        found = api.find_followup(course_of(self), id_of(data, "id"))
        if found is None:
            raise Refusal(404, "no-such-followup", _("There is no such follow-up."))
        return found
