"""Opening tags: which are allowed, with which attributes, written so that XML can carry them."""

from __future__ import annotations

import re

from olxkit.problems.question import DisallowedMarkup, ImageWithoutAlt, MalformedMarkup, ScriptInProblem, UnsafeMarkup
from olxkit.source.question.page import Page
from olxkit.source.question.plain import attribute, plain
from olxkit.source.question.tags import ALLOWED, ATTRIBUTE, LINKS, UNSAFE_SCHEME, VOID


def opening(page: Page, tag: re.Match[str]) -> str:
    """The opening tag as XML, or nothing, with a diagnostic, when it must not be."""
    name = tag["name"].lower()
    if name not in ALLOWED:
        page.report(ScriptInProblem if name == "script" else DisallowedMarkup, tag.start(), tag=name)
        return ""
    attributes = _attributes(page, tag, name)
    if attributes is None:
        return ""
    if name == "img" and "alt" not in attributes:
        page.report(ImageWithoutAlt, tag.start())
    written = "".join(f' {key}="{attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{written}{'/' if name in VOID else ''}>"


def _attributes(page: Page, tag: re.Match[str], name: str) -> dict[str, str] | None:
    values: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(page.text, *tag.span("attributes")):
        key = found[1].lower()
        value = plain(page, found.start(2) + 1, found.end(2) - 1)
        if key.startswith("on") or (key in LINKS and UNSAFE_SCHEME.match(value)):
            page.report(UnsafeMarkup, found.start(1), attribute=key, tag=name)
            return None
        if ":" in key or key in values:
            reason = f"the attribute {key} " + ("has a prefix" if ":" in key else "is set twice")
            page.report(MalformedMarkup, found.start(1), reason=reason, advice="delete it")
            return None
        if key in LINKS:
            page.links.append((found.start(2) + 1, value))
        values[key] = value
    return values
