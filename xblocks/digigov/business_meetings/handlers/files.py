"""Files: tables for organisers, calendars for participants."""

from __future__ import annotations

from webob import Request, Response
from xblock.core import XBlock

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _

from .. import api, exports
from ..agenda import calendar_of
from .access import MeetingAccess

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FileHandlers(MeetingAccess):
    """GET only."""

    @XBlock.handler
    def export(self, request: Request, suffix: str = "") -> Response:
        """export/csv/<table>, export/xlsx/<table> or export/csv/template, for organisers; else a sentence."""

        def make() -> tuple[str, str, bytes]:
            self.organiser()
            kind, _slash, name = suffix.partition("/")
            if kind == "csv" and name == "template":
                return "organisations.csv", KINDS["csv"], exports.template()
            if kind not in KINDS or name not in exports.titles():
                raise Refusal(404, "no-such-file", _("There is no such file."))
            table = exports.rows(self.event(), name, self.language())
            data = exports.as_csv(table) if kind == "csv" else exports.as_xlsx(table, exports.titles()[name])
            return f"{name}.{kind}", KINDS[kind], data

        return _file(request, make)

    @XBlock.handler
    def agenda(self, request: Request, suffix: str = "") -> Response:
        """One's own meetings as a calendar file."""
        return _file(request, lambda: ("meetings.ics", "text/calendar", calendar_of(self.participant())))


def _file(request: Request, make: object) -> Response:
    try:
        if request.method != "GET":
            raise Refusal(405, "get-only", _("This address takes GET requests only."))
        name, media, data = make()  # type: ignore[operator]
    except Refusal as refusal:
        return Response(str(refusal), status=refusal.status, content_type="text/plain", charset="utf-8")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "Content-Type": media,
    }
    return Response(data, headerlist=list(headers.items()))


__all__ = ["FileHandlers", "api"]
