"""Files out of a plan, and a plan out of a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.utils import timezone
from webob import Request, Response
from xblock.core import XBlock

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _

from .. import api, rules, wire
from ..exports import FORMATS, CannotExport, Head
from .access import PlanAccess, plan_handler
from .versions import MOST_CHANGES, tell

CURRENT = "now"
MAX_IMPORT = 12_000_000


class FileHandlers(PlanAccess):
    """Exports of what is saved now or of any submitted version; imports of the JSON that an export wrote."""

    @XBlock.handler
    def export(self, request: Request, suffix: str = "") -> Response:
        """GET export/<format>/<"now" or the number of a submission>: the file; a sentence when there is none."""
        name, _slash, version = suffix.partition("/")
        try:
            if request.method != "GET":
                raise Refusal(405, "get-only", _("This address takes GET requests only."))
            if name not in FORMATS:
                raise Refusal(404, "no-such-format", _("There is no such kind of file."))
            plan, meta = self._version(version or CURRENT)
            data = FORMATS[name].make(plan, self.writing(), self._head(), meta)
        except Refusal as refusal:
            return _sentence(refusal.status, str(refusal))
        except CannotExport as reason:
            return _sentence(422, _(str(reason)))
        return download(data, FORMATS[name].media_type, quote(f"{_file_name(plan)}.{FORMATS[name].ending}"))

    @plan_handler(MAX_IMPORT)
    def import_preview(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"document"}: what would be left out, and what would change; nothing is written."""
        read, state = rules.read_document(data.get("document")), api.read(self.plan()).sections
        language = self.language()
        plan = {**state, **read.content}
        sections = []
        for name, content in read.content.items():
            changes = rules.readable(rules.diff(name, state[name], content))
            told = [tell(change, plan, language) for change in changes[:MOST_CHANGES]]
            sections.append({"section": name, "count": len(changes), "changes": told})
        return {"faults": wire.faults(read.faults, plan), "sections": sections}

    @plan_handler(MAX_IMPORT)
    def import_plan(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"document"}: replace the sections that it holds; the versions before them are named for the way back."""
        before = api.read(self.plan()).versions
        saved, faults = api.import_document(self.plan(), data.get("document"), person=self.person().id)
        changed = [one.section for one in saved if one.version != before[one.section]]
        found = wire.faults(faults, api.read(self.plan()).sections)
        return {**self.snapshot(), "faults": found, "before": {name: before[name] for name in changed}}

    def snapshot(self) -> dict[str, Any]:
        raise NotImplementedError

    def _version(self, version: str) -> tuple[rules.Plan, str]:
        """The plan to export, and the line that says whose and which it is."""
        who = self.plan().name or ", ".join(filter(None, self.names().values()))
        if version == CURRENT:
            plan: rules.Plan = api.read(self.plan()).sections
            state = _("Draft of {date}").format(date=self.writing().date(timezone.localdate().isoformat()))
            return rules.complete(plan), " · ".join(filter(None, (who, state)))
        for row in api.submissions(self.plan()):
            if str(row.number) == version:
                date = self.writing().date(timezone.localtime(row.at).date().isoformat())
                state = _("Submission {number} of {date}").format(number=row.number, date=date)
                return rules.complete(row.content), " · ".join(filter(None, (who, state)))
        raise Refusal(404, "no-such-version", _("There is no such submission."))

    def _head(self) -> Head:
        return Head(f"plan-{self.plan().pk}", timezone.now(), self.language())


def download(data: bytes, media_type: str, name: str) -> Response:
    """A file under its name, which is quoted already. (Webob forgets the media type when it is given headers.)"""
    charset = "utf-8" if media_type.startswith("text/") else None
    response = Response(data, content_type=media_type, charset=charset)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _sentence(status: int, text: str) -> Response:
    return Response(text, status=status, content_type="text/plain", charset="utf-8")


def _file_name(plan: rules.Plan) -> str:
    """The title as a name of a file: letters and digits of any script, joined by hyphens."""
    title = str(plan["identification"]["title"])[:60]
    words = "".join(sign if sign.isalnum() else " " for sign in title).split()
    return "-".join(words) or "plan"
