"""Which survey this is, who asks, and refusals of the api as answers to the browser."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.platform import Person, course_of, current_person

from .. import api, rules
from ..models import Survey
from ..settings import Settings
from ..wire import refusal_of

MAX_BODY = 1_500_000  # bytes: every cell at its greatest length, twice, in any script


class SurveyAccess(DigigovBlock):
    """The survey of this block. The fields that it reads are in block.py."""

    def settings(self) -> Settings:
        raise NotImplementedError

    def survey(self) -> Survey:
        """The survey's row, with the settings that the block has now."""
        if not hasattr(self, "_survey"):
            usage = self.scope_ids.usage_id
            block = str(getattr(usage, "block_id", "") or usage)
            self._survey = api.open_survey(course_of(self), block, self.settings())
        return self._survey

    def person(self) -> Person:
        """Who asks; refused when nobody is logged in."""
        person = current_person(self)
        if person.id is None:
            raise Refusal(403, "nobody", _("Log in to answer."))
        return person

    def who(self) -> api.Respondent:
        """Who asks, as a respondent."""
        return api.Respondent(person=str(self.person().id))

    def organiser(self) -> Person:
        """Who asks; refused unless they organise the course."""
        person = self.person()
        if not person.is_staff:
            raise Refusal(403, "not-an-organiser", _("Only the organisers of the course may do this."))
        return person


def survey_handler(max_body: int = MAX_BODY) -> Callable[..., Any]:
    """A JSON handler of which the api's refusals become answers."""

    def decorate(method: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Any:
        @functools.wraps(method)
        def careful(self: SurveyAccess, data: dict[str, Any]) -> dict[str, Any]:
            try:
                return method(self, data)
            except (api.SurveyError, api.Busy, rules.BadFile) as refused:
                raise refusal_of(refused) from None

        return json_handler(max_body=max_body)(careful)

    return decorate
