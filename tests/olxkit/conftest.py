"""Courses made on the spot, built through the command line as an author would."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import signal
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

COURSE_CONTENT = Path(__file__).parents[2] / "course_content"
SECONDS = 60  # of computing; no input of these tests may take longer
SMALL = {
    "course.yaml": """\
org: Org
course: C1
run: "2021"
title: A course
image: card.png
edition: "2021"
editions:
  "2021":
    part-1: {start: 2021-09-07, end: 2021-09-28}
""",
    "static/card.png": "a picture",
    "part/index.md": "---\nid: part\ntitle: Part\npart: 1\n---\n",
    "part/sub/index.md": "---\nid: sub\ntitle: Sub\n---\n",
    "part/sub/unit.md": "---\nid: unit\ntitle: Unit\n---\nSome words.\n",
}


class TooLate(BaseException):
    """No code under test may catch it."""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, so that no test meets what another compiled."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def small() -> Mapping[str, str]:
    """The files of the smallest course that builds."""
    return SMALL


@pytest.fixture
def limited() -> Iterator[None]:
    """A test that computes for a minute, or waits for five, fails instead."""

    def late(number: int, frame: object) -> None:
        raise TooLate("this takes too long")

    before = {number: signal.signal(number, late) for number in (signal.SIGALRM, signal.SIGVTALRM)}
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    signal.setitimer(signal.ITIMER_REAL, 5 * SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def course(tmp_path: Path) -> Callable[..., Path]:
    """Writes a course: the smallest one that builds, with these files added; None leaves a file out."""

    def write(files: Mapping[str, str | bytes | None] | None = None, folder: str = "course") -> Path:
        root = tmp_path / folder
        for path, content in {**SMALL, **(files or {})}.items():
            if content is not None:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture
def real_course(tmp_path: Path) -> Path:
    """A copy of the course that this repository is about."""
    return Path(shutil.copytree(COURSE_CONTENT, tmp_path / "course_content"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs olxkit with these words; answers exit code, standard output and standard error."""
    from olxkit.cli import main

    def call(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([os.fspath(word) if isinstance(word, Path) else str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def build(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> Callable[..., Path]:
    """Builds a course that must build; answers the archive."""

    def made(root: Path, *words: str, out: str = "out") -> Path:
        code, output, messages = run("build", root, "-o", tmp_path / out, *words)
        assert code == 0, messages
        return Path(output.strip())

    return made


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """The files of an archive by their path below its root folder."""

    def read(archive: Path) -> dict[str, bytes]:
        with tarfile.open(fileobj=io.BytesIO(gzip.decompress(archive.read_bytes()))) as tar:
            members = [(member, tar.extractfile(member)) for member in tar]
        assert all(file for _, file in members)
        return {member.name.removeprefix("course/"): file.read() for member, file in members if file}

    return read
