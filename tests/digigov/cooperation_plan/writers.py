"""What one process does in test_plan_processes.py; run by tests/database/django_with.py."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from typing import Any

from django.db import OperationalError, transaction

from digigov.cooperation_plan import api, rubric, rules
from digigov.cooperation_plan.models import Change, Grade, Plan, Section

PEOPLE = {str(number): f"Person {number}" for number in range(8)}
TEAM = api.Team("t1", "Team", PEOPLE)
SHARED = {"id": "shared", "text": "Everybody writes here", "mitigation": "0"}


def main(what: str, *arguments: str) -> Any:
    return globals()[what](*arguments)


def the_plan() -> Plan:
    return Plan.objects.get(course="course")


def open_plan(person: str) -> int:
    return int(api.open_plan("course", "plan", person=person, name=PEOPLE[person], team=TEAM).pk)


def begin() -> int:
    """A plan with a first row, in which all will write."""
    open_plan("0")
    return api.save(the_plan(), "risks", base=0, content={"risks": [SHARED]}, person="0").version


def edit(person: str, times: str, requests: str) -> list[list[Any]]:
    """Edits a section again and again, as a browser does; the acknowledged edits, as [version, path, text].

    Each adds a row of its own and a word to a cell that all fight over. With `requests` "atomic" there is a transaction
    around each call, as the LMS can be told to open one for each request.
    """
    plan, around = the_plan(), transaction.atomic if requests == "atomic" else nullcontext
    state, acknowledged = api.read(plan), []
    content, base = state.sections["risks"], state.versions["risks"]
    for number in range(int(times)):
        id, word = f"p{person}-{number}", f"{person}.{number}"
        rows = [{**row, "mitigation": f"{row['mitigation']} {word}"} if row["id"] == "shared" else row
                for row in content["risks"]]  # fmt: skip
        saved = _send(plan, base, {"risks": [*rows, {"id": id, "text": word}]}, person, around)
        acknowledged.append([saved.version, f"risks/risks/{id}", word])
        content, base = saved.content, saved.version
    return acknowledged


def _send(plan: Plan, base: int, content: Any, person: str, around: Any) -> api.Saved:
    """Until it is acknowledged: after a deadlock the same again, after a conflict with both texts."""
    while True:
        try:
            with around():
                return api.save(plan, "risks", base=base, content=content, person=person)
        except api.Conflict as conflict:
            both = {clash.path: {"text": _both(clash)} for clash in conflict.clashes}
            content = rules.resolve("risks", rules.Merged(conflict.merged, conflict.clashes), both)
            base = conflict.version
        except (api.Busy, OperationalError):
            continue


def _both(clash: rules.Clash) -> str:
    return f"{clash.theirs} {clash.mine.removeprefix(clash.base).strip()}"


def story() -> dict[str, Any]:
    """The section as it is, and its whole history."""
    plan = the_plan()
    section = Section.objects.get(plan=plan, name="risks")
    changes = Change.objects.filter(section=section).order_by("version")
    return {
        "content": section.content,
        "version": section.version,
        "begins": api.version_at(plan, "risks", 0),
        "changes": [[change.version, change.person, change.cells] for change in changes],
    }


def counts() -> dict[str, int]:
    """How many rows there are of what there must be few."""
    plan = the_plan()
    return {
        "plans": Plan.objects.count(),
        "sections": Section.objects.count(),
        "members": len(api.members(plan)),
        "submissions": len(api.submissions(plan)),
        "grades": Grade.objects.count(),
    }


def rush(person: str) -> dict[str, Any]:
    """Each step in the same moment as the others."""
    meet, done = globals()["meet"], {}  # django_with.py puts it there
    for step in (open_plan, hand_in, claim, decide):
        meet(step.__name__)
        done[step.__name__] = step(person)
    return done


def hand_in(person: str) -> bool:
    try:
        api.submit(the_plan(), person=person)
    except api.Refused:
        return False
    return True


def claim(person: str) -> int:
    """The place that a reviewer got; 0 for none."""
    submission = api.submissions(the_plan())[0]
    try:
        return int(api.claim(submission, person=f"reviewer {person}", places=2).slot)
    except api.Refused:
        return 0


def decide(_person: str) -> bool:
    """The lead presses the button in several windows, after both reviews were finished in several windows."""
    submission = api.submissions(the_plan())[0]
    words = {"rubric": rubric.DAC, "scores": {row["id"]: 4 for row in rubric.DAC}, "comments": {}}
    for review in api.reviews(submission):
        with suppress(api.Stale, api.Refused):
            api.save_review(review, base=0, finish=True, person=review.reviewer, **words)
    lead = api.reviews(submission)[0].reviewer
    try:
        api.decide(submission, person=lead, accept=True, note="", rubric=rubric.DAC, places=2)
    except api.Refused:
        return False
    return True
