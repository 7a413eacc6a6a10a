"""Taking a person out of everything that this slice keeps."""

from __future__ import annotations

from typing import Any

from digigov.common.transactions import atomically

from ..models import SurveyLink, SurveyPapers, SurveyResponse


def erase(person: Any) -> None:
    """Their answers go, in every survey; what they organised stays, without their name."""
    who = str(person)

    def work() -> None:
        SurveyResponse.objects.filter(person=who).delete()
        SurveyLink.objects.filter(created_by=who).update(created_by=None)
        SurveyPapers.objects.filter(by=who).update(by=None)

    atomically(work)
