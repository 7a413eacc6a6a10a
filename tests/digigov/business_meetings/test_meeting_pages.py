"""An organisation's own page and the feeds, as whoever has the address and as whoever has not."""

from __future__ import annotations

from typing import Any

import icalendar
import pytest
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings
from lxml import html

from digigov.business_meetings import api
from digigov.business_meetings.models import Meeting, MeetingMail, MeetingOrganisation


@pytest.fixture(autouse=True)
def quiet() -> Any:
    cache.clear()
    locmem = "django.core.mail.backends.locmem.EmailBackend"
    with override_settings(
        DIGIGOV_BACKGROUND="now", EMAIL_BACKEND=locmem, ROOT_URLCONF="olxkit.player.urls", ALLOWED_HOSTS=["*"]
    ):
        yield


@pytest.fixture
def page(firm: Any) -> Any:
    """An organisation, and the address of its page."""
    row = firm("Example firm")
    return row, f"/digigov/meetings/{api.new_link(row)}/"


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("event", "participant", "organisation", "slot").get(pk=meeting.pk)


def test_the_page_needs_no_account_and_gives_nothing_away(page: Any, guest: Any) -> None:
    _row, address = page
    guest("Example Sokha", seeks_text="We link registers.")
    answer = Client().get(address)
    assert answer.status_code == 200 and "Example Sokha" in text(answer) and "We link registers." in text(answer)
    assert answer["Referrer-Policy"] == "no-referrer" and "script" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store" and "example-sokha@" not in answer.content.decode()
    assert not Client().get(address).cookies


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "A" * 300])
def test_a_wrong_address_is_answered_politely(event: Any, token: str) -> None:
    for address in (
        f"/digigov/meetings/{token}/",
        f"/digigov/meetings/{token}/meetings.ics",
        f"/digigov/meetings/feed/{token}.ics",
    ):
        assert Client().get(address).status_code == 404


def test_a_new_link_replaces_the_old(page: Any) -> None:
    row, address = page
    new = f"/digigov/meetings/{api.new_link(row)}/"
    assert Client().get(address).status_code == 404 and Client().get(new).status_code == 200


def test_an_organisation_enters_itself_and_loses_nothing_by_a_mistake(page: Any) -> None:
    row, address = page
    fields = {
        "call": "organisation_save",
        "version": row.version,
        "zone": "Asia/Seoul",
        "languages": "Korean; Spanish",
        "sectors": ["tax", "cloud"],
        "profile": "What we do",
        "hours": "2090-03-01 09:00-11:00",
        "name": "Other name",
        "most": "99",
    }
    answer = Client().post(address, {**fields, "zone": "Seoul", "email": "nobody"})
    assert (
        answer.status_code == 422
        and "There is no time zone" in text(answer)
        and "What we do" in answer.content.decode()
    )
    answer = Client().post(address, fields)
    assert answer.status_code == 303 and answer["Location"].endswith("?done=saved")
    row.refresh_from_db()
    assert (row.name, row.most, row.languages, row.sectors) == ("Example firm", 0, ["ko", "es"], ["tax", "cloud"])
    assert Client().post(address, fields).status_code == 409


