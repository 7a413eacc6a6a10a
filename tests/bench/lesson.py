"""Showing a lesson beside showing the platform's html component with the same text, in the player's real runtime."""

from __future__ import annotations

import sys
from pathlib import Path

from measure import run


def main(folder: Path) -> None:
    """In a process of its own, because Django is set up once in each."""
    print(run([sys.executable, Path(__file__).with_name("lesson_views.py"), folder]).output, end="")
