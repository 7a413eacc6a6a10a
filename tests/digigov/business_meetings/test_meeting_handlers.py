"""Every handler as every role, with good and bad bodies; what each role finds on the page."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import override_settings
from lxml import etree, html
from webob import Request

from digigov.business_meetings import api
from digigov.business_meetings.models import Meeting, MeetingMail, MeetingParticipant, SolverRun

PARTICIPANT = {"leave", "save_me", "wish", "look", "feed", "ask", "answer_request", "cancel_meeting", "note"}
ANYBODY = {"take_part", "line_echo"}
ORGANISER = {
    "save_event",
    "slots_add",
    "slots_remove",
    "room_add",
    "room_remove",
    "interpreter_add",
    "interpreter_remove",
    "organisation_save",
    "organisation_remove",
    "organisation_link",
    "organisations_look",
    "import_file",
    "participant_save",
    "participant_remove",
    "interests_take",
    "book",
    "move",
    "cancel_any",
    "lock",
    "followup",
    "mail_send",
    "mail_retry",
    "remind",
    "example_load",
    "example_remove",
    "solve",
    "solve_state",
    "solve_cancel",
    "solve_apply",
}
AUTHOR = {"save_settings"}


@pytest.fixture(autouse=True)
def at_once() -> Any:
    """What is left to the background is done at once; mail goes into a list."""
    locmem = "django.core.mail.backends.locmem.EmailBackend"
    with override_settings(DIGIGOV_BACKGROUND="now", EMAIL_BACKEND=locmem, ROOT_URLCONF="olxkit.player.urls"):
        yield


@pytest.fixture
def block(runtime_for: Callable[..., Any]) -> Callable[..., Any]:
    """`block("student", event)`: the block as a role sees it, on an event's tables."""

    def make(role: str, event: Any = None) -> Any:
        runtime = runtime_for(role)
        node = etree.Element("digigov_business_meetings", event_key="event", display_name="Meetings")
        made = runtime.get_block(runtime.parse_xml_string(etree.tostring(node, encoding="unicode")))
        if event is not None:
            type(event).objects.filter(course="workbench").delete()
            type(event).objects.filter(pk=event.pk).update(course="workbench")
        if role == "nobody":
            runtime._services["user"].who.opt_attrs.clear()
        return made

    return make


def call(block: Any, name: str, body: Any = None, method: str = "POST") -> tuple[int, dict[str, Any]]:
    data = body if isinstance(body, bytes) else json.dumps(body if body is not None else {}).encode()
    request = Request.blank(f"/{name}", method=method, body=data if method == "POST" else b"")
    answer = block.runtime.handle(block.runtime.get_block(block.scope_ids.usage_id), name, request)
    return answer.status_int, json.loads(answer.body)


def handlers(block: Any) -> set[str]:
    return {name for name in dir(type(block)) if getattr(getattr(type(block), name), "_is_xblock_handler", False)}


def test_every_handler_is_in_one_of_the_lists(block: Any) -> None:
    assert handlers(block("student")) == PARTICIPANT | ANYBODY | ORGANISER | AUTHOR | {"export", "agenda"}


@pytest.mark.parametrize("name", sorted(PARTICIPANT | ANYBODY | ORGANISER | AUTHOR))
def test_nobody_may_do_anything(block: Any, event: Any, name: str) -> None:
    status, said = call(block("nobody", event), name)
    assert status == 403 and said["message"]


@pytest.mark.parametrize("name", sorted(ORGANISER | AUTHOR))
def test_a_learner_may_do_nothing_of_the_organisers(block: Any, event: Any, name: str) -> None:
    before = event.organisations.count(), event.slots.count(), SolverRun.objects.count()
    status, said = call(
        block("student", event), name, {"seconds": "1", "name": "x", "text": "2090-03-05 09:00", "minutes": "30"}
    )
    assert status == 403 and said["error"] in ("not-an-organiser", "not-an-author")
    assert before == (event.organisations.count(), event.slots.count(), SolverRun.objects.count())


@pytest.mark.parametrize("name", sorted(PARTICIPANT))
def test_who_does_not_take_part_is_asked_to(block: Any, event: Any, name: str) -> None:
    status, said = call(block("student", event), name, {"organisation": 1, "meeting": 1, "version": 1, "kind": ""})
    assert (status, said["error"]) == (403, "not-taking-part")


BODIES = [
    b"",
    b"[]",
    b"\xff",
    b"{",
    b'"x"',
    b"null",
    b'{"id": 1e999}',
    b'{"meeting": {"a": 1}, "id": [], "version": null}',
    b'{"organisation": "1; drop", "participant": -1, "slot": true, "run": "x", "seconds": "x", "text": [], "name": {}}',
]


