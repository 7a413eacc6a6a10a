"""Dropdowns: `[[a, (b), c]]` on one line, or one option a line with feedback."""

from __future__ import annotations

import re

from olxkit.problems.question import (
    ApostropheInOption,
    FeedbackInDropdownLine,
    MarkupInOption,
    NoCorrectChoice,
    SeveralCorrectOptions,
)
from olxkit.source.question.choices import check_texts
from olxkit.source.question.feedback import Line, feedback, split_feedback
from olxkit.source.question.lines import Lines
from olxkit.source.question.markdown import check_markdown
from olxkit.source.question.nodes import Response
from olxkit.source.question.page import Page, short
from olxkit.source.question.plain import escape, plain
from olxkit.source.question.tags import TAG

# The platform protects an apostrophe between two letters, each letter once, and splits at all others.
LOOSE_APOSTROPHE = re.compile(r"(?<![a-zA-Z])'|'(?![a-zA-Z])|(?<=[a-zA-Z]'[a-zA-Z])'|\\(?='|\Z)")


def read_dropdown(page: Page, start: int, end: int) -> Response:
    """The dropdown that begins with `[[` at `start`; `end` is the place of `]]`."""
    lines = _lines(page, start + 2, end) if "\n" in page.text[start:end] else _pieces(page, start + 2, end)
    rows, right = [], 0
    options: list[Line] = []
    for line in lines:
        option, correct = _unwrapped(page, line)
        right += correct
        options.append(option)
        hint = feedback(page, "optionhint", line.feedback)
        rows.append(f'    <option correct="{correct}">{_text(page, option)}{hint}</option>')
    check_texts(page, options)
    if right > 1:
        page.report(SeveralCorrectOptions, start, count=right)
    elif not right:
        page.report(NoCorrectChoice, start, mark="parentheses, as in '(Seoul)'")
    return Response(start, "[[ ]]", "optionresponse", ["  <optioninput>", *rows, "  </optioninput>"])


def _pieces(page: Page, start: int, end: int) -> list[Line]:
    pieces = []
    while start <= end:
        comma = page.text.find(",", start, end)
        stop = end if comma < 0 else comma
        pieces.append(Line([page.trimmed(start, stop)], None))
        braces = page.text.find("{{", start, stop)
        if braces >= 0:
            page.report(FeedbackInDropdownLine, braces)
        start = stop + 1
    return pieces


def _lines(page: Page, start: int, end: int) -> list[Line]:
    lines = Lines(page, start, end)
    found = []
    while start < end:
        stop = lines.stop(start)
        if page.text[start:stop].strip():
            found.append(split_feedback(page, start, stop))
        start = stop + 1
    return found


def _unwrapped(page: Page, line: Line) -> tuple[Line, bool]:
    """The option without the parentheses that mark it as right."""
    start, end = line.start, line.end
    if end - start < 2 or page.text[start] != "(" or page.text[end - 1] != ")":
        return line, False
    pieces = list(line.text)
    pieces[0] = (start + 1, pieces[0][1])
    pieces[-1] = (pieces[-1][0], end - 1)
    return Line([page.trimmed(*piece) for piece in pieces], line.feedback), True


def _text(page: Page, option: Line) -> str:
    text = option.words(page)
    page.words.append(text)
    for start, end in option.text:
        check_markdown(page, start, end)
        if tag := TAG.search(page.text, start, end):
            page.report(MarkupInOption, tag.start())
        if loose := LOOSE_APOSTROPHE.search(plain(page, start, end) if "&" in text else page.text[start:end]):
            page.report(ApostropheInOption, min(start + loose.start(), end), text=short(text))
    return escape(text)
