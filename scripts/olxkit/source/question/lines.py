"""What a line of the dialect begins with, and where a line ends that carries feedback over several."""

from __future__ import annotations

import re

from olxkit.problems.question import UnclosedFeedback
from olxkit.source.question.page import Page

RADIO = re.compile(r"[^\S\n]*+\(([^()\n]{0,3})\)[^\S\n]*+")
# Studio takes one character at most for a mark; `[x ]` is read here only to say that it is not one.
CHECK = re.compile(r"[^\S\n]*+\[([^\[\]\n]|[^\S\n]*+(?:[xX][^\S\n]*+)?)\][^\S\n]*+")
ANSWER = re.compile(r"(s?=|or=|not=)[^\S\n]*+")
INDENTED = re.compile(r"[^\S\n]++(s?=|or=|not=)[^\S\n]*+")
UNDERLINE = re.compile(r"={2,}+[^\S\n]*+(?=\n|\Z)")
SEPARATOR = re.compile(r"[^\S\n]*+---[^\S\n]*+(?=\n|\Z)")
BLANK = re.compile(r"[^\S\n]*+(?=\n|\Z)")
INDENT = re.compile(r"[^\S\n]*+")


def indent_end(text: str, start: int, end: int) -> int:
    """Where the white space at the start of a line ends."""
    found = INDENT.match(text, start, end)
    return found.end() if found else start


class Lines:
    """Lines of one part. A line with feedback reaches to the line on which its braces close."""

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.page, self.start, self.end = page, start, end
        self._ends: dict[int, int] = {}

    def stop(self, offset: int) -> int:
        """Where the line that begins at `offset` stops, before its last `\\n`."""
        if offset not in self._ends:
            self._ends[offset] = self._stop(offset)
        return self._ends[offset]

    def _stop(self, offset: int) -> int:
        text = self.page.text
        stop = self.page.line_end(offset, self.end)
        while (opened := text.find("{{", offset, stop)) >= 0:
            after = text.find("{{", opened + 2, self.end)
            closed = text.find("}}", opened + 2, after if after >= 0 else self.end)
            if closed < 0:
                self.page.report(UnclosedFeedback, opened)
                offset = opened + 2
            else:
                offset = closed + 2
                stop = self.page.line_end(offset, self.end)
        return stop

    def next_filled(self, stop: int) -> int:
        """The start of the next line with text after the line that stops at `stop`, or the end of the part."""
        offset = stop + 1
        while offset < self.end:
            blank = BLANK.match(self.page.text, offset, self.end)
            if not blank:
                return offset
            offset = blank.end() + 1
        return self.end

    def underlined(self, stop: int) -> int | None:
        """Where the `===` line ends that makes this line a header; None when there is none."""
        found = UNDERLINE.match(self.page.text, stop + 1, self.end) if stop < self.end else None
        return found.end() if found else None
