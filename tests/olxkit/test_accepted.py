"""The archive is accepted: by a validator of Open edX courses, by two tar programs, and by the platform's layout."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
from collections import Counter
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path

import olxcleaner
import pytest
from lxml import etree

POINTERS = ("course", "chapter", "sequential", "vertical", "problem", "html", "video")
NEWER = ["itembank"]  # of the platform since Sumac, which the validator's own list is older than
OURS = [entry.name for entry in entry_points(group="xblock.v1") if entry.name.startswith("digigov_")]
URL_NAME = re.compile(r"[\w\-~.:]+", re.ASCII)
COURSE = {
    "course.yaml": """\
org: Org
course: C1
run: "2021"
title: A course of everything
image: card.png
editions:
  "2021":
    part-1: {start: 2021-09-07, end: 2021-09-28}
grading:
  types:
    - {name: Quiz, short: Q, weight: 100}
""",
    "part/sub/index.md": "---\nid: sub\ntitle: Sub\ngraded: Quiz\ndue: +14d\n---\n",
    "part/sub/unit.md": """\
---
id: unit
title: Unit
---
Words with EGDI [@a], ![a map](../../static/maps/map.svg) and [the next](02.md#why).

:::{problem} Which?
:id: q1
>>Which one?<<
(x) this {{yes}}
( ) that {{no}}
:::

::::{pool} One of two
:id: bank
:draw: 1

:::{problem} This?
:id: q2
>>This one?<<
(x) this {{yes}}
( ) that {{no}}
:::

:::{problem} That?
:id: q3
>>That one?<<
( ) this {{no}}
(x) that {{yes}}
:::
::::

:::{video} Film
:id: film
:youtube: abcdefghijk
:transcript: en=film.srt
:::

:::{html} Page
:id: page
<p>Raw <b>text</b></p>
:::

:::{discussion} Talk
:id: talk
:::

:::{chart} data/a.csv
:kind: bar
:x: x
:y: y
:title: T
:alt: A
:::
""",
    "part/sub/02.md": "---\nid: two\ntitle: Two\n---\n## Why\n\nWords.\n",
    "about/overview.md": "## About\n\nWords.\n",
    "sources.yaml": "a: {title: A}\n",
    "glossary.csv": "term,definition\nEGDI,An index\n",
    "data/a.csv": "x,y\n1,2\n3,4\n",
    "static/maps/map.svg": "<svg/>",
    "static/film.srt": "1\n00:00:00,000 --> 00:00:02,000\nWords\n",
    "static/card.png": "png",
}


@pytest.fixture(params=["made here", "the course itself", "portable"])
def archive(
    request: pytest.FixtureRequest, course: Callable[..., Path], real_course: Path, build: Callable[..., Path]
) -> Path:
    """An archive of every kind of component, the real one, and the real one for platforms without our blocks."""
    if request.param == "made here":
        return build(course(COURSE))
    return build(real_course, *(["--portable"] if request.param == "portable" else []))


def test_the_validator_finds_nothing(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "x", filter="data")
    place = str(tmp_path / "x/course/course.xml")
    # The platform's import allows what is installed, too.
    _, store, names = olxcleaner.validate(place, steps=8, ignore=[], allowed_xblocks=[*OURS, *NEWER])
    assert [str(error) for error in store.errors] == []
    assert names


def test_tar_programs_agree(archive: Path, contents: Callable[[Path], Mapping[str, bytes]], tmp_path: Path) -> None:
    listed = subprocess.run(["tar", "tzf", str(archive)], capture_output=True, text=True, check=True).stdout.split("\n")
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
    assert [member.name for member in members] == listed[:-1]
    assert max(Counter(member.name for member in members).values()) == 1
    for member in members:
        assert member.isfile()
        assert (member.mtime, member.uid, member.gid, member.mode) == (0, 0, 0, 0o644)
        assert not {"", ".", ".."} & set(member.name.split("/"))
        assert member.name.startswith("course/")
    subprocess.run(["gzip", "--test", str(archive)], check=True)
    subprocess.run(["tar", "xzf", str(archive), "-C", str(tmp_path)], check=True)
    for name, data in contents(archive).items():
        assert (tmp_path / "course" / name).read_bytes() == data


def test_the_layout_imports_whole(archive: Path, contents: Callable[[Path], Mapping[str, bytes]]) -> None:
    inside = contents(archive)
    trees = {name: etree.fromstring(data) for name, data in inside.items() if name.endswith(".xml")}
    run = trees["course.xml"].get("url_name")
    assert trees["course.xml"].keys() == ["url_name", "org", "course"]
    assert list(json.loads(inside[f"policies/{run}/policy.json"])) == [f"course/{run}"]
    assert {f"policies/{run}/grading_policy.json", "policies/assets.json"} <= inside.keys()
    reached = {"course.xml", *_reached(f"course/{run}.xml", trees)}
    assert trees.keys() == reached, "files that nothing references are dropped"
    names = _names(trees)
    assert max(Counter(names).values()) == 1
    assert all(URL_NAME.fullmatch(name) for name in names)
    for name, tree in trees.items():
        if name.startswith("html/"):
            assert f"html/{tree.get('filename')}.html" in inside
        for node in tree.iter("digigov_lesson"):
            assert name.startswith("vertical/") and node.text and len(node) == 0
    for name in inside:
        assert name.count("/") == 1 or not name.startswith("static/"), "the platform flattens static files"


def _reached(name: str, trees: Mapping[str, etree._Element]) -> set[str]:
    found = {name}
    for child in (*trees[name], *trees[name].iterfind("itembank/*")):
        if child.tag in POINTERS and set(child.keys()) == {"url_name"}:
            found |= _reached(f"{child.tag}/{child.get('url_name')}.xml", trees)
    return found


def _names(trees: Mapping[str, etree._Element]) -> list[str]:
    parents = [
        tree for name, tree in trees.items() if name.split("/")[0] in ("course", "chapter", "sequential", "vertical")
    ]
    children = [child for tree in parents for child in (*tree, *tree.iterfind("itembank/*"))]
    return [str(child.get("url_name")) for child in children]


def test_a_portable_archive_holds_the_text_and_no_block_of_ours(
    course: Callable[..., Path], build: Callable[..., Path], contents: Callable[[Path], Mapping[str, bytes]]
) -> None:
    root = course({**COURSE, "part/sub/index.md": "---\nid: sub\ntitle: Sub\n---\n"})
    unit = root / "part/sub/unit.md"
    text = unit.read_text().replace("title: Unit\n", "title: Unit\nminutes: 4\nobjectives: [Say <what> it measures]\n")
    unit.write_text(text + "\n:::{xblock} digigov_lesson More\n:id: more\nText.\n:::\n")
    inside = contents(build(root, "--portable"))
    assert not [name for name, data in inside.items() if b"<digigov" in data or b'"digigov' in data]
    page = inside["html/unit-text.html"].decode()
    for words in ("Words with", "Say &lt;what&gt; it measures", "4 minutes to read", "An index", "<cite>A</cite>"):
        assert words in page
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
    assert 'src="/static/maps_map.svg"' in page
    assert 'href="/jump_to_id/two#why"' in page
