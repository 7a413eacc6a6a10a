"""The organiser's dashboard over this edition or all editions of the course, on the screen and as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import course_of, editions

from .. import api
from ..console import overview as pages
from ..exports import OFFICE
from ..exports.overview import csv_file, workbook
from .staff import StaffAccess, staff_file

SCOPES = ("all", "edition")
TABLES: Mapping[str, Callable[..., Any]] = {
    "plans.csv": lambda rows, followups, how: csv_file(pages.plan_sheet(rows, how)),
    "follow-ups.csv": lambda rows, followups, how: csv_file(pages.followup_sheet(followups, rows, how)),
    "plans.xlsx": lambda rows, followups, how: workbook(
        [pages.plan_sheet(rows, how), *pages.group_sheets(rows, how), pages.followup_sheet(followups, rows, how)],
        rtl=how.locale.text_direction == "rtl",
    ),
}


class DashboardHandlers(StaffAccess):
    """Of other editions only those count in which the person is staff too."""

    @staff_file
    def overview_file(self, suffix: str) -> tuple[bytes, str, str]:
        """overview_file/<"all" or "edition">/<name of a table>."""
        scope, _slash, name = suffix.partition("/")
        if name not in TABLES or scope not in SCOPES:
            raise Refusal(404, "no-such-table", _("There is no such file."))
        media_type = "text/csv" if name.endswith(".csv") else f"{OFFICE}.spreadsheetml.sheet"
        day = timezone.localdate().isoformat()
        return TABLES[name](*self._gathered(scope), self.writing()), media_type, f"{day}-{name}"

    def view_overview(self, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Counts and sums over plans and follow-ups."""
        scope = "edition" if data.get("scope") == "edition" else "all"
        rows, followups = self._gathered(scope)
        courses = editions(self, api.courses())
        return "overview.html", {
            **pages.overview(rows, followups, self.writing()),
            "scope": scope,
            "editions": len(courses),
            "files": [(name, self.file_url("overview_file", f"{scope}/{name}")) for name in TABLES],
        }

    def _gathered(self, scope: str) -> tuple[list[api.Row], list[Any]]:
        courses = editions(self, api.courses()) if scope == "all" else [course_of(self)]
        if not courses:
            return [], []
        return [row for row in api.rows(courses=courses) if row.begun], list(api.followups(courses=courses))
