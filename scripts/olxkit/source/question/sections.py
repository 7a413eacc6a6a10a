"""`[explanation]` and `[code]`, each closed by the same word with or without a slash."""

from __future__ import annotations

import re

from olxkit.problems.question import BracketInside, StrayClosing, UnclosedCode, UnclosedExplanation
from olxkit.source.question.inline import inline
from olxkit.source.question.nodes import Prose, Solution
from olxkit.source.question.page import Page
from olxkit.source.question.prose import ProseReader

CLOSING = frozenset({"[/explanation]", "[/code]"})
ENDS = {
    "[explanation]": re.compile(r"\[/?explanation\]", re.IGNORECASE),
    "[code]": re.compile(r"\[/?code\]", re.IGNORECASE),
}


def read_section(page: Page, start: int, end: int, token: str) -> tuple[Prose | Solution | None, int]:
    """The section that `token` opens at `start`, and where it ends; nothing and 0, with a diagnostic, if it is none."""
    if token in CLOSING:
        page.report(StrayClosing, start, tag=token)
        return None, 0
    inner = start + len(token)
    closing = ENDS[token].search(page.text, inner, end)
    if not closing:
        page.report(UnclosedExplanation if token == "[explanation]" else UnclosedCode, start)
        return None, 0
    bracket = page.text.find("]", inner, closing.start())
    if bracket >= 0:
        page.report(BracketInside, bracket, where=f"'{token}'")
    read = _explanation if token == "[explanation]" else _code
    return read(page, inner, closing.start()), closing.end()


def _explanation(page: Page, start: int, end: int) -> Solution:
    words = len(page.words)
    nodes = ProseReader(page, start, end).read()
    del page.words[words:]  # a search must not find the solution
    inner = "\n".join(f"    {node.xml}" for node in nodes if isinstance(node, Prose))
    return Solution(
        f'<solution>\n  <div class="detailed-solution">\n    <p>Explanation</p>\n{inner}\n  </div>\n</solution>'
    )


def _code(page: Page, start: int, end: int) -> Prose:
    if page.text[start:end].startswith("\n"):
        start += 1
    inner = page.text[start:end]
    indent = inner[: len(inner) - len(inner.lstrip())]
    trail = inner[len(inner.rstrip()) :] if inner.strip() else ""
    return Prose(f"<pre><code>{indent}{inline(page, start, end, fold=False)}{trail}</code></pre>")
