"""Which text a translation was made from: a short hash of the original, kept in the translation as `of`."""

from __future__ import annotations

import hashlib
import re

from olxkit.problems.base import Position
from olxkit.source.frontmatter import split_front_matter
from olxkit.source.settings import COURSE_FILE
from olxkit.source.yamlmap import parse_yaml

ID_LINE = re.compile(r"^:?id:.*\n?", re.MULTILINE)
COMMENT = re.compile(r"<!-- of: ([^\s>]*) -->\n?")


def fingerprint(path: str, text: str) -> str:
    """Ten hexadecimal digits of the original's SHA-256; ids and space at line ends make no difference to it.

    Of course.yaml only what is translated counts.
    """
    if path == COURSE_FILE:
        node, _ = parse_yaml(text, Position(path))
        parts = node.value if node and node.is_map else {}
        text = "\n".join(parts[key].text() for key in ("title", "description") if key in parts)
    plain = "\n".join(line.rstrip() for line in ID_LINE.sub("", text).strip().split("\n"))
    return hashlib.sha256(plain.encode()).hexdigest()[:10]


def has_mark(path: str) -> bool:
    """Whether a file of this kind can hold a mark; a CSV file cannot."""
    return path.endswith((".md", ".yaml"))


def mark_of(path: str, text: str) -> tuple[str, Position]:
    """The mark in a translation, empty when there is none, and where it stands or would stand."""
    if path.endswith(".yaml"):
        node = parse_yaml(text, Position(path))[0]
    elif text.startswith("---\n"):
        node = split_front_matter(text, path)[0]
    else:
        comment = COMMENT.match(text)
        return (comment[1] if comment else ""), Position(path)
    if node and node.is_map and "of" in node.value:
        return node.value["of"].text(), node.value["of"].at
    return "", Position(path)


def marked(path: str, text: str, mark: str) -> str:
    """The translation's text with the mark; line ends stay as they are."""
    end = "\r\n" if "\r\n" in text else "\n"
    if path.endswith(".yaml"):
        return f"{text.rstrip()}{end}of: {mark}{end}"
    if text.startswith(f"---{end}"):
        return f"---{end}of: {mark}{end}{text[3 + len(end) :]}"
    return f"<!-- of: {mark} -->{end}{text}"
