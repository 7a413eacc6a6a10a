"""The scene's editor in Studio: its page, and what its buttons ask for. All of them edit the text."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from web_fragments.fragment import Fragment

from digigov.ar_scene import building, edits, offered, rules
from digigov.ar_scene.changes import BadChange, Changed, change
from digigov.ar_scene.editor_words import editor_words, script_words
from digigov.ar_scene.reading import read_all
from digigov.ar_scene.scene import Scene
from digigov.ar_scene.screen import Page
from digigov.ar_scene.uploads import upload_handler
from digigov.ar_scene.work import read as no_work
from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.common.source import plain
from digigov.common.sources import presentable_sources
from digigov.platform import course_files, current_person, may_edit, with_static_urls

SAVED = ("display_name", "content", "weight", "sources")
FILES = (*building.NAMES,)
STYLES = ("scene.css", "editor.css")


class SceneEditing(DigigovBlock):
    """The Studio half of the block; its fields are in block.py."""

    def studio_view(self, context: Any = None) -> Fragment:
        """The editor."""
        if not may_edit(self):
            message = _("Only the course team may edit this scene.")
            return self.page("refused.html", {"message": message}, styles=STYLES)
        values = self._values()
        form = {
            "display_name": values["display_name"] if isinstance(values["display_name"], str) else "",
            "content": values["content"] if isinstance(values["content"], str) else "",
            "weight": values["weight"],
        }
        files = course_files(self)
        names = sorted(filter(None, map(offered.name_of, files.names()))) if files else []
        return self.page(
            "editor.html",
            {"t": editor_words(), "scene": form, "names": names, "prefix": self._prefix(), "files": files is not None},
            styles=STYLES,
            module="editor.js",
            words=script_words(),
            data={
                "state": self._state_of(values, files),
                "sources": presentable_sources(values["sources"]),
                "parts": {name: self.public_url(name) for name in ("places.js", "source-lines.js")},
                "most": rules.MOST_GLB,
            },
        )

    @json_handler(editors_only=True)
    def preview(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"content", "sources", ...}: the state of the editor over them, and the scene as learners see it."""
        values = self._merged(data)
        return {**self._state_of(values, course_files(self)), "html": self._preview(values)}

    @json_handler(editors_only=True)
    def change_places(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"content", ..., "change": {"do": "move", ...}}: the text after it, and the state over that."""
        values, files = self._merged(data), course_files(self)
        try:
            done: Changed = change(str(values["content"]), data.get("change"), files)
        except edits.NoEdit:
            message = _("The text is written in a way that this change cannot follow. Make it in the text.")
            raise Refusal(422, "no-edit", message) from None
        except BadChange as error:
            raise Refusal(422, "bad-change", error.shown()) from None
        return {**self._state_of(values | {"content": done.text}, files), "chosen": done.chosen}

    @json_handler(editors_only=True, max_body=2000)
    def choose_scene(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"name"}: the fields of that scene of the course, for the editor's form."""
        fields = self._offered(data.get("name"))
        values = self._values() | fields | {"made_from": fields["content"]}
        return {**self._state_of(values, course_files(self)), **{key: fields[key] for key in SAVED if key in fields}}

    @json_handler(editors_only=True)
    def save_scene(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the fields, all or none, and make anew the files that they change; refused with the faults."""
        values = self._merged(data)
        if faults := self._faults(values, course_files(self)):
            raise Refusal(422, "faults", _("The scene has faults."), faults=faults)
        fields = self._remade(values)
        for name in SAVED:
            setattr(self, name, plain(values[name]) if name == "content" else values[name])
        for name, value in fields.items():
            setattr(self, name, value)
        return {**self._state_of(self._values(), course_files(self)), "saved": sorted(SAVED)}

    upload_model = upload_handler

    # -- what they share

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in (*SAVED, "extent", "sizes", *FILES)}

    def _merged(self, data: dict[str, Any]) -> dict[str, Any]:
        """The fields with what the editor holds; after choosing another scene, that one's files."""
        values = self._values()
        if data.get("chosen"):
            fields = self._offered(data["chosen"])
            values |= fields | {"made_from": fields["content"]}
        return values | {name: data[name] for name in SAVED if name in data}

    def _offered(self, name: Any) -> dict[str, Any]:
        files = course_files(self)
        try:
            return offered.chosen(files.read(f"scene-{name}.json") if files and isinstance(name, str) else None)
        except ValueError:
            raise Refusal(422, "no-scene", _("There is no such scene in this course.")) from None

    def _state_of(self, values: dict[str, Any], files: Any) -> dict[str, Any]:
        """What the editor shows: the text, its faults, the numbered places on the picture, the parts."""
        text = values["content"] if isinstance(values["content"], str) else ""
        scene = read_all(text)[0]
        state = {"content": text, "faults": self._faults(values, files), "spots": [], "parts": [], "picture": ""}
        if scene is None:
            return state
        page = Page(scene, no_work({}), [], self._prefix(), values["extent"])
        picture = values["poster"]
        own = isinstance(picture, str) and picture.startswith("/static/")
        return state | {
            "spots": [{**page.place(number, spot), "text": spot.text, "part": spot.part, "at": spot.at}
                      for number, spot in enumerate(scene.hotspots, 1)],
            "parts": [part.id for part in scene.parts],
            "picture": with_static_urls(self, f'"{picture}"').strip('"') if own else "",
            "stale": not building.same_model(self._drawn_from(values), scene),
        }  # fmt: skip

    def _drawn_from(self, values: dict[str, Any]) -> Scene | None:
        """The scene that the block's picture, or the chosen one's, was made from."""
        made = values.get("made_from", self.content)
        return read_all(made)[0] if isinstance(made, str) else None

    def _preview(self, values: dict[str, Any]) -> str:
        scene, faults = read_all(values["content"]) if isinstance(values["content"], str) else (None, ())
        if scene is None or faults:
            return ""
        page = Page(scene, no_work({}), presentable_sources(values["sources"]), f"{self._prefix()}p-", values["extent"])
        files = {name: one for name in FILES if isinstance(one := values[name], str) and one.startswith("/static/")}
        return with_static_urls(self, self.markup("scene.html", {**page.context(), "files": files}))

    def _faults(self, values: dict[str, Any], files: Any = None) -> list[dict[str, Any]]:
        found = [*rules.check(values | {"extent": self._extent(values, files)}), *self._missing(values, files)]
        return [
            {
                "field": one.field,
                "message": _(one.template).format(**dict(one.values)),
                "line": one.line,
                "part": one.part,
            }
            for one in found
        ]

    @staticmethod
    def _extent(values: dict[str, Any], files: Any) -> Any:
        """The box of the scene as the text has it now; as it was when a GLB file that it needs is not at hand."""
        scene = read_all(values["content"])[0] if isinstance(values["content"], str) else None
        if scene is None or not scene.models():
            return None
        models, missing = building.models_of(scene, files)
        if missing:
            return values["extent"]
        box = building.current_extent(scene, models)
        return {"low": box.low, "high": box.high}

    def _missing(self, values: dict[str, Any], files: Any) -> list[rules.Fault]:
        """Faults that only the course can tell: models that it does not hold, a marker that another scene has."""
        scene = read_all(values["content"])[0] if isinstance(values["content"], str) else None
        if scene is None or files is None:
            return []
        own = str(values["poster"])
        others = {name: files.read(f"scene-{name}.json") for name in map(offered.name_of, files.names()) if name}
        taken = {
            name: offered.marker_of(data) for name, data in others.items() if f"/static/scene-{name}-poster" not in own
        }
        _found, missing = building.models_of(scene, files)
        return rules.course_faults(str(values["content"]), scene, missing, taken if own else {})

    def _remade(self, values: dict[str, Any]) -> dict[str, Any]:
        """The fields for the files; Refusal where they cannot be made."""
        scene, files = read_all(str(values["content"]))[0], course_files(self)
        assert scene is not None
        before = self._drawn_from(values)
        if files is None:
            if not (building.same_model(before, scene) and building.same_card(before, scene)):
                raise Refusal(422, "no-files", _("Files cannot be made here. Change texts and places only."))
            return {}
        name = sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:10]
        language = current_person(self).language.partition("-")[0]
        try:
            sources = presentable_sources(values["sources"])
            return building.remade(scene, sources, language, name, files, values, before)
        except OSError as error:
            message = _("The fonts or the markers are missing on this server: {reason}").format(reason=error)
            raise Refusal(503, "not-installed", message) from error

    def _prefix(self) -> str:
        raise NotImplementedError
