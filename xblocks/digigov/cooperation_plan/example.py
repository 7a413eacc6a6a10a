"""One complete plan, modelled on a real project; its `note` says what is real in it and its `sources` from where."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from .schema import Content


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(Path(__file__).with_name("example.json").read_text(encoding="utf-8"))
    return document


def example_document() -> dict[str, Any]:
    """The example as a JSON document with `note` and `sources`; the caller may change it."""
    return copy.deepcopy(_document())


def example_plan() -> dict[str, Content]:
    """The sections of the example; the caller may change them."""
    sections: dict[str, Content] = example_document()["sections"]
    return sections


def document(text: str = "") -> dict[str, Any]:
    """An instructor's own example, a JSON document as text; the one that ships when there is none that can be read."""
    try:
        given = json.loads(text) if text.strip() else None
    except ValueError:
        given = None
    return given if isinstance(given, dict) and isinstance(given.get("sections"), dict) else example_document()