@pytest.mark.parametrize("name", sorted(PARTICIPANT | ANYBODY | ORGANISER | AUTHOR))
def test_any_body_is_answered_with_a_sentence(block: Any, event: Any, name: str) -> None:
    page = block("staff", event)
    call(page, "take_part")
    for body in BODIES:
        if body.startswith(b'{"') and name in ("leave", "example_load"):
            continue
        status, said = call(page, name, body)
        assert status in (200, 400, 403, 404, 409, 413, 422), (body, status, said)
        assert status == 200 or said["message"]


@pytest.mark.parametrize("name", sorted(PARTICIPANT | ORGANISER))
def test_only_post(block: Any, event: Any, name: str) -> None:
    assert call(block("staff", event), name, method="GET")[0] == 405


def test_a_participant_s_way_through(block: Any, event: Any, firm: Any) -> None:
    what = firm("Example firm", sectors="tax")
    page = block("student", event)
    status, said = call(page, "take_part")
    assert status == 200 and "own" in said["panels"]
    me = MeetingParticipant.objects.get(event=event, person="7")
    fields = {
        "version": me.version,
        "name": "Example Sokha",
        "zone": "Asia/Phnom_Penh",
        "languages": "Khmer; English",
        "country": "KH",
        "sector/tax": "5",
        "sector/health": "0",
        "seeks": ["consulting"],
        "email": "s@example.invalid",
        "shares_plan": "on",
        "most": "99",
    }
    assert call(page, "save_me", fields)[0] == 200
    me.refresh_from_db()
    assert (me.sectors, me.seeks, me.shares_plan, me.most, me.languages) == (
        {"tax": 5},
        ["consulting"],
        True,
        0,
        ["km", "en"],
    )
    status, said = call(page, "save_me", fields)
    assert (status, said["error"]) == (409, "stale")
    status, said = call(page, "save_me", {**fields, "version": me.version, "zone": "Phnom Penh", "hours": "always"})
    assert status == 422 and set(said["faults"]) == {"zone", "hours"}
    assert call(page, "wish", {"organisation": what.pk, "kind": "must"})[0] == 200
    assert api.wishes(me) == {what.pk: "must"}
    slot = event.slots.all()[1]
    status, said = call(page, "ask", {"organisation": what.pk, "slot": str(slot.pk), "message": "Hello"})
    assert status == 200
    asked = Meeting.objects.get(event=event)
    assert call(page, "answer_request", {"meeting": asked.pk, "version": asked.version, "what": "accept"})[0] == 403
    api.accept(
        Meeting.objects.select_related("event", "participant", "organisation", "slot").get(pk=asked.pk),
        base=asked.version,
    )
    asked.refresh_from_db()
    shown = api and call(page, "look", {"word": "nothing"})[1]["panels"]["find"]
    assert "No organisation" in shown
    note = {
        "meeting": asked.pk,
        "version": 0,
        "outcome": "agreement",
        "text": "Signed",
        "next_step": "Visit",
        "shared": "on",
    }
    status, said = call(page, "note", note)
    assert (
        status == 200 and "Signed" in said["panels"]["agenda"] and "08:00–08:30 (UTC+07:00)" in said["panels"]["agenda"]
    )
    staff = block("staff")
    found = {"meeting": asked.pk, "note": asked.notes.get().pk}
    assert call(staff, "followup", found)[0] == 200 and call(staff, "followup", found)[0] == 422
    assert call(page, "cancel_meeting", {"meeting": asked.pk, "version": asked.version})[0] == 200
    assert MeetingMail.objects.filter(event=event).exclude(state="sent").count() == 0
    assert call(page, "leave")[0] == 200 and api.find_participant(event, 7) is None


def test_other_people_s_meetings_are_not_found(block: Any, event: Any, firm: Any, guest: Any) -> None:
    theirs = api.book(guest("Other", person="8"), firm(), event.slots.all()[0])
    page = block("student", event)
    call(page, "take_part")
    for name in ("cancel_meeting", "note", "answer_request"):
        assert call(page, name, {"meeting": theirs.pk, "version": theirs.version, "what": "decline"})[0] == 404
    theirs.refresh_from_db()
    assert theirs.state == "confirmed"


