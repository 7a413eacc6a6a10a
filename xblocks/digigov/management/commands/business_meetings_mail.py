"""manage.py business_meetings_mail: reminders of meetings that begin soon, and whatever mail is due. For cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from digigov.business_meetings import api
from digigov.business_meetings.models import MeetingEvent


class Command(BaseCommand):
    """Run it every few minutes: each message and each reminder goes out once, however often it runs."""

    help = "Writes reminders of business meetings that begin soon and sends the mail that is due."

    def handle(self, *args: Any, **options: Any) -> None:
        reminders = sum(api.remind(event) for event in MeetingEvent.objects.all())
        sent = api.send_due()
        self.stdout.write(f"{reminders} reminders written, {sent} messages sent")
