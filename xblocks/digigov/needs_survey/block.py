"""The needs survey: the questionnaire for learners, and for organisers what the answers say together."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.utils.safestring import mark_safe
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Integer, List, Scope, String

from digigov.common.markdown import render as markdown
from digigov.platform import current_person, suggested_country
from digigov.sectors.rules import SECTORS

from . import api, form, rules, wire
from .handlers import AnsweringHandlers, EditingHandlers, FileHandlers, OrganisingHandlers
from .handlers.editing import FIELDS
from .settings import Settings
from .words import answering_words, console_words

STYLES = ("survey.css", "form.css", "results.css")
ENTRY = "survey.js"
MODULES = ("dom", "fields", "saver", "draft", "clash", "profile", "console")
SETTINGS = (
    *("title", "intro", "consent", "instrument", "edition"),
    *("closes", "threshold", "shown", "sectors", "modules"),
)


@XBlock.wants("completion")
class NeedsSurveyBlock(AnsweringHandlers, OrganisingHandlers, FileHandlers, EditingHandlers):
    """One block is one survey of one course run; the answers are in the api's tables."""

    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_custom_completion = True  # when the answers are sent

    display_name = String(default="Needs survey", scope=Scope.settings)
    intro = String(default="", scope=Scope.content)
    consent = String(default="", scope=Scope.content)
    instrument = String(default="", scope=Scope.settings)
    edition = String(default="", scope=Scope.settings)
    closes = String(default="", scope=Scope.settings)
    threshold = Integer(default=5, scope=Scope.settings)
    shown = String(default="sent", scope=Scope.settings)
    sectors = List(default=[], scope=Scope.settings)
    modules = List(default=[], scope=Scope.settings)

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The questionnaire for reading; with a script, for answering; for organisers, the console above it."""
        person = current_person(self)
        if person.id is None:
            return self.public_view(context)
        row = api.find(self.survey(), self.who())
        told = self._told(form.form(
            self.settings(), row, prefix=self._prefix(), language=person.language, country=suggested_country(self)
        ))  # fmt: skip
        told |= {
            "console": self.console() if person.is_staff else "",
            "own": self.own_results() if row is not None else "",
        }
        return self.page(
            "survey.html",
            told,
            styles=STYLES,
            module=ENTRY,
            words={**answering_words(), **(console_words() if person.is_staff else {})},
            data={
                "kept": wire.kept(row),
                "consent": self.settings().consent_key,
                "store": f"{self.survey().pk}.{person.id}",
                "figures": form.all_figures(),
                "closed": told["form"]["closed"],
                "modules": {name: self.public_url(f"{name}.js") for name in MODULES},
            },
        )

    def public_view(self, context: Any = None) -> Fragment:
        """For people who are not logged in: what is asked."""
        shown = form.form(self.settings(), None, prefix=self._prefix(), language=current_person(self).language)
        return self.page("survey.html", {**self._told(shown), "stranger": True}, styles=STYLES)

    author_view = public_view

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For clients that draw it themselves: the title and the sectors asked about."""
        return {"display_name": self.display_name, "sectors": list(self.settings().offered)}

    def index_dictionary(self) -> dict[str, Any]:
        """Plain text for the search of the course."""
        parent: dict[str, Any] = getattr(super(), "index_dictionary", dict)()
        text = " ".join([self.intro, *(SECTORS[code].name for code in self.settings().offered)])
        return {**parent, "content": {"display_name": self.display_name, "survey": text}, "content_type": "Survey"}

    def values(self) -> dict[str, Any]:
        """The fields under the names that the rules use."""
        return {name: getattr(self, FIELDS.get(name, name)) for name in SETTINGS}

    def settings(self) -> Settings:
        """The fields, with whatever an archive has put there made usable."""
        return rules.from_json(self.values())

    def _told(self, shown: dict[str, Any]) -> dict[str, Any]:
        settings = self.settings()
        return {
            "title": settings.title,
            "intro": mark_safe(markdown(settings.intro)) if settings.intro else "",
            "edition": settings.edition,
            "closes": form.closing(settings),
            "form": shown,
        }

    def _prefix(self) -> str:
        return f"ns-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"
