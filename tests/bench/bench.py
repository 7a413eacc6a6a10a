"""`make bench`: what the product costs, beside others in the same run. `bench.py SECTION ...` measures only those."""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

# Each is a module beside this file with `main(folder)`; imported when its turn comes, so that this process stays
# small: on Linux a child's peak memory counts from what its parent held.
SECTIONS = {
    "bundler": "the bundler beside Python-Markdown and MkDocs",
    "lesson": "rendering a lesson beside the platform's own html block",
    "credentials": "credentials issued and verified beside raw signatures and sd-jwt",
    "meetings": "schedules of business meetings, their bound beside greedy",
    "plans": "checking, exporting and saving cooperation plans beside limits",
    "scenes": "each form of a scene on a slow line beside model-viewer and A-Frame",
}


def main(names: list[str]) -> int:
    """Runs the sections named, or all; 2 when there is no such section."""
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(f"no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        # An installed program does not compile itself at each start; nor may this one, whatever the machine's habits.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "pycache"))
        for name in names or SECTIONS:
            print(f"\n== {name}: {SECTIONS[name]}", flush=True)
            place = Path(folder, name)
            place.mkdir()
            import_module(name).main(place)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
