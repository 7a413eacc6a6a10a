"""Business meetings: a participant's wishes, requests and agenda, and the organisers' console."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.utils.safestring import mark_safe
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Scope, String

from digigov.common.i18n import gettext as _
from digigov.common.markdown import render as markdown
from digigov.platform import current_person, page_url

from . import api, exports
from .handlers import (
    BookingHandlers,
    EditingHandlers,
    FileHandlers,
    OrganisingHandlers,
    SchedulingHandlers,
    TakingPartHandlers,
)
from .presenting import console, people

STYLES = ("meetings.css", "console.css")
CONSOLE = ("figures", "setup", "organisations", "participants", "schedule", "meetings", "mail")


@XBlock.wants("completion")
class BusinessMeetingsBlock(
    TakingPartHandlers, OrganisingHandlers, BookingHandlers, SchedulingHandlers, FileHandlers, EditingHandlers
):
    """Blocks of a course with the same `event_key` show the same event; the event itself is in the api's tables."""

    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_custom_completion = True  # when somebody takes part

    display_name = String(default="Business meetings", scope=Scope.settings)
    event_key = String(default="", scope=Scope.settings)
    intro = String(default="", scope=Scope.content)

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """One's own meetings; for organisers, the console above."""
        person = current_person(self)
        if person.id is None:
            return self.public_view(context)
        self.event()
        boxes = [
            {"name": name, "title": title, "html": self.panel(name), "open": name == "figures"}
            for name, title in self._titles().items()
            if person.is_staff
        ]
        return self.page(
            "meetings.html",
            {**self._told(), "console": boxes, "own": self.panel("own")},
            styles=STYLES,
            module="meetings.js",
            words=words(),
            data={"modules": {name: self.public_url(f"{name}.js") for name in ("line",)}},
        )

    def public_view(self, context: Any = None) -> Fragment:
        """For people who are not logged in: what this is."""
        return self.page("meetings.html", {**self._told(), "stranger": True}, styles=STYLES)

    author_view = public_view

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For clients that draw it themselves: the title."""
        return {"display_name": self.display_name}

    def index_dictionary(self) -> dict[str, Any]:
        """Plain text for the search of the course."""
        parent: dict[str, Any] = getattr(super(), "index_dictionary", dict)()
        content = {"display_name": self.display_name, "meetings": self.intro}
        return {**parent, "content": content, "content_type": "Business meetings"}

    def console_panels(self) -> tuple[str, ...]:
        return CONSOLE

    def panel(self, name: str, **more: Any) -> str:
        """One part of the page as it is now. Parts of the console are for organisers, the others for participants."""
        return self._parts()[name](more)

    def _parts(self) -> Mapping[str, Callable[[Mapping[str, Any]], str]]:
        event, language = self.event(), self.language()
        files = [
            (name, title, self._file(f"csv/{name}"), self._file(f"xlsx/{name}"))
            for name, title in exports.titles().items()
        ]

        def of(page: str, key: str, value: Callable[[Mapping[str, Any]], Any], **rest: Any) -> Any:
            return lambda more: self.markup(page, {key: value(more), "prefix": self._prefix(), **rest})

        return {
            "own": lambda more: self._own(),
            "agenda": of("agenda.html", "agenda", lambda more: self._agenda(), ics=self._url("agenda")),
            "find": of(
                "find.html",
                "find",
                lambda more: people.find(self.participant(), language, **more),
                wish_names=people.wish_names(),
            ),
            "me": of("me.html", "me", lambda more: people.me(self.participant(), language)),
            "figures": of("figures.html", "figures", lambda more: console.figures(event, language), tables=files),
            "setup": of("setup.html", "setup", lambda more: console.setup(event, language)),
            "organisations": of(
                "organisations.html",
                "organisations",
                lambda more: console.organisations(event, language, **more),
                template=self._file("csv/template"),
                has_pages=bool(page_url("meetings-organisation", "x" * 43)),
            ),
            "participants": of("participants.html", "participants", lambda more: console.participants(event, language)),
            "schedule": of("schedule.html", "schedule", lambda more: console.schedule(event, language)),
            "meetings": of("booked.html", "meetings", lambda more: console.meetings(event, language)),
            "mail": of("mail.html", "mail", lambda more: console.mail(event)),
        }

    def _agenda(self) -> dict[str, Any]:
        found = people.agenda(self.participant(), self.language())
        return found

    def _own(self) -> str:
        """A participant's part of the page, or the way to become one; organisers who take no part see none."""
        person = current_person(self)
        if api.find_participant(self.event(), person.id) is None:
            return "" if person.is_staff else self.markup("join.html", {})
        parts = {name: self.panel(name) for name in ("agenda", "find", "me")}
        return self.markup("own.html", {**parts, "told": bool(self.participant().sectors), "prefix": self._prefix()})

    def _told(self) -> dict[str, Any]:
        return {"title": self.display_name, "intro": mark_safe(markdown(self.intro)) if self.intro else ""}

    def _titles(self) -> dict[str, str]:
        return {
            "figures": _("Overview and files"),
            "setup": _("Event, times, rooms, interpreters"),
            "organisations": _("Organisations"),
            "participants": _("Participants"),
            "schedule": _("Schedule"),
            "meetings": _("Meetings"),
            "mail": _("Mail"),
        }

    def _file(self, suffix: str) -> str:
        return str(self.runtime.handler_url(self, "export", suffix))

    def _url(self, name: str) -> str:
        return str(self.runtime.handler_url(self, name))

    def _prefix(self) -> str:
        return f"bm-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"


def words() -> dict[str, str]:
    """What the script says."""
    return {
        "working": _("Working …"),
        "no_network": _("The site does not answer. What you wrote is still here; try again."),
        "too_large": _("The file is too large."),
        "no_camera": _("This browser gives no camera here."),
        "refused_camera": _(
            "Camera or microphone were not allowed. Allow them in the browser's settings and begin again."
        ),
        "no_device": _("No camera or microphone was found."),
        "camera": _("Camera"),
        "microphone": _("Microphone"),
        "line": _("Line to this site"),
        "loud": _("Speak: it hears you."),
        "quiet": _("It hears nothing yet."),
        "milliseconds": _("{number} ms, {spread} ms apart at most"),
        "works": _("It works."),
        "lost": _("{number} of {all} answers were lost."),
    }
