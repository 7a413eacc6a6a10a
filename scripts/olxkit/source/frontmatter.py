"""Splitting a source file into its YAML front matter and its body."""

from __future__ import annotations

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.settings import NoFrontMatter, UnclosedFrontMatter
from olxkit.source.yamlmap import Node, parse_yaml


def split_front_matter(text: str, path: str) -> tuple[Node | None, str, Position, list[Diagnostic]]:
    """Settings (None when they cannot be read), body, and the place where the body starts."""
    start = Position(path)
    if not (text == "---" or text.startswith("---\n")):
        return None, text, start, [NoFrontMatter(start)]
    end = text.find("\n---\n", 3)
    if end == -1 and text.endswith("\n---"):
        end = len(text) - 4
    if end == -1:
        return None, "", start, [UnclosedFrontMatter(start)]
    head = text[4 : end + 1]
    node, found = parse_yaml(head, Position(path, 2))
    body_line = 3 + head.count("\n")
    return node, text[end + 5 :], Position(path, body_line), found
