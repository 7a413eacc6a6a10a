"""What happens beside requests: the command for cron, and calls in the background."""

from __future__ import annotations

import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from digigov import platform
from digigov.business_meetings import api
from digigov.business_meetings.models import MeetingMail, MeetingSlot

called: list[Any] = []


def test_the_command_reminds_and_sends_each_once(event: Any, firm: Any, guest: Any) -> None:
    MeetingMail.objects.all().delete()
    slot = event.slots.all()[0]
    soon = MeetingSlot.objects.create(event=event, start=timezone.now() + timedelta(hours=2), minutes=30)
    api.book(guest(), firm(), soon)
    assert slot != soon
    said = io.StringIO()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        call_command("business_meetings_mail", stdout=said)
        call_command("business_meetings_mail", stdout=said)
    assert said.getvalue().splitlines() == [
        "2 reminders written, 4 messages sent",
        "0 reminders written, 0 messages sent",
    ]


def test_what_is_left_to_the_background_begins_when_the_transaction_is_done(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    called.clear()
    monkeypatch.setattr(api, "work", lambda number: called.append((number, threading.current_thread().name)))
    with override_settings(DIGIGOV_BACKGROUND="now"), transaction.atomic():
        platform.in_background("digigov.business_meetings.api:work", 7)
        assert called == []
    assert called == [(7, threading.main_thread().name)]
    done = threading.Event()
    monkeypatch.setattr(api, "work", lambda _number: done.set())
    with override_settings(DIGIGOV_BACKGROUND="thread"):
        platform.in_background("digigov.business_meetings.api:work", 8)
    assert done.wait(20)


def test_nothing_but_our_own_is_called() -> None:
    with override_settings(DIGIGOV_BACKGROUND="now"), pytest.raises(ValueError, match="os:system"):
        platform._call("os:system", "true")
