"""A learner's answers: saved as one goes, sent, taken back."""

from __future__ import annotations

from typing import Any

from digigov.platform import current_person

from .. import api, presenting, wire
from .access import SurveyAccess, survey_handler


class AnsweringHandlers(SurveyAccess):
    """Each acts on the answers of the person who asks and on nobody else's. (`save` alone is XBlock's own.)"""

    @survey_handler()
    def save_answers(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"changes": {cell: [before, after]}, "consent"}: what is kept now, and what clashes or was refused."""
        result = api.save(
            self.survey(),
            self.who(),
            wire.changes_of(data),
            consent=wire.text_of(data, "consent"),
            language=current_person(self).language,
        )
        return wire.saved(result)

    @survey_handler(1000)
    def send_answers(self, data: dict[str, Any]) -> dict[str, Any]:
        """The learner is done; 422 names what is missing."""
        result = api.send(self.survey(), self.who())
        self.runtime.publish(self, "completion", {"completion": 1.0})
        return {**wire.saved(result), "own": self.own_results()}

    @survey_handler(1000)
    def withdraw_answers(self, data: dict[str, Any]) -> dict[str, Any]:
        """Delete the learner's answers."""
        gone = api.withdraw(self.survey(), self.who())
        self.runtime.publish(self, "completion", {"completion": 0.0})
        return {"withdrawn": gone}

    def own_results(self) -> str:
        """The learner's country beside the whole, as HTML; "" while it is not shown."""
        row = api.find(self.survey(), self.who())
        if row is None or not presenting.shows_own(self.settings(), row):
            return ""
        return self.markup("own.html", {"own": presenting.own(self.survey(), row, current_person(self).language)})
