"""Archives of strangers, archives that change, and starting the player in a process of its own."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from olxkit.player import models
from olxkit.player.archive import MAX_FILES, FixedArchive, unpack
from olxkit.player.course import Course
from olxkit.player.errors import PlayerError

from .conftest import COURSE, KEY, Person, pack

RIGHT = {"input_q-choice_2_1": "choice_0"}


def tar_of(target: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(target, "w:gz") as tar:
        for member, data in members:
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return target


def entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


@pytest.mark.parametrize(
    "member",
    [
        entry("../escape.txt"),
        entry("/escape.txt"),
        entry("course/link", tarfile.SYMTYPE, "/etc/passwd"),
        entry("course/hard", tarfile.LNKTYPE, "course/course.xml"),
        entry("course/device", tarfile.CHRTYPE),
        entry("course/pipe", tarfile.FIFOTYPE),
    ],
    ids=lambda member: member.name,
)
def test_members_that_leave_the_folder_are_refused(tmp_path: Path, member: tarfile.TarInfo) -> None:
    archive = tar_of(tmp_path / "a.tar.gz", (entry("course/course.xml"), b"<course/>"), (member, b""))
    cache = tmp_path / "deep" / "cache"
    with pytest.raises(PlayerError, match="cannot be unpacked"):
        unpack(archive, cache, "x")
    assert not list(tmp_path.rglob("escape.txt")) and not (cache / "x").exists()


def test_too_many_files_and_bombs_are_refused(tmp_path: Path) -> None:
    many = tmp_path / "many.zip"
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(MAX_FILES + 1):
            archive.writestr(f"course/{number}", b"")
    bomb = tar_of(tmp_path / "bomb.tar.gz", (entry("course/zeros"), bytes(60_000_000)))
    for path in (many, bomb):
        with pytest.raises(PlayerError, match="too large"):
            unpack(path, tmp_path / "cache", path.stem)
    assert not [path for path in (tmp_path / "cache").iterdir() if not path.name.startswith(".")]


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08broken", b"PK\x03\x04broken"])
def test_what_is_no_archive_is_said_plainly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.tar.gz"
    path.write_bytes(content)
    with pytest.raises(PlayerError, match="cannot be unpacked") as refused:
        unpack(path, tmp_path / "cache", "x")
    assert "\n" not in str(refused.value)


def test_an_archive_without_a_course_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(PlayerError, match=r"no course\.xml"):
        unpack(tar_of(tmp_path / "a.tar.gz", (entry("readme.txt"), b"hello")), tmp_path / "cache", "x")


def test_a_zip_plays_too(tmp_path: Path) -> None:
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in COURSE.rglob("*"):
            if file.is_file():
                archive.write(file, f"course/{file.relative_to(COURSE)}")
    course = Course(unpack(path, tmp_path / "cache", "x"), "x")
    assert [course.title(node) for node in course.subsections] == ["How it began", "Check what you know", "Exercises"]


def test_static_names_are_flattened_as_the_platform_does(tmp_path: Path) -> None:
    course = Course(unpack(pack(tmp_path / "a.tar.gz", {"static/my dir/a b.txt": "x"}), tmp_path / "cache", "x"), "x")
    assert course.asset("my_dir_a_b.txt") and course.asset("diagrams_ladder.svg")
    assert course.asset("my dir/a b.txt") is None


def test_entities_are_not_expanded(play: Callable[..., Any]) -> None:
    vertical = (
        '<!DOCTYPE v [<!ENTITY x SYSTEM "file:///etc/passwd">]><vertical display_name="A"><html>&x;</html></vertical>'
    )
    play({"vertical/first.xml": vertical})
    assert "root:" not in Person("khmer-learner").text("/unit/first/")


def test_a_broken_file_is_a_card_in_its_place(play: Callable[..., Any]) -> None:
    play({"vertical/first.xml": "<vertical", "problem/q-boxes.xml": "<problem>"})
    learner = Person("khmer-learner")
    assert "could not be shown" in learner.text("/unit/first/")
    page = learner.text("/unit/questions/")
    assert "could not be shown: <code>q-boxes</code>" in page and "A number" in page
    assert learner.get("/progress/").status_code == 200


def test_a_replaced_archive_is_shown_and_keeps_answers_and_edits(play: Callable[..., Any]) -> None:
    play()
    learner, instructor = Person("khmer-learner"), Person("instructor")
    learner.submit("q-choice", RIGHT)
    edit = {"values": {"instructions": "Edited"}, "defaults": []}
    instructor.json("word_cloud", "words", "submit_studio_edits", edit, base="studio-handler")
    site_before = learner.text("/unit/first/")
    play({"html/welcome.html": "<p>Rewritten.</p>"})
    assert "Rewritten." not in site_before and "Rewritten." in learner.text("/unit/first/")
    assert learner.grade() == 30
    assert "Edited" in learner.text("/unit/practice/")


def test_reload_within_one_site_and_a_broken_build_shows_the_last_good(play: Callable[..., Any]) -> None:
    site = play()
    learner = Person("khmer-learner")
    first = site.refresh()
    assert site.refresh() is first  # nothing changed, nothing is read again
    pack(site.source.path, {"html/welcome.html": "<p>Second.</p>"})
    assert "Second." in learner.text("/unit/first/")
    site.source.path.write_bytes(b"half an archive")
    page = learner.text("/unit/first/")
    assert "Second." in page and "cannot be unpacked" in page


def test_findings_of_the_source_stand_on_top(play: Callable[..., Any]) -> None:
    site = play()
    site.source.findings = lambda: ["part-1/a.md:3:1: error: a <tag> is wrong"]
    assert "part-1/a.md:3:1: error: a &lt;tag&gt; is wrong" in Person("khmer-learner").text("/")


def test_fields_of_two_tabs_are_merged(learner: Person) -> None:
    from olxkit.player import state

    state.set_state(101, "usage", "k", {"a": 1})
    state.set_state(101, "usage", "k", {"b": {"c": None}})
    state.set_state(101, "usage", "k", {"a": [2, "x"]})
    assert models.BlockState.objects.get(key="k").state == {"a": [2, "x"], "b": {"c": None}}
    state.delete_state(101, "usage", "k", "a")
    assert models.BlockState.objects.get(key="k").state == {"b": {"c": None}}


def test_only_if_higher_keeps_the_better_grade(learner: Person) -> None:
    from olxkit.player import state

    state.set_grade(101, "k", 3, 4)
    state.set_grade(101, "k", 1, 2, only_if_higher=True)
    assert state.grades(101)["k"] == (3, 4)
    state.set_grade(101, "k", 1, 2)
    assert state.grades(101)["k"] == (1, 2)


# -- a process of its own


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """`python -m olxkit.player` and its address."""

    def __init__(self, archive: Path, state: Path, port: int) -> None:
        command = [sys.executable, "-m", "olxkit.player", str(archive), "--port", str(port), "--state", str(state)]
        env = {name: value for name, value in os.environ.items() if not name.startswith(("OLXKIT", "DJANGO"))}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
        assert self.process.stdout
        self.lines: list[str] = []
        for line in self.process.stdout:
            self.lines.append(line)
            if "http://" in line:
                break
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.base = f"http://127.0.0.1:{port}"

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path) as answer:
            return str(answer.read().decode())

    def post(self, path: str, data: str) -> str:
        jar = next(handler for handler in self.opener.handlers if hasattr(handler, "cookiejar"))
        token = next(cookie.value for cookie in jar.cookiejar if cookie.name == "csrftoken")  # type: ignore[attr-defined]
        request = urllib.request.Request(self.base + path, data.encode(), {"X-CSRFToken": token})
        with self.opener.open(request) as answer:
            return str(answer.read().decode())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def test_an_acknowledged_answer_survives_kill_9(tmp_path: Path) -> None:
    archive, state, port = pack(tmp_path / "c.tar.gz"), tmp_path / "s" / "player.sqlite3", free_port()
    first = Process(archive, state, port)
    try:
        assert first.lines[-1].startswith(f"The course is at http://127.0.0.1:{port}/")
        first.get("/unit/questions/")
        usage = KEY.format("problem", "q-choice")
        reply = first.post(f"/handler/{usage}/xmodule_handler/problem_check", "input_q-choice_2_1=choice_0")
        assert '"success": "correct"' in reply
    finally:
        first.kill()
    second = Process(archive, state, port)
    try:
        assert "2 of 4 points (50%)" in second.get("/progress/")
        assert "choicegroup_correct" in second.get("/unit/questions/")
    finally:
        second.kill()


def test_a_busy_port_and_a_missing_archive_are_sentences(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        for arguments, words in (
            ([str(pack(tmp_path / "c.tar.gz")), "--port", port], "is in use"),
            ([str(tmp_path / "none.tar.gz"), "--port", "0"], "Cannot read the archive"),
        ):
            command = [sys.executable, "-m", "olxkit.player", *arguments, "--state", str(tmp_path / "p.sqlite3")]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            assert (done.returncode, "Traceback" in done.stderr) == (1, False)
            assert done.stderr.startswith("error: ") and words in done.stderr


def test_the_state_key_is_private_and_the_source_is_the_plain_file(tmp_path: Path) -> None:
    from olxkit.player.secret import secret_key

    first = secret_key(tmp_path / "p.sqlite3")
    assert first == secret_key(tmp_path / "p.sqlite3") and len(first) > 40
    assert (tmp_path / "p.sqlite3.key").stat().st_mode & 0o077 == 0
    assert FixedArchive("a.tar.gz").findings() == []
