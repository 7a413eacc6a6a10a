"""policy.json, grading_policy.json and assets.json. What the course element says already is not repeated here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from olxkit.model import Outline, Settings


def policy_files(outline: Outline, tags: Iterable[str]) -> dict[str, str]:
    """The policies of the run; `tags` are the XBlocks that Studio should offer in its Advanced menu."""
    settings = outline.settings
    folder = f"policies/{settings.run}"
    return {
        f"{folder}/policy.json": _json({f"course/{settings.run}": _policy(settings, tags)}),
        f"{folder}/grading_policy.json": _json(_grading(settings)),
        "policies/assets.json": _json({}),
    }


def _policy(settings: Settings, tags: Iterable[str]) -> dict[str, Any]:
    tabs = [{"type": "courseware", "name": "Course"}, {"type": "progress", "name": "Progress"}]
    return {"advanced_modules": sorted(tags), "tabs": tabs} | dict(settings.policy)


def _grading(settings: Settings) -> dict[str, Any]:
    graders = [
        {
            "type": kind.name,
            "short_label": kind.short,
            "min_count": kind.minimum,
            "drop_count": kind.drop,
            "weight": kind.weight / 100,
        }
        for kind in settings.grade_types
    ]
    return {"GRADER": graders, "GRADE_CUTOFFS": dict(settings.cutoffs)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
