"""Load the forty invented countries' answers into a course's needs survey, or remove them again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from digigov.needs_survey import api


class Command(BaseCommand):
    help = "Example answers of forty invented countries for the needs surveys of a course, for rehearsal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["load", "remove"])
        parser.add_argument("course", help="the course's key, such as course-v1:ORG+COURSE+RUN")
        parser.add_argument("--block", default="", help="only the survey block of this url_name")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [one for one in api.surveys(options["course"]) if options["block"] in ("", one.block)]
        if not found:
            raise CommandError("There is no such survey. It exists once somebody has opened its page in the course.")
        act = api.load_invented if options["action"] == "load" else api.remove_invented
        done = {"load": "loaded", "remove": "removed"}[options["action"]]
        for survey in found:
            self.stdout.write(f"{survey.block}: {act(survey)} example answers {done}")
