"""Runs of the solver, from the console."""

from __future__ import annotations

from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import in_background

from .. import api
from ..kinds import language_code
from ..models import SolverRun
from .access import MeetingAccess, handler, number, text

WORK = "digigov.business_meetings.api:work"


class SchedulingHandlers(MeetingAccess):
    """For organisers only."""

    @handler()
    def solve(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"seconds", "fresh"} or, for what if, {"rooms", "days", "interpreters"}: begin a run."""
        person = self.organiser()
        options = {name: min(number(data, name), 20) for name in ("rooms", "days") if text(data, name)}
        spoken = text(data, "interpreters")
        if spoken and language_code(spoken):
            options["interpreters"] = [language_code(spoken)]  # type: ignore[assignment]
        options = {name: value for name, value in options.items() if value}
        if data.get("fresh"):
            options["fresh"] = True
        asked = any(name in data for name in ("rooms", "days", "interpreters"))
        if asked and not options:
            raise Refusal(422, "nothing", _("Say what there should be more of."))
        run = api.start_run(
            self.event(), person=person.id, name=person.name, seconds=number(data, "seconds"), options=options
        )
        in_background(WORK, run.pk)
        return self.answer(_("The schedule is being worked out."), ["schedule"])

    @handler()
    def solve_state(self, data: dict[str, Any]) -> dict[str, Any]:
        """How far the run is."""
        self.organiser()
        going = api.current_run(self.event()) is not None
        return self.answer("" if going else _("The schedule is ready."), ["schedule"])

    @handler()
    def solve_cancel(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"run"}: stop it."""
        self.organiser()
        api.cancel_run(self._run(data))
        return self.answer(_("Stopped. Nothing was changed."), ["schedule"])

    @handler()
    def solve_apply(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"run"}: put its schedule in force."""
        self.organiser()
        counts = api.apply(self._run(data))
        self.post()
        told = _("{made} booked, {moved} moved, {kept} kept, {cancelled} cancelled.").format(
            made=counts["made"], moved=counts["moved"], kept=counts["kept"], cancelled=counts["cancelled"]
        )
        if counts["skipped"]:
            told += " " + _("{count} could not be, because people booked meanwhile.").format(
                count=len(counts["skipped"])
            )
        return self.answer(told, ["schedule", "meetings", "figures", "mail", "participants"])

    def _run(self, data: dict[str, Any]) -> SolverRun:
        row = SolverRun.objects.select_related("event").filter(event=self.event(), pk=number(data, "run")).first()
        if row is None:
            raise Refusal(404, "no-such-run", _("There is no such run."))
        return row
