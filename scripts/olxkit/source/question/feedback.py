"""Feedback in `{{label:: text}}` at the end of a choice or an answer."""

from __future__ import annotations

from typing import NamedTuple

from olxkit.problems.question import EmptyFeedback, StrayFeedback
from olxkit.source.question.inline import inline
from olxkit.source.question.page import Page
from olxkit.source.question.plain import attribute, plain

Stretch = tuple[int, int]


class Line(NamedTuple):
    """A choice or an answer: its text (in two pieces when the feedback stands inside it) and its feedback."""

    text: list[Stretch]
    feedback: Stretch | None

    @property
    def start(self) -> int:
        return self.text[0][0]

    @property
    def end(self) -> int:
        return self.text[-1][1]

    def words(self, page: Page) -> str:
        """The text on one line."""
        return " ".join(filter(None, (plain(page, *piece) for piece in self.text)))

    def raw(self, page: Page) -> str:
        """The text as the author typed it, on one line."""
        return " ".join(" ".join(page.text[start:end].split()) for start, end in self.text).strip()


def split_feedback(page: Page, start: int, end: int) -> Line:
    """The stretch without its first `{{...}}`; what is in the braces is the feedback."""
    text = page.text
    opened = text.find("{{", start, end)
    closed = text.find("}}", opened + 2, end) if opened >= 0 else -1
    if closed < 0:
        return Line([page.trimmed(start, end)], None)
    pieces = [page.trimmed(start, opened)]
    rest = page.trimmed(closed + 2, end)
    if rest[0] < rest[1]:
        pieces.append(rest)
        second = text.find("{{", *rest)
        if second >= 0 and text.find("}}", second, end) >= 0:
            page.report(StrayFeedback, second, advice="a choice or an answer has one {{ }}: put both texts into it")
    return Line(pieces, (opened + 2, closed))


def feedback(page: Page, tag: str, stretch: Stretch | None, *, labels: bool = True) -> str:
    """`<tag label="...">text</tag>`, or nothing when there is no feedback."""
    if stretch is None:
        return ""
    start, end = stretch
    label = ""
    if labels and (colons := page.text.find("::", start, end)) >= 0:
        label = f' label="{attribute(plain(page, start, colons))}"'
        start = colons + 2
    xml = inline(page, start, end)
    if not xml:
        page.report(EmptyFeedback, stretch[0] - 2)
    return f"<{tag}{label}>{xml}</{tag}>" if xml else ""
