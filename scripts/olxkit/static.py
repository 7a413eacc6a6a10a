"""What the platform does to the files of an archive, so that links and names agree with what it will serve.

Source: opaque_keys' AssetLocator and the platform's StaticContent.compute_location.
"""

from __future__ import annotations

import re

MOST_FILES, MOST_BYTES = 50_000, 2 * 1024**3  # newer platforms unpack no archive with more
NOT_IN_ASSET_NAMES = re.compile(r"[^\w.%-]")
SKIPPED = re.compile(r"\._.*|\.DS_Store|.*~")


def asset_name(path: str) -> str:
    """The name that a file below static/ gets on import: `sub/my file.txt` is `sub_my_file.txt`."""
    return NOT_IN_ASSET_NAMES.sub("_", path)


def is_skipped(path: str) -> bool:
    """Whether the platform leaves this file out on import."""
    return bool(SKIPPED.fullmatch(path.rsplit("/", 1)[-1]))
