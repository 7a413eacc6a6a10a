"""Showing diagnostics to a person, with the line they are about, or to a program as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO
from unicodedata import combining, east_asian_width

from olxkit.problems.base import Diagnostic
from olxkit.source.files import Files

COLOURS = {"error": "\033[1;31m", "warning": "\033[1;33m", "help": "\033[36m", "end": "\033[0m"}


def as_json(found: Iterable[Diagnostic]) -> str:
    """A JSON list with one object a diagnostic."""
    return json.dumps(
        [
            {
                "file": one.at.file,
                "line": one.at.line,
                "column": one.at.column,
                "level": one.level,
                "name": one.name,
                "message": one.text,
                "help": one.advice,
            }
            for one in found
        ],
        ensure_ascii=False,
        indent=2,
    )


def show(found: Iterable[Diagnostic], root: Path, stream: TextIO) -> None:
    """Each diagnostic with its place, the line of the source, and what to do."""
    lines = _SourceLines(root)
    paint = stream.isatty()
    for one in found:
        place = f"{root / one.at.file}:{one.at.line}:{one.at.column}"
        print(f"{place}: {_colour(one.level, one.level, paint)}: {one.text} [{one.name}]", file=stream)
        source = lines.get(one.at.file, one.at.line)
        if source:
            cut = max(0, one.at.column - 60)
            print(f"    {source[cut : cut + 100]}", file=stream)
            print(f"    {' ' * _columns(source[cut : one.at.column - 1])}^", file=stream)
        print(f"    {_colour('help', 'help', paint)}: {one.advice}", file=stream)


def summary(found: Iterable[Diagnostic]) -> str:
    """How many errors and warnings, in words."""
    levels = [one.level for one in found]
    errors, warnings = levels.count("error"), levels.count("warning")
    if not levels:
        return "no findings"
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"


def say(text: str) -> None:
    """A line of progress; to standard error, so that output can be piped."""
    print(text, file=sys.stderr, flush=True)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _colour(name: str, text: str, paint: bool) -> str:
    return f"{COLOURS[name]}{text}{COLOURS['end']}" if paint else text


class _SourceLines:
    """Lines of the course's own text files; nothing of a file that the course could not use."""

    def __init__(self, root: Path) -> None:
        self._source = Files(root)
        self._texts: dict[str, list[str]] = {}

    def get(self, file: str, line: int) -> str:
        if file not in self._texts:
            self._texts[file] = (self._source.read_text(file) or "").split("\n")
        lines = self._texts[file]
        return lines[line - 1].replace("\t", " ") if 0 < line <= len(lines) else ""


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes: Hangul and Han characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else not combining(character) for character in text)
