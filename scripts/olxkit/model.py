"""The course, free of any format: what readers make and writers take. Every node knows where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from olxkit.problems.base import Position


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the bibliography; `line` is where it stands, which makes no difference to what it says."""

    key: str
    title: str
    publisher: str = ""
    year: str = ""
    url: str = ""
    note: str = ""
    line: int = field(default=1, compare=False, repr=False)

    def fields(self) -> dict[str, str]:
        """The entry as the lesson block keeps it: what is empty and what is meant for authors only is left out."""
        parts = ("key", "title", "publisher", "year", "url")
        return {name: value for name in parts if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Lesson:
    """Text to read. `sources` in the order of first citation; `terms` maps a term to its definition."""

    at: Position
    id: str
    title: str
    text: str
    minutes: int | None = None
    objectives: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A graded problem: the author's Markdown and the capa XML compiled from it."""

    at: Position
    id: str
    title: str
    markdown: str
    xml: str
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Video:
    """A film: a YouTube id or file URLs, and transcripts by language."""

    at: Position
    id: str
    title: str
    youtube: str = ""
    files: tuple[str, ...] = ()
    transcripts: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Html:
    """Raw HTML, kept byte for byte."""

    at: Position
    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Discussion:
    """A forum topic."""

    at: Position
    id: str
    title: str
    category: str
    topic: str


@dataclass(frozen=True, slots=True)
class Block:
    """Any other XBlock: its tag, its fields as OLX attributes, and a text body for its `content` field."""

    at: Position
    id: str
    title: str
    tag: str
    fields: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class ArScene:
    """A scene of scenes/. `text` is its YAML; `files` and `sizes` (bytes) of what is built from it are by kind.

    `low` and `high` are the corners of its model, in metres.
    """

    at: Position
    id: str
    title: str
    name: str
    text: str
    sources: tuple[Source, ...] = ()
    weight: str = ""
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions of which each learner gets `draw`, drawn once by the platform."""

    at: Position
    id: str
    title: str
    draw: int
    questions: tuple[Question, ...]


Component = Lesson | Question | Video | Html | Discussion | ArScene | Block | Pool


def every(components: Iterable[Component]) -> Iterator[Component]:
    """The components in order, and after a pool its questions."""
    for component in components:
        yield component
        if isinstance(component, Pool):
            yield from component.questions


@dataclass(frozen=True, slots=True)
class Unit:
    """A page of components. `drawings` are the pictures made from its data: file name to SVG text."""

    at: Position
    id: str
    title: str
    components: tuple[Component, ...] = ()
    staff_only: bool = False
    drawings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subsection:
    """A sequence of units; `graded` names the assignment type; `opens` and `due` count from the start of the part."""

    at: Position
    id: str
    title: str
    graded: str = ""
    opens: timedelta | None = None
    due: timedelta | None = None
    staff_only: bool = False
    unit_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter, taught in one part of the edition."""

    at: Position
    id: str
    title: str
    part: str = ""
    opens: timedelta | None = None
    staff_only: bool = False
    subsections: tuple[Subsection, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeType:
    """An assignment type: `minimum` graded subsections are expected, the `drop` worst do not count."""

    name: str
    short: str
    weight: float
    minimum: int = 1
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """First and last day of one part of an edition, in the course's time zone."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Style:
    """What course.yaml asks of the text; 0, nothing and False ask for nothing. Lengths in words."""

    sentence_average: int = 0
    sentence_longest: int = 0
    words_least: int = 0
    words_most: int = 0
    banned: tuple[str, ...] = ()
    relative_dates: tuple[str, ...] = ()
    no_dashes: bool = False
    no_raw_html: bool = False
    heading_levels: bool = False
    alt_sentences: bool = False
    choice_feedback: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What course.yaml says."""

    at: Position
    org: str
    course: str
    run: str
    title: str
    language: str = "en"
    timezone: str = "UTC"
    image: str = ""
    edition: str = ""
    parts: tuple[Part, ...] = ()
    cutoffs: Mapping[str, float] = field(default_factory=lambda: {"Pass": 0.5})
    grade_types: tuple[GradeType, ...] = ()
    xblocks: tuple[str, ...] = ()
    description: str = ""
    policy: Mapping[str, object] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    places: Mapping[str, Position] = field(default_factory=dict)

    def place(self, key: str) -> Position:
        """Where the setting stands."""
        return self.places.get(key, self.at)


@dataclass(frozen=True, slots=True)
class Outline:
    """The course without the insides of its units: settings, sections, and which files hold the units."""

    settings: Settings
    sections: tuple[Section, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    static: Mapping[str, str] = field(default_factory=dict)

    def unit_files(self) -> Iterator[str]:
        """The unit files in the order of the course."""
        for section in self.sections:
            for subsection in section.subsections:
                yield from subsection.unit_files
