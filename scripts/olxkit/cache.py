"""What earlier runs compiled, kept on disk by source file, so that a rebuild compiles only what changed.

It lies in the user's cache folder ($XDG_CACHE_HOME, else ~/.cache) and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from olxkit.olx.pages import Page
from olxkit.problems import EVERY, Diagnostic, Position
from olxkit.source.context import Named

KINDS = {kind.__name__: kind for kind in EVERY}
COLUMNS = "path TEXT PRIMARY KEY, file TEXT, context TEXT, id TEXT, summary TEXT, piece BLOB"
PAGE_COLUMNS = "path TEXT PRIMARY KEY, digest TEXT, html TEXT"
SCENE_COLUMNS = "digest TEXT, kind TEXT, data BLOB, PRIMARY KEY (digest, kind)"


@dataclass(frozen=True, slots=True)
class CompiledUnit:
    """A unit ready for the archive: `piece` is its packed files, the rest what the course must know of it.

    `data` are the CSV files that it draws, `scenes` what it shows; `files` and `size` (bytes) what the piece holds.
    """

    path: str
    file_digest: str
    context_digest: str
    id: str
    names: tuple[Named, ...]
    cited: tuple[str, ...]
    tags: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    piece: bytes
    data: tuple[str, ...] = ()
    files: int = 0
    size: int = 0
    scenes: tuple[str, ...] = ()


class DiskCache:
    """Compiled units of one course folder. A cache that cannot be used is an empty one."""

    def __init__(self, root: Path, *, variant: str = "") -> None:
        base = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) / "olxkit"
        name = hashlib.sha256(os.fsencode(f"{root.resolve()}\0{variant}")).hexdigest()[:24]
        self._path = base / f"{name}.sqlite3"
        self._tool = tool_digest()

    def load(self) -> dict[str, CompiledUnit]:
        """All units that this very version of olxkit compiled, by path."""
        try:
            rows = self._rows("SELECT path, file, context, id, summary, piece FROM unit")
            return {row[0]: _unit(*row) for row in rows}
        except (OSError, sqlite3.Error, ValueError, KeyError, TypeError, RuntimeError):
            return {}

    def save(self, changed: Iterable[CompiledUnit], gone: Iterable[str]) -> None:
        """Replaces the changed units and forgets those that are gone."""
        try:
            with closing(self._writable()) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?, ?)", map(_row, changed))
                connection.executemany("DELETE FROM unit WHERE path = ?", ((path,) for path in gone))
        except (OSError, sqlite3.Error):
            return

    def load_pages(self) -> dict[str, Page]:
        """The rendered pages of an earlier build, by path."""
        try:
            return {path: (digest, html) for path, digest, html in self._rows("SELECT path, digest, html FROM page")}
        except (OSError, sqlite3.Error):
            return {}

    def save_pages(self, pages: Mapping[str, Page]) -> None:
        """Keeps these pages."""
        try:
            with closing(self._writable()) as connection, connection:
                rows = ((path, *page) for path, page in pages.items())
                connection.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)
        except (OSError, sqlite3.Error):
            return

    def load_scene(self, digest: str) -> dict[str, bytes]:
        """What was made of a scene, by kind; empty when it was not."""
        try:
            return dict(self._rows("SELECT kind, data FROM scene WHERE digest = ? ORDER BY rowid", digest))
        except (OSError, sqlite3.Error, ValueError):
            return {}

    def save_scene(self, digest: str, made: Mapping[str, bytes]) -> None:
        """Keeps what was made of a scene."""
        try:
            with closing(self._writable()) as connection, connection:
                rows = ((digest, kind, data) for kind, data in made.items())
                connection.executemany("INSERT OR REPLACE INTO scene VALUES (?, ?, ?)", rows)
        except (OSError, sqlite3.Error):
            return

    def keep_scenes(self, digests: Collection[str], language: str) -> None:
        """Forgets all other scenes of the language, with which their digests end."""
        try:
            with closing(self._writable()) as connection, connection:
                known = {row[0] for row in connection.execute("SELECT DISTINCT digest FROM scene")}
                gone = ((one,) for one in known - set(digests) if one.partition(" ")[2] == language)
                connection.executemany("DELETE FROM scene WHERE digest = ?", gone)
        except (OSError, sqlite3.Error):
            return

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """What the query finds; nothing when another version of olxkit wrote it."""
        with closing(self._connect()) as connection:
            same = connection.execute("PRAGMA user_version").fetchone()[0] == self._tool
            return connection.execute(query, values).fetchall() if same else []

    def _writable(self) -> sqlite3.Connection:
        """A connection to the tables of this version; those of another one are emptied."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connect()
        if connection.execute("PRAGMA user_version").fetchone()[0] != self._tool:
            connection.executescript("DROP TABLE IF EXISTS unit; DROP TABLE IF EXISTS page; DROP TABLE IF EXISTS scene")
        connection.execute(f"CREATE TABLE IF NOT EXISTS unit ({COLUMNS})")
        connection.execute(f"CREATE TABLE IF NOT EXISTS page ({PAGE_COLUMNS})")
        connection.execute(f"CREATE TABLE IF NOT EXISTS scene ({SCENE_COLUMNS})")
        connection.execute(f"PRAGMA user_version = {self._tool}")
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=2)
        connection.execute("PRAGMA synchronous = OFF")
        return connection


def tool_digest() -> int:
    """A number that changes with the code that compiles and with the XBlocks installed: sizes and times of files."""
    digest = hashlib.sha256()
    for path in _code():
        stat = path.stat()
        digest.update(f"{path} {stat.st_mtime_ns} {stat.st_size}\n".encode("utf-8", "surrogateescape"))
    return int.from_bytes(digest.digest()[:4], "big") >> 1


def _code() -> Iterator[Path]:
    import digigov
    import olxkit

    for package in (olxkit, digigov):
        for pattern in ("*.py", "*.json"):
            yield from sorted(Path(package.__path__[0]).rglob(pattern))
    for folder in map(Path, sys.path):
        if folder.name.endswith("-packages") and folder.is_dir():
            yield folder  # its time changes when a package is installed or removed


def _row(unit: CompiledUnit) -> tuple[Any, ...]:
    summary = {
        "names": unit.names,
        "cited": unit.cited,
        "tags": unit.tags,
        "data": unit.data,
        "weight": (unit.files, unit.size),
        "scenes": unit.scenes,
        "diagnostics": [[type(one).__name__, one.at, one.values] for one in unit.diagnostics],
    }
    return unit.path, unit.file_digest, unit.context_digest, unit.id, json.dumps(summary), unit.piece


def _unit(path: str, file: str, context: str, id: str, summary: str, piece: bytes) -> CompiledUnit:
    plain = json.loads(summary)
    names = tuple(Named(name, kind, Position(*at)) for name, kind, at in plain["names"])
    diagnostics = tuple(KINDS[kind](Position(*at), **values) for kind, at, values in plain["diagnostics"])
    files, size = plain["weight"]
    return CompiledUnit(
        path, file, context, id, names, tuple(plain["cited"]), tuple(plain["tags"]), diagnostics, piece,
        tuple(plain["data"]), files, size, tuple(plain["scenes"]),
    )  # fmt: skip
