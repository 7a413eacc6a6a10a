"""The cases in cases/*.md: what an author writes, what goes into the archive, and what is said about it.

A case starts with a line `=== case: NAME`, then has these parts:

    === input                  files of the course; without a header line it is the one unit, part/sub/unit.md
    --- file: PATH             header line: what follows is that file (the smallest course has the others)
    --- bytes: PATH            the same, with escapes such as \\xff for bytes that are no text
    --- repeat: N PATH         the same, with its lines repeated N times
    --- link: PATH -> TARGET   a symbolic link;  --- pipe: PATH  --- folder: PATH  --- delete: PATH
    === language               build this translation
    === earlier                files of the course as it was when it was imported last
    === expected OLX           files of the archive, after `--- file: PATH` lines
    === expected diagnostics   line:column name, of the unit; with its path before it for any other file
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from olxkit.problems import EVERY
from olxkit.problems.question import QUESTION_PROBLEMS

FOLDER = Path(__file__).parent / "cases"
UNIT = "part/sub/unit.md"
# reached by test_against.py and test_commands.py
ELSEWHERE = {"unreadable-archive", "course-too-large", "archive-too-large"}
OLD = b"an archive of yesterday"


@dataclass
class Case:
    """One case: its parts by name, each a list of (header, text)."""

    name: str
    parts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def text(self, part: str) -> str:
        return "".join(text for _, text in self.parts.get(part, ())).strip()

    @property
    def diagnostics(self) -> list[str]:
        return self.text("expected diagnostics").splitlines()


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        for block in re.split(r"^=== case: ", path.read_text("utf-8"), flags=re.M)[1:]:
            name, *parts = re.split(r"^=== (.*)\n", block, flags=re.M)
            named = zip(parts[::2], parts[1::2], strict=True)
            yield Case(f"{path.stem}: {name.strip()}", {title.strip(): files(text) for title, text in named})


def files(part: str) -> list[tuple[str, str]]:
    first, *rest = re.split(r"^--- (\w+: .*)\n", part, flags=re.M)
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    return [(f"file: {UNIT}", first), *pairs] if first.strip() else pairs


def write(root: Path, given: list[tuple[str, str]]) -> None:
    """Makes what the header lines say."""
    for header, text in given:
        kind, _, rest = header.partition(": ")
        path, _, target = rest.partition(" -> ")
        count, _, path = path.partition(" ") if kind == "repeat" else ("1", "", path)
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind == "link":
            place.symlink_to(target)
        elif kind == "pipe":
            os.mkfifo(place)
        elif kind == "folder":
            place.mkdir()
        elif kind == "delete":
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        elif kind == "bytes":
            place.write_bytes(text.strip("\n").encode().decode("unicode_escape").encode("latin-1"))
        else:
            assert kind in ("file", "repeat"), header
            place.write_text(text * int(count), "utf-8")


def found(report: str) -> list[str]:
    """The JSON of `check` in the short form of the cases."""
    short = [f"{one['file']}:{one['line']}:{one['column']} {one['name']}" for one in json.loads(report)]
    return [line.removeprefix(f"{UNIT}:") for line in short]


Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(
    case: Case,
    course: Callable[..., Path],
    run: Run,
    contents: Callable[[Path], dict[str, bytes]],
    tmp_path: Path,
    limited: None,
) -> None:
    root, out = course(), tmp_path / "out"
    against: list[object] = []
    if "earlier" in case.parts:
        write(course(folder="earlier"), case.parts["earlier"])
        against = ["--against", run("build", tmp_path / "earlier", "-o", tmp_path / "before")[1].strip()]
    write(root, case.parts["input"])
    if language := case.text("language"):
        check_translation(case, root, language)
    else:
        code, report, _ = run("check", root, "--json", *against)
        places = [line.replace(f"{tmp_path}/", "") for line in found(report)]
        assert places == case.diagnostics
        errors = any(one["level"] == "error" for one in json.loads(report))
        assert code == int(errors)

    archive = out / f"Org-C1-2021{f'.{language}' if language else ''}.tar.gz"
    out.mkdir()
    archive.write_bytes(OLD)
    code, _, messages = run("build", root, "-o", out, *(["--language", language] if language else []))
    assert "Traceback" not in messages
    assert [path.name for path in out.iterdir()] == [archive.name]
    if ": error: " in messages:
        assert (code, archive.read_bytes()) == (1, OLD)
    else:
        assert code == 0
        inside = contents(archive)
        for header, text in case.parts.get("expected OLX", ()):
            assert inside[header.removeprefix("file: ")].decode().strip("\n") == text.strip("\n")


def check_translation(case: Case, root: Path, language: str) -> None:
    from olxkit.report import as_json
    from olxkit.workspace import Workspace

    assert found(as_json(Workspace(root, language=language).compile().diagnostics)) == case.diagnostics


def test_every_diagnostic_is_reached_by_a_case() -> None:
    reached = {line.rsplit(" ", 1)[1] for case in cases() for line in case.diagnostics} | ELSEWHERE
    own = {_name(kind) for kind in EVERY if kind not in QUESTION_PROBLEMS}
    assert own - reached == set()
    assert reached - own == set(), "no such diagnostic"


def _name(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()
