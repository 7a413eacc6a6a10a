"""A lesson as OLX: settings as attributes, the Markdown as the element's text, to the last space."""

from __future__ import annotations

from typing import Any

from lxml import etree

from digigov.common.source import plain


def content_of(node: Any) -> str:
    """The text of the element; HTML elements that somebody wrote unescaped into it are taken as raw HTML."""
    parts = [node.text or ""]
    for child in node:
        is_element = isinstance(child.tag, str)
        parts.append(etree.tostring(child, encoding="unicode") if is_element else child.tail or "")
    return plain("".join(parts))


def without_children(node: Any) -> Any:
    """A copy of the element with its attributes only, so that no child is taken for a block."""
    copy = etree.Element(node.tag, nsmap=node.nsmap)
    copy.attrib.update(node.attrib)
    return copy
