"""The `course_files` service of the Studio view: the archive's files, and beside the state those that editors add."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from .course import Course

NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,120}", re.ASCII)


class CourseFiles:
    """By names without a folder, as the platform keeps them."""

    def __init__(self, course: Course) -> None:
        self._course = course

    def names(self) -> list[str]:
        """All of them."""
        own = [path.name for path in _folder().iterdir()] if _folder().is_dir() else []
        return sorted({*own, *self._course.assets()})

    def read(self, name: str) -> bytes | None:
        """The bytes of one; None when there is none."""
        path = added(name) or self._course.asset(name)
        return path.read_bytes() if path else None

    def save(self, name: str, data: bytes) -> None:
        """Adds one, or replaces it; ValueError for a name that is none."""
        if not NAME.fullmatch(name):
            raise ValueError(name)
        _folder().mkdir(exist_ok=True)
        part = _folder() / f".{name}.part"
        part.write_bytes(data)
        part.replace(_folder() / name)


def added(name: str) -> Path | None:
    """The file that an editor added under this name."""
    path = _folder() / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def _folder() -> Path:
    state: Path = settings.STATE
    return state.with_name(f"{state.name}.files")
