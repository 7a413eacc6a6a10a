"""A course for the player: an archive as it is, or a folder that is built again whenever its files change."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from olxkit.player.archive import FixedArchive, Source
from olxkit.report import say, show, summary
from olxkit.workspace import BuildRefused, Workspace


class LiveCourse:
    """The archive of a course folder, rebuilt when a file changed; with errors, the last good one stays."""

    def __init__(self, root: Path, out: Path) -> None:
        self._root, self._out = root, out
        self._workspace = Workspace(root)
        self._lock = threading.Lock()
        self._state: frozenset[tuple[str, int, int]] = frozenset()
        self._archive: Path | None = None
        self._findings: list[str] = []

    def archive(self) -> Path:
        """The newest archive that could be built; FileNotFoundError when there has never been one."""
        with self._lock:
            state = self._snapshot()
            if state != self._state:
                self._state = state
                self._rebuild()
            if self._archive is None:
                raise FileNotFoundError("the course has errors and was never built")
            return self._archive

    def findings(self) -> list[str]:
        """The errors that keep the newest source from being shown, a line each."""
        return self._findings

    def _rebuild(self) -> None:
        course = self._workspace.compile()
        try:
            self._archive = self._workspace.build(course, self._out)
            self._findings = []
            say(f"built {self._archive}: {len(course.units)} units, {summary(course.diagnostics)}")
        except BuildRefused:
            show(course.diagnostics, self._root, sys.stderr)
            errors = [one for one in course.diagnostics if one.level == "error"]
            self._findings = [f"{one.at}: {one.text}. {one.advice}" for one in errors]

    def _snapshot(self) -> frozenset[tuple[str, int, int]]:
        """Name, time and size of every file of the source."""
        seen = []
        for folder, folders, names in os.walk(self._root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(folder, name)
                try:
                    stat = os.stat(path)
                except OSError:
                    continue
                seen.append((path, stat.st_mtime_ns, stat.st_size))
        return frozenset(seen)


def source_of(course: Path, out: Path) -> Source | None:
    """What to play; None, after saying why, when a folder has never built."""
    if not course.is_dir():
        return FixedArchive(course)
    live = LiveCourse(course, out)
    try:
        live.archive()
    except FileNotFoundError:
        say("the course has errors; correct them and start again")
        return None
    return live
