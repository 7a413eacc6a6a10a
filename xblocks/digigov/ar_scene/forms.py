"""What each form of a scene downloads, in bytes: scripts with gzip, files of the course as they are."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

# The scripts that a form loads when it is tapped; "start" is what the page itself brings.
SCRIPTS = {
    "3d": ("space.js", "glb.js", "model.js", "labels.js", "viewer.js", "vendor/ogl.js"),
    "camera": (
        "sight.js", "camera.js", "marker.js", "pose.js", "glb.js", "model.js", "labels.js", "vendor/ogl.js",
        "vendor/aruco.js",
    ),
    "room": ("room.html", "room.css", "room.js", "room-words.js", "vendor/model-viewer.js"),
}  # fmt: skip
# What the page asks for as soon as a form is tapped; "flat" is the camera on a device that cannot draw in 3D.
NEEDS = {
    "3d": SCRIPTS["3d"],
    "camera": SCRIPTS["camera"],
    "flat": ("sight.js", "camera.js", "marker.js", "pose.js", "labels.js", "vendor/aruco.js"),
}
FILES = {"3d": ("packed",), "camera": ("packed",), "sample": ("packed", "clip"), "room": ("glb",)}
MODULES = tuple(dict.fromkeys((*SCRIPTS["3d"], *SCRIPTS["camera"])))


def download(form: str, sizes: Any) -> int:
    """Bytes that the form asks for; `sizes` is the block's field. The sample camera loads the camera's scripts."""
    known: Mapping[str, Any] = sizes if isinstance(sizes, dict) else {}
    counted = (known.get(name) or (known.get("glb") if name == "packed" else 0) for name in FILES[form])
    files = sum(size for size in counted if isinstance(size, int) and not isinstance(size, bool) and size > 0)
    return files + sum(packed(name) for name in SCRIPTS["camera" if form == "sample" else form])


@lru_cache(maxsize=32)
def packed(name: str) -> int:
    """Bytes of one file of `public/` with gzip; 0 when the third-party files were not fetched."""
    try:
        return len(gzip.compress((resources.files(__package__) / "public" / name).read_bytes(), 6))
    except OSError:
        return 0


def kilobytes(size: int) -> int:
    """Whole kilobytes, never 0 for something."""
    return max(1, round(size / 1000)) if size else 0


def sizes_kb(sizes: Any) -> dict[str, int]:
    """Kilobytes of each file whose size is known."""
    known = sizes.items() if isinstance(sizes, dict) else ()
    return {str(name): kilobytes(size) for name, size in known if isinstance(size, int) and size > 0}
