"""What the editor's picture does to the text: a place is moved, told, added or taken away."""

from __future__ import annotations

from typing import Any, NamedTuple

from digigov.ar_scene import building, edits
from digigov.ar_scene.faults import N_
from digigov.ar_scene.pointing import built, pointed
from digigov.ar_scene.reading import read_all
from digigov.ar_scene.scene import Scene, Vector
from digigov.common.i18n import gettext as _


class Changed(NamedTuple):
    """The text afterwards, and the hotspot that the editor should show."""

    text: str
    chosen: str


class BadChange(ValueError):
    """The change asks for something impossible; the template is an English sentence."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template.format(**values))
        self.template, self.values = template, values

    def shown(self) -> str:
        """The sentence in the language of the person who asks."""
        return _(self.template).format(**self.values)


def change(text: str, asked: Any, files: building.Files | None) -> Changed:
    """`asked` is {"do": "move", "hotspot", "left", "top"}, {"do": "set", "hotspot", "key", "value"},
    {"do": "add", "left", "top"} or {"do": "remove", "hotspot"}. BadChange or edits.NoEdit when that cannot be done.
    """
    scene = read_all(text)[0]
    if scene is None or not scene.parts:
        raise BadChange(N_("The text has faults. Correct them first; then the places can be changed here."))
    given = asked if isinstance(asked, dict) else {}
    match given.get("do"):
        case "move":
            return _move(text, scene, given, files)
        case "set":
            return _set(text, scene, given)
        case "add":
            return _add(text, scene, given, files)
        case "remove":
            return Changed(edits.remove_hotspot(text, _id(scene, given)), "")
    raise BadChange(N_("This change is not known."))


def _move(text: str, scene: Scene, asked: dict[str, Any], files: building.Files | None) -> Changed:
    id = _id(scene, asked)
    before = next(spot.at for spot in scene.hotspots if spot.id == id)
    at, _part = _point(scene, asked, files, before)
    return Changed(edits.set_value(text, id, "at", at), id)


def _set(text: str, scene: Scene, asked: dict[str, Any]) -> Changed:
    id, key, value = _id(scene, asked), asked.get("key"), asked.get("value")
    if key not in edits.SETTABLE:
        raise BadChange(N_("This change is not known."))
    if key == "at":
        return Changed(edits.set_value(text, id, "at", _vector(value)), id)
    if not isinstance(value, str) or not value.strip():
        raise BadChange(N_("Text should stand here."))
    if key == "part" and value not in {part.id for part in scene.parts}:
        raise BadChange(N_("There is no part {id}."), id=value[:80])
    return Changed(edits.set_value(text, id, str(key), value), id)


def _add(text: str, scene: Scene, asked: dict[str, Any], files: building.Files | None) -> Changed:
    at, part = _point(scene, asked, files, None)
    title, words = _("A new place"), _("What is to be seen here, and where it was read.")
    return Changed(*edits.add_hotspot(text, part or scene.parts[0].id, at, title, words))


def _point(
    scene: Scene, asked: dict[str, Any], files: building.Files | None, beside: Vector | None
) -> tuple[Vector, str]:
    left, top = (_number(asked.get(key), 0, 100) for key in ("left", "top"))
    models, missing = building.models_of(scene, files)
    if missing:
        raise BadChange(N_("The course has no file {path}."), path=missing[0])
    return pointed(scene, built(scene, models), left, top, beside)


def _id(scene: Scene, asked: dict[str, Any]) -> str:
    id = asked.get("hotspot")
    if not isinstance(id, str) or id not in {spot.id for spot in scene.hotspots}:
        raise BadChange(N_("The scene has changed. Choose the place again."))
    return id


def _vector(value: Any) -> Vector:
    if not isinstance(value, list) or len(value) != 3:
        raise BadChange(N_("Three numbers [x, y, z] should stand here."))
    x, y, z = (_number(one, -1000, 1000) for one in value)
    return x, y, z


def _number(value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise BadChange(N_("Numbers from {low} to {high} should stand here."), low=low, high=high)
    return float(value)
