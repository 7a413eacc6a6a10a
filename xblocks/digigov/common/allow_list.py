"""The list of allowed HTML as data. Apart from the sanitiser, so that a rule can read it without loading bleach."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("allowed_html.json")


@lru_cache(maxsize=1)
def allowed() -> dict[str, Any]:
    """The allow-list: tags, attributes by tag, values by attribute, protocols, removed_with_content."""
    return dict(json.loads(FILE.read_text(encoding="utf-8")))
