"""One server process of the autosave benchmark: `plan_editors.py SETTINGS.json` serves its half of the editors.

Requests come by the clock, whether the server is ready or not: each editor saves every few seconds, at a moment of
their own. Each goes through the block's real handler (JSON in and out, the rules, the sums) in the player's runtime,
one after the other as in a worker of the LMS. Prints {"came": seconds, "waits": milliseconds from then to the answer,
"cpu": milliseconds of CPU of each save, "peer": of writing the same JSON into one row, as a block's own field is
written}.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

KEY = "block-v1:Bench+P1+2026+type@digigov_cooperation_plan+block@plan"
PEER_ROUNDS = 40


def main(told: dict[str, Any]) -> dict[str, Any]:
    """Serve until the time is over."""
    _open(told)
    editors = [Editor(told["archive"], number) for number in told["editors"]]
    for editor in editors:
        editor.save()  # what is loaded once is loaded
    draw = random.Random(told["editors"][0])
    due = sorted(
        (draw.uniform(0, told["pause"]) + turn * told["pause"], place)
        for place in range(len(editors))
        for turn in range(int(told["seconds"] / told["pause"]))
    )
    begun, waits, used = time.monotonic(), [], []
    for moment, place in due:
        time.sleep(max(0.0, begun + moment - time.monotonic()))
        before = time.process_time()
        editors[place].save()
        used.append((time.process_time() - before) * 1000)
        waits.append((time.monotonic() - begun - moment) * 1000)
    return {"came": [moment for moment, _place in due], "waits": waits, "cpu": used, "peer": _peer(editors[0].content)}


class Editor:
    """One of a team of three at their plan; each writes in a row of their own."""

    def __init__(self, archive: str, number: int) -> None:
        from opaque_keys.edx.keys import UsageKey

        from olxkit.player.archive import FixedArchive
        from olxkit.player.people import Person
        from olxkit.player.runtime import PlayerRuntime
        from olxkit.player.site import Site

        course = Site(FixedArchive(Path(archive)), Path(archive).parent / f"cache-{os.getpid()}").refresh()
        person = Person(1000 + number, f"editor-{number}", "Example", "", "", "KR", "en", "Asia/Seoul")
        self.number, self.turn, self.runtime = number, 0, PlayerRuntime(course, person)
        self.key = UsageKey.from_string(KEY)
        state = self._ask("load", {})
        self.content, self.version = state["sections"]["stakeholders"], state["versions"]["stakeholders"]

    def save(self) -> None:
        """One autosave, as the page sends it."""
        self.turn += 1
        row = {"id": f"r{self.number}", "name": f"Office {self.number}", "interest": f"Sentence {self.turn}. " * 20}
        others = [one for one in self.content["people"] if one["id"] != row["id"]]
        content = {"people": [*others, row]}
        answer = self._ask("save_section", {"section": "stakeholders", "version": self.version, "content": content})
        self.content, self.version = answer["content"], answer["version"]

    def _ask(self, handler: str, body: dict[str, Any]) -> Any:
        from webob import Request

        request = Request.blank("/", method="POST", body=json.dumps(body).encode())
        answer = self.runtime.handle(self.runtime.get_block(self.key), handler, request)
        assert answer.status_int == 200, answer.body
        return json.loads(answer.body)


def prepare(told: dict[str, Any], teams: int) -> None:
    """Teams of three, each with the worked example."""
    _open(told)
    from digigov.cooperation_plan import api
    from digigov.cooperation_plan.example import example_document

    for team in range(teams):
        people = {1000 + 3 * team + place: "Example" for place in range(3)}
        plan = api.assign("course-v1:Bench+P1+2026", "bench", group=f"Team {team}", people=people)
        api.import_document(plan, example_document(), person=1000 + 3 * team)


def _open(told: dict[str, Any]) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "database"))
    from django_with import set_up

    os.environ["DIGIGOV_TEST_STATE"] = told["state"]
    set_up(told["database"])


def _peer(content: Any) -> float:
    from django.db import transaction
    from django.utils import timezone

    from olxkit.player.models import BlockState

    row = BlockState.objects.create(person=os.getpid(), scope="user_state", key=KEY, state={}, changed=timezone.now())
    begun = time.process_time()
    for turn in range(PEER_ROUNDS):
        with transaction.atomic():
            found = BlockState.objects.select_for_update().get(pk=row.pk)
            found.state = {"plan": content, "turn": turn}
            found.save()
    return (time.process_time() - begun) * 1000 / PEER_ROUNDS


if __name__ == "__main__":
    print(json.dumps(main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
