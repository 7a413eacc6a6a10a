"""Files out of a survey: results, the template of a paper survey, and the lines that an import did not take."""

from __future__ import annotations

from typing import Any

from webob import Request, Response
from xblock.core import XBlock

from digigov.common import csv_text
from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import current_person

from .. import api, console, presenting, rules
from ..exports import files
from ..instrument import N_
from .access import SurveyAccess

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileHandlers(SurveyAccess):
    """For organisers only; figures are the page's own, so what is withheld there is withheld here."""

    @XBlock.handler
    def export(self, request: Request, suffix: str = "") -> Response:
        """GET export/xlsx, csv/<table>, template, bad/<import>: the file; a sentence when there is none."""
        try:
            if request.method != "GET":
                raise Refusal(405, "get-only", _("This address takes GET requests only."))
            self.organiser()
            kind, _slash, name = suffix.partition("/")
            make = {"xlsx": self._xlsx, "csv": self._csv, "template": self._template, "bad": self._bad}.get(kind)
            if make is None:
                raise Refusal(404, "no-such-file", _("There is no such file."))
            file, media, data = make(name)
        except Refusal as refusal:
            return Response(str(refusal), status=refusal.status, content_type="text/plain", charset="utf-8")
        headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
        return Response(data, content_type=media, headerlist=list({**headers, "Content-Type": media}.items()))

    def _xlsx(self, _name: str) -> tuple[str, str, bytes]:
        w, survey = self._words(), self.survey()
        numbers, settings = api.numbers(survey), self.settings()
        notes = [
            _("Figures of fewer than {number} people are withheld, and others with them where they could be "
              "computed back.").format(number=settings.threshold),
            _("Gap: importance minus present level. Need: gap times importance. Agreement from 0 to 1."),
        ]  # fmt: skip
        if numbers.invented:
            notes.append(w.t(rules.MARK))
        tables = presenting.all_tables(survey, w)
        return "needs-survey.xlsx", XLSX, files.xlsx(tables, settings.title or w.t(N_("Needs survey")), notes, w)

    def _csv(self, name: str) -> tuple[str, str, bytes]:
        w = self._words()
        found = next((table for table in presenting.all_tables(self.survey(), w) if table.name == name), None)
        if found is None:
            raise Refusal(404, "no-such-file", _("There is no such file."))
        return f"needs-survey-{name}.csv", CSV, files.csv(found, w)

    def _template(self, _name: str) -> tuple[str, str, bytes]:
        return "paper-survey.csv", CSV, csv_text.write([rules.columns(self.settings().offered)])

    def _bad(self, name: str) -> tuple[str, str, bytes]:
        try:
            found = api.one_import(self.survey(), int(name) if name.isdecimal() and len(name) < 19 else 0)
        except api.Gone:
            raise Refusal(404, "no-such-file", _("There is no such file.")) from None
        return f"not-imported-{found.pk}.csv", CSV, csv_text.write(console.bad_rows(found))

    def _words(self) -> Any:
        return presenting.words(current_person(self).language)
