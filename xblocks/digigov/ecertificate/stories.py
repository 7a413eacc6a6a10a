"""The stories that come with the block, one YAML file each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml


@lru_cache(maxsize=1)
def known() -> Mapping[str, Any]:
    """Every story by its id, in the order of the file names, the resident registration first."""
    folder = resources.files(__package__) / "stories"
    texts = [entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    stories = {story["id"]: story for story in map(yaml.safe_load, texts)}
    return dict(sorted(stories.items(), key=lambda item: (item[0] != "resident-bank", item[0])))
