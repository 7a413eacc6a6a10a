"""What the page holds for whom, and that garbage in the fields breaks nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock

from digigov.ar_scene import forms
from digigov.ar_scene.rules import extent_of, poster_point, read


def tree(visit: Any, view: str = "student_view") -> html.HtmlElement:
    return html.fragment_fromstring(visit.block.render(view).content, create_parent="div")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_everything_is_in_the_html_without_a_script(visit: Callable[..., Any]) -> None:
    root = tree(visit())
    assert [words(one) for one in root.iter("summary")] == [
        "1 The ticket gate", "2 The name of the corridor", "3 The defibrillator", "4 The lift to the street",
    ]  # fmt: skip
    assert "A text message" not in words(root)  # reasons come with answers only
    assert words(root.find(".//ol[@data-role='steps']/li[1]")) == "Find the wide gate."
    assert len(root.findall(".//form[@data-question]")) == 2
    assert {one.get("type") for one in root.findall(".//form[@data-question='lift']//input")} == {"checkbox"}
    assert {one.get("type") for one in root.findall(".//form[@data-question='aed']//input")} == {"radio"}
    image = root.find(".//img")
    assert (image.get("src"), image.get("width"), image.get("height")) == ("/static/scene-j-poster.webp", "960", "600")


def test_numbers_stand_on_the_poster_where_the_rules_say(visit: Callable[..., Any], scene_text: str) -> None:
    scene = read(scene_text)
    marks = tree(visit()).findall(".//a[@data-hotspot]")
    expected = [poster_point(scene, spot.at, extent_of(scene)) for spot in scene.hotspots]
    assert [mark.get("style") for mark in marks] == [f"left:{x:.2f}%;top:{y:.2f}%" for x, y in expected]


def test_every_link_inside_leads_somewhere(visit: Callable[..., Any]) -> None:
    root = tree(visit())
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    named = [part for one in root.iter() for part in (one.get("aria-labelledby") or "").split()]
    links = [one.get("href")[1:] for one in root.iter("a") if one.get("href", "").startswith("#")]
    assert len(ids) == len(set(ids)) and len(links) >= 6
    assert set(links) | set(named) <= set(ids)


def test_no_answer_leaves_the_server_before_it_is_given(visit: Callable[..., Any]) -> None:
    learner = visit()
    page = learner.block.render("student_view")
    everything = page.content + json.dumps(page.json_init_args) + json.dumps(learner.block.student_view_data())
    for reason in ("The text message goes to both", "Shops are not told", "It leads to the lift", '"right": true'):
        assert reason not in everything


def test_each_form_says_its_kilobytes(visit: Callable[..., Any]) -> None:
    buttons = {one.get("data-form"): words(one) for one in tree(visit()).findall(".//button[@data-form]")}
    for form, name in {"3d": "3D", "camera": "Camera", "room": "In my room"}.items():
        size = forms.download(form, {"glb": 30_000, "packed": 12_000})
        assert size > (30_000 if form == "room" else 12_000)
        assert buttons[form] == f"{name} {round(size / 1000)} KB"
    assert forms.download("sample", {"glb": 1000, "clip": 500}) - forms.download("camera", {"glb": 1000}) == 500


def test_the_script_of_the_3d_form_is_within_its_budget() -> None:
    assert 20_000 < sum(forms.packed(name) for name in forms.SCRIPTS["3d"]) <= 40_000


def test_who_is_not_logged_in_reads_and_cannot_act(visit: Callable[..., Any]) -> None:
    learner = visit()
    for view in ("public_view", "student_view"):
        learner.runtime._services["user"].who.opt_attrs["xblock-workbench.user_id"] = None
        root = tree(learner, view)
        assert len(list(root.iter("summary"))) == 4
        assert not list(root.iter("button")) and not list(root.iter("textarea"))
    for handler in ("open_hotspot", "answer_question", "save_closing"):
        assert learner.post(handler, {"hotspot": "gate", "revision": 0})[0] == 403


def test_a_broken_scene_is_explained_to_the_course_team_only(visit: Callable[..., Any]) -> None:
    text = "title: T\nmarker: 900\n"
    assert words(tree(visit(content=text))) == "This scene cannot be shown. The course team can put it right in Studio."
    assert "Line 2: A number from 0 to 249 should stand here, not 900." in words(tree(visit("staff", content=text)))
    status, answer = visit(content=text).post("open_hotspot", {"hotspot": "gate"})
    assert (status, answer["error"]) == (409, "broken")


def test_only_files_of_the_course_are_named(visit: Callable[..., Any]) -> None:
    bad = dict.fromkeys(("glb", "packed", "poster", "card_pdf", "card_svg", "clip"), "javascript:alert(1)//")
    learner = visit(usdz="https://elsewhere.example/x.usdz", **bad)
    assert "javascript:" not in learner.block.render("student_view").content
    assert "elsewhere.example" not in learner.block.render("student_view").content
    assert learner.block.student_view_data()["files"] == {}


GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
LISTS = ("sources",)
DICTS = ("sizes", "extent")
STATE = ("opened", "answers", "closing")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_garbage_in_fields_and_state_breaks_no_view(
    visit: Callable[..., Any], scene_text: str, data: st.DataObject
) -> None:
    learner = visit("staff")
    block = learner.block
    for name in DICTS:
        setattr(
            block,
            name,
            data.draw(st.dictionaries(st.sampled_from(["glb", "packed", "card_pdf", "low", "high", "x"]), GARBAGE)),
        )
    block.sources = data.draw(st.lists(GARBAGE, max_size=3))
    block.work = data.draw(st.dictionaries(st.sampled_from(STATE), GARBAGE))
    block.content = data.draw(st.sampled_from([scene_text, "", "[", "a: b"]) | st.text(max_size=60))
    block.save()
    for view in ("student_view", "public_view", "studio_view"):
        assert block.render(view).content
    json.dumps([block.student_view_data(), block.index_dictionary(), block.max_score()])


@pytest.mark.parametrize("cut", range(0, 2400, 97))
def test_a_scene_cut_short_is_shown_or_explained(visit: Callable[..., Any], scene_text: str, cut: int) -> None:
    assert words(tree(visit(content=scene_text[:cut])))


def test_declarations(visit: Callable[..., Any], scene_text: str) -> None:
    block_class = XBlock.load_class("digigov_ar_scene")
    assert block_class.completion_mode == XBlockCompletionMode.COMPLETABLE
    assert block_class.has_score and block_class.has_custom_completion
    assert visit().block.has_support(visit().block.student_view, "multi_device")
    assert visit().block.max_score() == 1.0
    unasked = scene_text.replace("question:", "#").split("  - id: aed\n")[0] + "closing: x\n"
    assert visit(content=unasked).block.max_score() is None


def test_what_search_and_other_clients_get(visit: Callable[..., Any]) -> None:
    block = visit(display_name="Lift").block
    found = block.index_dictionary()["content"]
    assert found["display_name"] == "Lift"
    assert found["scene"].startswith("Find the lift at Jamsil Station Jamsil Station, Seoul The ticket gate")
    assert "<" not in found["scene"] and "The wide gate is 90 cm." in found["scene"]
    assert "Shops are not told" not in found["scene"] and "The shop next door" in found["scene"]
    assert next(iter(block.student_view_data()["hotspots"]))["title"] == "The ticket gate"


def test_public_files_open_and_nothing_else_does() -> None:
    block_class = XBlock.load_class("digigov_ar_scene")
    for name in {"scene.js", "scene.css", *forms.MODULES, *forms.SCRIPTS["room"]}:
        with block_class.open_local_resource(f"public/{name}") as file:
            assert file.read()
    for name in ("block.py", "public/../block.py", "templates/scene.html"):
        with pytest.raises(Exception, match="allowed"):
            block_class.open_local_resource(name)
