"""What the answers of a survey say together, and how many there are."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Sum

from ..clean import interests as interests_of
from ..instrument import TEXTS
from ..models import Survey, SurveyResponse
from ..regions import region_of
from ..results import Results, answer, results
from .answering import INVENTED
from .surveys import settings_of

KEPT = 3600  # seconds


@dataclass(frozen=True)
class Numbers:
    """How many answers there are: sent and only begun, by source; `invented` of the sent ones are a rehearsal's."""

    sent: dict[str, int]
    begun: int
    invented: int


def numbers(survey: Survey) -> Numbers:
    """How many answers a survey has."""
    rows = SurveyResponse.objects.filter(survey=survey)
    sent = dict(rows.exclude(sent_at=None).values_list("source").annotate(Count("pk")).order_by("source"))
    return Numbers(sent, rows.filter(sent_at=None).count(), sent.get(INVENTED, 0))


def read_results(survey: Survey) -> Results:
    """The results of all answers that were sent; computed again whenever any of them changed."""
    settings = settings_of(survey)
    rows = SurveyResponse.objects.filter(survey=survey).exclude(sent_at=None)
    state = rows.aggregate(Count("pk"), Max("changed_at"), Sum("version"), Sum("pk"))
    about = [survey.pk, settings.threshold, *settings.offered, *state.values()]
    key = "digigov-needs-" + hashlib.sha256("|".join(map(str, about)).encode()).hexdigest()
    found: Results | None = cache.get(key)
    if found is None:
        found = results(
            (answer(content) for content in rows.values_list("content", flat=True).iterator()),
            settings.offered,
            settings.threshold,
        )
        cache.set(key, found, KEPT)
    return found


@dataclass(frozen=True)
class Told:
    """What one respondent wrote in their own words. `region` is "" where too few answered to name it."""

    question: str
    region: str
    language: str
    text: str


def texts(survey: Survey) -> list[Told]:
    """All answers in words, by question and text, without whose they are; the region where enough people answered."""
    rows = SurveyResponse.objects.filter(survey=survey).exclude(sent_at=None)
    found = list(rows.values_list("content", "language"))
    people = Counter(region_of(content.get("country", "")) for content, _language in found)
    threshold = settings_of(survey).threshold
    if len(found) < threshold:
        return []
    told = []
    for content, language in found:
        region = region_of(content.get("country", ""))
        named = region if people[region] >= threshold else ""
        told += [Told(cell, named, language, content[cell]) for cell in TEXTS if content.get(cell)]
    return sorted(told, key=lambda one: (list(TEXTS).index(one.question), one.region, one.text))


def interests(course: str, person: Any) -> tuple[str, ...]:
    """The sectors that a participant named in the course's surveys, the first first; () when they named none.

    That is their ranking, or what they called very important; of several surveys the one last changed that has some.
    Answers that are not sent yet count too: they are the participant's own word.
    """
    rows = SurveyResponse.objects.filter(survey__course=course, person=str(person)).order_by("-changed_at")
    return next((named for named in map(interests_of, rows.values_list("content", flat=True)) if named), ())
