"""Finds the texts of `{% t %}` and `{% tn %}` for the catalogue; Babel calls it, see tests/babel.cfg."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

_TAG = re.compile(r'\{%\s*(tn?)\s+"((?:[^"\\]|\\.)*)"(?:\s+"((?:[^"\\]|\\.)*)")?')


def templates(fileobj: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[Any, ...]]:
    """(line, function, message or messages, comments) of each text, as Babel's extraction interface wants them."""
    text = fileobj.read().decode("utf-8")
    for found in _TAG.finditer(text):
        tag, one, many = (part.replace('\\"', '"') if part else part for part in found.groups())
        line = text.count("\n", 0, found.start()) + 1
        yield (line, "ngettext", (one, many), []) if tag == "tn" else (line, "gettext", one, [])
