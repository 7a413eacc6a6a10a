"""From the body of a `problem` directive to the problem's XML."""

from __future__ import annotations

from dataclasses import dataclass

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.question import StraySeparator
from olxkit.source.question.assemble import assemble
from olxkit.source.question.lines import SEPARATOR
from olxkit.source.question.page import Page
from olxkit.source.question.reader import Reader


@dataclass(frozen=True)
class Compiled:
    """`xml` is a well-formed `<problem>` element without attributes, whatever the diagnostics say.

    `text` is what learners read before they answer; `links` are the targets of links and images.
    """

    xml: str
    diagnostics: tuple[Diagnostic, ...]
    text: str = ""
    links: tuple[tuple[Position, str], ...] = ()


def compile_problem(body: str, at: Position, *, title: str = "") -> Compiled:
    """Compiles `body`, whose first character stands at `at`; `title` is the question when the body has none."""
    page = Page(body, at)
    parts = [Reader(page, start, end).read() for start, end in _parts(page)]
    xml = assemble(page, parts, title)
    found = sorted(dict.fromkeys(page.found), key=lambda diagnostic: diagnostic.at[1:])
    links = tuple((page.place(offset), target) for offset, target in page.links)
    return Compiled(xml, tuple(found), " ".join(" ".join(page.words).split()), links)


def _parts(page: Page) -> list[tuple[int, int]]:
    """The stretches between lines of `---`."""
    parts: list[tuple[int, int]] = []
    start = offset = 0
    end = len(page.text)
    stray = -1  # the last `---` that has nothing before or after it yet
    while True:
        stop = page.line_end(offset, end)
        separator = SEPARATOR.match(page.text, offset, stop)
        last = stop >= end
        if separator or last:
            part_end = offset if separator else end
            if page.text[start:part_end].strip():
                parts.append((start, part_end))
                stray = -1
            elif stray >= 0 or (separator and not parts):
                page.report(StraySeparator, stray if stray >= 0 else offset)
                stray = -1
            if separator:
                stray, start = (offset, stop + 1) if parts else (-1, stop + 1)
        if last:
            break
        offset = stop + 1
    if stray >= 0:
        page.report(StraySeparator, stray)
    return parts
