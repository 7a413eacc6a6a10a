"""Sending the outbox: each message once, later when the server is down, in order for each meeting and reader."""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, QuerySet
from django.utils import timezone

from digigov.platform import installation

from ..models import MeetingEvent, MeetingMail
from .errors import NotNow

WAITS = (1, 5, 15, 60, 180, 360)  # minutes between attempts; the last again and again
GIVEN_UP = timedelta(days=5)
SILENT = timedelta(minutes=10)  # a process that sent for so long has died


def send_due(limit: int = 200, deliver: Callable[[MeetingMail], None] | None = None) -> int:
    """Send what is due; how many went out. Must not run inside a transaction: each step is committed before the next.

    A row is taken by compare-and-set before the server hears of it, so two processes never send the same message. If a
    process dies between the server's yes and our note of it, the row says "unsure", and only a person sends it again.
    """
    send, now = deliver or _deliver, timezone.now()
    MeetingMail.objects.filter(state="sending", taken_at__lt=now - SILENT).update(
        state="unsure", error="The process ended while it was sending."
    )
    sent, behind = 0, set(MeetingMail.objects.filter(state="sending").values_list("meeting_id", "to"))
    for row in MeetingMail.objects.filter(state="queued").order_by("pk")[:limit]:
        line = (row.meeting_id, row.to)
        if row.meeting_id is not None and line in behind:
            continue  # a reader must not get the new time before the old one
        if row.due_at > now or not _take(row):
            behind.add(line)
            continue
        try:
            send(row)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as error:
            _later(row, error, final=True)
        except Exception as error:  # the server, the network, the installation's settings: all may heal
            behind.add(line)
            _later(row, error, final=timezone.now() - row.created_at > GIVEN_UP)
        else:
            MeetingMail.objects.filter(pk=row.pk).update(state="sent", sent_at=timezone.now(), error="")
            sent += 1
    return sent


def _take(row: MeetingMail) -> bool:
    rows = MeetingMail.objects.filter(pk=row.pk, state="queued")
    return bool(rows.update(state="sending", taken_at=timezone.now(), attempts=F("attempts") + 1))


def _later(row: MeetingMail, error: Exception, *, final: bool) -> None:
    wait = WAITS[min(row.attempts, len(WAITS) - 1)]
    MeetingMail.objects.filter(pk=row.pk).update(
        state="failed" if final else "queued",
        error=f"{type(error).__name__}: {error}"[:500],
        due_at=timezone.now() + timedelta(minutes=wait),
    )


def _deliver(row: MeetingMail) -> None:
    sender = str(installation("mail").get("from", "")) or None
    # A name that never changes: should a message arrive twice all the same, mail programs show it once.
    name = hashlib.sha256(row.key.encode()).hexdigest()[:40]
    message = EmailMultiAlternatives(
        row.subject, row.body, sender, [row.to], headers={"Message-ID": f"<{name}@digigov.invalid>"},
        connection=get_connection(),
    )  # fmt: skip
    if row.calendar:
        message.attach_alternative(row.calendar, f"text/calendar; method={row.method}")
        message.attach("meeting.ics", row.calendar, f"text/calendar; method={row.method}")
    message.send()


def mail(event: MeetingEvent, state: str = "") -> QuerySet[MeetingMail]:
    """The outbox, newest first."""
    rows: Any = MeetingMail.objects.filter(event=event).order_by("-pk")
    return rows.filter(state=state) if state else rows


def retry(row: MeetingMail) -> None:
    """Send again what failed or of which nobody knows; a person decides that."""
    rows = MeetingMail.objects.filter(pk=row.pk, state__in=("failed", "unsure", "queued"))
    if not rows.update(state="queued", due_at=timezone.now()):
        raise NotNow
