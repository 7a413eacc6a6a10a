"""The command that loads and removes the rehearsal."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from digigov.needs_survey import api


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("needs_survey_rehearsal", *arguments, stdout=out)
    return out.getvalue().strip()


def test_load_and_remove(survey: Callable[..., Any]) -> None:
    course = "course-v1:NIA+command+1"
    one, other = survey(course=course, block="a"), survey(course=course, block="b")
    assert run("load", course, "--block", "a") == "a: 209 example answers loaded"
    assert (api.numbers(one).invented, api.numbers(other).invented) == (209, 0)
    assert run("remove", course).splitlines() == ["a: 209 example answers removed", "b: 0 example answers removed"]


def test_a_course_without_a_survey_is_named() -> None:
    with pytest.raises(CommandError, match="no such survey"):
        run("load", "course-v1:NIA+nothing+1")
