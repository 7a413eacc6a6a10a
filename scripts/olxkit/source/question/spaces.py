"""Spaces as the author set them, through the platform's import, which drops a blank between two tags and indents.

`<b>a</b> <i>b</i>` would arrive as `ab`: so the space moves into the text beside it, `<b>a </b><i>b</i>`.
`<b>a</b><i>b</i>` would arrive as `a b`, because elements without text between them are put on lines of their own:
so a word joiner, which has no width, stands between them.
"""

from __future__ import annotations

from typing import NamedTuple

from olxkit.source.question.tags import BLOCKS

TEXT, OPEN, CLOSE, VOID = range(4)
JOINER = "\u2060"
NO_GAP = BLOCKS | {"br"}  # a space beside them is not seen


class Token(NamedTuple):
    """A piece of XML; `tag` is the name when it is markup."""

    kind: int
    xml: str
    tag: str = ""


def joined(tokens: list[Token]) -> str:
    """The tokens as XML, every blank between inline tags moved into the neighbouring text."""
    return "".join(_Mover().run(_bound(tokens)))


def _bound(tokens: list[Token]) -> list[Token]:
    """The tokens, with a word joiner in each element that has touching inline elements and no text of its own."""
    joiners: set[int] = set()
    texts, gaps = [False], [-1]  # for each open element: whether it has text, and where two of its elements touch
    for index, token in enumerate(tokens):
        if token.kind == TEXT:
            texts[-1] |= not token.xml.isspace()
            continue
        if token.kind != CLOSE and index and gaps[-1] < 0 and _touch(tokens[index - 1], token):
            gaps[-1] = index
        if token.kind == OPEN:
            texts.append(False)
            gaps.append(-1)
        elif token.kind == CLOSE:
            _close(texts, gaps, joiners)
    _close(texts, gaps, joiners)
    if not joiners:
        return tokens
    joiner = Token(TEXT, JOINER)
    return [each for index, token in enumerate(tokens) for each in ((joiner, token) if index in joiners else (token,))]


def _close(texts: list[bool], gaps: list[int], joiners: set[int]) -> None:
    has_text, gap = texts.pop(), gaps.pop()
    if gap >= 0 and not has_text:
        joiners.add(gap)


def _touch(before: Token, after: Token) -> bool:
    return before.kind in (CLOSE, VOID) and not {before.tag, after.tag} & NO_GAP


class _Mover:
    """One pass: `reach` is the text that a blank here may move back to, over closing tags only."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.reach: int | None = None
        self.waiting: int | None = None  # where a blank stood that must move on, over opening tags only

    def run(self, tokens: list[Token]) -> list[str]:
        last = len(tokens) - 1
        for index, token in enumerate(tokens):
            if token.kind != TEXT:
                self.markup(token)
            elif token.xml.strip() or index in (0, last):
                self.text(token.xml)
            elif tokens[index - 1].tag in BLOCKS or tokens[index + 1].tag in BLOCKS:
                self.out.append(token.xml)  # between blocks a blank means nothing
            else:
                self.blank(token.xml)
        self.settle()
        return self.out

    def markup(self, token: Token) -> None:
        if token.kind in (CLOSE, VOID):
            self.settle()
        if token.kind in (OPEN, VOID):
            self.reach = None
        self.out.append(token.xml)

    def text(self, xml: str) -> None:
        if self.waiting is not None and not xml[:1].isspace():
            xml = f" {xml}"
        self.waiting = None
        self.reach = len(self.out)
        self.out.append(xml)

    def blank(self, xml: str) -> None:
        if self.reach is not None:
            if not self.out[self.reach][-1:].isspace():
                self.out[self.reach] += xml
        elif self.waiting is None:
            self.waiting = len(self.out)
            self.out.append("")

    def settle(self) -> None:
        """A blank with no text to move to gets an element of its own."""
        if self.waiting is not None:
            self.out[self.waiting] = "<span> </span>"
            self.waiting = None
