"""Surveys as their blocks have them."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from ..models import Survey
from ..settings import CONSENT, Settings, from_json


def open_survey(course: str, block: str, settings: Settings) -> Survey:
    """The survey of a block, made when it is not there yet, with the settings that the block has now."""
    key, run = settings.consent_key, course.rpartition("+")
    wanted = {
        "family": run[0] or course,
        "instrument": settings.instrument or block,
        "edition": settings.edition or run[2],
        "settings": settings.as_json(),
    }
    text = {key: settings.consent or CONSENT}
    found = Survey.objects.filter(course=course, block=block).first()
    if found is None:
        try:
            with transaction.atomic():
                return Survey.objects.create(course=course, block=block, consents=text, **wanted)
        except IntegrityError:  # somebody else opened the page in this moment
            found = Survey.objects.get(course=course, block=block)
    if any(getattr(found, name) != value for name, value in wanted.items()) or key not in found.consents:
        for name, value in (wanted | {"consents": {**found.consents, **text}}).items():
            setattr(found, name, value)
        found.save()
    return found


def settings_of(survey: Survey) -> Settings:
    """The settings that the survey's block had when a page of the course last showed it."""
    return from_json(survey.settings)


def editions(survey: Survey) -> list[Survey]:
    """This survey and those of other runs or blocks that ask the same, the oldest first."""
    found = Survey.objects.filter(family=survey.family, instrument=survey.instrument)
    return list(found.order_by("created_at", "pk"))


def surveys(course: str) -> list[Survey]:
    """The surveys of a course run."""
    return list(Survey.objects.filter(course=course).order_by("pk"))
