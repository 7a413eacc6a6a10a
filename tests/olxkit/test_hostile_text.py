"""Text that was made to hurt: each in linear time, with a named diagnostic or none, and never a traceback."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SIZE = 300_000
HEAD = "---\nid: unit\ntitle: Unit\n---\n"
Run = Callable[..., tuple[int, str, str]]
HOSTILE = {
    "fences": "```\n",
    "fences of many lengths": "".join("`" * count + "\n" for count in range(3, 700)),
    "tildes": "~~~x\n",
    "backticks": "`",
    "growing runs of backticks": "".join("`" * count + " " for count in range(1, 700)),
    "escaped backticks": "\\`",
    "opening brackets": "[",
    "images": "![",
    "brackets closed": "[]",
    "targets never closed": "[a](",
    "nested parentheses": "[a](((((",
    "links to nothing": "[a](b.md)\n",
    "reference definitions": "[a]: b\n",
    "angle brackets": "<",
    "tags never closed": "<a href=",
    "comments never closed": "<!--",
    "colons": ":::\n",
    "directives never closed": ":::{html}\n",
    "spaces before an end": " " * 5000 + "x\n",
    "an option of spaces": ":::{html} " + " " * 200_000 + "x\n:id: " + " " * 90_000 + "x\n:::\n",
    "quotations": ">" * 200 + "\n",
    "indents": " " * 3000 + "x\n\n",
    "lists": "* " * 1000 + "\n",
    "citations": "[@a; ",
    "citations of nothing": "[@a] ",
    "emphasis": "*_",
    "footnotes": "[^1]: a\n",
    "maths": "\\(",
    "entities": "&",
    "one long word": "a",
    "tables": "|",
    "carriage returns": "\r",
    "blank lines": "\n",
    "html body": ":::{html}\n" + "<b" * 100_000,
    "html comments": ":::{html}\n" + "<!--" * 70_000,
    "html declarations": ":::{html}\n" + "<![" * 90_000,
    "html open": ":::{html}\n" + "<b>" * 90_000,
    "html closed": ":::{html}\n" + "<p>" * 40_000 + "</b>" * 40_000,
    "problem": ":::{problem} Q\n:id: q\n" + "(x) " * 70_000,
    "problem braces": ":::{problem} Q\n:id: q\n(x) a " + "{{" * 140_000,
    "problem brackets": ":::{problem} Q\n:id: q\n" + "[[\n" * 90_000,
}
FRONT = {
    "sequences": "- " * 150_000,
    "flow": "[" * SIZE,
    "keys": "? " * 150_000,
    "flow mappings": "{a: " * 70_000,
    "quotes": '"' * SIZE,
    "indents": "".join(" " * depth + "a:\n" for depth in range(700)),
    "anchors": "".join(f"a{number}: &a{number} x\n" for number in range(15_000)),
    "aliases": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(10_000)),
    "flow items": "a: [" + "a, " * 90_000 + "]",
    "keys never closed": "a" * SIZE,
    "tags": "!!str " * 50_000,
    "comments": "#" * SIZE,
    "long key": "k" * 1000 + ": v\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_body_is_checked_in_time(
    name: str, course: Callable[..., Path], run: Run, tmp_path: Path, limited: None
) -> None:
    piece = HOSTILE[name]
    body = (piece * (SIZE // len(piece) + 1))[: max(SIZE, len(piece))]
    code, _, messages = run("build", course({"part/sub/unit.md": HEAD + body}), "-o", tmp_path / "out")
    assert code in (0, 1)
    assert "Traceback" not in messages


@pytest.mark.parametrize("name", FRONT)
def test_hostile_front_matter_is_refused_in_time(
    name: str, course: Callable[..., Path], run: Run, limited: None
) -> None:
    text = f"---\n{FRONT[name]}\n---\nWords.\n"
    code, report, _ = run("check", course({"part/sub/unit.md": text}), "--json")
    assert code == 1
    assert '"level": "error"' in report


@pytest.mark.parametrize("path", ["course.yaml", "sources.yaml", "part/index.md", "glossary.csv", "data/a.csv"])
def test_other_files_are_read_in_time(path: str, course: Callable[..., Path], run: Run, limited: None) -> None:
    for text in ("- " * 150_000, "[" * SIZE, '"' * SIZE, "a,\n" * 100_000, "a: b\n" * 60_000, "\n" * SIZE):
        code, _, messages = run("check", course({path: text, "part/sub/unit.md": HEAD + CHART}))
        assert code in (0, 1)
        assert "Traceback" not in messages


CHART = ":::{chart} data/a.csv\n:kind: line\n:x: a\n:y: a\n:title: T\n:alt: A\n:::\n"


def test_a_full_disk_leaves_the_old_archive(course: Callable[..., Path], build: Callable[..., Path]) -> None:
    root = course()
    archive = build(root)
    before = archive.read_bytes()
    (root / "static/film.mp4").write_bytes(bytes(range(256)) * 4000)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    done = subprocess.run(
        [sys.executable, "-m", "olxkit.cli", "build", str(root), "-o", str(archive.parent)],
        capture_output=True, text=True, preexec_fn=small_disk, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    assert archive.read_bytes() == before
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]
