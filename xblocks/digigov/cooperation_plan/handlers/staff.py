"""The course team's console: who may use it, and its views. Each view is HTML from a template of templates/console/."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from webob import Request, Response
from xblock.core import XBlock

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _
from digigov.platform import course_of, current_person

from .. import api
from ..console import words
from ..models import Plan
from .access import PlanAccess, plan_handler
from .files import _sentence, download
from .teamwork import SMALL

VIEWS = ("reviews", "review", "followups", "overview", "groups")
FILES = {"module": "console.js", "review": "review.js", "style": "console.css"}


class StaffAccess(PlanAccess):
    """What all staff handlers share. A view is a method `view_<name>(data)` that gives a template and its context."""

    team_size: int
    rubric: Sequence[Mapping[str, Any]]

    def staff(self) -> str:
        """The id of the person who asks; refused unless they are staff of the course, in the course itself."""
        person = self.person()
        if not person.is_staff:
            raise Refusal(403, "not-staff", _("Only the course team may do this."))
        if getattr(self.runtime, "is_author_mode", False):
            raise Refusal(403, "studio", _("Plans are reviewed in the course, not in Studio."))
        return str(person.id)

    def frame(self) -> dict[str, Any] | None:
        """What templates/console/frame.html needs; None for everybody but the course team in the course."""
        if not current_person(self).is_staff or getattr(self.runtime, "is_author_mode", False):
            return None
        return {**words.frame(), **{name: self.public_url(file) for name, file in FILES.items()}}

    def exercise_key(self) -> str:
        """The key under which the plans of this exercise are kept."""
        return self.exercise or str(self.scope_ids.usage_id)

    def show(self, view: str, data: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """A view as an answer."""
        if view not in VIEWS:
            raise Refusal(404, "no-such-view", _("There is no such page."))
        template, context = getattr(self, f"view_{view}")(data)
        return {"view": view, "html": self.markup(f"console/{template}", context), **more}

    def find_plan(self, data: Mapping[str, Any]) -> Plan:
        """The plan that a request names, of this course."""
        plan = api.find_plan(course_of(self), id_of(data, "plan"))
        if plan is None:
            raise Refusal(404, "no-such-plan", _("There is no such plan."))
        return plan

    def file_url(self, handler: str, suffix: str) -> str:
        """The address of a file that a GET handler gives."""
        return str(self.runtime.handler_url(self, handler, suffix))


def id_of(data: Mapping[str, Any], name: str) -> int:
    """The id of a row that a request names; 0, which no row has, when it names none."""
    value = data.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63 else 0


def staff_handler(max_body: int = SMALL) -> Callable[..., Any]:
    """A handler of the course team: 403 for everybody else, whatever they send."""

    def decorate(method: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Any:
        @functools.wraps(method)
        def guarded(self: StaffAccess, data: dict[str, Any]) -> dict[str, Any]:
            self.staff()
            return method(self, data)

        return plan_handler(max_body)(guarded)

    return decorate


def staff_file(method: Callable[[Any, str], tuple[bytes, str, str]]) -> Any:
    """A GET handler that gives a file of the course team: `method(self, suffix)` gives bytes, media type and name."""

    @functools.wraps(method)
    def guarded(self: StaffAccess, request: Request, suffix: str = "") -> Response:
        try:
            if request.method != "GET":
                raise Refusal(405, "get-only", _("This address takes GET requests only."))
            self.staff()
            data, media_type, name = method(self, suffix)
        except Refusal as refusal:
            return _sentence(refusal.status, str(refusal))
        return download(data, media_type, name)

    return XBlock.handler(guarded)
