"""What a scene is. Metres, y up, the origin at the centre of the ground; degrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Vector = tuple[float, float, float]

PLATES = ("building", "base", "object")


@dataclass(frozen=True, slots=True)
class Extent:
    """A box with its sides along the axes: lowest and highest corner."""

    low: Vector
    high: Vector

    @property
    def size(self) -> Vector:
        """Width, height and depth."""
        return tuple(high - low for low, high in zip(self.low, self.high, strict=True))  # type: ignore[return-value]

    @property
    def centre(self) -> Vector:
        """The point in the middle."""
        return tuple((low + high) / 2 for low, high in zip(self.low, self.high, strict=True))  # type: ignore[return-value]

    def corners(self) -> Iterator[Vector]:
        """All eight."""
        for x in (self.low[0], self.high[0]):
            for y in (self.low[1], self.high[1]):
                for z in (self.low[2], self.high[2]):
                    yield x, y, z

    def holds(self, point: Vector, margin: float = 0.0) -> bool:
        """Whether the point is inside, or at most `margin` metres outside."""
        return all(
            low - margin <= value <= high + margin for low, value, high in zip(self.low, point, self.high, strict=True)
        )


@dataclass(frozen=True, slots=True)
class View:
    """The poster's camera: degrees round the vertical (0 looks from +z, 90 from +x) and above the ground."""

    turn: float = 35.0
    tilt: float = 30.0


@dataclass(frozen=True, slots=True)
class Card:
    """The printable plate."""

    plate: str
    korean: str
    number: str
    latin: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A thing in the scene: a shape of the library in the box `size`, or a `model` of the course times `scale`.

    `at` is the centre of the base; `turn` degrees about x, then y, then z, round that point. `settings` are the shape's
    own numbers; `path` the points of a pipe, relative to `at`.
    """

    id: str
    at: Vector = (0.0, 0.0, 0.0)
    turn: Vector = (0.0, 0.0, 0.0)
    shape: str = ""
    size: Vector = (1.0, 1.0, 1.0)
    colour: str = "#b0bec5"
    ink: str = "#ffffff"
    opacity: float = 1.0
    picture: str = ""
    path: tuple[Vector, ...] = ()
    settings: Mapping[str, float] = field(default_factory=dict)
    model: str = ""
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer, whether it is right, and why."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one right option or several."""

    ask: str
    options: tuple[Option, ...]

    @property
    def several(self) -> bool:
        """Whether more than one option is right."""
        return sum(option.right for option in self.options) > 1


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A numbered place of the scene with something to say; `part` is highlighted, `at` is where its button stands."""

    id: str
    part: str
    at: Vector
    title: str
    text: str
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, and the hotspot that is opened by doing it."""

    text: str
    hotspot: str


@dataclass(frozen=True, slots=True)
class Task:
    """Ordered steps."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole scene. `width` is how many metres the longer side of the ground stands for."""

    title: str
    lead: str
    place: str
    width: float
    view: View
    card: Card
    marker: int
    parts: tuple[Part, ...]
    hotspots: tuple[Hotspot, ...]
    task: Task | None
    closing: str

    def models(self) -> tuple[str, ...]:
        """Paths of the GLB files that parts are made of, once each."""
        return tuple(dict.fromkeys(part.model for part in self.parts if part.model))

    def texts(self) -> Iterator[str]:
        """All Markdown of the scene, in the order in which it is read."""
        yield self.lead
        for hotspot in self.hotspots:
            yield hotspot.text
            if hotspot.question:
                yield hotspot.question.ask
                for option in hotspot.question.options:
                    yield from (option.text, option.why)
        if self.task:
            yield from (step.text for step in self.task.steps)
        yield self.closing
