"""The scenes in scenes/: read, checked by the rules of the AR scene, their links and models resolved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from digigov.ar_scene import rules
from digigov.ar_scene.nodes import Node, parse
from digigov.ar_scene.scene import Extent, Scene
from olxkit.model import Source
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.scene import BadModel, RepeatedMarker, SceneDiffers, SceneFault
from olxkit.problems.text import BrokenLink, MissingImage
from olxkit.source.context import Context
from olxkit.source.files import Files
from olxkit.source.links import resolve
from olxkit.source.scan import links, mask
from olxkit.source.schema import SCENE_FILE

FOLDER = "scenes"
MODEL_LIMIT = 10_000_000  # bytes


@dataclass(frozen=True)
class SceneFile:
    """A scene that can be built: `text` as the block will keep it, `models` its GLB files by path."""

    name: str
    at: Position
    text: str
    scene: Scene
    models: Mapping[str, bytes]
    extent: Extent
    broken: bool = False

    @property
    def digest(self) -> str:
        """Changes whenever the scene may come out otherwise."""
        found = hashlib.sha256(self.text.encode())
        for path, data in sorted(self.models.items()):
            found.update(path.encode() + b"\0" + hashlib.sha256(data).digest())
        return found.hexdigest()

    def sources(self, context: Context) -> list[Source]:
        """What the scene cites, in the order in which its numbers count."""
        return [context.sources[key] for key in rules.cited_keys(self.scene) if key in context.sources]

    def __repr__(self) -> str:
        """What a unit that shows the scene depends on."""
        return f"SceneFile({self.name!r}, {self.digest!r}, {self.broken})"


def read_scenes(files: Files, context: Context, found: list[Diagnostic]) -> dict[str, SceneFile]:
    """Every scene that could be read, by name; a broken one is there too, so that units may name it."""
    if not files.exists(FOLDER):
        return {}
    scenes = {}
    for name in files.list(FOLDER)[1]:
        if SCENE_FILE.fullmatch(name):
            path = f"{FOLDER}/{name}"
            scene = _read(path, files, context, found)
            if scene:
                scenes[scene.name] = scene
    found += _repeated_markers(scenes)
    return scenes


def _read(path: str, files: Files, context: Context, found: list[Diagnostic]) -> SceneFile | None:
    place = files.translated(path)
    text = files.read_text(place)
    if text is None:
        return None
    scene, _ = rules.read_all(text)
    faults = [*rules.check_text(text, set(context.sources))]
    problems: list[Diagnostic] = [
        SceneFault(Position(place, one.line or 1, one.column or 1), reason=one.message.rstrip("."),
                   part=f"'{one.part}'" if one.part else "the text") for one in faults
    ]  # fmt: skip
    name = path.removeprefix(f"{FOLDER}/").removesuffix(".yaml")
    if scene is None:
        found += problems
        return None
    root = parse(text)[0]
    models, extents = _models(scene, root, place, files, context, problems)
    extent = rules.extent_of(scene, extents)
    if models and not problems:
        problems += [
            SceneFault(Position(place, one.line or 1, one.column or 1), reason=one.message.rstrip("."), part=one.part)
            for one in rules.outside(text, scene, extent)
        ]
    resolved = _links(text, root, place, context, problems)
    if place != path:
        problems += _differences(path, place, scene, files)
    found += problems
    broken = any(one.level == "error" for one in problems)
    return SceneFile(name, Position(place), resolved, scene, models, extent, broken)


def _models(
    scene: Scene, root: Node, place: str, files: Files, context: Context, problems: list[Diagnostic]
) -> tuple[dict[str, bytes], dict[str, Extent]]:
    """The scene's GLB files and how large they are."""
    models: dict[str, bytes] = {}
    extents: dict[str, Extent] = {}
    for number, part in enumerate(scene.parts):
        if not part.model or part.model in models:
            continue
        node = root.value["parts"].value[number].value["model"]
        at = Position(place, node.line, node.column)
        data, reasons = _model(part.model, files, context)
        problems += (BadModel(at, path=part.model, reason=reason) for reason in reasons)
        if data is not None and not reasons:
            from digigov.ar_scene.glb.reader import Model  # here: it brings numpy, and few scenes have models

            models[part.model], extents[part.model] = data, Model(data).extent
    return models, extents


def _model(path: str, files: Files, context: Context) -> tuple[bytes | None, list[str]]:
    if path not in context.static:
        return None, ["there is no such file"]
    own = Files(files.root)
    data = own.read_bytes(path, MODEL_LIMIT)
    if data is None:
        return None, [one.text for one in own.found]
    from digigov.ar_scene.glb.check import check

    return data, [one.message.rstrip(".") for one in check(data)]


def _links(text: str, root: Node, place: str, context: Context, problems: list[Diagnostic]) -> str:
    """The text with its links as the platform wants them."""
    local = replace(context, prefix="")
    for node in rules.markdown_nodes(root):
        at = Position(place, node.line, node.column)
        for link in links(mask(node.value)) if "](" in node.value or "<" in node.value else ():
            target, problem = resolve(link, at, local)
            if problem:
                problems.append(problem)
            elif target != link.target:
                written = text.replace(f"]({link.target}", f"]({target}")
                if written == text:
                    kind = MissingImage if link.is_image else BrokenLink
                    problems.append(kind(at, target=link.target, advice=f"write {target}"))
                text = written
    return text


def _differences(path: str, place: str, scene: Scene, files: Files) -> Iterator[Diagnostic]:
    original, _ = rules.read_all(files.read_text(path) or "")
    if original is None:
        return
    before, after = ([spot.id for spot in one.hotspots] for one in (original, scene))
    if before != after:
        yield SceneDiffers(Position(place), original=", ".join(before), found=", ".join(after))


def _repeated_markers(scenes: Mapping[str, SceneFile]) -> Iterator[Diagnostic]:
    taken: dict[int, str] = {}
    used = {one.scene.marker for one in scenes.values()}
    free = next((number for number in range(250) if number not in used), "none")
    for name, one in scenes.items():
        if one.scene.marker in taken:
            node = parse(one.text)[0].value.get("marker")
            at = Position(one.at.file, node.line, node.column) if node else one.at
            yield RepeatedMarker(at, marker=one.scene.marker, other=taken[one.scene.marker], free=free)
        taken.setdefault(one.scene.marker, name)
