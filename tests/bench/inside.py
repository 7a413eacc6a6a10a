"""A rebuild inside a running process, as `olxkit play` does it: `inside.py FOLDER OUT UNITS` prints CPU seconds."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from generate import edit_unit

from olxkit.workspace import Workspace


def main(root: Path, out: Path, units: int) -> None:
    """The best of five rebuilds, each after another change of one unit."""
    workspace = Workspace(root)
    workspace.build(workspace.compile(), out)
    best = float("inf")
    for turn in range(5):
        edit_unit(root, units, f"Sentence {turn}, written while the player runs.")
        begun = time.process_time()
        workspace.build(workspace.compile(), out)
        best = min(best, time.process_time() - begun)
    print(best)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
