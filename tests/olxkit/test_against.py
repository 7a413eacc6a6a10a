"""An earlier archive to compare with may come from anywhere: it is read within bounds, or refused by name."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def tar(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


UNIT = ("course/vertical/unit.xml", b'<vertical><html url_name="page"/></vertical>')
BOMB = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "' + b"&b;" * 1000 + b'">]><vertical>' + b"&c;" * 1000 + b"</vertical>"
HOSTILE = {
    "nothing": b"",
    "no archive": b"words",
    "no course": tar(("notes/a.txt", b"a")),
    "cut short": gzip.compress(tar(UNIT))[:-20],
    "damaged": gzip.compress(tar(UNIT))[:40] + b"\0" * 40,
    "a file that claims 3 GB": header("course/static/a", 3 * 1024**3),
    "a unit that claims 1 GB": header("course/vertical/a.xml", 1024**3),
    "a long name of 2 GB": header("a", 2 * 1024**3, tarfile.GNUTYPE_LONGNAME),
    "extended headers of 2 GB": header("a", 2 * 1024**3, tarfile.XHDTYPE),
    "a bomb of zeros": gzip.compress(header("course/static/a", 3 * 1024**3) + bytes(200_000_000)),
    "an unreadable number": header("course/vertical/a.xml", 5).replace(b"00000000005", b"9999999999x"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused(
    name: str, course: Callable[..., Path], run: Run, tmp_path: Path, limited: None
) -> None:
    archive = tmp_path / "old.tar.gz"
    archive.write_bytes(HOSTILE[name])
    code, output, _ = run("check", course(), "--against", archive, "--json")
    assert code == 1
    assert [one["name"] for one in json.loads(output)] == ["unreadable-archive"]
    assert json.loads(output)[0]["file"] == str(archive)


@pytest.mark.parametrize("name", ["folder", "missing", "pipe"])
def test_what_is_no_file_is_refused(
    name: str, course: Callable[..., Path], run: Run, tmp_path: Path, limited: None
) -> None:
    import os

    place = tmp_path / name
    if name == "folder":
        place.mkdir()
    elif name == "pipe":
        os.mkfifo(place)
    code, output, _ = run("check", course(), "--against", place, "--json")
    assert (code, [one["name"] for one in json.loads(output)]) == (1, ["unreadable-archive"])


def test_entities_are_not_expanded(course: Callable[..., Path], run: Run, tmp_path: Path, limited: None) -> None:
    (tmp_path / "old.tar").write_bytes(tar(("c/vertical/unit.xml", BOMB), ("c/html/gone.xml", b"<html/>")))
    output = run("check", course(), "--against", tmp_path / "old.tar", "--json")[1]
    assert [one["message"] for one in json.loads(output)] == ["the html 'gone' of this archive is gone from the course"]


@pytest.mark.parametrize("root", ["course", "./course", "my course"])
@pytest.mark.parametrize("packed", [True, False])
def test_archives_of_other_tools(
    root: str, packed: bool, course: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    data = tar((f"{root}/course.xml", b"<course/>"), (f"{root}/vertical/old.xml", b"<vertical/>"), UNIT)
    (tmp_path / "old.tar.gz").write_bytes(gzip.compress(data) if packed else data)
    output = run("check", course(), "--against", tmp_path / "old.tar.gz", "--json")[1]
    lost = {one["message"].split("'")[1] for one in json.loads(output)}
    assert lost == {"old", "page"}


def test_any_damage_is_refused_or_read(
    course: Callable[..., Path], build: Callable[..., Path], run: Run, tmp_path: Path, limited: None
) -> None:
    root = course()
    whole = build(root).read_bytes()
    plain = gzip.decompress(whole)
    chance = random.Random(1)
    for number in range(150):
        data = bytearray(plain if number % 2 else whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / "old.tar.gz").write_bytes(bytes(data))
        code, output, _ = run("check", root, "--against", tmp_path / "old.tar.gz", "--json")
        assert code == int(bool(json.loads(output)))
