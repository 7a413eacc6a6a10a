"""Reads text in which nothing can be answered: paragraphs, headers, HTML and hints."""

from __future__ import annotations

import re

from olxkit.problems.question import EmptyHeader, MisplacedInput, StrayFeedback
from olxkit.source.question.inline import inline, shown
from olxkit.source.question.labels import read_hint
from olxkit.source.question.lines import ANSWER, CHECK, RADIO, UNDERLINE, Lines, indent_end
from olxkit.source.question.nodes import Node, Prose
from olxkit.source.question.page import Page, short
from olxkit.source.question.tags import balanced_end, block_opens

INSIDE_TEXT = re.compile(r"\[\[|>>|\[/?(?:explanation|code)\]", re.IGNORECASE)


class ProseReader:
    """Reads a stretch of the page line by line; `where` names what it is inside of."""

    where = "an explanation"

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.page, self.start, self.end = page, start, end
        self.lines = Lines(page, start, end)
        self.nodes: list[Node] = []
        # Each of these ends one search to the end of the stretch, which no later line need repeat.
        self._unbalanced = False
        self._comments = True

    def read(self) -> list[Node]:
        offset = self.start
        while offset < self.end:
            offset = self.line(offset)
        return self.nodes

    def line(self, offset: int) -> int:
        """Reads what begins on the line at `offset`; answers where the next line begins."""
        text = self.page.text
        first = indent_end(text, offset, self.end)
        if first == self.end or text[first] == "\n":
            return first + 1
        if found := UNDERLINE.match(text, offset, self.end):  # one below a header was read with it
            self.page.report(EmptyHeader, offset)
            return found.end() + 1
        stop = self.lines.stop(offset)
        if underline := self.lines.underlined(stop):
            self.nodes.append(Prose(f'<h3 class="hd hd-2 problem-header">{shown(self.page, offset, stop)}</h3>'))
            return underline + 1
        if text.startswith("||", first) and read_hint(self.page, first, stop):
            return stop + 1
        return self.answerable(offset, stop) or self.markup(first, stop) or self.text(offset, stop) + 1

    def answerable(self, offset: int, stop: int) -> int:
        """Reads the choices or answers that begin here, and answers where the next line begins; 0 when none do."""
        self.misplaced(offset, stop, self.where)
        return 0

    def misplaced(self, offset: int, stop: int, where: str) -> None:
        text = self.page.text
        for pattern in (RADIO, CHECK, ANSWER):
            if found := pattern.match(text, offset, stop):
                self.page.report(MisplacedInput, offset, marker=short(text[offset : found.end()]), where=where)

    def markup(self, first: int, stop: int) -> int:
        """Reads a block of HTML or a comment, and answers where the next line begins; 0 when none begins here."""
        text = self.page.text
        if self._comments and text.startswith("<!--", first):
            closed = text.find("-->", first, self.end)
            if closed >= 0:
                return self.block(first, self.page.line_end(closed, self.end))
            self._comments = False
        if not block_opens(text, first, stop):
            return 0
        end = balanced_end(text, first, stop)
        if end is None and not self._unbalanced:
            end = balanced_end(text, first, self.end)
            self._unbalanced = end is None
        return self.block(first, stop if end is None else self.page.line_end(end, self.end))

    def block(self, start: int, stop: int) -> int:
        offset = self.page.line_end(start, stop) + 1
        while offset < stop:
            end = self.page.line_end(offset, stop)
            self.misplaced(offset, end, "HTML")
            offset = end + 1
        self.nodes.append(Prose(inline(self.page, start, stop, fold=False)))
        return stop + 1

    def text(self, offset: int, stop: int) -> int:
        """Reads a line of text up to `stop`, or further when something in it is longer; answers where it stopped."""
        search = offset
        first = indent_end(self.page.text, offset, stop)
        while found := INSIDE_TEXT.search(self.page.text, search, stop):
            before = len(self.nodes)
            search = found.end()
            after = self.inside(found, stop, leading=found.start() == first)
            if after:
                added, self.nodes[before:] = self.nodes[before:], []
                self.paragraph(offset, found.start())
                self.nodes += added
                offset = search = after
                if after > stop:
                    stop = self.page.line_end(after, self.end)
        self.paragraph(offset, stop)
        return stop

    def inside(self, found: re.Match[str], stop: int, *, leading: bool) -> int:
        """Reads what begins within a line; answers where it ends, or 0 when it is only text."""
        closing = {"[[": "]]", ">>": "<<"}.get(found[0])
        if closing:
            another = self.page.text.find(found[0], found.end(), stop)
            if self.page.text.find(closing, found.end(), another if another >= 0 else stop) >= 0:
                self.page.report(MisplacedInput, found.start(), marker=found[0], where=self.where)
        return 0

    def paragraph(self, start: int, stop: int) -> None:
        """Studio makes each line a paragraph of its own."""
        start, stop = self.page.trimmed(start, stop)
        if start == stop:
            return
        braces = self.page.text.find("{{", start, stop)
        if braces >= 0 and self.page.text.find("}}", braces, stop) >= 0:
            advice = "write it at the end of the choice or answer that it is about"
            self.page.report(StrayFeedback, braces, advice=advice)
        self.nodes.append(Prose(f"<p>{shown(self.page, start, stop)}</p>"))