def test_the_organisers_way_through(block: Any, event: Any) -> None:
    page = block("staff", event)
    assert call(page, "example_load")[0] == 200
    status, said = call(page, "slots_add", {"text": "2090-03-28 09:00\nnever", "minutes": "30", "pause": "0"})
    assert status == 422 and "line 2" in said["message"]
    status, said = call(page, "solve", {"seconds": "5"})
    assert status == 200
    status, said = call(page, "solve_state")
    run = SolverRun.objects.get(event=event)
    assert run.state == "done", run.error
    assert "this is proven" in said["panels"]["schedule"]
    assert call(page, "solve", {"seconds": "5", "rooms": "0", "days": "0", "interpreters": ""})[0] == 422
    assert call(page, "solve", {"seconds": "5", "rooms": "1", "days": "0", "interpreters": ""})[0] == 200
    assert call(page, "solve_apply", {"run": run.pk})[0] == 200
    assert call(page, "solve_apply", {"run": run.pk})[0] == 409
    done = Meeting.objects.filter(event=event, state="confirmed").select_related(
        "event", "participant", "organisation"
    )[0]
    free = api.free_for(event, done.participant, done.organisation)
    status, said = call(page, "move", {"meeting": done.pk, "version": done.version, "slot": free[0].pk if free else 0})
    assert status in (200, 409), said
    assert call(page, "lock", {"meeting": done.pk, "version": 99, "locked": "1"})[0] == 409
    status, said = call(page, "organisation_link", {"id": done.organisation_id})
    assert (
        said["address"].startswith("/digigov/meetings/")
        and api.by_link(said["address"].split("/")[3]).pk == done.organisation_id
    )
    status, said = call(
        page, "import_file", {"file": base64.b64encode(b"name,zone\nExample new,Asia/Seoul\nBad,Seoul\n").decode()}
    )
    assert (
        status == 200
        and "1 added, 0 changed, 1 not taken" in said["say"]
        and "There is no time zone" in said["panels"]["organisations"]
    )
    assert call(page, "remind")[0] == 200
    assert MeetingMail.objects.filter(event=event, state="queued").count() == 0
    assert call(page, "example_remove")[0] == 200 and event.organisations.count() == 1


def test_a_stranger_sees_what_it_is_and_a_learner_no_console(block: Any, event: Any) -> None:
    stranger = block("nobody", event).render("student_view").content
    assert "Log in" in stranger and "data-call" not in stranger
    learner = block("student", event).render("student_view").content
    assert "Take part" in learner and "bm-console" not in learner
    console = block("staff", event).render("student_view").content
    assert "bm-console" in console
    assert html.fromstring(console).xpath("//details[@data-fold='schedule']")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_table_is_a_file_for_organisers_only(block: Any, event: Any, firm: Any, guest: Any, kind: str) -> None:
    from digigov.business_meetings import exports

    api.book(guest("=cmd()"), firm("Example firm"), event.slots.all()[0])
    staff, learner = block("staff", event), block("student")
    for name in exports.titles():
        data = get(staff, "export", f"{kind}/{name}")
        assert data.status_int == 200 and len(data.body) > 10, name
        assert get(learner, "export", f"{kind}/{name}").status_int == 403
    assert get(staff, "export", f"{kind}/secrets").status_int == 404
    if kind == "csv":
        assert b"'=cmd()" in get(staff, "export", "csv/meetings").body
        assert get(staff, "export", "csv/template").body.startswith(b"\xef\xbb\xbfname,kind")


def get(block: Any, name: str, suffix: str = "") -> Any:
    return block.runtime.handle(block, name, Request.blank(f"/{name}/{suffix}"), suffix)


def test_one_s_agenda_is_a_calendar_file(block: Any, event: Any, firm: Any) -> None:
    page = block("student", event)
    assert get(page, "agenda").status_int == 403
    call(page, "take_part")
    api.book(MeetingParticipant.objects.get(event=event, person="7"), firm(), event.slots.all()[0], force=True)
    found = get(page, "agenda")
    assert found.content_type == "text/calendar" and b"BEGIN:VEVENT" in found.body


def test_the_studio_editor_saves_all_or_nothing(block: Any) -> None:
    page = block("staff")
    assert "Key of the event" in page.render("studio_view").content
    assert call(page, "save_settings", {"display_name": "New", "event_key": "a b"})[0] == 422
    assert call(page, "save_settings", {"display_name": "New", "colour": "red"})[0] == 400
    assert call(page, "save_settings", {"display_name": "x" * 256})[0] == 422
    assert call(page, "save_settings", {"display_name": "New", "event_key": "round-2"})[0] == 200
    again = page.runtime.get_block(page.scope_ids.usage_id)
    assert (again.display_name, again.event_key) == ("New", "round-2")
    assert "Only the course team" in block("student").render("studio_view").content
