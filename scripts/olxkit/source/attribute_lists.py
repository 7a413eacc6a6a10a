"""Attribute lists such as `{: .wide width=300}`, as Python-Markdown's attr_list finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

LIST = re.compile(r"\{:?[ ]*([^}\n ][^}\n]*)\}")
NAMED = re.compile(r"""([^ =}]+)=(?:"[^"]*"|'[^']*'|[^ =}]+)|([^ =}]+)""")
MATHS = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
HEADING = re.compile(r"[ \t>]*#{1,6}\s")
INLINE = re.compile(r"(?P<link>\]\([^()]*(?:\([^()]*\)[^()]*)?\)|\]\[[^\]]*\]|<[^<>\s]+>)$|([*_`])(?:(?!\2).)+\2+$")
CELLS = ("td", "th")


def removed_attributes(text: str, masked: str, allowed: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Place and name of each attribute that the allow-list does not name for the element that it stands at.

    `masked` is the text with its code blanked.
    """
    masked = MATHS.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), masked)
    for found in LIST.finditer(masked):
        tags = _elements(text, masked, found.start(), found.end())
        if tags is None:
            continue
        known = {*allowed["attributes"]["*"], *(name for tag in tags for name in allowed["attributes"].get(tag, ()))}
        for part in NAMED.finditer(found[1]):
            name = part[1] or part[2]
            if (part[1] or name[0] not in ".#") and name.lower() not in known:
                yield found.start(1) + part.start(), name


def _elements(text: str, masked: str, start: int, end: int) -> tuple[str, ...] | None:
    """The elements that a list in this place may belong to, as far as they have attributes of their own."""
    before = text[:start].rpartition("\n")[2]
    after = masked[end:].partition("\n")[0].strip()
    if inline := INLINE.search(before):
        return ("a", "img") if inline["link"] else ()
    if not before.strip(" \t>"):
        return ("li",) if not after and _filled_above(text, start) else None
    if before[-1] == " " and HEADING.match(before) and not after:
        return ()
    if before[-1] == " " and "|" in before + after and after[:1] in ("", "|"):
        return CELLS
    return None


def _filled_above(text: str, start: int) -> bool:
    """Whether the line above this place has text: a list of attributes belongs to the paragraph that it ends."""
    end = text.rfind("\n", 0, start)
    return end > 0 and bool(text[text.rfind("\n", 0, end) + 1 : end].strip())
