"""The outbox: sent later when the server is down, never twice, in order."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.core import mail as django_mail
from django.test.utils import override_settings
from django.utils import timezone

from digigov.business_meetings import api
from digigov.business_meetings.models import Meeting, MeetingMail


@pytest.fixture(autouse=True)
def empty(database: None) -> None:
    MeetingMail.objects.all().delete()


@pytest.fixture
def booked(event: Any, firm: Any, guest: Any) -> Meeting:
    """A meeting of which two people must be told."""
    return api.book(guest(), firm(), event.slots.all()[0])


class Server:
    """A mail server that is down, refuses, or takes what it gets."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.got: list[str] = []

    def __call__(self, row: MeetingMail) -> None:
        if self.error:
            raise self.error
        self.got.append(row.key)


def states() -> list[str]:
    return list(MeetingMail.objects.order_by("pk").values_list("state", flat=True))


def make_due() -> None:
    MeetingMail.objects.update(due_at=timezone.now())


def test_what_cannot_be_sent_is_sent_later_and_once(booked: Meeting) -> None:
    server = Server()
    server.error = ConnectionRefusedError("no server")
    assert api.send_due(deliver=server) == 0 and states() == ["queued", "queued"]
    assert all(one.due_at > timezone.now() and "no server" in one.error for one in MeetingMail.objects.all())
    server.error = None
    assert api.send_due(deliver=server) == 0  # not due yet
    make_due()
    assert api.send_due(deliver=server) == 2 and states() == ["sent", "sent"]
    assert api.send_due(deliver=server) == 0 and len(server.got) == len(set(server.got)) == 2


def test_an_address_that_is_refused_is_not_tried_for_ever(booked: Meeting) -> None:
    server = Server()
    server.error = smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")})
    api.send_due(deliver=server)
    assert states() == ["failed", "failed"]
    api.retry(MeetingMail.objects.order_by("pk")[0])
    server.error = None
    assert api.send_due(deliver=server) == 1 and states() == ["sent", "failed"]


def test_a_process_that_died_while_sending_leaves_it_to_a_person(booked: Meeting) -> None:
    first = MeetingMail.objects.order_by("pk")[0]
    MeetingMail.objects.filter(pk=first.pk).update(state="sending", taken_at=timezone.now() - timedelta(minutes=11))
    server = Server()
    api.send_due(deliver=server)
    assert states() == ["unsure", "sent"] and first.key not in server.got
    api.retry(first)
    api.send_due(deliver=server)
    assert server.got.count(first.key) == 1 and states() == ["sent", "sent"]
    with pytest.raises(api.NotNow):
        api.retry(first)


def test_a_new_time_waits_for_the_old_one(booked: Meeting, event: Any) -> None:
    server = Server()
    server.error = OSError("down")
    api.send_due(deliver=server)
    again = Meeting.objects.select_related("event", "participant", "organisation", "slot").get(pk=booked.pk)
    api.move(again, event.slots.all()[1], base=again.version)
    server.error = None
    api.send_due(deliver=server)
    assert server.got == []  # the invitations are not due yet, so the updates behind them wait
    make_due()
    api.send_due(deliver=server)
    kinds = [key.split(":")[2] for key in server.got if key.endswith("participant")]
    assert kinds == ["invite", "update"]


def test_nothing_is_written_when_the_booking_is_not(event: Any, firm: Any, guest: Any) -> None:
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        api.book(guest(), firm(), event.slots.all()[0])
        raise ZeroDivisionError
    assert MeetingMail.objects.count() == Meeting.objects.filter(event=event).count() == 0


def test_a_reminder_goes_out_once_for_each_time(booked: Meeting, event: Any) -> None:
    assert api.remind(event, now=booked.slot.start - timedelta(days=3)) == 0
    assert api.remind(event, now=booked.slot.start - timedelta(hours=5)) == 2
    assert api.remind(event, now=booked.slot.start - timedelta(hours=4)) == 0
    assert api.remind(event, now=booked.slot.start + timedelta(hours=1)) == 0


def test_the_message_carries_the_calendar_as_mail_programs_want_it(booked: Meeting) -> None:
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", DEFAULT_FROM_EMAIL="course@example.invalid"
    ):
        django_mail.outbox = []
        assert api.send_due() == 2
        sent = message_from_bytes(django_mail.outbox[0].message().as_bytes())
    parts = {part.get_content_type(): part for part in sent.walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert b"BEGIN:VEVENT" in parts["text/calendar"].get_payload(decode=True)
    assert sent["Message-ID"].endswith("@digigov.invalid>") and sent["From"] == "course@example.invalid"
