"""The `policy` of course.yaml: keys that the platform's course has, and the form of each.

The names and types are those of the platform's course settings (Studio, "Advanced Settings"); it drops all others, and
values of another form, without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from olxkit.problems.base import Diagnostic
from olxkit.problems.settings import BadValue, UnknownKey, UnsureKey
from olxkit.source.schema import closest
from olxkit.source.yamlmap import Node

OURS = {"start": "editions", "end": "editions", "display_name": "title", "language": "language",
        "course_image": "image", "grading_policy": "grading"}  # fmt: skip
KEYS = {
    "a time such as 2021-09-07T00:00:00Z": """
        announcement certificate_available_date enrollment_end enrollment_start""",
    "true or false": """
        allow_anonymous allow_anonymous_to_peers allow_proctoring_opt_out allow_unsupported_xblocks
        cert_html_view_enabled certificates_show_before_end course_survey_required create_zendesk_tickets
        disable_progress_graph discussion_sort_alpha edxnotes edxnotes_visibility enable_ccx
        enable_proctored_exams enable_subsection_gating enable_timed_exams entrance_exam_enabled
        force_on_flexible_peer_openassessments hide_progress_tab highlights_enabled_for_messaging
        invitation_only is_new issue_badges mobile_available no_grade self_paced show_calculator
        show_reset_button use_latex_compiler video_auto_advance visible_to_staff_only""",
    "a number": """
        cosmetic_display_price days_early_for_beta default_time_limit_minutes entrance_exam_minimum_score_pct
        max_attempts max_student_enrollments_allowed minimum_grade_credit relative_weeks_due""",
    "a list": """
        advanced_modules course_wide_css course_wide_js discussion_blackouts html_textbooks learning_info
        pdf_textbooks pre_requisite_courses tabs textbooks user_partitions""",
    "a mapping": """
        cert_html_view_overrides certificates cohort_config discussion_topics discussions_settings group_access
        instructor_info other_course_settings remote_gradebook teams_configuration video_bumper
        video_upload_pipeline""",
    "text": """
        advertised_start banner_image catalog_visibility ccx_connector cert_name_long cert_name_short
        certificates_display_behavior course_survey_name course_visibility css_class discussion_link
        display_coursenumber display_organization due_date_display_format end_of_course_survey_url
        enrollment_domain entrance_exam_id giturl graceperiod info_sidebar_name matlab_api_key
        proctoring_escalation_email proctoring_provider rerandomize show_correctness showanswer
        social_sharing_url static_asset_path video_thumbnail_image wiki_slug xqa_key""",
}
FORMS = {key: form for form, keys in KEYS.items() for key in keys.split()}


def policy_faults(policy: Node) -> Iterator[Diagnostic]:
    """What is wrong with the keys and values of the mapping."""
    values = policy.typed()
    for key, node in policy.value.items():
        if key in OURS:
            yield UnknownKey(node.at, key=key, advice=f"it comes from '{OURS[key]}' at the top of course.yaml")
        elif key not in FORMS:
            guess = closest(key, tuple(FORMS), 0.8)
            yield UnsureKey(
                node.at, key=key, advice=f"did you mean '{guess}'?" if guess else "see the platform's course settings"
            )
        elif not _fits(values[key], FORMS[key]):
            yield BadValue(node.at, value=node.text()[:80], key=key, meaning=FORMS[key])


def _fits(value: Any, form: str) -> bool:
    kind = form.split()[1] if form.startswith("a ") else form
    if value is None:  # the platform's own default
        return True
    if kind == "time":
        return isinstance(value, str) and _is_time(value)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    types = {"true or false": bool, "list": list, "mapping": dict, "text": str}
    return isinstance(value, types[kind])


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
