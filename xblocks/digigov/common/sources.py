"""The list of sources at the end of a page, whatever an archive put into the field. Stdlib only, pure."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from digigov.common.source import plain

PARTS = ("key", "title", "publisher", "year", "url")


def is_web(url: str) -> bool:
    """Whether a string is an http or https address with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)


def presentable_sources(value: Any) -> list[dict[str, str]]:
    """Every entry with text in all `PARTS`, in its place, as numbers in the text refer to it; unsafe addresses go."""
    return [_source(entry) for entry in value] if isinstance(value, list) else []


def _source(entry: Any) -> dict[str, str]:
    given = entry if isinstance(entry, dict) else {}
    parts = {part: plain(given[part]) if isinstance(given.get(part), str) else "" for part in PARTS}
    year = parts["year"].removesuffix(".")  # the list ends each entry with a full stop of its own: "n.d." has one
    return parts | {"year": year, "url": parts["url"] if is_web(parts["url"]) else ""}
