"""Changes to a scene's text: only what was asked for changes, remarks stay, and what cannot be done is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digigov.ar_scene import edits
from digigov.ar_scene.pointing import built, pointed
from digigov.ar_scene.rules import extent_of, poster_point, read

ROOT = Path(__file__).parents[4]
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "course_content/scenes").glob("*.yaml"))}
TEXTS["small"] = (ROOT / "tests/digigov/ar_scene/block/scene.yaml").read_text("utf-8")
FLOW = """\
title: T # remark
lead: L
place: P
width: 4
card: {plate: base, korean: 역, number: "1", latin: Yeok}
marker: 5
parts: [{id: floor, shape: box, size: [4, 0.2, 3]}] # of one
hotspots: [{id: here, part: floor, title: "A: b", text: 'Words'}, {id: there, part: floor, title: B, text: C}] # two
closing: C
"""
TEXTS["flow"] = FLOW
names = pytest.mark.parametrize("name", TEXTS)


def remarks(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


@names
@pytest.mark.parametrize(
    ("key", "value"),
    [("at", (0.5, 0.25, -0.125)), ("title", 'A "new": title # x'), ("text", "One.\n\n- two\n- three: [@x] 'y'"),
     ("text", "  indented\nrest"), ("text", "| pipe"), ("title", "역 265")],
)  # fmt: skip
def test_one_setting_changes_and_nothing_else(name: str, key: str, value: object) -> None:
    text = TEXTS[name]
    before = read(text)
    for spot in before.hotspots:
        edited = edits.set_value(text, spot.id, key, value)  # type: ignore[arg-type]
        after = read(edited)
        expected = value.strip() if isinstance(value, str) else value
        wanted = tuple(replace(one, **{key: expected}) if one.id == spot.id else one for one in before.hotspots)
        assert replace(after, hotspots=()) == replace(before, hotspots=())
        assert after.hotspots == wanted
        assert remarks(edited) == remarks(text)
        assert edits.set_value(edited, spot.id, key, value) == edited  # type: ignore[arg-type]


@names
def test_added_and_removed_is_as_before(name: str) -> None:
    text = TEXTS[name]
    edited, id = edits.add_hotspot(text, read(text).parts[0].id, (0.1, 0.2, 0.3), "New: #1", "Words\nand more")
    scene = read(edited)
    assert scene.hotspots[:-1] == read(text).hotspots
    assert (scene.hotspots[-1].at, scene.hotspots[-1].title) == ((0.1, 0.2, 0.3), "New: #1")
    assert remarks(edited) == remarks(text)
    assert edits.remove_hotspot(edited, id) == text


@names
def test_any_hotspot_can_go(name: str) -> None:
    text = TEXTS[name]
    for spot in read(text).hotspots:
        edited = edits.remove_hotspot(text, spot.id)
        from digigov.ar_scene.reading import read_all

        scene, _faults = read_all(edited)  # a step may now name nothing, which the rules report
        assert scene is not None and [one.id for one in scene.hotspots] == [
            one.id for one in read(text).hotspots if one.id != spot.id
        ]


@names
def test_a_model_becomes_a_part(name: str) -> None:
    edited, id = edits.add_model(TEXTS[name], "static/gate-0a1b2c3d.glb", 0.25)
    part = read(edited).parts[-1]
    assert (part.id, part.model, part.scale) == (id, "static/gate-0a1b2c3d.glb", 0.25)
    assert read(edited).parts[:-1] == read(TEXTS[name]).parts


@pytest.mark.parametrize("text", ["", "[", "a: b", "hotspots: []", "x: &a [*a]", "- a", "hotspots: {a: b}"])
def test_what_is_no_scene_is_refused(text: str) -> None:
    for change in (
        lambda: edits.set_value(text, "here", "title", "x"), lambda: edits.remove_hotspot(text, "here"),
        lambda: edits.add_hotspot(text, "floor", (0, 0, 0), "a", "b"), lambda: edits.add_model(text, "static/a.glb", 1),
    ):  # fmt: skip
        with pytest.raises(edits.NoEdit):
            change()


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=60),
    st.sampled_from(["flow", "small"]),
)
def test_any_words_can_be_written(words: str, name: str) -> None:
    first = read(TEXTS[name]).hotspots[0].id
    try:
        edited = edits.set_value(TEXTS[name], first, "text", words)
    except edits.NoEdit:
        assert not words.strip()
        return
    assert read(edited).hotspots[0].text == words.strip()


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"flow"}))
def test_what_is_pointed_at_is_seen_there(name: str) -> None:
    scene = read(TEXTS[name])
    model = built(scene, {})
    for left, top in ((50, 50), (30, 60), (70, 40), (45, 70), (62, 55)):
        at, _part = pointed(scene, model, left, top)
        assert poster_point(scene, at, model.extent) == pytest.approx((left, top), abs=0.6)
    assert {pointed(scene, model, x, y)[1] for x in range(10, 100, 8) for y in range(10, 100, 8)} > {""}


def test_beside_the_model_the_depth_stays() -> None:
    scene = read(TEXTS["small"])
    model, box = built(scene, {}), extent_of(scene)
    at, part = pointed(scene, model, 1, 1, beside=scene.hotspots[0].at)
    assert part == "" and box.holds(at, 0.01)
