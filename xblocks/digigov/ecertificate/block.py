"""The e-certificate demo: one learner in four roles, with real cryptography; in Studio, the editor of its story."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import Any

from django.conf import settings
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, Float, Integer, List, Scope, String

from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.ecertificate import actions, rules, screens, stories, work
from digigov.ecertificate.demo import Demo
from digigov.ecertificate.editing import StoryEditing
from digigov.ecertificate.keyring import Keyring
from digigov.ecertificate.outcome import Sign
from digigov.ecertificate.words import script_words
from digigov.platform import current_person

STYLES = ("ecertificate.css", "documents.css")
MODULES = ("keys.js", "tabs.js", "forms.js", "scan.js", "vendor/qr-decode.js")
MAX_BODY = 100_000  # bytes: a scanned presentation of the greatest length, and some


@XBlock.wants("completion")
class ECertificateBlock(StoryEditing):
    """`story` names a story that comes with the block, or is "custom": then it is in `custom`."""

    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_custom_completion = True  # the share of the tasks that are done
    has_score = True  # nothing is published unless graded_mode is on

    display_name = String(default="e-Certificate", scope=Scope.settings)
    story = String(default="resident-bank", scope=Scope.content)
    custom = Dict(default={}, scope=Scope.content)
    attacks = List(default=[], scope=Scope.content)
    graded_mode = Boolean(default=False, scope=Scope.settings)
    weight = Float(default=1.0, scope=Scope.settings)

    work = Dict(default={}, scope=Scope.user_state)
    revision = Integer(default=0, scope=Scope.user_state)

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The demo; without a script, or nobody logged in, the story in words."""
        told = self._told()
        if current_person(self).id is None:
            return self.page("page.html", told, styles=STYLES)
        demo = self._demo()
        return self.page(
            "page.html",
            {**told, "app": self._app(demo)},
            styles=STYLES,
            module="ecertificate.js",
            words=script_words(),
            data={
                "revision": self.revision,
                "scope": demo.keyring.scope(),
                "modules": {name: self.public_url(name) for name in MODULES},
            },
        )

    def public_view(self, context: Any = None) -> Fragment:
        """For people who are not logged in: the story in words."""
        return self.page("page.html", self._told(), styles=STYLES)

    @json_handler(max_body=MAX_BODY)
    def act(self, data: dict[str, Any]) -> dict[str, Any]:
        """One action: {"action", "revision", ...} gives {"html", "revision", "message", ...}, or what to sign first."""
        if current_person(self).id is None:
            raise Refusal(403, "nobody", _("Log in to take part."))
        demo = self._demo()
        if data.get("revision") != self.revision:
            message = _("You went on in another window. This page now shows how far you are; nothing was lost.")
            raise Refusal(409, "newer-work", message, html=self._app(demo), revision=self.revision)
        result = actions.act(demo, data.get("action"), data)
        self._keep(demo.work)
        if isinstance(result, Sign):
            return {"sign": [vars(one) for one in result.texts], "revision": self.revision}
        self._publish(demo.work)
        answer = {"message": result.message, "tone": result.tone, "screen": result.screen, "file": result.file}
        return {**answer, "html": self._app(demo), "revision": self.revision}

    @json_handler(max_body=1000)
    def reset(self, data: dict[str, Any]) -> dict[str, Any]:
        """The learner starts again: all work is forgotten, and the offices get new keys."""
        demo = self._demo()
        self._keep(work.fresh(demo.story, demo.work["rotation"] + 1))
        self._publish(self.work)
        message = _("You start again. All work was forgotten.")
        html = self._app(self._demo())
        return {"message": message, "tone": "plain", "screen": "citizen", "html": html, "revision": self.revision}

    def max_score(self) -> float | None:
        """The share of the tasks, where it is graded."""
        return 1.0 if self.graded_mode else None

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For clients that draw it themselves: the story."""
        return {"display_name": self.display_name, "story": dict(self._story())}

    def index_dictionary(self) -> dict[str, Any]:
        """Plain text for the search of the course."""
        story = self._story()
        parent: dict[str, Any] = getattr(super(), "index_dictionary", dict)()
        text = f"{story['title']} {story['lead']}"
        return {
            **parent,
            "content": {"display_name": self.display_name, "story": text},
            "content_type": "e-Certificate",
        }

    def _story(self) -> Any:
        """The story of the block; when an archive has put something broken there, the first that comes with it."""
        broken = rules.check(self._values(), stories.known())
        if self.story == rules.CUSTOM and not any(fault.field not in ("display_name", "weight") for fault in broken):
            return self.custom
        return stories.known().get(self.story, stories.known()["resident-bank"])

    def _demo(self) -> Demo:
        story, usage = self._story(), str(self.scope_ids.usage_id)
        kept = work.read(self.work, story)
        keyring = Keyring(str(settings.SECRET_KEY), usage, str(current_person(self).id), kept["rotation"])
        return Demo(story, kept, keyring, int(time.time()) + kept["clock"], rules.attacks_of(self.attacks))

    def _keep(self, kept: dict[str, Any]) -> None:
        self.work, self.revision = kept, self.revision + 1

    def _publish(self, kept: dict[str, Any]) -> None:
        share = rules.completion(kept["done"])
        self.runtime.publish(self, "completion", {"completion": share})
        if self.graded_mode:
            self.runtime.publish(self, "grade", {"value": share, "max_value": 1.0, "only_if_higher": True})

    def _prefix(self) -> str:
        return f"ec-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"

    def _app(self, demo: Demo) -> str:
        return self.markup("app.html", screens.context(demo, self._prefix()))

    def _told(self) -> dict[str, Any]:
        return screens.walkthrough(self._story(), rules.attacks_of(self.attacks), self._prefix())
