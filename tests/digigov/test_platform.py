"""Who the user is, from the keys of each runtime; who may edit, in each place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings

from digigov.platform import current_person, may_edit


@pytest.mark.parametrize("prefix", ["xblock-workbench", "edx-platform"])
@pytest.mark.parametrize(("role", "staff"), [("student", False), ("staff", True), ("instructor", True)])
def test_roles(lesson: Callable[..., Any], prefix: str, role: str, staff: bool) -> None:
    block = lesson(role, prefix)
    person = current_person(block)
    assert (person.id, person.role, person.is_staff) == (7, role, staff)
    assert may_edit(block) is staff


def test_nobody_known(lesson: Callable[..., Any]) -> None:
    block = lesson()
    block.runtime.service(block, "user").who.opt_attrs.clear()
    person = current_person(block)
    assert (person.id, person.role, person.is_staff, may_edit(block)) == (None, "student", False, False)


def test_the_language_that_a_person_chose(lesson: Callable[..., Any]) -> None:
    block = lesson("student", "edx-platform")
    assert current_person(block).language == "en"
    block.runtime.service(block, "user").who.opt_attrs["edx-platform.user_preferences"] = {"pref-lang": "ko"}
    assert current_person(block).language == "ko"


def test_in_the_lms_nobody_edits(lesson: Callable[..., Any]) -> None:
    block = lesson("staff", "edx-platform")
    with override_settings(ROOT_URLCONF="lms.urls"):
        assert may_edit(block) is False
        assert "<form" not in block.render("studio_view").content