def test_requests_are_answered_on_the_page(page: Any, event: Any, guest: Any) -> None:
    row, address = page
    first, second, *_more = event.slots.all()
    one, two, three = (guest(f"G{n}") for n in range(3))
    asked = api.ask(one, row, by="participant", slot=first, message="Please")
    assert "Please" in text(Client().get(address))
    answer = Client().post(
        address, {"call": "accept", "meeting": asked.pk, "version": asked.version, "slot": second.pk}
    )
    assert answer.status_code == 303 and fresh(asked).state == "confirmed" and fresh(asked).slot == second
    other = api.ask(two, row, by="participant")
    assert Client().post(address, {"call": "decline", "meeting": other.pk, "version": other.version}).status_code == 303
    assert fresh(other).state == "declined"
    assert Client().post(address, {"call": "ask", "participant": three.pk, "message": "Meet us"}).status_code == 303
    mine = Meeting.objects.get(participant=three)
    assert mine.asked_by == "organisation"
    for call in ("accept", "decline"):  # one's own request is the other side's to answer
        assert Client().post(address, {"call": call, "meeting": mine.pk, "version": mine.version}).status_code == 404
    note = {"call": "note", "meeting": asked.pk, "version": 0, "text": "Good", "outcome": "agreement"}
    assert Client().post(address, note).status_code == 303
    assert (
        Client()
        .post(address, {"call": "cancel", "meeting": asked.pk, "version": fresh(asked).version, "message": "Ill"})
        .status_code
        == 303
    )
    assert fresh(asked).state == "cancelled"
    assert not MeetingMail.objects.filter(event=event, state="queued").exists()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"call": "accept"},
        {"call": "accept", "meeting": "x", "version": "1"},
        {"call": "ask", "participant": "999999"},
        {"call": "drop", "meeting": "1", "version": "1"},
        {"call": "organisation_save", "version": "-1"},
        {"call": "feed"},
    ],
)
def test_bad_forms_are_answered_with_a_sentence(page: Any, body: dict[str, str]) -> None:
    answer = Client().post(page[1], body)
    assert answer.status_code in (400, 404) and html.fromstring(answer.content.decode()).xpath(
        "//p[contains(@class, 'is-wrong')]"
    )


def test_another_organisation_s_meetings_are_not_found(page: Any, event: Any, firm: Any, guest: Any) -> None:
    theirs = api.book(guest(), firm("Other"), event.slots.all()[0])
    assert (
        Client().post(page[1], {"call": "cancel", "meeting": theirs.pk, "version": theirs.version}).status_code == 404
    )
    assert fresh(theirs).state == "confirmed" and "cannot" not in text(Client().get(page[1]))


def test_a_plan_is_shown_to_those_one_meets_and_only_if_one_agrees(page: Any, event: Any, guest: Any) -> None:
    from digigov.cooperation_plan import api as plans

    who = guest("Example Sokha", person="55")
    plan = plans.open_plan(event.course, "plan", person="55", name="Example Sokha")
    plans.save(plan, "identification", base=0, content={"title": "One register for all"}, person="55")
    plans.save(plan, "summary", base=0, content={"situation": "Four offices"}, person="55")
    api.book(who, page[0], event.slots.all()[0])
    assert "One register" not in text(Client().get(page[1]))
    who.refresh_from_db()
    api.save_participant(event, fields={"shares_plan": True}, pk=who.pk, base=who.version, own=True)
    assert "One register for all" in text(Client().get(page[1])) and "Four offices" in text(Client().get(page[1]))


def test_feeds_follow_the_meeting(page: Any, event: Any, guest: Any) -> None:
    who = guest()
    feed = f"/digigov/meetings/feed/{api.new_feed(who)}.ics"
    done = api.book(who, page[0], event.slots.all()[0])
    for address in (feed, f"{page[1]}meetings.ics"):
        answer = Client().get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        (found,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        assert found["DTSTART"].dt == done.slot.start and str(found["STATUS"]) == "CONFIRMED"
    api.cancel(fresh(done), base=done.version)
    (found,) = icalendar.Calendar.from_ical(Client().get(feed).content).walk("VEVENT")
    assert str(found["STATUS"]) == "CANCELLED"
    new = api.new_feed(who)
    assert (
        Client().get(feed).status_code == 404 and Client().get(f"/digigov/meetings/feed/{new}.ics").status_code == 200
    )


def test_too_many_requests_wait(page: Any) -> None:
    answers = [Client().post(page[1], {"call": "x"}).status_code for _number in range(102)]
    assert answers[0] == 400 and answers[-1] == 429 and MeetingOrganisation.objects.filter(pk=page[0].pk).exists()


def test_only_styles_are_served() -> None:
    for name, status in (("meetings.css", 200), ("base.css", 200), ("meetings.js", 404), ("pages.py", 404)):
        assert Client().get(f"/digigov/meetings/-/{name}").status_code == status
    assert Client().put("/digigov/meetings/x/").status_code == 404
