"""Asking, accepting, declining, moving, cancelling and waiting; what people are told of it; and what is erased."""

from __future__ import annotations

from typing import Any

import pytest

from digigov.business_meetings import api
from digigov.business_meetings.models import Meeting, MeetingMail, MeetingNote, MeetingParticipant, SlotClaim
from digigov.cooperation_plan import api as plans


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("event", "participant", "organisation", "slot").get(pk=meeting.pk)


def claims(event: Any) -> set[tuple[str, int]]:
    return set(SlotClaim.objects.filter(event=event).values_list("resource", "slot_id"))


def told(event: Any) -> list[tuple[str, str]]:
    return [
        (one.key.split(":")[2], one.to.split("@")[0]) for one in MeetingMail.objects.filter(event=event).order_by("pk")
    ]


def test_a_request_takes_nothing_until_it_is_accepted(event: Any, firm: Any, guest: Any) -> None:
    slot = event.slots.all()[0]
    asked = api.ask(guest(), firm(), by="participant", slot=slot, message="We link registers.")
    assert asked.state == "requested" and claims(event) == set()
    assert told(event) == [("ask", "example-firm")]
    done = api.accept(again(asked), base=asked.version)
    assert done.state == "confirmed" and done.room.name == "Room 1" and done.interpreter is None
    assert claims(event) == {
        (f"p:{done.participant_id}", slot.pk),
        (f"o:{done.organisation_id}", slot.pk),
        (f"r:{done.room_id}", slot.pk),
    }
    assert told(event)[1:] == [("invite", "example-guest"), ("invite", "example-firm")]


def test_accepting_takes_another_time_or_the_first_free(event: Any, firm: Any, guest: Any) -> None:
    first, second, *_more = event.slots.all()
    who, other, what = guest("A"), guest("B"), firm()
    api.book(who, what, first)
    asked = api.ask(other, what, by="organisation")
    assert asked.slot is None and told(event)[-1] == ("ask", "b")
    assert api.accept(again(asked), base=asked.version).slot == second


def test_of_two_who_accept_for_the_same_time_one_is_told_that_it_is_taken(event: Any, firm: Any, guest: Any) -> None:
    slot, what = event.slots.all()[0], firm()
    one, two = (api.ask(guest(name), what, by="participant", slot=slot) for name in ("A", "B"))
    api.accept(again(one), base=one.version)
    with pytest.raises(api.Taken) as taken:
        api.accept(again(two), base=two.version)
    assert taken.value.what == "organisation"
    assert again(two).state == "requested" and again(two).version == two.version


def test_rooms_and_interpreters_are_limits_too(event: Any, firm: Any, guest: Any) -> None:
    slot = event.slots.all()[0]
    spanish = [guest(f"S{n}", languages="es", interpreting="es") for n in range(2)]
    done = api.book(spanish[0], firm("F1"), slot)
    assert done.interpreter.name == "Interpreter"
    with pytest.raises(api.Taken) as taken:
        api.book(spanish[1], firm("F2"), slot)
    assert taken.value.what == "interpreter"
    api.book(guest("E1"), firm("F3"), slot)
    with pytest.raises(api.Taken) as taken:
        api.book(guest("E2"), firm("F4"), slot)
    assert taken.value.what == "room"
    assert Meeting.objects.filter(event=event, open=True).count() == 2
    assert len(claims(event)) == 7


def test_a_pair_has_one_open_meeting(event: Any, firm: Any, guest: Any) -> None:
    who, what = guest(), firm()
    first, second, *_more = event.slots.all()
    done = api.book(who, what, first)
    with pytest.raises(api.Taken) as taken:
        api.book(who, what, second)
    assert taken.value.what == "pair"
    api.cancel(again(done), base=done.version)
    assert api.book(who, what, second).state == "confirmed"


def test_moving_gives_up_nothing_when_the_new_time_is_taken(event: Any, firm: Any, guest: Any) -> None:
    first, second, third, _last = event.slots.all()
    who, what = guest("A"), firm("F1")
    done, other = api.book(who, what, first), api.book(who, firm("F2"), second)
    before = claims(event)
    with pytest.raises(api.Taken):
        api.move(again(done), second, base=done.version)
    assert claims(event) == before and again(done).slot == first
    moved = api.move(again(done), third, base=done.version)
    assert (moved.sequence, moved.uid, moved.slot) == (1, done.uid, third)
    assert {slot for resource, slot in claims(event) if resource == f"o:{what.pk}"} == {third.pk}
    assert told(event)[-2:] == [("update", "a"), ("update", "f1")]
    with pytest.raises(api.NotNow):
        api.move(again(done), first, base=done.version)  # an old page
    assert again(other).slot == second


