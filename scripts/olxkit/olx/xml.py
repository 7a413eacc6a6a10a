"""Writing XML text: a few functions instead of a tree, because the trees are small and the courses large."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def escape(text: str) -> str:
    """Text for an element's content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text for an attribute in double quotes; line ends and tabs survive attribute normalisation."""
    escaped = escape(text).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def element(tag: str, attributes: Mapping[str, str], content: Iterable[str] | str = "") -> str:
    """One element on a line of its own; `content` is XML text or an iterable of elements."""
    head = "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items())
    if isinstance(content, str):
        return f"<{tag}{head}>{content}</{tag}>\n" if content else f"<{tag}{head}/>\n"
    children = "".join(f"  {child}" for child in content)
    return f"<{tag}{head}>\n{children}</{tag}>\n" if children else f"<{tag}{head}/>\n"
