"""The AR scene: a picture, a list, questions; at a tap a 3D model, the camera, or the model in the learner's room."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Dict, Float, Integer, List, Scope, String

from digigov.ar_scene import forms, room, work
from digigov.ar_scene.editing import SceneEditing
from digigov.ar_scene.rules import read_all
from digigov.ar_scene.scene import Scene
from digigov.ar_scene.screen import Page, buttons, downloads
from digigov.ar_scene.words import done_words, script_words
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.common.sources import presentable_sources
from digigov.platform import current_person, may_edit, with_static_urls

FILES = ("glb", "packed", "usdz", "poster", "card_pdf", "card_svg", "clip", "transcript")
STYLES = ("scene.css",)
MAX_BODY = 60_000  # bytes: the longest closing text, each letter escaped


@XBlock.wants("completion", "course_files")
class ARSceneBlock(SceneEditing):
    """`content` is the scene's YAML; the files were made from it by the bundler and are named as /static/ addresses."""

    completion_mode = XBlockCompletionMode.COMPLETABLE
    has_custom_completion = True  # the share of steps and questions that are done
    has_score = True

    display_name = String(default="AR scene", scope=Scope.settings)
    content = String(default="", scope=Scope.content)
    sources = List(default=[], scope=Scope.settings)
    glb = String(default="", scope=Scope.content)
    packed = String(default="", scope=Scope.content)
    usdz = String(default="", scope=Scope.content)
    poster = String(default="", scope=Scope.content)
    card_pdf = String(default="", scope=Scope.content)
    card_svg = String(default="", scope=Scope.content)
    clip = String(default="", scope=Scope.content)
    transcript = String(default="", scope=Scope.content)
    sizes = Dict(default={}, scope=Scope.content)
    extent = Dict(default={}, scope=Scope.content)
    weight = Float(default=1.0, scope=Scope.settings)

    work = Dict(default={}, scope=Scope.user_state)
    revision = Integer(default=0, scope=Scope.user_state)

    @XBlock.supports("multi_device")
    def student_view(self, context: Any = None) -> Fragment:
        """The scene; without a script or an account, the same to read."""
        scene = self._scene()
        if scene is None:
            return self._broken()
        page = self._page(scene)
        if current_person(self).id is None:
            return self.page("scene.html", self._context(page), styles=STYLES)
        return self.page(
            "scene.html",
            {**self._context(page), "account": True},
            styles=STYLES,
            module="scene.js",
            words=script_words(),
            data={
                "revision": self.revision,
                "stage": page.stage(),
                "kb": buttons(self.sizes),
                "needs": forms.NEEDS,
                "modules": {name: self.public_url(name) for name in forms.MODULES},
                "room": self.public_url("room.html"),
            },
        )

    def public_view(self, context: Any = None) -> Fragment:
        """For people who are not logged in: everything to read."""
        scene = self._scene()
        if scene is None:
            return self._broken()
        return self.page("scene.html", self._context(self._page(scene)), styles=STYLES)

    @json_handler(max_body=1000)
    def open_hotspot(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"hotspot": id}: it was read. Nothing is lost by two windows, so no revision is asked for."""
        scene, kept = self._task()
        try:
            return self._keep(scene, work.opened(kept, scene, data.get("hotspot")))
        except KeyError:
            raise self._gone() from None

    @json_handler(max_body=1000)
    def answer_question(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"hotspot", "chosen": [places], "revision"}: gives {"right", "questions": HTML with reasons, ...}."""
        scene, kept = self._task()
        self._same_window(scene, data)
        try:
            done = work.answered(kept, scene, data.get("hotspot"), data.get("chosen"))
        except KeyError:
            raise self._gone() from None
        except ValueError:
            raise Refusal(422, "no-choice", _("Choose an answer first.")) from None
        self.revision += 1
        answer = self._keep(scene, done)
        right = done["answers"][data["hotspot"]]["right"]
        message = _("Right.") if right else _("Not right. Read the reason and try again.")
        return {**answer, "message": message, "right": right, "questions": self._questions(scene, data["hotspot"])}

    @json_handler(max_body=MAX_BODY)
    def save_closing(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"text", "revision"}: what the learner writes on the closing question."""
        scene, kept = self._task()
        self._same_window(scene, data)
        text = data.get("text")
        if not isinstance(text, str) or len(text) > work.LONGEST_CLOSING:
            message = _("The text has more than {most} characters.").format(most=work.LONGEST_CLOSING)
            raise Refusal(422, "too-long", message)
        self.revision += 1
        return {**self._keep(scene, {**kept, "closing": text}), "message": _("Saved.")}

    @json_handler(max_body=4000)
    def room_code(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"address": of the room page, as the browser sees it} gives {"svg": its QR code}."""
        try:
            return {"svg": room.code(str(data.get("address")), self.public_url("room.html"))}
        except ValueError:
            raise Refusal(422, "bad-address", _("This is not the address of the page for your room.")) from None

    def max_score(self) -> float | None:
        """The share of right answers; nothing where nothing is asked."""
        scene = self._scene()
        return 1.0 if scene and any(spot.question for spot in scene.hotspots) else None

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For clients that draw the scene themselves: texts and files, no answers."""
        scene = self._scene()
        if scene is None:
            return {"display_name": self.display_name}
        page = self._page(scene)
        spots = [{"title": spot.title, "html": str(page.text(spot.text, spot.id))} for spot in scene.hotspots]
        files = {name: address for name, address in self._files().items() if address}
        return {"display_name": self.display_name, "title": scene.title, "hotspots": spots, "files": files}

    def index_dictionary(self) -> dict[str, Any]:
        """Plain text for the search of the course."""
        scene = self._scene()
        parent: dict[str, Any] = getattr(super(), "index_dictionary", dict)()
        words = self._page(scene).words() if scene else ""
        content = {"display_name": self.display_name, "scene": words}
        return {**parent, "content": content, "content_type": "AR scene"}

    def _scene(self) -> Scene | None:
        """The scene of the block; None when an archive has put something broken there."""
        scene, faults = read_all(self.content) if isinstance(self.content, str) else (None, ())
        return None if faults else scene

    def _page(self, scene: Scene, done: Any = None) -> Page:
        kept = work.read(self.work if done is None else done)
        return Page(scene, kept, presentable_sources(self.sources), self._prefix(), self.extent)

    def _context(self, page: Page) -> dict[str, Any]:
        files = self._files()
        return {
            **page.context(),
            "files": files,
            "kb": buttons(self.sizes),
            "size": forms.sizes_kb(self.sizes),
            "downloads": downloads(files, self.sizes),
        }

    def _files(self) -> dict[str, str]:
        """The addresses that are files of the course; anything else is left out."""
        given = {name: getattr(self, name) for name in FILES}
        return {name: one if isinstance(one, str) and one.startswith("/static/") else "" for name, one in given.items()}

    def _broken(self) -> Fragment:
        faults = self._faults(self._values()) if may_edit(self) else []
        told = [_("Line {line}: {message}").format(**one) if one["line"] else one["message"] for one in faults]
        return self.page("broken.html", {"faults": told}, styles=STYLES)

    def _task(self) -> tuple[Scene, dict[str, Any]]:
        scene = self._scene()
        if current_person(self).id is None:
            raise Refusal(403, "nobody", _("Log in to take part."))
        if scene is None:
            raise Refusal(409, "broken", _("This scene cannot be shown."))
        return scene, work.read(self.work)

    def _same_window(self, scene: Scene, data: dict[str, Any]) -> None:
        if data.get("revision") != self.revision:
            message = _("You went on in another window. This page now shows how far you are; nothing was lost.")
            kept = work.read(self.work)
            state = {**self._state(scene, kept), "questions": self._questions(scene), "closing": kept["closing"]}
            raise Refusal(409, "newer-work", message, **state)

    def _gone(self) -> Refusal:
        return Refusal(409, "changed", _("The scene has changed. Reload the page."))

    def _keep(self, scene: Scene, done: dict[str, Any]) -> dict[str, Any]:
        """Store the work, publish what it is worth, and say how far it is."""
        self.work = done
        progress = work.progress(done, scene)
        self.runtime.publish(self, "completion", {"completion": progress.share})
        if progress.questions:
            self.runtime.publish(self, "grade", {"value": progress.score, "max_value": 1.0, "only_if_higher": True})
        return self._state(scene, done)

    def _state(self, scene: Scene, done: dict[str, Any]) -> dict[str, Any]:
        steps = [step.hotspot in done["opened"] for step in (scene.task.steps if scene.task else ())]
        progress = done_words(work.progress(done, scene))
        return {"revision": self.revision, "opened": done["opened"], "steps": steps, "progress": progress}

    def _questions(self, scene: Scene, only: str = "") -> dict[str, str]:
        """The HTML of the questions by hotspot."""
        page = self._page(scene)
        spots = [spot for spot in scene.hotspots if spot.question and only in ("", spot.id)]
        context = {"prefix": self._prefix(), "account": True}
        return {
            spot.id: with_static_urls(self, self.markup("question.html", {**context, "question": page.question(spot)}))
            for spot in spots
        }

    def _prefix(self) -> str:
        return f"ar-{sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]}-"
