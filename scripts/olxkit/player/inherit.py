"""The settings that every block has in the LMS and takes from its parents when it has none of its own."""

from __future__ import annotations

import json
from typing import Any

from xblock.core import XBlockMixin
from xblock.fields import Boolean, Date, Dict, Field, Float, Integer, List, Scope, String, Timedelta

SETTINGS = Scope.settings


class InheritedSettings(XBlockMixin):
    """Same names and defaults as the platform's inheritance mixin."""

    graded = Boolean(scope=SETTINGS, default=False, help="Whether problems below count towards the course grade")
    start = Date(scope=SETTINGS, help="When learners may open it")
    due = Date(scope=SETTINGS, help="Until when answers count")
    graceperiod = Timedelta(scope=SETTINGS, help="How long after the due date answers are taken")
    show_correctness = String(scope=SETTINGS, default="always", help="always, never or past_due")
    showanswer = String(scope=SETTINGS, default="finished", help="When the answer may be shown")
    show_reset_button = Boolean(scope=SETTINGS, default=False, help="Whether a learner may start again")
    rerandomize = String(scope=SETTINGS, default="never", help="When variables are drawn again")
    max_attempts = Integer(scope=SETTINGS, help="Number of submissions; unlimited when not set")
    visible_to_staff_only = Boolean(scope=SETTINGS, default=False, help="Hidden from learners")
    days_early_for_beta = Float(scope=SETTINGS, help="Days that testers may start early")
    static_asset_path = String(scope=SETTINGS, default="", help="Folder of static files, when not `static`")
    use_latex_compiler = Boolean(scope=SETTINGS, default=False)
    video_auto_advance = Boolean(scope=SETTINGS, default=False)
    video_bumper = Dict(scope=SETTINGS, default={})
    video_speed_optimizations = Boolean(scope=SETTINGS, default=True)
    text_customization = Dict(scope=SETTINGS, default={})
    group_access = Dict(scope=SETTINGS, default={})
    user_partitions = List(scope=SETTINGS, default=[])
    in_entrance_exam = Boolean(scope=SETTINGS, default=False)
    self_paced = Boolean(scope=SETTINGS, default=False)
    hide_from_toc = Boolean(scope=SETTINGS, default=False)
    matlab_api_key = String(scope=SETTINGS)


class LmsSettings(XBlockMixin):
    """What the LMS adds to every block without inheriting it."""

    format = String(scope=SETTINGS, help="Assignment type, as named in grading_policy.json")
    ispublic = Boolean(scope=SETTINGS)
    chrome = String(scope=SETTINGS)
    default_tab = String(scope=SETTINGS)
    source_file = String(scope=SETTINGS)


MIXINS = (InheritedSettings, LmsSettings)
# `format` is passed down too: the LMS writes it on the subsection and problems ask their own for it.
INHERITABLE = frozenset(InheritedSettings.fields) | {"format"}


def from_attribute(field: Field, text: str) -> Any:
    """An XML attribute as the JSON value that a store keeps: JSON where the field takes it, else the text itself."""
    try:
        value = json.loads(text)
        if value is not None:
            field.from_json(value)
    except (ValueError, TypeError):
        return text
    return value
