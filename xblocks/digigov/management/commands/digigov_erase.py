"""manage.py digigov_erase: take a person out of everything that our blocks keep in tables of their own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from digigov.business_meetings import api as meetings
from digigov.cooperation_plan import api as plans
from digigov.needs_survey import api as surveys


def erase_everywhere(person: str) -> None:
    """Plans, notes for one's country, answers of surveys, business meetings; whoever was erased can be erased again."""
    for one in (plans, surveys, meetings):
        one.erase(person)


class Command(BaseCommand):
    help = "Takes a person's data out of plans, notes, surveys and business meetings. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="the platform's number (id) of the person")

    def handle(self, *args: Any, **options: Any) -> None:
        person = options["person"]
        if not person.isdecimal():
            raise CommandError("The person is named by the number that the platform gave them.")
        erase_everywhere(person)
        self.stdout.write(f"Person {person} was taken out of everything that the course keeps.")
