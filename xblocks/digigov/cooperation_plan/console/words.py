"""Words of the console that are no code list's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from digigov.common.i18n import gettext as _

from .. import rubric
from ..schema import N_

STATES: Mapping[str, str] = {
    "draft": N_("Being written"),
    "submitted": N_("Submitted"),
    "sent-back": N_("Sent back"),
    "accepted": N_("Accepted"),
}
# What each criterion asks (OECD DAC Network on Development Evaluation, Better Criteria for Better Evaluation, 2019).
QUESTIONS: Mapping[str, str] = {
    "relevance": N_("Is the project doing the right things?"),
    "coherence": N_("How well does the project fit with others?"),
    "effectiveness": N_("Will the project achieve its objectives?"),
    "efficiency": N_("How well are resources used?"),
    "impact": N_("What difference does the project make?"),
    "sustainability": N_("Will the benefits last?"),
}


def state(code: str) -> str:
    """The name of a plan's state."""
    return _(STATES[code])


def criteria(given: Any) -> Sequence[Mapping[str, Any]]:
    """The rubric of a block: its own, or the DAC's where it has none that can be used."""
    return given if given and not rubric.check_rubric(given) else rubric.DAC


def name_of(criterion: Mapping[str, Any]) -> str:
    """The name of a criterion; those of the DAC are in the catalogue."""
    return _(criterion["name"]) if dict(criterion) in rubric.DAC else str(criterion["name"])


def question_of(criterion: Mapping[str, Any]) -> str:
    """What a criterion asks, for those of the DAC."""
    known = any(criterion["id"] == one["id"] and criterion["name"] == one["name"] for one in rubric.DAC)
    return _(QUESTIONS[criterion["id"]]) if known else ""


def frame() -> dict[str, Any]:
    """The tabs of the console, and the words that its scripts show."""
    return {
        "views": [
            ("reviews", _("Reviews")),
            ("followups", _("Follow-ups")),
            ("overview", _("Overview")),
            ("groups", _("Teams")),
        ],
        "words": json.dumps(
            {
                "loading": _("Loading …"),
                "sending": _("Sending …"),
                "saving": _("Saving …"),
                "saved": _("Saved at {time}"),
                "writing": _("Not saved yet"),
                "no_line": _("No line at the moment. Nothing is lost on this page; try again."),
                "unsaved": _("Your review is not saved yet, so this page stays open."),
            }
        ),
    }


def editor() -> dict[str, str]:
    """The words that the script of the plan's editor in Studio shows."""
    return {
        **saving(),
        "criterion": _("Criterion {number}"),
        "name": _("Name"),
        "most": _("Highest score"),
        "weight": _("Counts how many times"),
        "remove": _("Remove criterion {number}"),
    }


def saving() -> dict[str, str]:
    """What every editor in Studio says."""
    return {
        "saving": _("Saving…"),
        "saved": _("Saved."),
        "not_saved": _("Not saved: {message}"),
        "see_fields": _("See the messages beside the fields."),
        "no_network": _("The server did not answer. Your text is still here; try again."),
        "no_preview": _("The preview could not be updated."),
        "unsaved": _("You have changes that are not saved. Leave without saving?"),
    }


def note() -> dict[str, str]:
    """What the script of a "For your country" question says."""
    return {
        "saving": _("Saving …"),
        "saved": _("Saved at {time}"),
        "writing": _("Not saved yet"),
        "no_line": _("No line: kept on this device, sent when the line returns"),
        "two": _("Two texts: choose below"),
    }