def test_the_first_who_waits_gets_the_freed_time(event: Any, firm: Any, guest: Any) -> None:
    what = firm()
    held = [api.book(guest(f"G{n}"), what, slot) for n, slot in enumerate(event.slots.all())]
    one, two = (api.ask(guest(name), what, by="participant") for name in ("W1", "W2"))
    assert one.state == two.state == "waiting"
    api.cancel(again(held[2]), base=held[2].version)
    assert (again(one).state, again(one).slot) == ("requested", held[2].slot)
    assert again(two).state == "waiting"
    assert told(event)[-1] == ("free", "example-firm")
    assert api.accept(again(one), base=again(one).version).slot == held[2].slot


def test_what_does_not_fit_is_refused_with_a_reason(event: Any, firm: Any, guest: Any) -> None:
    slot = event.slots.all()[0]
    refused = [
        (guest("A", hours="2090-03-05 09:00-10:00"), firm("F1"), "participant's hours"),
        (guest("B"), firm("F2", hours="2090-03-05 09:00-10:00"), "organisation's hours"),
        (guest("C"), firm("F3", refuses="CR"), "does not want"),
    ]
    for who, what, said in refused:
        with pytest.raises(api.Refused) as error:
            api.book(who, what, slot)
        assert said in str(error.value)
        assert api.book(who, what, slot, force=True).state == "confirmed"
        api.cancel(again(Meeting.objects.get(participant=who)), base=Meeting.objects.get(participant=who).version)
    with pytest.raises(api.Refused):
        api.book(guest("D"), firm("F4"), api.open_event("other", "event").slots.create(start=slot.start, minutes=30))


def test_locked_meetings_stay(event: Any, firm: Any, guest: Any) -> None:
    first, second, *_more = event.slots.all()
    done = api.book(guest(), firm(), first)
    done = api.lock(again(done), base=done.version, locked=True)
    with pytest.raises(api.Locked):
        api.move(again(done), second, base=done.version)
    with pytest.raises(api.Locked):
        api.cancel(again(done), base=done.version)
    assert again(done).version == done.version
    done = api.lock(again(done), base=done.version, locked=False)
    assert api.move(again(done), second, base=done.version).slot == second


def test_what_holds_meetings_cannot_be_taken_away(event: Any, firm: Any, guest: Any) -> None:
    slot, who, what = event.slots.all()[0], guest(languages="es", interpreting="es"), firm()
    done = api.book(who, what, slot)
    for remove in (
        lambda: api.remove_slots(event, [slot.pk]),
        lambda: api.remove_room(event, done.room_id),
        lambda: api.remove_interpreter(event, done.interpreter_id),
        lambda: api.remove_organisation(what),
        lambda: api.remove_participant(who),
    ):
        with pytest.raises(api.Refused):
            remove()
    api.cancel(again(done), base=done.version)
    api.remove_slots(event, [slot.pk])
    api.remove_room(event, done.room_id)
    api.remove_organisation(what)
    assert event.slots.count() == 3 and event.rooms.count() == 1


def test_notes_are_private_or_shared_and_lead_to_follow_ups(event: Any, firm: Any, guest: Any) -> None:
    done = api.book(guest(), firm(), event.slots.all()[0])
    fields = {"outcome": "follow-up", "text": "Good talk", "next_step": "Send the paper", "next_date": "2090-04-01"}
    mine = api.save_note(done, side="participant", fields=fields, base=0, person="7")
    assert api.notes(done, side="organisation") == [] and api.notes(done, side="participant") == [mine]
    with pytest.raises(api.Stale):
        api.save_note(done, side="participant", fields=fields, base=0)
    mine = api.save_note(done, side="participant", fields={**fields, "shared": "on"}, base=1, person="7")
    assert api.notes(done, side="organisation") == [mine] and mine.version == 2
    with pytest.raises(api.Incomplete) as wrong:
        api.save_note(
            done, side="organisation", fields={"outcome": "gold", "next_date": "soon", "text": "x" * 5001}, base=0
        )
    assert {fault.place for fault in wrong.value.faults} == {"outcome", "next_date", "text"}
    api.add_followup(done, person="1", note=mine)
    with pytest.raises(api.Refused):
        api.add_followup(done, person="1", note=mine)
    (found,) = plans.followups(event.course)
    assert (found.kind, found.country, found.next_step, found.subject) == (
        "company-meeting",
        "CR",
        "Send the paper",
        f"meeting:{done.pk}",
    )


