"""Feedback on checkboxes: for a choice selected or not, and for a combination of choices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from olxkit.problems.question import BadCheckboxFeedback, EmptyFeedback, StrayFeedback, UnknownLetter
from olxkit.source.question.inline import inline
from olxkit.source.question.page import Page, short
from olxkit.source.question.plain import escape

CASE = re.compile(r"\s*+(s|selected|u|unselected):", re.IGNORECASE)
ANY_CASE = re.compile(r"(?<![\w{])(?:un)?selected:", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,]*+")
COMBINATION = re.compile(r"[^\S\n]*+\{\{\s*+\(\(")
FIRST = ord("A")


class CheckboxFeedback:
    def __init__(self, page: Page) -> None:
        self.page = page

    def fault(self, offset: int, what: str) -> None:
        self.page.report(BadCheckboxFeedback, offset, what=what)

    def of_choice(self, stretch: tuple[int, int]) -> Iterator[str]:
        """`<choicehint selected="...">` for each of `selected: a }, { unselected: b`, the outer braces left out."""
        offset, end = self.page.trimmed(*stretch)
        if offset == end:
            self.page.report(EmptyFeedback, stretch[0] - 2)
        seen: set[str] = set()
        first = True
        while offset < end:
            between = BETWEEN.match(self.page.text, offset, end)
            offset = between.end() if between else offset
            if offset == end:
                return
            if self.page.text[offset] == "{":
                offset += 1
            elif not first:
                self.fault(offset, "this text stands between the braces")
                return
            closing = self.page.text.find("}", offset, end)
            stop = end if closing < 0 else closing
            yield from self.case(offset, stop, seen)
            offset, first = stop + 1, False

    def case(self, start: int, stop: int, seen: set[str]) -> Iterator[str]:
        found = CASE.match(self.page.text, start, stop)
        if not found:
            text = short(self.page.text[start:stop])
            self.fault(start, f"'{text}' does not say whether it is for a selected choice")
            return
        selected = "true" if found[1].lower().startswith("s") else "false"
        if selected in seen:
            self.fault(start, f"'{found[1]}:' stands here twice")
        seen.add(selected)
        if other := ANY_CASE.search(self.page.text, found.end(), stop):
            self.fault(other.start(), f"'{other[0]}' needs braces of its own")
        if colons := self.page.text.find("::", found.end(), stop) + 1:
            self.fault(colons - 1, "feedback on a checkbox cannot have a label, or '::' in its text")
        xml = inline(self.page, found.end(), stop)
        if not xml:
            self.page.report(EmptyFeedback, found.start(1))
        yield f'<choicehint selected="{selected}">{xml}</choicehint>'

    def of_combination(self, start: int, stop: int, choices: int) -> str:
        """`<compoundhint value="A B">` for `{{ ((A B)) text }}`, or nothing with a diagnostic."""
        page = self.page
        found = COMBINATION.match(page.text, start, stop)
        letters_end = page.text.find("))", found.end(), stop) if found else -1
        closed = page.text.find("}}", start, stop)
        if found is None or not 0 <= letters_end < closed:
            page.report(StrayFeedback, start, advice="write it after its choice; for a combination, {{ ((A B)) ... }}")
            return ""
        rest = page.trimmed(closed + 2, stop)
        if rest[0] < rest[1]:
            page.report(StrayFeedback, rest[0], advice="delete the text after '}}', or write it before")
        letters = page.text[found.end() : letters_end].upper().split()
        known = [chr(FIRST + index) for index in range(min(choices, 26))]
        for letter in letters or ["(( ))"]:
            if letter not in known:
                page.report(UnknownLetter, found.end(), letter=short(letter), letters=" ".join(known))
        xml = inline(page, letters_end + 2, closed)
        if not xml:
            page.report(EmptyFeedback, start)
        # The platform puts the text of this element into the page as HTML: so HTML is what its text must be.
        return f'<compoundhint value="{escape(" ".join(letters))}">{escape(xml)}</compoundhint>'
