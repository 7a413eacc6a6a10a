"""Markdown that Studio's problem dialect does not know: it is shown as it stands, and the author is told."""

from __future__ import annotations

import re

from olxkit.problems.question import MarkupNotRendered, PlatformVariable
from olxkit.source.question.page import Page, short

# Each alternative reads on to the next character of its own kind only, so the search is linear.
MARKUP = re.compile(
    r"(?P<star>(?<![\w*])(\*{1,2})(?=[^\s*])[^*\n]*+(?<!\s)\2(?![\w*]))"
    r"|(?P<code>`[^`\n]++`)"
    r"|(?P<link>!?\[[^\[\]\n]*+\]\([^()\s]*+\))"
    r"|(?P<header>^#{1,6}[ \t](?=\S))"
)
HINTS = frozenset("*`[#")
VARIABLE = re.compile(r"\$(?:seed|attempt|anonymous_student_id|script_code|python_path|extra_files)")


def check_markdown(page: Page, start: int, end: int) -> None:
    """Reports Markdown in the stretch, and words that the platform replaces."""
    text = page.text[start:end]
    if "$" in text:
        for found in VARIABLE.finditer(text):
            page.report(PlatformVariable, start + found.start(), text=found[0])
    if HINTS.isdisjoint(text):
        return
    for found in MARKUP.finditer(text):
        page.report(MarkupNotRendered, start + found.start(), text=short(found[0]), advice=_advice(found))


def _advice(found: re.Match[str]) -> str:
    if found["star"]:
        tag = "b" if found["star"].startswith("**") else "em"
        return f"write <{tag}>...</{tag}>"
    if found["code"]:
        return "write <code>...</code>"
    if found["header"]:
        return "delete the '#' and write a line '===' below the header"
    if found["link"].startswith("!"):
        return 'write <img src="/static/..." alt="..."/>'
    return 'write <a href="...">...</a>'
