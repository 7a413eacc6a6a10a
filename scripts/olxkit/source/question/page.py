"""The body of one problem, with its places and what was found in it."""

from __future__ import annotations

import re
from bisect import bisect_right

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.files import ControlCharacter

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
LONGEST = 40  # characters of the author's text that a diagnostic quotes


class Page:
    """The author's text with `\\n` line ends; an offset into `text` is what everything else calls a place."""

    def __init__(self, body: str, at: Position) -> None:
        self.text = body.replace("\r\n", "\n").replace("\r", "\n")
        self.found: list[Diagnostic] = []
        self.words: list[str] = []
        self.links: list[tuple[int, str]] = []
        self.hints: list[str] = []
        self._at = at
        self._starts: list[int] = []
        for bad in NOT_XML.finditer(self.text):
            self.report(ControlCharacter, bad.start(), code=f"{ord(bad[0][0]):04X}")
        if self.found:
            self.text = NOT_XML.sub(lambda bad: "\ufffd" * len(bad[0]), self.text)

    def line(self, offset: int) -> int:
        """Lines between the first one and the one of `offset`."""
        if not self._starts:  # only needed when there is something to report
            self._starts = [0, *(end.end() for end in re.finditer("\n", self.text))]
        return bisect_right(self._starts, offset) - 1

    def place(self, offset: int) -> Position:
        line = self.line(offset)
        column = offset - self._starts[line] + (self._at.column if line == 0 else 1)
        return self._at.moved(lines=line, column=column)

    def report(self, kind: type[Diagnostic], offset: int, /, **values: object) -> None:
        self.found.append(kind(self.place(offset), **values))

    def line_end(self, offset: int, end: int) -> int:
        """The end of the physical line, before its `\\n`, and never after `end`."""
        found = self.text.find("\n", offset, end)
        return end if found < 0 else found

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch without white space around it."""
        text = self.text[start:end]
        stripped = text.lstrip()
        start += len(text) - len(stripped)
        return start, start + len(stripped.rstrip())


def short(text: str) -> str:
    """`text` on one line, cut for quoting."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "\u2026"
