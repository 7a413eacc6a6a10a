"""The same source gives the same bytes, wherever, whenever and from whatever cache it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

RICH: dict[str, str | bytes | None] = {
    "sources.yaml": "a: {title: A}\nb: {title: B}\nc: {title: C}\n",
    "glossary.csv": "term,definition\nEGDI,An index\nCIO,A person\n",
    "data/a.csv": "x,y\n1,2\n3,4\n",
    "static/b/map.svg": "<svg/>",
    "static/a.svg": "<svg/>",
    "about/overview.md": "## About\n\nWords.\n",
    "part/sub/unit.md": "---\nid: unit\ntitle: Unit\n---\n"
    "The CIO reads EGDI [@b; @a]. ![A](/static/a.svg) [next](two.md)\n",
    "part/sub/two.md": "---\nid: two\ntitle: Two\n---\n"
    ":::{chart} data/a.csv\n:kind: line\n:x: x\n:y: y\n:title: T\n:alt: A\n:::\n",
}
ELSEWHERE = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LC_ALL": "C", "umask": "0o077"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "umask": "0o000"},
    {"PYTHONHASHSEED": "3", "TZ": "UTC", "PYTHONUTF8": "0", "LANG": "en_US.ISO-8859-1", "umask": "0o022"},
]


@pytest.mark.parametrize("place", ELSEWHERE, ids=lambda place: place["TZ"])
def test_time_place_and_language_of_the_machine_change_nothing(
    place: dict[str, str], course: Callable[..., Path], build: Callable[..., Path], tmp_path: Path
) -> None:
    expected = build(course(RICH)).read_bytes()
    root = tmp_path / "elsewhere"
    os.umask(before := os.umask(0))
    try:
        os.umask(int(place["umask"], 8))
        for path in sorted((tmp_path / "course").rglob("*"), reverse=True):  # made in another order, at another time
            if path.is_file():
                target = root / path.relative_to(tmp_path / "course")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
                os.utime(target, (1, 1))
    finally:
        os.umask(before)
    done = subprocess.run(
        [sys.executable, "-m", "olxkit.cli", "build", str(root), "-o", str(tmp_path / "there")],
        capture_output=True, check=False, env={**os.environ, **place, "XDG_CACHE_HOME": str(tmp_path / "cold")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there/Org-C1-2021.tar.gz").read_bytes() == expected


def change(path: str, text: str | None) -> Callable[[Path], None]:
    def apply(root: Path) -> None:
        if text is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)

    return apply


def rename(root: Path) -> None:
    (root / "part/sub/two.md").rename(root / "part/sub/renamed.md")
    unit = root / "part/sub/unit.md"
    unit.write_text(unit.read_text().replace("two.md", "renamed.md"))


def move(root: Path) -> None:
    shutil.move(root / "part/sub", root / "part/moved")


SAME = ("nothing", "only the lines of the sources", "a renamed file", "a moved folder")  # ids stay, so all stays
CHANGES: Mapping[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "a unit": change("part/sub/two.md", "---\nid: two\ntitle: Two\n---\nOther words.\n"),
    "an id that others link to": change("part/sub/two.md", "---\nid: other\ntitle: Two\n---\nWords.\n"),
    "a new unit": change("part/sub/three.md", "---\nid: three\ntitle: Three\n---\nWords.\n"),
    "a definition": change("glossary.csv", "term,definition\nEGDI,Another\nCIO,A person\n"),
    "the order of the glossary": change("glossary.csv", "term,definition\nCIO,A person\nEGDI,An index\n"),
    "a new term": change("glossary.csv", "term,definition\nreads,takes in\n"),
    "no glossary": change("glossary.csv", None),
    "a source": change("sources.yaml", "a: {title: A2}\nb: {title: B}\n"),
    "only the lines of the sources": change("sources.yaml", "\n\nb: {title: B}\na: {title: A}\nc: {title: C}\n"),
    "data": change("data/a.csv", "x,y\n1,2\n3,5\n"),
    "a picture": change("static/a.svg", "<svg></svg>"),
    "one more picture": change("static/c.svg", "<svg/>"),
    "a picture's name": lambda root: [
        (root / "static/a.svg").rename(root / "static/a b.svg"),
        change("part/sub/unit.md", "---\nid: unit\ntitle: Unit\n---\n![A](/static/a%20b.svg) [@a]\n")(root),
    ][0],
    "the about page": change("about/overview.md", "## About\n\nOther words.\n"),
    "the title": change("part/index.md", "---\nid: part\ntitle: Other\npart: 1\n---\n"),
    "the language": lambda root: change("course.yaml", (root / "course.yaml").read_text() + "language: ko\n")(root),
    "a renamed file": rename,
    "a moved folder": move,
    "a unit gone": lambda root: [
        (root / "part/sub/two.md").unlink(),
        change("part/sub/unit.md", "---\nid: unit\ntitle: Unit\n---\nEGDI [@a]\n")(root),
    ][0],
}


@pytest.mark.parametrize("portable", [(), ("--portable",)], ids=["whole", "portable"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_rebuild_is_what_a_first_build_would_be(
    name: str,
    portable: tuple[str, ...],
    course: Callable[..., Path],
    build: Callable[..., Path],
    own_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    root = course(RICH)
    first = build(root, *portable).read_bytes()
    CHANGES[name](root)
    rebuilt = build(root, *portable).read_bytes()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cold"))
    assert rebuilt == build(root, *portable, out="cold-out").read_bytes()
    assert (rebuilt == first) == (name in SAME or (bool(portable) and name == "the order of the glossary"))


def test_going_back_gives_the_first_archive_again(course: Callable[..., Path], build: Callable[..., Path]) -> None:
    first = build(course(RICH)).read_bytes()
    CHANGES["a new term"](course(RICH))
    assert build(course(RICH) / "../course").read_bytes() == first


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + bytes(4000)])
def test_a_damaged_cache_is_an_empty_one(
    damage: bytes, course: Callable[..., Path], build: Callable[..., Path], own_cache: Path
) -> None:
    root = course(RICH)
    first = build(root).read_bytes()
    files = list(own_cache.rglob("*.sqlite3"))
    assert files
    for file in files:
        file.write_bytes(damage)
    assert build(root).read_bytes() == first


def test_a_cache_that_cannot_be_written_is_done_without(
    course: Callable[..., Path], build: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    first = build(course(RICH)).read_bytes()
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    assert build(course(RICH)).read_bytes() == first