def test_an_erased_person_is_gone_and_the_organisation_is_told(event: Any, firm: Any, guest: Any) -> None:
    first, second, *_more = event.slots.all()
    who, what = guest("Gone", person="77", seeks_text="Secret wish"), firm()
    other = guest("Waits")
    api.save_wishes(who, {what.pk: "must"})
    done = api.book(who, what, first)
    note = api.save_note(done, side="participant", fields={"text": "Mine", "next_step": "Visit"}, base=0, person="77")
    api.add_followup(done, person="1", note=note)
    api.ask(who, firm("F2"), by="participant", slot=second, message="My own words")
    api.erase("77")
    assert claims(event) == set()
    assert not MeetingParticipant.objects.filter(person="77").exists()
    assert not MeetingNote.objects.filter(person="77").exists()
    everything = " ".join(
        str(row) for model in (MeetingParticipant, Meeting, MeetingMail) for row in model.objects.values()
    )
    assert "Secret wish" not in everything and "My own words" not in everything and "gone@" not in everything
    assert [kind for kind, to in told(event) if to == "example-firm"] == ["cancel"]
    (follow,) = plans.followups(event.course, subject=f"meeting:{done.pk}")
    assert (follow.title, follow.owner_partner, follow.next_step) == ("– – Example firm", "–", "Visit")
    assert other in api.participants(event) and who not in api.participants(event)
    api.erase("77")  # again, harmlessly


def test_invented_people_come_and_go_with_a_button(event: Any, firm: Any) -> None:
    firm("Real firm")
    counts = api.load_example(event)
    assert (counts["organisations"], counts["participants"]) == (30, 12)
    assert api.load_example(event) == {"slots": 0, "organisations": 0, "participants": 0}
    guests = api.participants(event)
    assert len({one.country for one in guests}) == 8 and all("Example" in one.name and one.invented for one in guests)
    assert all(one.email.endswith("@example.invalid") for one in (*guests, *api.organisations(event)))
    who = api.join(event, person=101, name="Example Sokha", country="KH", zone="Asia/Phnom_Penh")
    assert who.invented and who.person == "101" and event.participants.count() == 12
    api.remove_example(event)
    assert [one.name for one in api.organisations(event)] == ["Real firm"] and api.participants(event) == []


def test_the_survey_is_the_first_answer_and_may_be_changed(event: Any) -> None:
    who = api.join(event, person=5, name="A", interests={"tax": 5, "health": 4})
    assert who.sectors == {"tax": 5, "health": 4} and who.from_survey
    changed = api.save_participant(event, fields={"sectors": "cloud:2"}, pk=who.pk, base=who.version, own=True)
    assert changed.sectors == {"cloud": 2} and not changed.from_survey
    assert api.join(event, person=5, name="A", interests={"tax": 5}).sectors == {"cloud": 2}
    with pytest.raises(api.Stale):
        api.save_participant(event, fields={"post": "Head"}, pk=who.pk, base=1, own=True)


def test_wishes_of_another_event_are_refused(event: Any, firm: Any, guest: Any) -> None:
    who, what = guest(), firm()
    assert api.save_wishes(who, {what.pk: "must"}) == {what.pk: "must"}
    assert api.save_wishes(who, {what.pk: ""}) == {}
    for given in ({10**9: "must"}, {what.pk: "perhaps"}, {"x": "must"}):
        with pytest.raises(api.Refused):
            api.save_wishes(who, given)


def test_a_person_in_two_events_is_booked_once_at_a_time(event: Any, firm: Any, guest: Any) -> None:
    """Of the same course or another: the second event neither books, offers nor plans an overlapping time."""
    who, what = guest("Both", person="78"), firm()
    other = api.open_event(f"{event.course}-b", "event", title="Example other", zone_name="Asia/Seoul")
    api.add_slots(other, text="2090-03-01 09:15\n2090-03-01 10:00", minutes=30)
    api.add_room(other, name="Room")
    other.refresh_from_db()
    other = api.save_settings(other, base=other.version, fields={"early": "0", "late": "24"})
    same = api.join(other, person="78", name="Both", country="CR", zone="America/Costa_Rica", interests={"tax": 5})
    theirs = api.save_organisation(other, fields={"name": "Example firm", "sectors": "tax", "languages": "en"})
    crossing, free = other.slots.all()
    api.book(who, what, event.slots.all()[0])
    with pytest.raises(api.Taken, match="participant has another meeting"):
        api.book(same, theirs, crossing, force=True)
    assert claims(other) == set()
    asked = api.ask(same, theirs, by="participant")
    assert api.accept(again(asked), base=asked.version).slot == free
    moved = again(asked)
    with pytest.raises(api.Taken):
        api.move(moved, crossing, base=moved.version, force=True)
    assert again(asked).slot == free
    (run,) = [api.start_run(other, person=1, seconds=5, options={"fresh": True})]
    api.work(run.pk)
    run.refresh_from_db()
    assert [one[2] for one in run.result["meetings"]] == [free.pk]
