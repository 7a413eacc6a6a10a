"""The whole scene as plain text, for a slow line, a screen reader or a message: all but the answers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digigov.ar_scene.card_words import transcript_words
from digigov.ar_scene.scene import Question, Scene
from digigov.common.i18n import in_language

WIDE = 88  # characters a line
BLOCKS = frozenset({"p", "li", "blockquote", "pre", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def transcript(scene: Scene, sources: Sequence[Mapping[str, str]], language: str) -> bytes:
    """UTF-8 with a blank line between blocks; the same bytes for the same scene, sources and language."""
    with in_language(language):
        words = transcript_words()
    return ("\n\n".join(_blocks(scene, sources, words)) + "\n").encode()


def _blocks(scene: Scene, sources: Sequence[Mapping[str, str]], words: Mapping[str, str]) -> Iterator[str]:
    def text(markdown: str) -> list[str]:
        return list(plain_blocks(markdown, sources))

    yield f"{scene.title}\n{scene.place}"
    yield from text(scene.lead)
    if scene.task:
        yield _head(f"{words['task']}: {scene.task.title}")
        for number, step in enumerate(scene.task.steps, 1):
            yield _numbered(number, text(step.text))
    yield _head(words["places"])
    for number, spot in enumerate(scene.hotspots, 1):
        yield f"{number}. {spot.title}"
        yield from text(spot.text)
        if spot.question:
            yield from _question(spot.question, sources, words)
    yield _head(words["closing"])
    yield from text(scene.closing)
    if sources:
        yield _head(words["sources"])
        yield from (_numbered(number, [_source(one)]) for number, one in enumerate(sources, 1))


def _question(question: Question, sources: Sequence[Mapping[str, str]], words: Mapping[str, str]) -> Iterator[str]:
    asked = list(plain_blocks(question.ask, sources))
    yield "\n\n".join([_filled(f"{words['question']}: {asked[0]}"), *asked[1:]])
    options = (" ".join(plain_blocks(option.text, sources)) for option in question.options)
    yield "\n".join(textwrap.fill(one, WIDE, initial_indent="( ) ", subsequent_indent="    ") for one in options)


def plain_blocks(markdown: str, sources: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """The paragraphs and list items of a text, filled to lines; numbers stand for sources as in the unit."""
    from lxml import html as lxml_html

    from digigov.common.markdown import render

    root: Any = lxml_html.fragment_fromstring(render(markdown, sources=sources), create_parent="div")
    for element in root.iter():
        if element.tag in BLOCKS and not any(child.tag in BLOCKS for child in element.iterdescendants()):
            words = " ".join(element.text_content().split())
            if words:
                yield _filled(words, "- " if element.tag == "li" else "")


def _filled(text: str, lead: str = "") -> str:
    return textwrap.fill(text, WIDE, initial_indent=lead, subsequent_indent=" " * len(lead))


def _numbered(number: int, blocks: Sequence[str]) -> str:
    lead = f"{number}. "
    body = " ".join(" ".join(blocks).split())
    return textwrap.fill(body, WIDE, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False)


def _head(text: str) -> str:
    return f"{text}\n{'-' * min(len(text), WIDE)}"


def _source(source: Mapping[str, str]) -> str:
    parts = (source.get(part, "").removesuffix(".") for part in ("title", "publisher", "year", "url"))
    return ". ".join(part for part in parts if part)
