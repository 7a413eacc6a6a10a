"""main(archive): publishes grades of others with the platform's own edx-submissions, in the player's runtime.

Run by django_with.py with the app `submissions` installed, as it is in the LMS. Gives what a gradebook would be told.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any


def main(archive: str) -> dict[str, Any]:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from opaque_keys.edx.keys import UsageKey
    from submissions import api
    from submissions.models import score_set

    from digigov.platform import course_of, publish_grade
    from olxkit.player.archive import FixedArchive
    from olxkit.player.people import by_username
    from olxkit.player.runtime import PlayerRuntime
    from olxkit.player.services import anonymous_id
    from olxkit.player.site import Site

    for app in ("auth", "submissions"):
        call_command("migrate", app, verbosity=0)
    course = Site(FixedArchive(Path(archive)), Path(archive).parent / "cache").refresh()
    learner, instructor = by_username("khmer-learner"), by_username("instructor")
    assert learner and instructor
    get_user_model().objects.create(id=learner.id, username=learner.username)
    key = UsageKey.from_string("block-v1:Example+DG101+2021+type@digigov_cooperation_plan+block@plan")
    block = PlayerRuntime(course, instructor).get_block(key)
    told: list[list[Any]] = []

    def hear(**signal: Any) -> None:
        told.append([signal[name] for name in ("points_earned", "points_possible", "item_id")])

    score_set.connect(hear)
    sent = [
        publish_grade(block, str(person), share=Decimal(share), points=100)
        for person, share in ((learner.id, "0.8125"), (learner.id, "0.505"), (999, "1"))
    ]
    mine = api.get_scores(course_of(block), anonymous_id(learner, course.key))[str(key)]
    return {
        "sent": sent,
        "told": told[:2],
        "score": [mine["points_earned"], mine["points_possible"]],
        "submissions": len(api.get_submissions(_item(block, course, learner, anonymous_id))),
    }


def _item(block: Any, course: Any, learner: Any, anonymous_id: Any) -> dict[str, str]:
    return {
        "student_id": anonymous_id(learner, course.key),
        "course_id": str(course.key),
        "item_id": str(block.scope_ids.usage_id),
        "item_type": block.scope_ids.block_type,
    }
