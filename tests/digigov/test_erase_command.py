"""The one command that takes a person out of every slice."""

from __future__ import annotations

import importlib
import io
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

import digigov
from digigov.business_meetings import api as meetings
from digigov.cooperation_plan import api as plans
from digigov.management.commands import digigov_erase
from digigov.needs_survey import api as surveys
from digigov.needs_survey import rules

ME, COURSE = "90210077", "course-v1:NIA+erase+1"


def test_nothing_of_the_person_is_left_in_any_table(database: None) -> None:
    plans.save_note(COURSE, person=ME, key="q", text="Mine", base=0)
    plans.open_plan(COURSE, "alone", person=ME, name="Example Gone")
    survey = surveys.open_survey(COURSE, "needs", rules.from_json({}))
    who = surveys.Respondent(person=ME)
    surveys.save(survey, who, {"country": ["", "KH"]}, consent=surveys.settings_of(survey).consent_key)
    event = meetings.open_event(COURSE, "event", title="Example event", zone_name="Asia/Seoul")
    meetings.join(event, person=ME, name="Example Gone", country="KH", zone="Asia/Phnom_Penh")
    rows = [(model, row) for model in apps.get_app_config("digigov").get_models() for row in model.objects.values()]
    assert {model.__name__ for model, row in rows if ME in map(str, row.values())} >= {
        "CountryNote",
        "SurveyResponse",
        "MeetingParticipant",
    }
    out = io.StringIO()
    call_command("digigov_erase", ME, stdout=out)
    assert ME in out.getvalue()
    for model in apps.get_app_config("digigov").get_models():
        for row in model.objects.values():
            assert ME not in str(row.values()) and "Example Gone" not in str(row.values()), (model.__name__, row)
    call_command("digigov_erase", ME, stdout=out)  # again, harmlessly


def test_every_slice_that_can_erase_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    slices = [one.parent.parent.name for one in Path(digigov.__file__).parent.glob("*/api/erasing.py")]
    asked = []
    for name in slices:
        api = importlib.import_module(f"digigov.{name}.api")
        monkeypatch.setattr(api, "erase", lambda person, name=name: asked.append(name))
    digigov_erase.erase_everywhere("5")
    assert sorted(asked) == sorted(slices) and len(slices) >= 3


def test_a_name_is_no_person(database: None) -> None:
    with pytest.raises(CommandError, match="number"):
        call_command("digigov_erase", "Example Sokha")
