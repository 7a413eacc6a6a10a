"""Reading the author's files: nothing outside the course folder, nothing unreadable, nothing without a diagnostic."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.files import (
    ControlCharacter,
    FileTooLarge,
    LinkLeavesCourse,
    MissingFile,
    NotUtf8,
    UnreadableFile,
)

TEXT_LIMIT = 1_000_000  # bytes; a lesson of this size takes a day to read
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BAD_NAME = "its name is not UTF-8 text or holds a control character; rename it"
BAD_IN_NAME = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # surrogates stand for bytes that are not UTF-8
IGNORED = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules", ".vscode", ".idea"})


class Files:
    """A course folder on disk. Paths are relative to it, with `/`; reading reports to `found`."""

    def __init__(self, root: Path, language: str = "") -> None:
        self.root = root
        self.language = language
        self._real_root = os.path.realpath(root)
        self._folders_inside: dict[str, bool] = {}  # following every part of every path is what costs
        self.found: list[Diagnostic] = []

    def translated(self, path: str) -> str:
        """The path of the file's translation into the chosen language, or the path itself when there is none."""
        candidate = f"translations/{self.language}/{path}"
        return candidate if self.language and self.exists(candidate) else path

    def exists(self, path: str) -> bool:
        return (self.root / path).exists()

    def list(self, folder: str = "") -> tuple[list[str], list[str]]:
        """Names of the subfolders and of the files of `folder`, sorted; hidden and tool folders left out."""
        folders: list[str] = []
        names: list[str] = []
        if not self._inside(folder):  # reported where the folder that holds it is listed
            return folders, names
        try:
            with os.scandir(self.root / folder) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    if entry.name in IGNORED:
                        continue
                    if BAD_IN_NAME.search(entry.name):
                        self.found.append(UnreadableFile(Position(_shown(path)), reason=BAD_NAME))
                    elif entry.is_symlink() and not self._inside(path):
                        self.found.append(LinkLeavesCourse(Position(path)))
                    elif os.path.isdir(entry.path) if entry.is_symlink() else entry.is_dir():
                        folders.append(entry.name)
                    else:
                        names.append(entry.name)
        except OSError as error:
            self.found.append(UnreadableFile(Position(folder or "."), reason=error.strerror or error))
        return folders, names

    def walk(self, folder: str, seen: set[str] | None = None) -> Iterator[str]:
        """Every file below `folder`, sorted; a folder that links lead to again is reported, not entered."""
        seen = set() if seen is None else seen
        real = os.path.realpath(self.root / folder)
        if real in seen:
            self.found.append(UnreadableFile(Position(folder), reason="it leads to a folder that is here already"))
            return
        seen.add(real)
        folders, names = self.list(folder)
        for name in names:
            yield f"{folder}/{name}"
        for name in folders:
            yield from self.walk(f"{folder}/{name}", seen)

    def size(self, path: str) -> int | None:
        """Bytes of an ordinary file of the course that can be read; None with a diagnostic for anything else."""
        try:
            if not self._inside(path):
                self.found.append(LinkLeavesCourse(Position(path)))
                return None
            full = os.path.join(self.root, path)
            status = os.stat(full)
        except FileNotFoundError:
            self.found.append(MissingFile(Position(path), path=path))
            return None
        except OSError as error:
            self.found.append(UnreadableFile(Position(path), reason=error.strerror or error))
            return None
        if stat.S_ISREG(status.st_mode) and os.access(full, os.R_OK):
            return status.st_size
        reason = "permission denied" if stat.S_ISREG(status.st_mode) else "it is not an ordinary file"
        self.found.append(UnreadableFile(Position(path), reason=reason))
        return None

    def read_bytes(self, path: str, limit: int) -> bytes | None:
        """The content, or None with a diagnostic; more than `limit` bytes are not read."""
        size = self.size(path)
        if size is None:
            return None
        if size > limit:
            self.found.append(FileTooLarge(Position(path), size=size, limit=limit))
            return None
        try:
            with open(os.path.join(self.root, path), "rb") as file:
                return file.read()
        except OSError as error:
            self.found.append(UnreadableFile(Position(path), reason=error.strerror or error))
            return None

    def read_text(self, path: str, limit: int = TEXT_LIMIT) -> str | None:
        """The text with `\\n` line ends and without a byte order mark, or None with a diagnostic."""
        data = self.read_bytes(path, limit)
        if data is None:
            return None
        text, problem = decode(data, path)
        if problem:
            self.found.append(problem)
        return text

    def _inside(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        if name == ".." or os.path.islink(os.path.join(self.root, path)):
            return self._really_inside(path)
        if folder not in self._folders_inside:
            self._folders_inside[folder] = self._really_inside(folder)
        return self._folders_inside[folder]

    def _really_inside(self, path: str) -> bool:
        real = os.path.realpath(os.path.join(self.root, path))
        return real == self._real_root or real.startswith(self._real_root + os.sep)


def _shown(path: str) -> str:
    return path.encode("unicode_escape", "backslashreplace").decode()


def decode(data: bytes, path: str) -> tuple[str | None, Diagnostic | None]:
    """UTF-8 text that XML can carry, or the diagnostic that says where it cannot."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return None, NotUtf8(place(path, before, len(before)), byte=f"{data[error.start]:02x}")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = NOT_XML.search(text)
    if bad:
        return None, ControlCharacter(place(path, text, bad.start()), code=f"{ord(bad.group()):04X}")
    return text, None


def place(path: str, text: str, offset: int, *, first_line: int = 1) -> Position:
    """Where the character at `offset` of `text` stands, when `text` begins at `first_line` of the file."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset) - 1
    return Position(path, first_line + line, offset - starts[line] + 1)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    """Kept for the text at hand, so that a text full of faults is not counted through for each."""
    return [0, *(match.end() for match in re.finditer("\n", text))]
