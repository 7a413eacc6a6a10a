"""Author's text that goes where XML has no markup: attributes and dropdown options; and character references."""

from __future__ import annotations

import re
from html.entities import html5

from olxkit.problems.files import ControlCharacter
from olxkit.problems.question import UnknownEntity
from olxkit.source.question.page import NOT_XML, Page

REFERENCE = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
XML_NAMES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
FOLDED = re.compile(r"\n[ \t]*")


def escape(text: str) -> str:
    """Text for an element's content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text for an attribute in double quotes."""
    return escape(text).replace('"', "&quot;")


def plain(page: Page, start: int, end: int) -> str:
    """The text on one line, its character references resolved as Studio's XML would."""
    text = FOLDED.sub(" ", page.text[start:end].strip())
    if "&" not in text:
        return text
    start, _ = page.trimmed(start, end)
    return REFERENCE.sub(lambda found: character(page, start + found.start(), found), text)


def character(page: Page, offset: int, reference: re.Match[str]) -> str:
    """What `&...;` stands for, or the reference itself when it stands for nothing."""
    name = reference[1]
    if name in XML_NAMES:
        return XML_NAMES[name]
    if name[0] == "#":
        return _numbered(page, offset, reference)
    known = html5.get(f"{name};")
    if known is None:
        return reference[0]
    page.report(UnknownEntity, offset, entity=reference[0], number="".join(f"&#{ord(char)};" for char in known))
    return known


def _numbered(page: Page, offset: int, reference: re.Match[str]) -> str:
    digits = reference[1][1:]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    if code > 0x10FFFF or NOT_XML.match(chr(code)):
        page.report(ControlCharacter, offset, code=f"{code:04X}")
        return reference[0]
    return chr(code)
