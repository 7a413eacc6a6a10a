"""The scanner finds the links and images that the renderer shows, and no others."""

from __future__ import annotations

from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from digigov.common.markdown import render
from olxkit.source.directives import Text, split
from olxkit.source.frontmatter import split_front_matter
from olxkit.source.scan import links, mask

COURSE = Path(__file__).parents[2] / "course_content"
TRICKY = [
    "[a](b) and [c](<d>) and [e](f 'title') and [g](h \"title\")",
    "![a](b.png) [![c](d.png)](e)",
    "[a](b_(c)) [d](e(f)g)",
    "`[a](b)` and ``[c](d)`` and `` ` [e](f) ` ``",
    "`a\\` [b](c)",
    "\\`[a](b)\\`",
    "\\[a](b) and [a\\](b) and [c\\]](d)",
    "[a] (b) and [c][d] and [e]\n\n[d]: /d\n[e]: </e> 'title'",
    "[a\nb](c)",
    "    [a](b)\n\n[c](d)",
    "text\n    [a](b)",
    "* item\n\n    [a](b)\n\n        [c](d)",
    "1. item\n\n    [a](b)",
    "- item\n    - [a](b)\n\n        [c](d)",
    "!!! note\n    [a](b)\n\n        [c](d)",
    "Term\n:   [a](b)\n\n    [c](d)",
    "Note[^1].\n\n[^1]: [a](b)\n\n    [c](d)",
    "```\n[a](b)\n```\n[c](d)",
    "~~~ python\n[a](b)\n~~~",
    "~~~\n[a](b)\n```\n[c](d)\n~~~\n[e](f)",
    "````\n```\n[a](b)\n````",
    '```python hl_lines="1"\n[a](b)\n```',
    "| a | b |\n| --- | --- |\n| [c](d) | `[e](f)` |",
    '<a href="b">c</a> <img src="d.png" alt="e">',
    "<https://example.org> <a@example.org>",
    "*[HTML]: Hyper Text\n\nHTML [a](b)",
    "[a](b){: .c }",
    "[@key] [a](b)",
    "`open [a](b)\n\nclosed` [c](d)",
    "[a]()",
    "[a](  b  )",
    "# [a](b) {: #c }",
    "**[a](b)** _[c](d)_",
    '[a](b) [c](d "e ) f")',
    "\\\\[a](b)",
    "&#91;a](b)",
    "<!-- [a](b) -->\n\n[c](d)",
    "line\\\n[a](b)",
    "[a](</static/a b.pdf>)",
    "* item\nlazy\n\n    [a](b)",
]
MORE = [  # here the scanner finds a link that is not shown; to miss one would be worse
    "[a [b](c)](d)",
    "> [a](b)\n>\n>     [c](d)",
    "text [a](b\n\nnew) paragraph",
]


def rendered(text: str) -> Counter[str]:
    tree = html.fragment_fromstring(
        render(text, sources=[{"key": "key", "title": "T"}]) or "<p></p>", create_parent="div"
    )
    targets = [node.get("href") for node in tree.iter("a")] + [node.get("src") for node in tree.iter("img")]
    return Counter(target for target in targets if target and not target.startswith(("#", "mailto:")))


def scanned(text: str) -> Counter[str]:
    found = (unescape(link.target) for link in links(mask(text)))
    return Counter(
        quote(target, safe="%/:?&=#@()+,;") for target in found if target and not target.startswith(("#", "mailto:"))
    )


def used(text: str) -> set[str]:
    """Autolinks need no scanning: they are whole addresses."""
    targets = rendered(text)
    return {target for target in targets if f"<{target}>" not in text or not target.startswith("http")}


@pytest.mark.parametrize("text", MORE)
def test_nothing_is_missed(text: str) -> None:
    assert used(text) < set(scanned(text))


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_text(text: str) -> None:
    assert set(scanned(text)) == used(text)


def lessons() -> list[str]:
    found = []
    for path in sorted(COURSE.rglob("*.md")):
        _, body, at, _ = split_front_matter(path.read_text("utf-8"), path.name)
        found += [part.text for part in split(body, at)[0] if isinstance(part, Text)]
    return found


def test_the_whole_course() -> None:
    texts = lessons()
    assert sum(len(scanned(text)) for text in texts) > 10
    for text in texts:
        assert set(scanned(text)) == used(text)
