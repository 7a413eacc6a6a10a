"""Well-formedness of raw HTML, as far as the platform needs it: a tag left open would swallow what follows."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
FOREIGN = frozenset({"svg", "math"})  # inside these, as in XML, any tag may close itself
OPTIONAL_END = frozenset(
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "rp", "rt"]
)


def first_html_fault(text: str) -> tuple[int, str] | None:
    """Offset and description of the first tag that is never closed or never opened; None when all is well."""
    checker = _Checker(text)
    try:
        checker.feed(text)
        checker.close()
    except AssertionError as error:  # how HTMLParser refuses declarations such as <![x[
        return checker.here(), str(error)
    return checker.fault or checker.unclosed()


class _Checker(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.fault: tuple[int, str] | None = None
        self._open: list[tuple[str, int]] = []
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def here(self) -> int:
        """Where the parser stands."""
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self._open.append((tag, self.here()))

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        foreign = any(name in FOREIGN for name, _ in self._open)
        if tag not in VOID | FOREIGN and not foreign:
            self.fault = self.fault or (self.here(), f"<{tag}/> does not close <{tag}> in HTML")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1][0] != tag and self._open[-1][0] in OPTIONAL_END:
            self._open.pop()
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        elif self.fault is None and tag not in VOID:
            self.fault = self.here(), f"</{tag}> closes nothing that is open here"

    def unclosed(self) -> tuple[int, str] | None:
        for tag, offset in self._open:
            if tag not in OPTIONAL_END:
                return offset, f"<{tag}> is never closed"
        return None
