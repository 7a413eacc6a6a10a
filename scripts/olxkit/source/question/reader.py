"""Reads one part of a problem, line by line, into its nodes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from olxkit.problems.question import (
    EmptyHeader,
    IndentedAnswer,
    MisplacedInput,
    MixedChoices,
    OrphanAlternative,
    StrayFeedback,
    UnclosedDropdown,
)
from olxkit.source.question.answers import read_answers
from olxkit.source.question.choices import known_checkbox, known_radio, read_checkboxes, read_radio
from olxkit.source.question.dropdown import read_dropdown
from olxkit.source.question.inline import inline, shown
from olxkit.source.question.labels import read_hint, read_label
from olxkit.source.question.lines import ANSWER, CHECK, INDENT, INDENTED, RADIO, UNDERLINE, Lines
from olxkit.source.question.nodes import Node, Prose, Response
from olxkit.source.question.page import Page, short
from olxkit.source.question.sections import read_section
from olxkit.source.question.tags import balanced_end, block_opens

INSIDE_TEXT = re.compile(r"\[\[|>>|\[/?(?:explanation|code)\]", re.IGNORECASE)
Lot = list[tuple[int, int]]


class Reader:
    """`where` names what the text stands in, such as an explanation, in which nothing can be answered."""

    def __init__(self, page: Page, start: int, end: int, *, where: str = "") -> None:
        self.page, self.start, self.end, self.where = page, start, end, where
        self.lines = Lines(page, start, end)
        self.nodes: list[Node] = []
        self.choices = (
            (RADIO, self.is_radio_line, known_radio, read_radio),
            (CHECK, self.is_checkbox_line, known_checkbox, read_checkboxes),
        )
        # Each of these ends one search to the end of the part, which no later line need repeat.
        self._unbalanced = False
        self._comments = True

    def read(self) -> list[Node]:
        offset = self.start
        while offset < self.end:
            offset = self.line(offset)
        return self.nodes

    def line(self, offset: int) -> int:
        """Reads what begins on the line at `offset`; answers where the next line begins."""
        text, end = self.page.text, self.end
        first = INDENT.match(text, offset, end).end()  # type: ignore[union-attr]
        if first == end or text[first] == "\n":
            return first + 1
        if found := UNDERLINE.match(text, offset, end):  # one below a header was read with it
            self.page.report(EmptyHeader, offset)
            return found.end() + 1
        stop = self.lines.stop(offset)
        if underline := self.lines.underlined(stop):
            self.nodes.append(Prose(f'<h3 class="hd hd-2 problem-header">{shown(self.page, offset, stop)}</h3>'))
            return underline + 1
        if text.startswith("||", first) and read_hint(self.page, first, stop):
            return stop + 1
        reader = self.misplaced if self.where else self.answerable
        return reader(offset, stop) or self.prose(offset, first, stop)

    def answerable(self, offset: int, stop: int) -> int:
        """Reads the choices or answers that begin here; 0 when none do."""
        text = self.page.text
        for pattern, belongs, known, read in self.choices:
            if pattern.match(text, offset, stop):
                lot, after = self.lot(offset, belongs)
                marks = [mark for start, end in lot if (mark := pattern.match(text, start, end))]
                if any(known(self.page, mark, report=False) for mark in marks):
                    self.respond(read(self.page, lot))
                else:  # then it is text that happens to begin with brackets
                    for mark in marks:
                        known(self.page, mark)
                    for start, end in lot:
                        self.paragraph(start, end)
                return after
        if mark := ANSWER.match(text, offset, stop) or INDENTED.match(text, offset, stop):
            return self.answers(mark, offset)
        return 0

    def is_radio_line(self, start: int, stop: int) -> bool:
        return bool(RADIO.match(self.page.text, start, stop))

    def is_checkbox_line(self, start: int, stop: int) -> bool:
        first = INDENT.match(self.page.text, start, stop).end()  # type: ignore[union-attr]
        return bool(CHECK.match(self.page.text, start, stop)) or self.page.text.startswith("{{", first)

    def answers(self, mark: re.Match[str], offset: int) -> int:
        if mark[1] in ("or=", "not="):
            self.page.report(OrphanAlternative, mark.start(1), marker=mark[1])

        def continues(start: int, stop: int) -> bool:
            text = self.page.text
            found = ANSWER.match(text, start, stop) or INDENTED.match(text, start, stop)
            return start == offset or (found is not None and found[1] in ("or=", "not="))

        lot, after = self.lot(offset, continues)
        for start, stop in lot:
            if indented := INDENTED.match(self.page.text, start, stop):
                self.page.report(IndentedAnswer, indented.start(1), marker=indented[1])
        self.respond(read_answers(self.page, lot))
        return after

    def lot(self, offset: int, belongs: Callable[[int, int], bool]) -> tuple[Lot, int]:
        """The lines from `offset` on that belong together, blank ones skipped, and the start of the next."""
        lot: Lot = []
        while offset < self.end:
            stop = self.lines.stop(offset)
            if not belongs(offset, stop) or (lot and self.lines.underlined(stop)):
                break
            lot.append((offset, stop))
            offset = self.lines.next_filled(stop)
        return lot, offset

    def respond(self, response: Response) -> None:
        last = self.nodes[-1] if self.nodes else None
        if isinstance(last, Response) and last.kind != response.kind and "=" not in (last.kind, response.kind):
            self.page.report(MixedChoices, response.start, kind=response.kind, other=last.kind)
            response = replace(response, excused=True)
        self.nodes.append(response)

    def misplaced(self, offset: int, stop: int) -> int:
        text = self.page.text
        for pattern in (RADIO, CHECK, ANSWER):
            if found := pattern.match(text, offset, stop):
                marker = short(text[offset : found.end()])
                self.page.report(MisplacedInput, offset, marker=marker, where=self.where)
        return 0

    def prose(self, offset: int, first: int, stop: int) -> int:
        """Reads text: markup over several lines, or one line, which Studio makes a paragraph."""
        if self._comments and self.page.text.startswith("<!--", first):
            closed = self.page.text.find("-->", first, self.end)
            if closed >= 0:
                return self.markup(first, self.page.line_end(closed, self.end))
            self._comments = False
        if block_opens(self.page.text, first, stop):
            end = balanced_end(self.page.text, first, stop)
            if end is None and not self._unbalanced:
                end = balanced_end(self.page.text, first, self.end)
                self._unbalanced = end is None
            return self.markup(first, stop if end is None else self.page.line_end(end, self.end))
        return self.text(offset, stop) + 1

    def markup(self, start: int, stop: int) -> int:
        offset = self.page.line_end(start, stop) + 1
        outer, self.where = self.where, "HTML"
        while offset < stop:
            self.misplaced(offset, self.page.line_end(offset, stop))
            offset = self.page.line_end(offset, stop) + 1
        self.where = outer
        self.nodes.append(Prose(inline(self.page, start, stop, fold=False)))
        return stop + 1

    def text(self, offset: int, stop: int) -> int:
        """Reads a line of text up to `stop`, or further when something in it is longer; answers where it stopped."""
        search = offset
        first = INDENT.match(self.page.text, offset, stop).end()  # type: ignore[union-attr]
        while found := INSIDE_TEXT.search(self.page.text, search, stop):
            before = len(self.nodes)
            search = found.end()
            if self.where:
                self.refuse(found, stop)
            elif after := self.inside(found, leading=found.start() == first):
                added, self.nodes[before:] = self.nodes[before:], []
                self.paragraph(offset, found.start())
                self.nodes += added
                offset = search = after
                if after > stop:
                    stop = self.page.line_end(after, self.end)
        self.paragraph(offset, stop)
        return stop

    def refuse(self, found: re.Match[str], stop: int) -> None:
        """Reports a dropdown or a label where nothing can be answered."""
        closing = {"[[": "]]", ">>": "<<"}.get(found[0])
        if closing:
            another = self.page.text.find(found[0], found.end(), stop)
            if self.page.text.find(closing, found.end(), another if another >= 0 else stop) >= 0:
                self.page.report(MisplacedInput, found.start(), marker=found[0], where=self.where)

    def inside(self, found: re.Match[str], *, leading: bool) -> int:
        """Reads what begins within a line; answers where it ends, or 0 when it is only text."""
        token = found[0].lower()
        if token == ">>":
            return read_label(self.page, found.start(), self.end, self.nodes, leading=leading)
        if token == "[[":
            return self.dropdown(found.start())
        node, after = read_section(self.page, found.start(), self.end, token)
        if node:
            self.nodes.append(node)
        return after

    def dropdown(self, start: int) -> int:
        text = self.page.text
        another = text.find("[[", start + 2, self.end)
        closed = text.find("]]", start + 2, another if another >= 0 else self.end)
        if closed < 0:
            closed = self.page.line_end(start, self.end)
            before = len(self.page.found)
            self.respond(read_dropdown(self.page, start, closed))
            del self.page.found[before:]  # whatever else is wrong comes of the same defect
            self.page.report(UnclosedDropdown, start)
            return closed
        self.respond(read_dropdown(self.page, start, closed))
        return closed + 2

    def paragraph(self, start: int, stop: int) -> None:
        start, stop = self.page.trimmed(start, stop)
        if start == stop:
            return
        braces = self.page.text.find("{{", start, stop)
        if braces >= 0 and self.page.text.find("}}", braces, stop) >= 0:
            advice = "write it at the end of the choice or answer that it is about"
            self.page.report(StrayFeedback, braces, advice=advice)
        self.nodes.append(Prose(f"<p>{shown(self.page, start, stop)}</p>"))
