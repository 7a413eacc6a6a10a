"""The house style on any text, and the sentences of some."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olxkit.model import Style
from olxkit.problems.base import Position
from olxkit.source.directives import split
from olxkit.source.style.check import style_faults
from olxkit.source.style.prose import prose, sentences, words

STRICT = Style(1, 1, 10_000, 1, ("a", "b c"), ("x",), True, True, True, True, True)
PIECES = [
    "a ",
    "b c",
    "x. ",
    "Dr. ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "    ",
    "!!! question\n",
    "# ",
    "| ",
    "---",
    "`",
    "```\n",
]
PIECES += [
    "[",
    "](",
    ")",
    "![",
    "<b>",
    "[@",
    "]",
    " – ",
    "—",
    "*",
    "_",
    "{: .c}",
    ":::{problem} P\n",
    ":::\n",
    "(x) a\n",
    "가 ",
]
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)

SENTENCES = {
    "One two. Three four! Five?": [2, 2, 1],
    "Dr. Lee, e.g. in No. 5, met J. F. Kim. He left.": [10, 2],
    "In 2.5 years (see [a page](b.md \"No. 2\")) it grew 1,234 times [@a; @b]. Then": [10, 1],
    "- one two\n- three\n  four five.\n\nSix": [2, 3, 1],
    "> quoted *words* here.\n> And `code` more.": [3, 2],
    "# No heading\n\n| no | table |\n\n!!! note \"No title\"\n    But this text.": [3],
    "He said \"stop.\" Then he left.": [3, 3],
    "전자정부법은 2001년에 제정되었다. 세계 최초이다.": [3, 2],
}  # fmt: skip


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    assert [one.words for one in sentences(text)] == SENTENCES[text]


@given(TEXT)
def test_every_character_keeps_its_place(text: str) -> None:
    shown = prose(text)
    assert [len(line) for line in shown.split("\n")] == [len(line) for line in text.split("\n")]
    assert all(new in (old, " ") for new, old in zip(shown, text, strict=True))
    assert sum(one.words for one in sentences(text)) <= words(text)


@settings(deadline=None)
@given(TEXT)
def test_any_text_gets_findings_inside_it(text: str) -> None:
    parts, _ = split(text, Position("unit.md", 5))
    lines = text.split("\n")
    for one in style_faults(Position("unit.md", 2), parts, [], STRICT):
        line = one.at.line - 5
        assert one.at.line == 2 or 1 <= one.at.column <= len(lines[line]) + 1, one
