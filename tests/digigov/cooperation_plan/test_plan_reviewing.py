"""From submission to grade."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from digigov.cooperation_plan import rubric
from digigov.cooperation_plan.example import example_document

GOOD = {row["id"]: 3 for row in rubric.DAC}


@pytest.fixture
def api(database: None) -> Any:
    from digigov.cooperation_plan import api

    return api


@pytest.fixture
def plan(api: Any, course: str) -> Any:
    plan = api.open_plan(course, "plan", person=7, team=api.Team("t1", "Team", {"7": "Sokha", "8": "Aibek"}))
    api.import_document(plan, example_document(), person=7)
    return plan


def reviewed(api: Any, submission: Any, person: int, places: int = 1, **scores: int) -> Any:
    review = api.claim(submission, person=person, name="Expert", places=places)
    words = {"scores": {**GOOD, **scores}, "comments": {"budget": "Good"}}
    return api.save_review(review, base=0, rubric=rubric.DAC, person=person, finish=True, **words)


def test_what_is_submitted_is_frozen(api: Any, plan: Any) -> None:
    submission = api.submit(plan, person=7)
    content = api.read(plan).sections["summary"]
    api.save(plan, "summary", base=1, content={**content, "debt": "Changed"}, person=8)
    frozen = api.submissions(plan)[0]
    assert (frozen.number, frozen.state, frozen.versions["summary"]) == (1, "submitted", 1)
    assert frozen.content["summary"] == content
    for person, error in ((8, api.Refused), (99, api.NotAllowed)):
        with pytest.raises(error):
            api.submit(plan, person=person)
    assert len(api.submissions(plan)) == 1
    assert submission.person == "7"


def test_sent_back_and_accepted_the_second_time(api: Any, plan: Any) -> None:
    first = api.submit(plan, person=7)
    reviewed(api, first, 1)
    decided = api.decide(first, person=1, accept=False, note="More on debt", rubric=rubric.DAC)
    assert (decided.state, decided.note, api.grades(decided)) == ("sent-back", "More on debt", [])
    second = api.submit(plan, person=8)
    assert second.number == 2
    reviewed(api, second, 1, impact=1)
    decided = api.decide(second, person=1, accept=True, note="", rubric=rubric.DAC)
    assert decided.state == "accepted"
    assert {grade.person: grade.value for grade in api.grades(decided)} == dict.fromkeys("78", Decimal("0.6667"))
    for again in (first, second):
        with pytest.raises(api.Refused):
            api.decide(again, person=1, accept=False, note="", rubric=rubric.DAC)
    with pytest.raises(api.Refused):
        api.submit(plan, person=7)


def test_two_reviewers_of_whom_the_first_leads(api: Any, plan: Any) -> None:
    submission = api.submit(plan, person=7)
    lead = api.claim(submission, person=1, places=2)
    assert api.claim(submission, person=1, places=2) == lead
    second = api.claim(submission, person=2, places=2)
    assert (lead.slot, second.slot) == (1, 2)
    with pytest.raises(api.Refused):
        api.claim(submission, person=3, places=2)
    api.release(second)
    assert api.claim(submission, person=3, places=2).slot == 2
    reviewed(api, submission, 1, places=2)
    with pytest.raises(api.Refused):  # one review is open
        api.decide(submission, person=1, accept=True, note="", rubric=rubric.DAC, places=2)
    finished = reviewed(api, submission, 3, places=2, relevance=4)
    with pytest.raises(api.NotAllowed):  # not the lead
        api.decide(submission, person=3, accept=True, note="", rubric=rubric.DAC, places=2)
    with pytest.raises(api.Refused):
        api.release(finished)
    api.decide(submission, person=1, accept=True, note="", rubric=rubric.DAC, places=2)
    assert {grade.value for grade in api.grades(submission)} == {Decimal("0.7708")}


def test_nobody_reviews_their_own_or_anothers_for_them(api: Any, plan: Any) -> None:
    submission = api.submit(plan, person=7)
    with pytest.raises(api.NotAllowed):
        api.claim(submission, person=8)
    review = api.claim(submission, person=1)
    with pytest.raises(api.NotAllowed):
        api.save_review(review, base=0, rubric=rubric.DAC, scores={}, comments={}, person=2)


def test_a_review_in_two_windows(api: Any, plan: Any) -> None:
    review = api.claim(api.submit(plan, person=7), person=1)
    half = {"relevance": 2}
    saved = api.save_review(review, base=0, rubric=rubric.DAC, scores=half, comments={"": "So far"}, person=1)
    assert (saved.version, saved.scores, saved.comments, saved.finished_at) == (1, half, {"": "So far"}, None)
    with pytest.raises(api.Stale) as stale:
        api.save_review(review, base=0, rubric=rubric.DAC, scores={}, comments={}, person=1)
    assert stale.value.current.scores == half


@pytest.mark.parametrize(
    ("scores", "comments", "finish"),
    [
        ({"x": 1}, {}, False),
        ({"impact": 5}, {}, False),
        ({"impact": True}, {}, False),
        ({"relevance": 2}, {}, True),
        ({}, {"poem": "a"}, False),
        ({}, {"": 1}, False),
    ],
)
def test_reviews_that_cannot_be_kept(api: Any, plan: Any, scores: Any, comments: Any, finish: bool) -> None:
    review = api.claim(api.submit(plan, person=7), person=1)
    words = {"scores": scores, "comments": comments, "finish": finish}
    with pytest.raises(api.Refused):
        api.save_review(review, base=0, rubric=rubric.DAC, person=1, **words)
    assert api.reviews(review.submission)[0].version == 0


def test_grades_reach_the_gradebook_once_and_overrides_are_logged(api: Any, plan: Any, course: str) -> None:
    submission = api.submit(plan, person=7)
    reviewed(api, submission, 1)
    api.decide(submission, person=1, accept=True, note="", rubric=rubric.DAC)
    first, second = api.unpublished(course, "plan")
    assert api.published(first)
    assert [grade.person for grade in api.unpublished(course, "plan")] == ["8"]
    changed = api.override_grade(second, by=1, value=Decimal("0.9"), reason="Did most of the work")
    assert not api.published(second)  # that value is no longer the one
    assert api.published(changed)
    log = api.overrides(changed)
    assert [(row.by, row.before, row.after, row.reason) for row in log] == [
        ("1", Decimal("0.7500"), Decimal("0.9000"), "Did most of the work")
    ]
    for value, reason in (("1.1", "a"), ("-1", "a"), ("NaN", "a"), ("0.5", " ")):
        with pytest.raises(api.Refused):
            api.override_grade(changed, by=1, value=Decimal(value), reason=reason)
    assert api.overrides(changed) == log


def test_the_tables_allow_one_grade_for_a_member_and_one_open_submission(api: Any, plan: Any) -> None:
    from django.db import IntegrityError, transaction
    from django.utils import timezone

    from digigov.cooperation_plan.models import Grade, Submission

    submission = api.submit(plan, person=7)
    twice = (
        lambda: Grade.objects.create(submission=submission, person="7", value=1, at=timezone.now()),
        lambda: Submission.objects.create(plan=plan, number=2, content={}, versions={}, at=timezone.now()),
    )
    twice[0]()
    for write in twice:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        [{}],
        [{**rubric.DAC[0], "id": "A"}],
        [rubric.DAC[0], rubric.DAC[0]],
        [{**rubric.DAC[0], "most": 0}],
        [{**rubric.DAC[0], "most": True}],
        [{**rubric.DAC[0], "weight": 1.5}],
        [{**rubric.DAC[0], "name": " "}],
    ],
)
def test_rubrics_that_are_none(value: Any) -> None:
    assert rubric.check_rubric(value)


def test_the_rubric_of_the_dac() -> None:
    assert rubric.check_rubric(list(rubric.DAC)) == []
    assert rubric.grade(rubric.DAC, [{row["id"]: 4 for row in rubric.DAC}]) == 1
    assert rubric.grade(rubric.DAC, []) == 0
    heavy = [{**rubric.DAC[0], "weight": 3}, rubric.DAC[1]]
    assert rubric.grade(heavy, [{"relevance": 4, "coherence": 0}]) == Decimal("0.75")
