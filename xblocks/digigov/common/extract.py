"""Finds texts for the catalogue where Babel itself does not: `{% t %}` in templates, names in code lists.

tests/babel.cfg names both functions.
"""

from __future__ import annotations

import json
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


def code_lists(fileobj: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[Any, ...]]:
    """The English names in a code list {"lists": {name: [{"code", "name"}]}}; numbers need no translation."""
    text = fileobj.read().decode("utf-8")
    for entries in json.loads(text)["lists"].values():
        for entry in entries:
            name = entry.get("name", "")
            if name and not name.isdigit():
                line = text.count("\n", 0, text.index(json.dumps(name, ensure_ascii=False))) + 1
                yield (line, "gettext", name, [])
