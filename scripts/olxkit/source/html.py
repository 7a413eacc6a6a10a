"""Well-formedness of raw HTML, as far as the platform needs it: a tag left open would swallow what follows.

Not html.parser, which takes quadratic time over tags and comments that are never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from olxkit.source.scan import ADDRESS, Link

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
OPTIONAL_END = frozenset(
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "rp", "rt"]
)
FOREIGN = frozenset({"svg", "math"})  # inside these, as in XML, any tag may close itself
RAW = frozenset({"script", "style", "textarea", "title"})  # what stands in these is no markup
MARK = re.compile(r"<(?:(?P<comment>!--)|(?P<declaration>[!?])|(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*))")
ATTRIBUTES = re.compile(r"""(?:"[^"]*"|'[^']*'|[^"'>])*+(?P<end>>)?""")


class Tag(NamedTuple):
    """A tag: `kind` is open, close or empty."""

    name: str
    kind: str
    offset: int
    end: int


class _Fault(Exception):
    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset


def first_html_fault(text: str) -> tuple[int, str] | None:
    """Offset and description of the first tag that is never closed or never opened; None when all is well."""
    try:
        _balance(_tags(text))
    except _Fault as fault:
        return fault.offset, str(fault)
    return None


def addresses(text: str) -> Iterator[Link]:
    """What `href` and `src` name, up to the first tag that is broken; an <img> is an image, all else a link."""
    try:
        for tag in _tags(text):
            for address in ADDRESS.finditer(text, tag.offset, tag.end):
                yield Link(address[2], address.start(2), "raw" if tag.name == "img" else None)
    except _Fault:  # reported where the tags are checked
        return


def _tags(text: str) -> Iterator[Tag]:
    offset = 0
    while mark := MARK.search(text, offset):
        start = mark.start()
        if mark["comment"]:
            offset = _after(text, "-->", mark.end(), start, "this comment is never closed with -->")
            continue
        attributes = ATTRIBUTES.match(text, mark.end())
        if attributes is None or not attributes["end"]:
            raise _Fault(start, f"{mark.group()} has no closing >")
        offset = attributes.end()
        if mark["declaration"]:
            continue
        name = mark["name"].lower()
        kind = "close" if mark["close"] else "empty" if text[offset - 2] == "/" else "open"
        yield Tag(name, kind, start, offset)
        if name in RAW and kind == "open":
            end = re.compile(f"</{name}", re.IGNORECASE).search(text, offset)
            if end is None:
                raise _Fault(start, f"<{name}> is never closed")
            offset = end.start()


def _after(text: str, mark: str, offset: int, start: int, reason: str) -> int:
    end = text.find(mark, offset)
    if end < 0:
        raise _Fault(start, reason)
    return end + len(mark)


def _balance(tags: Iterator[Tag]) -> None:
    """Raises at the first tag that closes nothing, or else at the first that is never closed."""
    opened: list[Tag] = []
    foreign = 0
    for tag in tags:
        if tag.name in VOID:
            continue
        if tag.kind == "empty":
            if not foreign and tag.name not in FOREIGN:
                raise _Fault(tag.offset, f"<{tag.name}/> does not close <{tag.name}> in HTML")
            continue
        foreign += (tag.name in FOREIGN) * (1 if tag.kind == "open" else -1)
        if tag.kind == "open":
            opened.append(tag)
            continue
        while opened and opened[-1].name != tag.name and opened[-1].name in OPTIONAL_END:
            opened.pop()
        if not opened or opened.pop().name != tag.name:
            raise _Fault(tag.offset, f"</{tag.name}> closes nothing that is open here")
    for tag in opened:
        if tag.name not in OPTIONAL_END:
            raise _Fault(tag.offset, f"<{tag.name}> is never closed")
