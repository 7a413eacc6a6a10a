"""Follow-ups, the organisers' table, notes; and a person taken out of everything."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from digigov.cooperation_plan import rubric
from digigov.cooperation_plan.commitments import read_commitment
from digigov.cooperation_plan.example import example_document
from digigov.cooperation_plan.reminders import calendar_file

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


FIELDS = {
    "kind": "delegation",
    "title": "Visit to Seoul",
    "country": "UZ",
    "due": "2027-05-01",
    "amount": "20000",
    "currency": "USD",
}


def test_followups_and_their_calendar(api: Any, plan: Any, course: str) -> None:
    followup = api.add_followup(course, subject=f"plan:{plan.pk}", fields=FIELDS, person=1)
    saved = api.save_followup(followup, base=1, fields={"next_step": "Send names", "next_date": "2027-03-01"})
    assert (saved.version, saved.sequence, saved.next_date, saved.title) == (2, 1, date(2027, 3, 1), "Visit to Seoul")
    assert api.save_followup(saved, base=2, fields={"country": "KG"}).sequence == 1  # no other entry in a calendar
    with pytest.raises(api.Stale) as stale:
        api.save_followup(saved, base=2, fields={"title": "Late"})
    assert stale.value.current.country == "KG"
    other = api.add_followup(course, subject="meeting:1", fields={**FIELDS, "due": "2027-02-01"}, person=1)
    undated = api.add_followup(course, subject="meeting:1", fields={**FIELDS, "due": ""}, person=1)
    assert [row.pk for row in api.followups(course)] == [other.pk, followup.pk, undated.pk]
    assert [row.pk for row in api.followups(course, subject="meeting:1", kind="delegation")] == [other.pk, undated.pk]
    api.save_followup(other, base=1, fields={"status": "dropped"})
    events = Calendar.from_ical(calendar_file(api.reminders(api.followups(course)))).walk("VEVENT")
    assert [(str(event["summary"]), event.decoded("dtstart"), str(event["status"])) for event in events] == [
        ("Visit to Seoul", date(2027, 2, 1), "CANCELLED"),
        ("Send names", date(2027, 3, 1), "CONFIRMED"),
    ]
    api.remove_followup(undated)
    assert len(api.followups(course)) == 2


@pytest.mark.parametrize(
    ("fields", "cell"),
    [
        ({"kind": "party"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"title": " "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"country": "XX"}, "country"),
        ({"due": "soon"}, "due"),
        ({"due": "1969-01-01"}, "due"),
        ({"start": "2028-01-01"}, "due"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "1,5"}, "amount"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_followups_that_cannot_be_kept(api: Any, course: str, fields: dict[str, str], cell: str) -> None:
    with pytest.raises(api.Incomplete) as refused:
        api.add_followup(course, subject="plan:1", fields={**FIELDS, **fields}, person=1)
    assert cell in [fault.path for fault in refused.value.faults]
    assert not api.followups(course)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from([*FIELDS, "start", "status", "x"]), st.none() | st.integers() | st.text(max_size=9))
)
def test_any_cells_of_a_followup_are_read(fields: Any) -> None:
    commitment, _faults = read_commitment(fields)
    again, faults = read_commitment({name: getattr(commitment, name) for name in commitment.__dataclass_fields__})
    assert again == commitment
    assert {fault.path for fault in faults} <= {"kind", "title", "due"}  # what was missing or the wrong way round


def test_the_organisers_table(api: Any, plan: Any, course: str) -> None:
    api.open_plan(course, "plan", person=9, name="Farah")
    submission = api.submit(plan, person=7)
    reviewed(api, submission, 1)
    api.decide(submission, person=1, accept=True, note="", rubric=rubric.DAC)
    content = api.read(plan).sections["identification"]
    api.save(plan, "identification", base=1, content={**content, "country": "KG"}, person=7)  # after the decision
    api.add_followup(course, subject=f"plan:{plan.pk}", fields=FIELDS, person=1)
    accepted, empty = api.rows(course)
    assert (accepted.country, accepted.state, accepted.people, accepted.modality) == (
        "UZ",
        "accepted",
        2,
        "cooperation-centre",
    )
    assert (accepted.total, accepted.uncounted) == (Decimal(4_000_000), 0)
    assert accepted.by_source == {"korea": Decimal(2_000_000), "partner": Decimal(2_000_000)}
    assert accepted.followups == {"proposed": 1}
    assert (empty.title, empty.state, empty.people, empty.total) == ("", "draft", 1, Decimal(0))
    sums = api.group([accepted, empty], "country")
    assert [(one.key, one.plans, one.accepted, one.total) for one in sums] == [
        ("UZ", 1, 1, Decimal(4_000_000)),
        ("", 1, 0, Decimal(0)),
    ]
    assert [one.key for one in api.group([accepted], "sector")] == ["15110", "22040", "interoperability", "strategy"]
    assert {row.state for row in api.rows()} >= {"accepted", "draft"}


def test_notes_of_ones_own(api: Any, course: str) -> None:
    note = api.save_note(course, person=7, key="m03.q1", text="We have six registers.", base=0)
    assert api.save_note(course, person=7, key="m03.q1", text="We have seven.", base=1).version == 2
    for base in (0, 1):
        with pytest.raises(api.Stale) as stale:
            api.save_note(course, person=7, key="m03.q1", text="Old window", base=base)
        assert stale.value.current.text == "We have seven."
    assert api.save_note(course, person=7, key="m03.q1", text="We have seven.", base=1).version == 2
    assert [(one.pk, one.text) for one in api.notes(course, person=7)] == [(note.pk, "We have seven.")]
    assert api.notes(course, person=8) == []
    with pytest.raises(api.Refused):
        api.save_note(course, person=7, key="m03.q1", text="x" * 20_001, base=2)


def test_an_erased_person_becomes_a_former_member(api: Any, course: str) -> None:
    from django.apps import apps

    me = f"erased-{course}"
    plan = api.open_plan(course, "plan", person=me, name="Me", team=api.Team("t1", "Team", {me: "Me", "8": "Aibek"}))
    api.import_document(plan, example_document(), person=me)
    api.add_comment(plan, person=me, path="summary", text="A remark")
    api.seen(plan, person=me, path="summary")
    api.save_note(course, person=me, key="q", text="Mine", base=0)
    submission = api.submit(plan, person=me)
    reviewed(api, submission, 1)
    api.decide(submission, person=1, accept=True, note="", rubric=rubric.DAC)
    api.override_grade(api.grades(submission)[0], by=me, value=Decimal(1), reason="r")
    api.add_followup(course, subject=f"plan:{plan.pk}", fields=FIELDS, person=me)
    api.open_plan(course, "alone", person=me, name="Me")
    handed_in = api.open_plan(course, "alone and submitted", person=me, name="Me")
    other = api.submit(handed_in, person=me)
    api.claim(submission=api.submit(api.open_plan(course, "x", person=8), person=8), person=me, name="Me")
    api.erase(me)
    for model in apps.get_app_config("digigov").get_models():
        for row in model.objects.values():
            assert me not in str(row.values()), (model.__name__, row)
    assert api.read(plan).sections["summary"] == example_document()["sections"]["summary"]
    assert {entry.person for entry in api.history(plan)} == {None}
    assert [comment.text for comment in api.comments(plan)] == ["A remark"]
    assert api.members(plan) == {"8": "Aibek"}
    assert {grade.person for grade in api.grades(submission)} == {None, "8"}
    assert list(api.plans(course, "alone")) == []
    assert [one.team[:7] for one in api.plans(course, "alone and submitted")] == ["former:"]
    assert api.submissions(handed_in)[0].pk == other.pk
