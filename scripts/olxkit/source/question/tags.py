"""The HTML that the text of a problem may have, and how to recognise a tag."""

from __future__ import annotations

import re

BLOCKS = frozenset({
    "blockquote", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
    "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
ALLOWED = BLOCKS | INLINE
LINKS = frozenset({"href", "src"})
UNSAFE_SCHEME = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)

# Possessive quantifiers: no input makes these patterns go back over what they have read.
ATTRIBUTE = re.compile(r"""\s++([A-Za-z_:][\w:.-]*+)\s*+=\s*+("[^"<]*+"|'[^'<]*+')""")
TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>(?:\s++[A-Za-z_:][\w:.-]*+\s*+=\s*+"""
    r"""(?:"[^"<]*+"|'[^'<]*+'))*+)\s*+(?P<empty>/?)>"""
)
TAG_LIKE = re.compile(r"<(?:[A-Za-z][A-Za-z0-9]*+|[/!?])")
ANGLE = re.compile(r"[<>]")


def block_opens(text: str, offset: int, end: int) -> bool:
    """Whether a tag of a block, or one that is not allowed, stands at `offset`."""
    tag = TAG.match(text, offset, end)
    return tag is not None and tag["name"].lower() not in INLINE


def balanced_end(text: str, offset: int, end: int) -> int | None:
    """The end of the tag that closes the one at `offset`, by counting; None when it is not before `end`."""
    depth = 0
    for tag in TAG.finditer(text, offset, end):
        if tag["name"].lower() not in VOID and not tag["empty"]:
            depth += -1 if tag["close"] else 1
        if depth <= 0:
            return tag.end()
    return None
