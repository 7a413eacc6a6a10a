"""Answers that learners type: `= answer` with `or=` and `not=` lines after it."""

from __future__ import annotations

import re
import unicodedata
import warnings

from olxkit.problems.question import (
    BadNumber,
    BadPattern,
    DroppedAlternative,
    EmptyAnswer,
    EmptyFeedback,
    EmptyWrongAnswer,
    RangeFeedback,
    RepeatedAnswer,
    SplitAnswer,
    UntypableCharacter,
    WrongAnswerToNumber,
)
from olxkit.source.question.arithmetic import calculable
from olxkit.source.question.choices import check_contents
from olxkit.source.question.feedback import Line, feedback, split_feedback
from olxkit.source.question.lines import ANSWER, INDENTED
from olxkit.source.question.markdown import check_markdown
from olxkit.source.question.nodes import Response
from olxkit.source.question.numbers import BEGINS_AS_NUMBER, check_lookalike, is_number, is_range, read_number
from olxkit.source.question.page import Page, short
from olxkit.source.question.plain import attribute

UNTYPABLE = re.compile("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
SPLIT = re.compile("_or_", re.IGNORECASE)
LONGEST_PATTERN = 1000  # characters


def read_answers(page: Page, lines: list[tuple[int, int]]) -> Response:
    """The question that these lines answer; the first begins with `=` or `s=`."""
    rows: list[tuple[str, Line]] = []
    for start, stop in lines:
        mark = ANSWER.match(page.text, start, stop) or INDENTED.match(page.text, start, stop)
        assert mark  # the reader collected these lines by these patterns
        line = split_feedback(page, mark.end(), stop)
        rows.append((mark[1], line))
        if mark[1] != "not=" and not line.words(page):
            page.report(EmptyAnswer, start, marker=mark[1])
        check_contents(page, line, "an answer")
    marker, first = rows[0]
    reader = _numerical if marker == "=" and is_number(first.words(page)) else _textual
    return reader(page, lines[0][0], rows)


def _numerical(page: Page, start: int, rows: list[tuple[str, Line]]) -> Response:
    first = rows[0][1]
    answer, tolerance = read_number(page, first.start, first.words(page))
    children = []
    if tolerance:
        children.append(f'  <responseparam type="tolerance" default="{attribute(tolerance)}"/>')
    for marker, line in rows[1:]:
        if marker == "not=":
            page.report(WrongAnswerToNumber, line.start)
        else:
            children.append(_additional(page, line, _alternative(page, line)))
    children.append("  <formulaequationinput/>")
    if hint := feedback(page, "correcthint", first.feedback):
        children.append(f"  {hint}")
        if is_range(answer):
            page.report(RangeFeedback, first.start)
    return Response(start, "=", "numericalresponse", children, {"answer": answer})


def _alternative(page: Page, line: Line) -> str:
    text = line.words(page)
    if not BEGINS_AS_NUMBER.match(text) or is_range(text) or "+-" in text:
        if text:
            page.report(DroppedAlternative, line.start, text=short(text))
    elif not calculable(text):
        page.report(BadNumber, line.start, text=short(text))
    return text


def _textual(page: Page, start: int, rows: list[tuple[str, Line]]) -> Response:
    first = rows[0][1]
    answer = first.words(page)
    if rows[0][0] == "=":
        check_lookalike(page, first.start, answer)
    pattern = answer.startswith("|")
    answer = answer[1:].strip() if pattern else answer
    if pattern and not answer:
        page.report(EmptyAnswer, start, marker="= |")
    children = []
    if hint := feedback(page, "correcthint", first.feedback):
        children.append(f"  {hint}")
    for marker, line in rows[1:]:
        children.append(_wrong(page, line) if marker == "not=" else _additional(page, line, line.words(page)))
    _check_texts(page, rows, pattern)
    children.append('  <textline size="20"/>')
    kind = "ci regexp" if pattern else "ci"
    return Response(start, "=", "stringresponse", children, {"answer": answer, "type": kind})


def _additional(page: Page, line: Line, text: str) -> str:
    hint = feedback(page, "correcthint", line.feedback)
    start = f'  <additional_answer answer="{attribute(text)}"'
    return f"{start}>{hint}</additional_answer>" if hint else f"{start}/>"


def _wrong(page: Page, line: Line) -> str:
    text = line.words(page)
    before = len(page.found)
    hint = feedback(page, "stringequalhint", line.feedback)
    if not text or not hint:
        # An empty `{{ }}` is this defect and no second one.
        page.found[before:] = [fault for fault in page.found[before:] if not isinstance(fault, EmptyFeedback)]
        page.report(EmptyWrongAnswer, line.start, what="feedback in braces" if text else "the wrong answer after it")
    return "  " + hint.replace("<stringequalhint", f'<stringequalhint answer="{attribute(text)}"', 1) if hint else ""


def _check_texts(page: Page, rows: list[tuple[str, Line]], pattern: bool) -> None:
    seen: dict[str, Line] = {}
    for index, (marker, line) in enumerate(rows):
        text = line.words(page)
        if index == 0 and pattern:
            text = text[1:].strip()
        if pattern and marker != "not=":
            _check_pattern(page, line, text)
            continue
        check_markdown(page, line.start, line.end)
        if found := UNTYPABLE.search(page.text, line.start, line.end):
            name = unicodedata.name(found[0], "a format character").lower()
            page.report(UntypableCharacter, found.start(), code=f"{ord(found[0]):04X}", name=name)
        if marker != "not=" and (split := SPLIT.search(text)):
            page.report(SplitAnswer, line.start + split.start())
        if text.lower() in seen:
            page.report(RepeatedAnswer, line.start, text=short(text), line=page.place(seen[text.lower()].start).line)
        elif text:
            seen[text.lower()] = line


def _check_pattern(page: Page, line: Line, text: str) -> None:
    reason = f"it is longer than {LONGEST_PATTERN} characters" if len(text) > LONGEST_PATTERN else ""
    try:
        if not reason:
            with warnings.catch_warnings(action="ignore"):  # of what Python will read otherwise one day
                re.compile(f"^{text}$", re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        reason = str(error)
    if reason:
        page.report(BadPattern, line.start, text=short(text), reason=reason)
