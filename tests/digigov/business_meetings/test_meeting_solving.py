"""Runs of the solver on real tables: worked out in a process of its own, made real, changed by hand meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from digigov.business_meetings import api
from digigov.business_meetings.api import solving
from digigov.business_meetings.models import Meeting, MeetingMail, SlotClaim, SolverRun
from digigov.business_meetings.posing import Meeting as Planned
from digigov.business_meetings.scheduling import worker


@pytest.fixture
def full(event: Any, firm: Any, guest: Any) -> Any:
    """Four guests who all want three firms, in four slots and two rooms."""
    firms = [firm(f"F{n}") for n in range(3)]
    for n in range(4):
        who = guest(f"G{n}", languages="es" if n == 0 else "en")
        api.save_wishes(who, {firms[n % 3].pk: "must", firms[(n + 1) % 3].pk: "wish"})
    return event


def finished(event: Any, **options: Any) -> SolverRun:
    run = api.start_run(event, person=1, name="Example organiser", seconds=5, options=options)
    api.work(run.pk)
    run.refresh_from_db()
    return run


def standing(event: Any) -> dict[tuple[int, int], int]:
    rows = Meeting.objects.filter(event=event, state="confirmed")
    return {(one.participant_id, one.organisation_id): one.slot_id for one in rows}


def wrong(event: Any, validator: Any) -> list[str]:
    rows = Meeting.objects.filter(event=event, state="confirmed")
    return validator.wrong(
        api.picture(event),
        [Planned(o.participant_id, o.organisation_id, o.slot_id, o.room_id, o.interpreter_id) for o in rows],
    )


def test_a_schedule_is_proven_and_made_real(full: Any, validator: Any) -> None:
    run = finished(full)
    assert run.state == "done" and run.open is None, run.error
    assert run.result["optimal"] and run.result["musts"] == [4, 4] and len(run.result["meetings"]) == 8
    counts = api.apply(run)
    assert (counts["made"], counts["skipped"]) == (8, [])
    assert wrong(full, validator) == []
    assert SlotClaim.objects.filter(event=full).count() == 8 * 3 + 2  # the guest who speaks Spanish has two meetings
    assert MeetingMail.objects.filter(event=full).count() == 16
    with pytest.raises(api.NotNow, match="schedule was put in force"):
        api.apply(run)
    wished = {(one[0], one[1]) for one in run.result["unmet"]}
    assert wished.isdisjoint(standing(full)) and all(one[3] for one in run.result["unmet"])


def test_what_people_book_meanwhile_stays(full: Any, validator: Any) -> None:
    run = finished(full)
    plan = {(one[0], one[1]): one[2] for one in run.result["meetings"]}
    who = api.participants(full)[0]
    firms = api.organisations(full)
    slots = list(full.slots.all())
    key = next(key for key in plan if key[0] == who.pk)
    other = next(slot for slot in slots if slot.pk != plan[key])
    mine = api.book(who, next(one for one in firms if one.pk == key[1]), other)
    counts = api.apply(run)
    assert standing(full)[key] == other.pk and counts["kept"] == 1
    assert wrong(full, validator) == []
    assert counts["made"] + len(counts["skipped"]) == 7
    mine.refresh_from_db()
    assert mine.sequence == 0


def test_locked_meetings_stay_and_a_new_run_changes_little(full: Any, validator: Any) -> None:
    api.apply(finished(full))
    before = standing(full)
    first = Meeting.objects.filter(event=full, state="confirmed").order_by("pk")[0]
    api.lock(first, base=first.version, locked=True)
    free = api.free_for(full, first.participant, first.organisation)
    run = finished(full)
    counts = api.apply(run)
    assert (
        standing(full) == before
        and counts["kept"] == 8
        and counts["moved"] == counts["cancelled"] == counts["made"] == 0
    )
    # One organisation can no longer: its meetings go, the others stay where they are.
    gone = api.organisations(full)[-1]
    api.save_organisation(full, fields={"hours": "2091-01-01 09:00-10:00"}, pk=gone.pk, base=gone.version)
    counts = api.apply(finished(full))
    kept = {key: slot for key, slot in before.items() if key[1] != gone.pk}
    after = standing(full)
    if first.organisation_id != gone.pk:
        assert after[first.participant_id, first.organisation_id] == before[first.participant_id, first.organisation_id]
    assert sum(after.get(key) == slot for key, slot in kept.items()) >= len(kept) - 1
    assert counts["cancelled"] >= 1 and free is not None
    assert [one for one in wrong(full, validator) if str(gone.pk) not in one] == []


def test_only_one_run_at_a_time_and_a_dead_one_is_no_bar(full: Any) -> None:
    run = api.start_run(full, person=1, name="A")
    with pytest.raises(api.Running) as other:
        api.start_run(full, person=2, name="B")
    assert other.value.run == run and "A" in str(other.value)
    SolverRun.objects.filter(pk=run.pk).update(beat=timezone.now() - timedelta(minutes=2))
    assert api.start_run(full, person=2, name="B").pk != run.pk
    run.refresh_from_db()
    assert run.state == "failed"


def test_a_stopped_run_changes_nothing(full: Any) -> None:
    run = api.start_run(full, person=1)
    api.cancel_run(run)
    api.work(run.pk)
    run.refresh_from_db()
    assert run.state == "cancelled" and run.result is None and api.current_run(full) is None
    with pytest.raises(api.NotNow):
        api.cancel_run(run)


def test_what_if_is_only_looked_at(full: Any) -> None:
    base = finished(full)
    more = finished(full, rooms=1)
    assert len(more.result["meetings"]) > len(base.result["meetings"])
    with pytest.raises(api.Refused):
        api.apply(more)
    assert api.last_run(full).pk == base.pk and standing(full) == {}


def test_out_of_memory_the_search_answers_and_says_so(
    full: Any, monkeypatch: pytest.MonkeyPatch, validator: Any
) -> None:
    whole = worker.run
    monkeypatch.setattr(solving, "run", lambda *args: whole(*args, memory=60_000_000))  # too little to load numpy
    run = finished(full)
    assert run.state == "done" and run.result["note"] == "memory" and run.result["method"] == "local search"
    assert run.result["bound"] >= run.result["total"]
    api.apply(run)
    assert len(standing(full)) >= 6 and wrong(full, validator) == []


def test_locked_meetings_that_no_room_can_hold_are_said(full: Any) -> None:
    rows = []
    for who, what, slot in zip(
        api.participants(full), api.organisations(full), [full.slots.all()[0]] * 2, strict=False
    ):
        done = api.book(who, what, slot, force=True)
        rows.append(api.lock(done, base=done.version, locked=True))
    SlotClaim.objects.filter(event=full, resource=f"r:{rows[1].room_id}").delete()
    full.rooms.filter(pk=rows[1].room_id).update(event=api.open_event("elsewhere", "x"))
    run = finished(full)
    assert run.state == "failed" and "locked meetings" in run.error


def test_an_event_without_anything_gives_an_empty_schedule(event: Any) -> None:
    run = finished(event)
    assert run.state == "done" and run.result["meetings"] == [] and run.result["optimal"]
