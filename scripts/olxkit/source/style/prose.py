"""The sentences of Markdown: everything else is blanked, so that every word keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from olxkit.source.scan import mask

WORD = re.compile(r"[^\W_]+(?:[-'’.,/:][^\W_]+)*")
IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])?")
TARGET = re.compile(r"(?<=\])(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
INLINE = re.compile(r"\[@[^\]]*\]|\[\^[^\]\s]+\]:?|<[^<>\n]*>|\{:?[ .#][^}\n]*\}|[*\[\]]|(?<!\w)_|_(?!\w)")
MARKER = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)]|:)[ \t]+|[ \t>]+")
SKIPPED = re.compile(r"[ \t>]*(?:\#{1,6}\s|\||!!!|\?\?\?|\*\[|\[[^\]\n^][^\]\n]*\]:)|.*\s\|\s|[ \t]*[-:|= ]+$")
END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)")
ABBREVIATION = re.compile(r"\b(?:(?:[A-Za-z]\.)*[A-Z]|e\.g|i\.e|etc|cf|vs|Nos?|Arts?|Mr|Ms|Mrs|Dr|St|pp?|Vol)$")
QUESTION = re.compile(r"^!!! question\b.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n[ \t])))*", re.MULTILINE)


class Sentence(NamedTuple):
    """Where it begins in the text, how many words it has, and whether a full stop or the like ends it."""

    offset: int
    words: int
    ended: bool


def prose(text: str) -> str:
    """The text with blanks for all that is not running text: code, tables, headings, links' targets, citations."""
    lines = []
    for line in mask(text).split("\n"):
        if SKIPPED.match(line):
            line = " " * len(line)
        elif marker := MARKER.match(line):
            line = " " * marker.end() + line[marker.end() :]
        lines.append(line)
    return _without_marks("\n".join(lines))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of Markdown text; an item of a list or a paragraph ends a sentence."""
    running = prose(text)
    for start, end in _blocks(text, running):
        begin = start
        for stop in END.finditer(running, start, end):
            following = running[stop.end() : end].lstrip()
            if following[:1].islower() or (following and ABBREVIATION.search(running, begin, stop.start())):
                continue
            yield from _sentence(running, begin, stop.end(), ended=True)
            begin = stop.end()
        yield from _sentence(running, begin, end, ended=False)


def statements(text: str) -> str:
    """As `prose`, without what stands in `!!! question`, which speaks to the reader."""
    return prose(QUESTION.sub(_blank, text))


def words(text: str) -> int:
    """How many words a reader sees: running text, headings and tables."""
    return len(WORD.findall(visible(text)))


def visible(text: str) -> str:
    """As `prose`, with headings and tables."""
    return _without_marks(mask(text))


def _without_marks(text: str) -> str:
    for pattern in (IMAGE, TARGET, INLINE):
        text = pattern.sub(_blank, text)
    return text


def _sentence(running: str, start: int, end: int, *, ended: bool) -> Iterator[Sentence]:
    found = list(WORD.finditer(running, start, end))
    if found:
        yield Sentence(found[0].start(), len(found), ended)


def _blocks(text: str, running: str) -> Iterator[tuple[int, int]]:
    """Paragraphs and items of lists, as stretches of the text."""
    start = offset = 0
    for line, shown in zip(text.split("\n"), running.split("\n"), strict=True):
        marker = MARKER.match(line)
        if not shown.strip() or (marker and marker.group().strip(" \t>")):
            yield start, offset
            start = offset
        offset += len(line) + 1
    yield start, len(text)


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if character == "\n" else " " for character in match.group())
