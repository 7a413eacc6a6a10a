"""Scenes in the archive: which files, the same bytes each time, made once, and what remains without the block."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from digigov.ar_scene.making import artefacts
from digigov.ar_scene.offered import chosen

SCENE = """\
title: A lift
lead: What it is [@moj].
place: A station
width: 4
card: {plate: object, korean: 승강기, number: "1", latin: Lift}
marker: 5
parts:
  - {id: floor, shape: box, size: [4, 0.2, 3]}
  - {id: lift, shape: lift, size: [1, 2, 1]}
hotspots:
  - id: here
    part: lift
    title: The lift
    text: Words with a [link](unit.md).
    question:
      ask: Which?
      options: [{text: This, right: true, why: Because.}, {text: That, why: No.}]
closing: And you?
"""
FILES = {
    "part/sub/unit.md": "---\nid: unit\ntitle: Unit\n---\n:::{scene} lift\n:id: s-lift\n:weight: 2\n:::\n",
    "scenes/lift.yaml": SCENE.replace("[link](unit.md)", "link"),
    "sources.yaml": "moj:\n  title: Addresses\n  publisher: A ministry\n  year: 2021\n",
}
Build = Callable[..., Path]


@pytest.fixture
def root(course: Callable[..., Path]) -> Path:
    return course(FILES)


def scene_files(inside: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path.partition("static/")[2]: data for path, data in inside.items() if "static/scene-" in path}


def test_the_archive_holds_every_form_and_the_block_names_them(root: Path, build: Build, contents: Any) -> None:
    inside = contents(build(root))
    files = scene_files(inside)
    assert set(files) == {*artefacts.file_names("lift").values(), "scene-lift.json"}
    [unit] = [data for path, data in inside.items() if path.endswith("vertical/unit.xml")]
    block = etree.fromstring(unit).find(".//digigov_ar_scene")
    assert block is not None and block.get("weight") == "2"
    sizes = json.loads(block.get("sizes"))
    for kind, name in artefacts.file_names("lift").items():
        assert (block.get(kind), sizes[kind]) == (f"/static/{name}", len(files[name]))
    assert json.loads(block.get("sources"))[0]["title"] == "Addresses"
    assert sum(map(len, files.values())) < 700_000
    fields = chosen(files["scene-lift.json"])
    assert (fields["content"], fields["glb"], fields["display_name"]) == (block.text, block.get("glb"), "A lift")


def test_the_same_archive_each_time_and_a_scene_is_made_once(
    root: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(root, out="a").read_bytes()

    def never(*_arguments: Any) -> dict[str, bytes]:
        raise AssertionError("an unchanged scene was made again")

    made = artefacts.make
    monkeypatch.setattr(artefacts, "make", never)
    assert build(root, out="b").read_bytes() == first
    unit = root / "part/sub/unit.md"
    unit.write_text(unit.read_text() + "\nOther words.\n")
    assert build(root, out="c").read_bytes() != first
    build(root, "--portable", out="d")
    scene = root / "scenes/lift.yaml"
    scene.write_text(SCENE.replace("[link](unit.md)", "link").replace("[1, 2, 1]", "[1, 2.5, 1]"))
    with pytest.raises(AssertionError, match="made again"):
        build(root, out="e")
    monkeypatch.setattr(artefacts, "make", made)
    assert build(root, out="f").read_bytes() != first


def test_where_the_block_is_missing_a_page_of_text_remains(root: Path, build: Build, contents: Any) -> None:
    inside = contents(build(root, "--portable"))
    assert set(scene_files(inside)) == {
        "scene-lift.glb",
        "scene-lift-poster.webp",
        "scene-lift-card.pdf",
        "scene-lift.txt",
    }
    assert not any(b"digigov_ar_scene" in data for path, data in inside.items() if path.endswith((".xml", ".json")))
    [page] = [data.decode() for path, data in inside.items() if path.endswith("html/s-lift.html")]
    tree = lxml_html.fragment_fromstring(page, create_parent="div")
    words = " ".join(tree.text_content().split())
    for text in ("The lift", "Words with a link.", "Which?", "Because.", "And you?", "Addresses"):
        assert text in words
    assert tree.find(".//img").get("src") == "/static/scene-lift-poster.webp"


def test_links_in_a_scene_lead_where_the_platform_has_them(
    course: Callable[..., Path], build: Build, contents: Any
) -> None:
    text = SCENE.replace("[link](unit.md)", "[link](../part/sub/unit.md)")
    inside = contents(build(course(FILES | {"scenes/lift.yaml": text})))
    [unit] = [data.decode() for path, data in inside.items() if path.endswith("vertical/unit.xml")]
    assert "/jump_to_id/unit" in unit
