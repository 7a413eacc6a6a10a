"""From the text of a scene to the scene: forms and references in one pass, each fault at its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from digigov.ar_scene.bounds import top_of
from digigov.ar_scene.faults import N_, BadScene, Fault
from digigov.ar_scene.marker import MARKERS
from digigov.ar_scene.nodes import Node, parse
from digigov.ar_scene.scene import PLATES, Card, Hotspot, Option, Part, Question, Scene, Step, Task, Vector, View
from digigov.ar_scene.shapes.table import INKED, PICTURES, SHAPES, SHARED
from digigov.ar_scene.values import LINE, PARAGRAPHS, Reader

SCENE = ("title", "lead", "place", "width", "view", "card", "marker", "parts", "hotspots", "task", "closing")
MOST_PARTS, MOST_HOTSPOTS, MOST_OPTIONS, MOST_STEPS, MOST_POINTS = 400, 30, 8, 20, 60
FAR = 1000.0  # metres
ZERO: Vector = (0.0, 0.0, 0.0)
Pairs = dict[str, Node]


def read(text: str) -> Scene:
    """The scene; raises BadScene with every fault of its text."""
    scene, faults = read_all(text)
    if faults or scene is None:
        raise BadScene(list(faults))
    return scene


@lru_cache(maxsize=16)  # a block reads its scene for each view, the bundler for each check
def read_all(text: str) -> tuple[Scene | None, tuple[Fault, ...]]:
    """The scene as far as it can be read, and every fault; None when it is no YAML or no mapping."""
    try:
        root, repeated = parse(text)
    except BadScene as error:
        return None, tuple(error.faults)
    reader = _SceneReader(Reader(repeated))
    scene = reader.scene(root)
    ordered = sorted(reader.read.faults, key=lambda one: (one.line or 0, one.column or 0))
    return scene, tuple(ordered)


def ids(reader: Reader, nodes: list[tuple[Node, str]]) -> None:
    """Reports an id that an earlier entry has."""
    seen: dict[str, int] = {}
    for node, id in nodes:
        if id and id in seen:
            message = N_("The id {id} is already used on line {first}.")
            reader.faults.append(node.wrong(message, id=id, first=seen[id]))
        seen.setdefault(id, node.line)


class _SceneReader:
    def __init__(self, reader: Reader) -> None:
        self.read = reader

    def scene(self, root: Node) -> Scene | None:
        read = self.read
        pairs = read.mapping(root, SCENE)
        if not isinstance(root.value, dict):
            return None
        parts = self._list(pairs, root, "parts", MOST_PARTS, self._part)
        by_id = {part.id: part for part in parts}
        hotspots = self._list(
            pairs, root, "hotspots", MOST_HOTSPOTS, lambda node, values: self._hotspot(node, values, by_id)
        )
        names = {hotspot.id for hotspot in hotspots}
        return Scene(
            title=read.text(read.need(root, pairs, "title")),
            lead=read.text(read.need(root, pairs, "lead"), PARAGRAPHS),
            place=read.text(read.need(root, pairs, "place")),
            width=read.number(read.need(root, pairs, "width"), 0.01, FAR, 1.0),
            view=self._view(pairs.get("view")),
            card=self._card(read.need(root, pairs, "card")),
            marker=read.whole(read.need(root, pairs, "marker"), 0, MARKERS - 1),
            parts=parts,
            hotspots=hotspots,
            task=self._task(pairs["task"], names) if "task" in pairs else None,
            closing=read.text(read.need(root, pairs, "closing"), PARAGRAPHS),
        )

    def _list(
        self, pairs: Pairs, root: Node, key: str, most: int, make: Callable[[Node, Pairs], Any]
    ) -> tuple[Any, ...]:
        """Entries with ids of their own."""
        made: list[Any] = []
        places: list[tuple[Node, str]] = []
        for node in self.read.items(self.read.need(root, pairs, key), 1, most, key):
            values = node.value if isinstance(node.value, dict) else {}
            entry = make(node, values)
            made.append(entry)
            places.append((values.get("id", node), entry.id))
        ids(self.read, places)
        return tuple(made)

    def _view(self, node: Node | None) -> View:
        if node is None:
            return View()
        pairs = self.read.mapping(node, ("turn", "tilt"))
        return View(
            turn=self.read.number(pairs.get("turn"), -360, 360, View().turn),
            tilt=self.read.number(pairs.get("tilt"), 5, 85, View().tilt),
        )

    def _card(self, node: Node | None) -> Card:
        if node is None:
            return Card("building", "", "", "")
        read = self.read
        pairs = read.mapping(node, ("plate", "korean", "number", "latin", "note"))
        return Card(
            plate=read.choice(read.need(node, pairs, "plate"), PLATES) or "building",
            korean=read.text(read.need(node, pairs, "korean"), 24),
            number=read.text(read.need(node, pairs, "number"), 12),
            latin=read.text(read.need(node, pairs, "latin"), 40),
            note=read.text(pairs.get("note"), 160),
        )

    def _part(self, node: Node, values: Pairs) -> Part:
        read = self.read
        if "model" in values:
            pairs = read.mapping(node, ("id", "model", "at", "turn", "scale"))
            return Part(
                id=read.id(read.need(node, pairs, "id")),
                at=read.vector(pairs.get("at"), -FAR, FAR),
                turn=read.vector(pairs.get("turn"), -360, 360),
                model=self._model_path(pairs["model"]),
                scale=read.number(pairs.get("scale"), 0.0001, 10_000, 1.0),
            )
        shape = values["shape"].shown() if "shape" in values else ""
        own = SHAPES.get(shape, {})
        known = (*SHARED, *own, *(("picture", "ink") if shape in INKED or shape not in SHAPES else ()))
        known += ("path",) if shape == "pipe" else ()
        pairs = read.mapping(node, known) if shape in SHAPES else dict(values)
        need = read.need
        path = self._path(node, pairs) if shape == "pipe" else ()
        size = (1.0, 1.0, 1.0) if shape == "pipe" else read.vector(need(node, pairs, "size"), 0.001, FAR, (1, 1, 1))
        return Part(
            id=read.id(need(node, pairs, "id")),
            at=read.vector(pairs.get("at"), -FAR, FAR),
            turn=read.vector(pairs.get("turn"), -360, 360),
            shape=read.choice(need(node, pairs, "shape"), SHAPES) or "box",
            size=size,
            colour=read.colour(pairs.get("colour"), "#b0bec5"),
            ink=read.colour(pairs.get("ink"), "#ffffff"),
            opacity=read.number(pairs.get("opacity"), 0.05, 1, 1.0),
            picture=read.choice(need(node, pairs, "picture") if shape in INKED else None, PICTURES),
            path=path,
            settings={key: read.number(pairs.get(key), s.low, s.high, s.default) for key, s in own.items()},
        )

    def _path(self, node: Node, pairs: Pairs) -> tuple[Vector, ...]:
        given = self.read.need(node, pairs, "path")
        points = tuple(self.read.vector(item, -FAR, FAR) for item in self.read.items(given, 2, MOST_POINTS, "points"))
        if given is not None and any(a == b for a, b in pairwise(points)):
            self.read.faults.append(given.wrong(N_("Two points of the path that follow each other are the same.")))
        return points if len(points) > 1 else (ZERO, (1.0, 0.0, 0.0))

    def _model_path(self, node: Node) -> str:
        path = self.read.text(node)
        inside = path.startswith("static/") and ".." not in path.split("/") and path.lower().endswith(".glb")
        if path and not inside:
            self.read.faults.append(node.wrong(N_("A model is a .glb file in static/, such as static/gate.glb.")))
        return path

    def _hotspot(self, node: Node, values: Pairs, parts: dict[str, Part]) -> Hotspot:
        read = self.read
        pairs = read.mapping(node, ("id", "part", "at", "title", "text", "question"))
        part = read.text(read.need(node, pairs, "part"))
        if part and part not in parts:
            read.faults.append(pairs["part"].wrong(N_("There is no part {id}."), id=part))
        elif part and parts[part].model and "at" not in pairs:
            read.faults.append(
                pairs["part"].wrong(N_("The part {id} is a model, so this hotspot needs 'at'."), id=part)
            )
        default = top_of(parts[part]) if part in parts and not parts[part].model else ZERO
        return Hotspot(
            id=read.id(read.need(node, pairs, "id")),
            part=part,
            at=read.vector(pairs.get("at"), -FAR, FAR, default),
            title=read.text(read.need(node, pairs, "title")),
            text=read.text(read.need(node, pairs, "text"), PARAGRAPHS),
            question=self._question(pairs["question"]) if "question" in pairs else None,
        )

    def _question(self, node: Node) -> Question:
        read = self.read
        pairs = read.mapping(node, ("ask", "options"))
        options = tuple(self._options(node, pairs))
        if options and not any(option.right for option in options):
            read.faults.append(node.wrong(N_("No option of this question is right: add 'right: true' to one.")))
        if options and all(option.right for option in options):
            read.faults.append(node.wrong(N_("Every option of this question is right, so there is nothing to choose.")))
        return Question(read.text(read.need(node, pairs, "ask"), PARAGRAPHS), options)

    def _options(self, node: Node, pairs: Pairs) -> Iterator[Option]:
        read = self.read
        for item in read.items(read.need(node, pairs, "options"), 2, MOST_OPTIONS, "options"):
            values = read.mapping(item, ("text", "right", "why"))
            text = read.text(read.need(item, values, "text"), PARAGRAPHS)
            why = read.text(read.need(item, values, "why"), PARAGRAPHS)
            yield Option(text, read.flag(values.get("right")), why)

    def _task(self, node: Node, hotspots: set[str]) -> Task:
        read = self.read
        pairs = read.mapping(node, ("title", "steps"))
        steps = []
        for item in read.items(read.need(node, pairs, "steps"), 1, MOST_STEPS, "steps"):
            values = read.mapping(item, ("text", "hotspot"))
            hotspot = read.text(read.need(item, values, "hotspot"), LINE)
            if hotspot and hotspot not in hotspots:
                message = N_("This step names the hotspot {id}, which the scene does not have.")
                read.faults.append(values["hotspot"].wrong(message, id=hotspot))
            steps.append(Step(read.text(read.need(item, values, "text"), PARAGRAPHS), hotspot))
        return Task(read.text(read.need(node, pairs, "title")), tuple(steps))
