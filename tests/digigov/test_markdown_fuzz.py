"""Any text at all renders, and only allow-listed HTML comes out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.common import markdown
from digigov.common.markdown import render

WORDS = r"""< > / <script> <img/src=x/onerror= <a/href= javascript: [x]( [@a] [^1] # ``` ` * ** _ |a| |-| {: } &#106;
    &lt; \( \) !!! *[X]: EGDI " ' <!-- --> <![CDATA[ ]]> <? Table:"""
LINES = [" ", "    ", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n[^1]: ", "\n:   "]
PIECES = st.sampled_from([*WORDS.split(), *LINES, "\x02", "\x03", "\ud800"])


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=200) | st.lists(PIECES, max_size=40).map("".join))
def test_any_text(unsafe_in: Callable[[str], list[str]], text: str) -> None:
    html = render(text, sources=[{"key": "a", "title": text}], terms={"EGDI": text or "-"}, id_prefix="p-")
    assert unsafe_in(html) == []
    html.encode()


LARGE = [
    *(">" * 50_000, "> " * 50_000, "- " * 5_000, " " * 60_000 + "x", "[" * 100_000, "<div>" * 20_000, "<b>" * 20_000),
    *("*" * 200_000, "`" * 200_000, "&" * 200_000, "<!--" * 50_000, "\\(" * 90_000, "x" * 5_000_000, "a\n" * 100_000),
    *("[^1]" * 40_000 + "\n\n[^1]: x", "!!! note\n" * 5_000, "*[a]: b\n" * 9_000, "<a " * 80_000),
    "\n".join("    " * depth + "- a" for depth in range(3_000)),
]


@pytest.mark.parametrize("text", LARGE, ids=lambda text: f"{text[:6]!r} x {len(text)}")
def test_hostile_size_and_depth(unsafe_in: Callable[[str], list[str]], text: str) -> None:
    assert unsafe_in(render(text)) == []


def test_a_limit_is_named_not_raised() -> None:
    assert render("x" * 250_001) == (
        '<p class="dg-notice">The text has more than 250000 characters. Split the lesson.</p>'
    )


def test_two_lessons_on_one_page_do_not_share_ids() -> None:
    text = "# H {: #h }\n\nEGDI [@a] [x](#h) y[^1]\n\nTable: T\n\n| a |\n|---|\n| b |\n\n[^1]: z"
    one, two = (render(text, sources=[{"key": "a"}], terms={"EGDI": "x"}, id_prefix=prefix) for prefix in ("a-", "b-"))
    assert one.replace("a-h", "b-h").replace('"a-', '"b-').replace("#a-", "#b-") == two
    assert 'id="a-h"' in one and 'href="#a-h"' in one and 'href="#a-source-1"' in one and 'id="a-fn-1"' in one


def test_the_cache_answers_by_content_and_stays_small() -> None:
    first = markdown.rendered("cached", terms={"cached": "x"})
    assert markdown.rendered("cached", terms={"cached": "x"}) is first
    assert markdown.rendered("cached", terms={"cached": "y"}) is not first
    assert markdown.rendered("cached", id_prefix="z", terms={"cached": "x"}).html != first.html
    for number in range(markdown.KEPT + 1):
        render(f"text {number}")
    assert len(markdown._cache) == markdown.KEPT
    assert markdown.rendered("cached", terms={"cached": "x"}) is not first
