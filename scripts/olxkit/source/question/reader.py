"""Reads one part of a problem, line by line, into its nodes."""

from __future__ import annotations

import re
from collections.abc import Callable

from olxkit.problems.question import IndentedAnswer, OrphanAlternative, UnclosedDropdown
from olxkit.source.question.answers import read_answers
from olxkit.source.question.choices import known_checkbox, known_radio, read_checkboxes, read_radio
from olxkit.source.question.dropdown import read_dropdown
from olxkit.source.question.labels import read_label
from olxkit.source.question.lines import ANSWER, CHECK, INDENTED, RADIO, indent_end
from olxkit.source.question.page import Page
from olxkit.source.question.prose import ProseReader
from olxkit.source.question.sections import read_section

Lot = list[tuple[int, int]]


class Reader(ProseReader):
    """Text with questions in it: what is between two lines of `---`."""

    def __init__(self, page: Page, start: int, end: int) -> None:
        super().__init__(page, start, end)
        self._choices = (
            (RADIO, self.is_radio_line, known_radio, read_radio),
            (CHECK, self.is_checkbox_line, known_checkbox, read_checkboxes),
        )

    def answerable(self, offset: int, stop: int) -> int:
        text = self.page.text
        for pattern, belongs, known, read in self._choices:
            if pattern.match(text, offset, stop):
                lot, after = self.lot(offset, belongs)
                marks = [mark for start, end in lot if (mark := pattern.match(text, start, end))]
                if any(known(self.page, mark, report=False) for mark in marks):
                    self.nodes.append(read(self.page, lot))
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
        text = self.page.text
        return bool(CHECK.match(text, start, stop)) or text.startswith("{{", indent_end(text, start, stop))

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
        self.nodes.append(read_answers(self.page, lot))
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

    def inside(self, found: re.Match[str], stop: int, *, leading: bool) -> int:
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
        if closed >= 0:
            self.nodes.append(read_dropdown(self.page, start, closed))
            return closed + 2
        closed = self.page.line_end(start, self.end)
        before = len(self.page.found)
        self.nodes.append(read_dropdown(self.page, start, closed))
        del self.page.found[before:]  # whatever else is wrong comes of the same defect
        self.page.report(UnclosedDropdown, start)
        return closed
