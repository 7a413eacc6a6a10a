"""Changes to a scene's text that leave everything else as its author wrote it, remarks and order included. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import yaml

from digigov.ar_scene.faults import BadScene
from digigov.ar_scene.nodes import parse
from digigov.ar_scene.reading import read_all
from digigov.ar_scene.scene import Hotspot, Scene, Vector

SETTABLE = ("title", "text", "part", "at")


class NoEdit(ValueError):
    """The text is written in a way in which this change cannot be made; it can still be made by hand."""


def set_value(text: str, hotspot: str, key: str, value: str | Vector) -> str:
    """The text with one setting of a hotspot changed or added."""
    node = _hotspot(text, hotspot)
    if isinstance(value, str) and not value.strip():
        raise NoEdit(key)
    pair = next((pair for pair in node.value if pair[0].value == key), None)
    written = _written(key, value, "" if node.flow_style else " " * (node.start_mark.column + 2))
    if pair:
        start, end = pair[1].start_mark.index, pair[1].end_mark.index
        rest = text[start:end]
        after = rest[len(rest.rstrip()) :] if getattr(pair[1], "style", None) in ("|", ">") else ""
        edited = text[:start] + written + after + text[end:]
    else:
        before = next((pair for pair in node.value if pair[0].value == "part"), node.value[0])
        end = _end(before[1], text)
        gap = ", " if node.flow_style else "\n" + " " * node.start_mark.column
        edited = f"{text[:end]}{gap}{key}: {written}{text[end:]}"
    spot = _spot(edited, hotspot)
    if _shown(getattr(spot, key, None)) != _shown(value):
        raise NoEdit(key)
    return edited


def add_hotspot(text: str, part: str, at: Vector, title: str, words: str) -> tuple[str, str]:
    """The text with one more hotspot at the end of the list, and its id."""
    sequence = _list(text, "hotspots")
    taken = {spot.id for spot in _scene(text).hotspots}
    id = next(name for number in range(1, 1000) if (name := f"place-{number}") not in taken)
    entry = f"{{id: {id}, part: {part}, at: {_vector(at)}, title: {_quoted(title)}, text: {_quoted(words)}}}"
    edited = _appended(text, sequence, entry)
    if [spot.id for spot in _scene(edited).hotspots][-1] != id:
        raise NoEdit("hotspots")
    return edited, id


def remove_hotspot(text: str, hotspot: str) -> str:
    """The text without the hotspot. Steps of the task that name it are left, and reported by the rules."""
    sequence = _list(text, "hotspots")
    nodes = sequence.value
    number = next((i for i, node in enumerate(nodes) if _value(node, "id") == hotspot), None)
    if number is None:
        raise NoEdit(hotspot)
    before = [spot.id for spot in _scene(text).hotspots]
    if sequence.flow_style:
        start = nodes[number - 1].end_mark.index if number else nodes[0].start_mark.index
        last = number or len(nodes) == 1
        end = nodes[number].end_mark.index if last else nodes[1].start_mark.index
    else:
        start = text.rfind("\n", 0, nodes[number].start_mark.index) + 1
        end = _end(nodes[number], text)
        end = text.find("\n", end) + 1 or len(text)
    edited = text[:start] + text[end:]
    after = [spot.id for spot in (read_all(edited)[0] or _scene(text)).hotspots]
    if after != [id for id in before if id != hotspot]:
        raise NoEdit(hotspot)
    return edited


def add_model(text: str, path: str, scale: float) -> tuple[str, str]:
    """The text with a GLB file of the course as one more part, and the part's id."""
    sequence = _list(text, "parts")
    taken = {part.id for part in _scene(text).parts}
    id = next(name for number in range(1, 1000) if (name := f"model-{number}") not in taken)
    edited = _appended(text, sequence, f"{{id: {id}, model: {_quoted(path)}, scale: {scale:g}}}")
    if [part.id for part in _scene(edited).parts][-1] != id:
        raise NoEdit("parts")
    return edited, id


def _scene(text: str) -> Scene:
    scene = read_all(text)[0]
    if scene is None:
        raise NoEdit("scene")
    return scene


def _spot(text: str, id: str) -> Hotspot:
    found = [spot for spot in _scene(text).hotspots if spot.id == id]
    if len(found) != 1:
        raise NoEdit(id)
    return found[0]


def _list(text: str, key: str) -> Any:
    """The YAML node of a list of the scene, which has at least one entry."""
    try:
        parse(text)  # refuses what could exhaust the composer: aliases, depth, length
    except BadScene as error:
        raise NoEdit("scene") from error
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    node = next((value for name, value in pairs if name.value == key), None)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise NoEdit(key)
    return node


def _hotspot(text: str, id: str) -> Any:
    node = next((one for one in _list(text, "hotspots").value if _value(one, "id") == id), None)
    if not isinstance(node, yaml.MappingNode):
        raise NoEdit(id)
    return node


def _value(node: Any, key: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for name, value in pairs if name.value == key), None)


def _end(node: Any, text: str) -> int:
    """Where the node's own text ends: block collections would reach to the next token, over remarks."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(text[start:end].rstrip())
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last, text)


def _appended(text: str, sequence: Any, entry: str) -> str:
    end = _end(sequence.value[-1], text)
    if sequence.flow_style:
        return f"{text[:end]}, {entry}{text[end:]}"
    line = text.find("\n", end)  # after a remark on the same line
    end = len(text) if line < 0 else line
    return f"{text[:end]}\n{' ' * sequence.start_mark.column}- {entry}{text[end:]}"


def _written(key: str, value: str | Vector, indent: str) -> str:
    if key == "at" or not isinstance(value, str):
        return _vector(value)  # type: ignore[arg-type]
    if key == "part":
        return value
    lines = value.strip().split("\n")
    if indent and len(lines) > 1 and not lines[0].startswith((" ", "\t")):
        return "|-\n" + "\n".join(indent + line if line.strip() else "" for line in lines)
    return _quoted(value.strip())


def _quoted(text: str) -> str:
    """Double quotes as JSON writes them are double quotes of YAML."""
    return json.dumps(text, ensure_ascii=False)


def _vector(value: Sequence[float]) -> str:
    return f"[{', '.join(f'{round(one, 3):g}' for one in value)}]"


def _shown(value: Any) -> Any:
    return [round(one, 3) for one in value] if isinstance(value, (tuple, list)) else str(value).strip()
