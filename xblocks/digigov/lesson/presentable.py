"""Fields in a shape that a template can show, whatever an archive or an editor put into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from digigov.common.source import plain
from digigov.common.sources import presentable_sources
from digigov.lesson import rules


def presentable(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields with the right types: what is not text is left out, and an unsafe address is not linked.

    Nothing is hidden from authors: `rules.check` names every one of these as a fault. Sources keep their places,
    because the numbers in the text refer to them.
    """
    content = _text(values.get("content"))
    minutes = values.get("minutes")
    whole = isinstance(minutes, int) and not isinstance(minutes, bool) and 1 <= minutes <= rules.LONGEST
    return {
        "display_name": _text(values.get("display_name")),
        "content": content,
        "minutes": minutes if whole else rules.reading_minutes(content),
        "objectives": [text for text in map(_text, _list(values.get("objectives"))) if text.strip()],
        "sources": presentable_sources(values.get("sources")),
        "terms": _terms(values.get("terms")),
    }


def editable(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the editor's form can hold them; wrong values stay, so that they can be put right."""
    shown = presentable(values)
    sources = [entry if isinstance(entry, dict) else {} for entry in _list(values.get("sources"))]
    return {
        **shown,
        "minutes": values.get("minutes"),
        "objectives": "\n".join(shown["objectives"]),
        "sources": [{part: plain(str(entry.get(part) or "")) for part in rules.SOURCE_PARTS} for entry in sources],
    }


def _text(value: Any) -> str:
    return plain(value) if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _terms(value: Any) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {_text(term): _text(meaning) for term, meaning in pairs if _text(term).strip() and _text(meaning)}
