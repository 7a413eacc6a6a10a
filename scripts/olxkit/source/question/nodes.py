"""What a part of a problem is made of, in the order of the source."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, a header, a list, code: XML as it goes into the problem."""

    xml: str


@dataclass(frozen=True, slots=True)
class Solution:
    """An explanation."""

    xml: str


@dataclass(frozen=True, slots=True)
class Label:
    """A question with its description; `start` and `end` enclose it in the source."""

    start: int
    end: int
    question: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """Something to answer: the tag that grades it, its attributes and its children, one line each."""

    start: int
    kind: str
    tag: str
    children: list[str]
    attributes: dict[str, str] = field(default_factory=dict)


Node = Prose | Solution | Label | Response
