"""A stretch of the author's text as XML: well-formed HTML passes, everything else is escaped."""

from __future__ import annotations

import re
from collections import Counter

from olxkit.problems.question import MalformedMarkup
from olxkit.source.question.attributes import opening
from olxkit.source.question.markdown import check_markdown
from olxkit.source.question.page import Page, short
from olxkit.source.question.plain import FOLDED, REFERENCE, character, escape
from olxkit.source.question.spaces import CLOSE, OPEN, TEXT, VOID, Token, joined
from olxkit.source.question.tags import ALLOWED, ANGLE, TAG, TAG_LIKE
from olxkit.source.question.tags import VOID as VOID_TAGS

SPECIAL = re.compile(r"[<&]")
LEADING_REFERENCE = re.compile(r"[^<&]*+(?:&gt;[^<&]*+)*+(?=&)")
MATHS = re.compile(r"\\[(\[]")
LITERAL = "write '&lt;' if you mean the character '<'"


def inline(page: Page, start: int, end: int, *, fold: bool = True) -> str:
    """XML for the stretch without white space around it, on one line when `fold` is set."""
    start, end = page.trimmed(start, end)
    check_markdown(page, start, end)
    text = page.text[start:end]
    xml = text.replace(">", "&gt;") if not SPECIAL.search(text) else joined(_Reader(page, start, end).tokens())
    return FOLDED.sub(" ", xml) if fold else xml


def shown(page: Page, start: int, end: int) -> str:
    """As `inline`, for text that learners see before they answer; it counts for search."""
    page.words.append(TAG.sub(" ", page.text[start:end]))
    return inline(page, start, end)


def guarded(xml: str) -> str:
    """XML for a choice, a label or a description, which the platform unescapes once too often.

    It puts text before the first tag into the page unescaped, so that `a &lt;b` becomes a tag. An empty `<wbr/>`
    before the first such word makes that word come after a tag. Maths is kept in one piece.
    """
    found = LEADING_REFERENCE.match(xml)
    if not found:
        return xml
    before = found[0]
    cut = before.rfind(" ") + 1
    if maths := MATHS.search(before):
        cut = min(cut, maths.start())
    return f"{xml[:cut]}<wbr/>{xml[cut:]}"


class _Reader:
    """Tags are matched while reading; one that finds no partner is reported and becomes text."""

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.page, self.start, self.end = page, start, end
        self.out: list[Token] = []
        self.open: list[tuple[str, int, int]] = []  # name, offset, index in `out`
        self.count: Counter[str] = Counter()
        self.comments = True
        self.dropped: Counter[str] = Counter()  # opened but already reported: their closing tags are no new fault

    def tokens(self) -> list[Token]:
        offset = self.start
        while special := SPECIAL.search(self.page.text, offset, self.end):
            self.literal(self.page.text[offset : special.start()])
            offset = self.reference(special.start()) if special[0] == "&" else self.angle(special.start())
        self.literal(self.page.text[offset : self.end])
        while self.open:
            name, at, index = self.open.pop()
            self.fault(at, f"<{name}> is never closed", f"add </{name}>")
            self.out[index] = Token(TEXT, escape(f"<{name}>"))
        return self.merged()

    def merged(self) -> list[Token]:
        """Neighbouring texts as one, so that a blank among them is seen for what it is."""
        merged: list[Token] = []
        texts: list[str] = []
        for token in [*self.out, None]:
            if token and token.kind == TEXT:
                texts.append(token.xml)
                continue
            if texts:
                merged.append(Token(TEXT, "".join(texts)))
                texts = []
            if token:
                merged.append(token)
        return merged

    def fault(self, offset: int, reason: str, advice: str = LITERAL) -> None:
        self.page.report(MalformedMarkup, offset, reason=reason, advice=advice)

    def literal(self, text: str) -> None:
        if text:
            self.out.append(Token(TEXT, escape(text)))

    def reference(self, offset: int) -> int:
        found = REFERENCE.match(self.page.text, offset, self.end)
        self.literal(character(self.page, offset, found) if found else "&")
        return found.end() if found else offset + 1

    def angle(self, offset: int) -> int:
        text, end = self.page.text, self.end
        if tag := TAG.match(text, offset, end):
            self.tag(tag)
            return tag.end()
        if text.startswith("<!--", offset):
            close = text.find("-->", offset, end) if self.comments else -1
            if close >= 0:
                return close + 3
            self.comments = False  # there is no further end to look for
            self.fault(offset, "this comment is never closed", "add '-->'")
        elif like := TAG_LIKE.match(text, offset, end):
            angle = ANGLE.search(text, offset + 1, end)
            if angle and angle[0] == ">":
                self.fault(offset, f"'{short(text[offset : angle.end()])}' is not a tag", LITERAL)
                self.dropped[like[0][1:].lower()] += 1
        self.literal("<")
        return offset + 1

    def tag(self, tag: re.Match[str]) -> None:
        name = tag["name"].lower()
        if tag["close"]:
            self.close(tag)
        elif not (xml := opening(self.page, tag)):
            self.dropped[name] += not tag["empty"]
            self.literal(tag[0])
        elif name in VOID_TAGS:
            if not tag["empty"]:
                self.fault(tag.start(), f"<{name}> is not closed in itself", f"write <{name}/>")
            self.out.append(Token(VOID, xml, name))
        elif tag["empty"]:
            self.fault(tag.start(), f"<{name}/> is empty", "delete it, or put text into it")
        else:
            self.open.append((tag["name"], tag.start(), len(self.out)))
            self.count[tag["name"]] += 1
            self.out.append(Token(OPEN, xml, name))

    def close(self, tag: re.Match[str]) -> None:
        name = tag["name"]
        if not self.count[name]:
            if self.dropped[name.lower()]:
                self.dropped[name.lower()] -= 1
            else:
                advice = "delete it, or add the opening tag" if name.lower() in ALLOWED else LITERAL
                self.fault(tag.start(), f"</{name}> closes nothing", advice)
            self.literal(tag[0])
            return
        while self.open[-1][0] != name:
            inner, at, index = self.open.pop()
            self.fault(at, f"<{inner}> is not closed before </{name}>", f"add </{inner}> before it")
            self.out[index] = Token(TEXT, escape(f"<{inner}>"))
            self.count[inner] -= 1
            self.dropped[inner.lower()] += 1
        self.open.pop()
        self.count[name] -= 1
        self.out.append(Token(CLOSE, f"</{name.lower()}>", name.lower()))
