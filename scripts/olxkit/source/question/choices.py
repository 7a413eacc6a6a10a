"""Choices: `( )` of which one is right, `[ ]` of which several are."""

from __future__ import annotations

import re

from olxkit.problems.question import (
    DuplicateChoice,
    EmptyChoice,
    FixedWithoutShuffle,
    MisplacedInput,
    NoCorrectChoice,
    SeveralCorrectChoices,
    SingleChoice,
    UnknownMarker,
)
from olxkit.source.question.checkbox import CheckboxFeedback
from olxkit.source.question.feedback import Line, feedback, split_feedback
from olxkit.source.question.inline import guarded, shown
from olxkit.source.question.lines import CHECK, RADIO
from olxkit.source.question.nodes import Response
from olxkit.source.question.page import Page, short

Stretch = tuple[int, int]


def read_radio(page: Page, lines: list[Stretch]) -> Response:
    """A question of which one choice is right; every line begins with a `( )` mark."""
    rows, marks, right, known = [], [], [], True
    for start, stop in lines:
        mark = RADIO.match(page.text, start, stop)
        assert mark  # the reader collected these lines by this pattern
        marks.append((mark.start(1), mark[1].lower()))
        known &= known_radio(page, mark)
        line = split_feedback(page, mark.end(), stop)
        right.append("x" in mark[1].lower())
        fixed = ' fixed="true"' if "@" in mark[1] else ""
        hint = feedback(page, "choicehint", line.feedback)
        rows.append((line, f'    <choice correct="{str(right[-1]).lower()}"{fixed}>{_text(page, line)}{hint}</choice>'))
    shuffled = any("!" in signs for _, signs in marks)
    if not shuffled:
        for at, signs in marks:
            if "@" in signs:
                page.report(FixedWithoutShuffle, at + signs.index("@"))
    check_texts(page, [line for line, _ in rows])
    if known and sum(right) > 1:
        page.report(SeveralCorrectChoices, lines[0][0], count=sum(right))
    elif known and not any(right):
        page.report(NoCorrectChoice, lines[0][0], mark="'(x)'")
    shuffle = ' shuffle="true"' if shuffled else ""
    group = [f'  <choicegroup type="MultipleChoice"{shuffle}>', *(xml for _, xml in rows), "  </choicegroup>"]
    return Response(lines[0][0], "( )", "multiplechoiceresponse", group)


def read_checkboxes(page: Page, lines: list[Stretch]) -> Response:
    """A question of which several choices may be right; lines without a mark are feedback on combinations."""
    rows, right, combinations, known = [], [], [], True
    special = CheckboxFeedback(page)
    for start, stop in lines:
        mark = CHECK.match(page.text, start, stop)
        if mark is None:
            combinations.append((start, stop))
            continue
        known &= known_checkbox(page, mark)
        line = split_feedback(page, mark.end(), stop)
        right.append("x" in mark[1].lower())
        hints = "".join(special.of_choice(line.feedback)) if line.feedback else ""
        rows.append((line, f'    <choice correct="{str(right[-1]).lower()}">{_text(page, line)}{hints}</choice>'))
    check_texts(page, [line for line, _ in rows])
    if known and not any(right):
        page.report(NoCorrectChoice, lines[0][0], mark="'[x]'")
    group = [xml for _, xml in rows]
    group += [f"    {xml}" for start, stop in combinations if (xml := special.of_combination(start, stop, len(rows)))]
    return Response(lines[0][0], "[ ]", "choiceresponse", ["  <checkboxgroup>", *group, "  </checkboxgroup>"])


def check_texts(page: Page, lines: list[Line]) -> None:
    """What every list of choices must have: more than one, each with text, all different."""
    if len(lines) == 1:
        page.report(SingleChoice, lines[0].start)
    seen: dict[str, Line] = {}
    for line in lines:
        text = line.raw(page)
        if not text:
            page.report(EmptyChoice, line.start)
        elif text in seen:
            other = page.place(seen[text].start).line
            page.report(DuplicateChoice, line.start, text=short(text), line=other)
        else:
            seen[text] = line


def check_contents(page: Page, line: Line, where: str) -> None:
    """Studio looks for dropdowns and labels first, wherever they stand."""
    for opening, closing in (("[[", "]]"), (">>", "<<")):
        for start, end in line.text:
            at = page.text.find(opening, start, end)
            if at >= 0 and page.text.find(closing, at + 2, end) >= 0:
                page.report(MisplacedInput, at, marker=opening, where=where)


def _text(page: Page, line: Line) -> str:
    check_contents(page, line, "a choice")
    return guarded(" ".join(filter(None, (shown(page, *piece) for piece in line.text))))


def known_radio(page: Page, mark: re.Match[str], *, report: bool = True) -> bool:
    """Whether the mark is one of `( )`, `(x)`, `(@)`, `(!)` or a combination of these signs."""
    signs = mark[1].lower()
    known = not signs.strip() or (set(signs) <= set("x!@") and len(set(signs)) == len(signs))
    if not known and report:
        advice = "write '(x)' for the right choice and '( )' for a wrong one"
        page.report(UnknownMarker, mark.start(1) - 1, marker=f"({mark[1]})", advice=advice)
    return known


def known_checkbox(page: Page, mark: re.Match[str], *, report: bool = True) -> bool:
    """Whether the mark is `[x]` or `[ ]`."""
    known = len(mark[1]) < 2 and mark[1].strip().lower() in ("", "x")
    if not known and report:
        advice = "write '[x]' for a right choice and '[ ]' for a wrong one"
        page.report(UnknownMarker, mark.start(1) - 1, marker=f"[{mark[1]}]", advice=advice)
    return known
