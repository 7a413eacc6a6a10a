"""Scenes that an author in Studio can choose: the bundler puts each one's fields beside its files. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from digigov.ar_scene.reading import read_all
from digigov.ar_scene.scene import Extent

FILE = re.compile(r"scene-([a-z0-9][a-z0-9-]*)\.json")
FIELDS = {"display_name": str, "content": str, "sources": list, "extent": dict, "sizes": dict, "files": dict}


def offered(
    name: str, title: str, text: str, sources: Sequence[Mapping[str, str]], extent: Extent, files: Mapping[str, str],
    sizes: Mapping[str, int],
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """The name of the file in static/, and what it holds as JSON; `files` are by kind, names without a folder."""
    return f"scene-{name}.json", {
        "display_name": title,
        "content": text,
        "sources": [dict(one) for one in sources],
        "extent": {"low": extent.low, "high": extent.high},
        "files": {kind: f"/static/{one}" for kind, one in files.items()},
        "sizes": dict(sizes),
    }


def name_of(file: str) -> str:
    """The scene of such a file; "" when the file is none."""
    found = FILE.fullmatch(file)
    return found[1] if found else ""


def chosen(data: bytes | None) -> dict[str, Any]:
    """The fields for the block; ValueError when the bytes are no such file."""
    fields = json.loads(data) if data else None
    if not isinstance(fields, dict) or any(not isinstance(fields.get(key), kind) for key, kind in FIELDS.items()):
        raise ValueError("no scene")
    files = fields.pop("files")
    return {key: fields[key] for key in FIELDS if key in fields} | {
        kind: one for kind, one in files.items() if isinstance(one, str)
    }


def marker_of(data: bytes | None) -> int | None:
    """The marker of the scene in such a file; None when it has none."""
    try:
        scene = read_all(chosen(data)["content"])[0]
    except ValueError:
        return None
    return scene.marker if scene else None
