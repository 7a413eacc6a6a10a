"""The editor in Studio: who may, what a change does, what saving makes, and every upload that must be refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from webob import Request

from digigov.ar_scene.building import CARD, MODEL, NAMES
from digigov.ar_scene.glb.container import pack, unpack
from digigov.ar_scene.glb.reader import Model
from digigov.ar_scene.glb.writer import write
from digigov.ar_scene.offered import offered
from digigov.ar_scene.rules import extent_of, read

FILES = {"card_pdf": "/static/scene-j-card.pdf"}  # as conftest.py has them


class Folder:
    """The course's files in a folder, as the platform's service gives them."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def names(self) -> list[str]:
        return sorted(path.name for path in self.place.iterdir())

    def read(self, name: str) -> bytes | None:
        path = self.place / name
        return path.read_bytes() if path.is_file() else None

    def save(self, name: str, data: bytes) -> None:
        (self.place / name).write_bytes(data)


@pytest.fixture
def author(visit: Callable[..., Any], tmp_path: Path) -> Any:
    """The course team at the small scene, with the course's files at hand."""
    learner = visit("staff")
    learner.files = Folder(tmp_path)
    learner.runtime._services["course_files"] = learner.files
    return learner


def other(text: str, marker: int, name: str) -> tuple[str, bytes]:
    """Another scene of the course, as the bundler offers it."""
    text = text.replace("marker: 17", f"marker: {marker}").replace("Find the lift", f"Scene {name}")
    scene = read(text)
    files = {kind: pattern.format(f"scene-{name}") for kind, pattern in NAMES.items()}
    sizes = dict.fromkeys(files, 1000)
    path, fields = offered(name, scene.title, text, [{"key": "moj", "title": "A"}], extent_of(scene), files, sizes)
    return path, json.dumps(fields).encode()


def upload(visit: Any, data: bytes, text: str, **headers: Any) -> tuple[int, dict[str, Any]]:
    request = Request.blank("/", method="POST", POST={"file": ("My Gate.GLB", data), "content": text})
    for name, value in headers.items():
        setattr(request, name, value)
    answer = visit.runtime.handle(visit.block, "upload_model", request)
    return answer.status_int, json.loads(answer.body)


def test_only_the_course_team_gets_the_editor(visit: Callable[..., Any], author: Any, scene_text: str) -> None:
    learner = visit()
    assert "<form" not in learner.block.render("studio_view").content
    for handler in ("preview", "change_places", "choose_scene", "save_scene"):
        assert learner.post(handler, {})[0] == 403
    assert upload(learner, b"", scene_text)[0] == 403
    assert "<form" in author.block.render("studio_view").content


def test_a_place_is_moved_on_the_picture(author: Any, scene_text: str) -> None:
    change = {"do": "move", "hotspot": "aed", "left": 40.0, "top": 55.0}
    answer = author.ask("change_places", content=scene_text, change=change)
    spot = next(one for one in answer["spots"] if one["id"] == "aed")
    assert (float(spot["left"]), float(spot["top"])) == pytest.approx((40, 55), abs=0.7)
    assert answer["chosen"] == "aed" and answer["faults"] == [] and answer["stale"] is False
    assert author.block.content == scene_text.strip()  # nothing is kept before it is saved


def test_places_are_told_added_and_taken_away(author: Any, scene_text: str) -> None:
    ask = author.ask
    text = ask("change_places", content=scene_text, change={"do": "add", "left": 50, "top": 60})
    assert text["chosen"] == "place-1" and text["spots"][-1]["title"] == "A new place"
    change = {"do": "set", "hotspot": "place-1", "key": "title", "value": "The bench"}
    told = ask("change_places", content=text["content"], change=change)
    assert told["spots"][-1]["title"] == "The bench"
    gone = ask("change_places", content=told["content"], change={"do": "remove", "hotspot": "place-1"})
    assert gone["content"] == scene_text


@pytest.mark.parametrize(
    "change",
    [None, {}, {"do": "burn"}, {"do": ["move"]}, {"do": "move", "hotspot": "nowhere", "left": 1, "top": 1},
     {"do": "move", "hotspot": "aed", "left": "1", "top": 2}, {"do": "move", "hotspot": "aed", "left": 101, "top": 2},
     *({"do": "set", "hotspot": "aed", "key": key, "value": value} for key, value in (
         (None, None), ("id", "x"), ("at", [1, 2]), ("at", [1, 2, True]), ("part", "moon"), ("text", " "))),
     ],
)  # fmt: skip
def test_an_impossible_change_is_refused(author: Any, scene_text: str, change: Any) -> None:
    status, answer = author.post("change_places", {"content": scene_text, "change": change})
    assert status == 422 and answer["message"]


@pytest.mark.parametrize("text", ["", "[", "a: b", "title: x", 7, None, {"a": 1}])
def test_a_broken_text_is_explained_and_saved_by_nobody(author: Any, scene_text: str, text: Any) -> None:
    answer = author.ask("preview", content=text)
    assert answer["faults"] and answer["html"] == ""
    status, answer = author.post("save_scene", {"content": text})
    assert (status, answer["error"]) == (422, "faults")
    assert author.block.content == scene_text.strip()
    assert author.post("change_places", {"content": text, "change": {"do": "add", "left": 5, "top": 5}})[0] == 422


def test_saving_texts_keeps_the_model_and_renews_the_transcript(author: Any, scene_text: str) -> None:
    text = scene_text.replace("The ticket gate", "The wide gate")
    answer = author.ask("save_scene", content=text, display_name="Lift", weight=2)
    block = author.block
    assert (block.content, block.display_name, block.weight, block.glb) == (text, "Lift", 2, "/static/scene-j.glb")
    assert answer["faults"] == [] and len(author.files.names()) == 1
    assert b"The wide gate" in author.files.read(block.transcript.removeprefix("/static/"))


def test_saving_makes_anew_what_changed(author: Any, scene_text: str) -> None:
    text = scene_text.replace("size: [6, 0.1, 4]", "size: [6, 0.3, 4]")
    assert author.ask("preview", content=text)["stale"] is True
    assert author.ask("save_scene", content=text)["stale"] is False
    block = author.block
    for kind in (*MODEL, "transcript"):
        data = author.files.read(getattr(block, kind).removeprefix("/static/"))
        assert data and block.sizes[kind] == len(data), kind
    model = Model(author.files.read(block.glb.removeprefix("/static/")))
    assert block.extent["high"] == pytest.approx(list(model.extent.high), abs=0.05)
    assert (block.card_pdf, len(author.files.names())) == (FILES["card_pdf"], 5)
    author.ask("save_scene", content=text)
    assert len(author.files.names()) == 5  # the same bytes under the same names
    author.ask("save_scene", content=text.replace("marker: 17", "marker: 18"))
    assert {getattr(author.block, kind).removeprefix("/static/") for kind in CARD} < set(author.files.names())
    assert (author.block.glb, len(author.files.names())) == (block.glb, 8)


def test_another_scene_of_the_course_is_chosen(author: Any, scene_text: str) -> None:
    author.files.save(*other(scene_text, 21, "gate"))
    assert "<option>gate</option>" in author.block.render("studio_view").content
    answer = author.ask("choose_scene", name="gate")
    assert answer["display_name"].startswith("Scene gate") and "marker: 21" in answer["content"]
    assert author.block.content == scene_text.strip()
    author.ask("save_scene", content=answer["content"], chosen="gate", sources=answer["sources"])
    block = author.block
    assert (block.glb, block.card_pdf) == ("/static/scene-gate.glb", "/static/scene-gate-card.pdf")
    assert block.sizes["glb"] == 1000 and "marker: 21" in block.content
    for name in (None, "", "nowhere", "../x", 7):
        assert author.post("choose_scene", {"name": name})[0] == 422
    author.files.save("scene-bad.json", b"[1]")
    assert author.post("choose_scene", {"name": "bad"})[0] == 422


def test_a_marker_of_another_scene_is_reported(author: Any, scene_text: str) -> None:
    author.files.save(*other(scene_text, 21, "gate"))
    faults = author.ask("preview", content=scene_text.replace("marker: 17", "marker: 21"))["faults"]
    assert [(one["message"], one["line"]) for one in faults] == [("The marker 21 is on the card of gate.", 7)]


def test_a_hotspot_outside_the_model_and_a_model_that_is_not_there(author: Any, scene_text: str) -> None:
    text = scene_text.replace("part: gate, title", "part: gate, at: [0, 90, 0], title")
    assert "stands outside the model" in author.ask("preview", content=text)["faults"][0]["message"]
    text = scene_text.replace("hotspots:\n", "  - {id: guest, model: static/guest.glb}\nhotspots:\n")
    assert author.ask("preview", content=text)["faults"][0]["message"] == "The course has no file static/guest.glb."
    assert author.post("save_scene", {"content": text})[0] == 422


def test_a_good_model_becomes_a_part_and_is_built_in(author: Any, scene_text: str) -> None:
    data = write(read(scene_text))
    status, answer = upload(author, data, scene_text)
    assert status == 200 and answer["name"].startswith("my-gate-")
    assert author.files.read(answer["name"]) == data
    author.ask("save_scene", content=answer["content"])
    model = Model(author.files.read(author.block.glb.removeprefix("/static/")))
    assert answer["part"] in {one.part for one in model.instances}
    move = {"do": "move", "hotspot": "aed", "left": 50, "top": 50}
    assert author.ask("change_places", content=answer["content"], change=move)["faults"] == []


def changed(data: bytes, **parts: Any) -> bytes:
    document, binary = unpack(data)
    return pack({**document, **parts}, bytes(binary))


def test_bad_models_are_refused_with_a_reason(author: Any, scene_text: str) -> None:
    good = write(read(scene_text))
    document, _binary = unpack(good)
    outside = [{**document["buffers"][0], "uri": "https://elsewhere.example/a.bin"}]
    many = [{**one, "count": one["count"]} for one in document["accessors"]]
    bad = {
        "not a GLB": b"PK\3\4" + bytes(100),
        "refers to other files": changed(good, buffers=outside),
        "animations": changed(good, animations=[{"channels": [], "samplers": []}]),
        "which viewers here do not know": changed(good, extensionsUsed=["KHR_draco_mesh_compression"]),
        "bytes and has": good[:-10],
        "shows nothing": changed(good, scenes=[{"nodes": []}]),
        "does not fit together": changed(good, meshes=[{"primitives": [{"attributes": {}}]}]),
        "shorter than": changed(good, accessors=[{**one, "count": 10**9} for one in many]),
    }
    for reason, data in bad.items():
        status, answer = upload(author, data, scene_text)
        assert (status, answer["error"]) == (422, "bad-model"), reason
        assert any(reason in one for one in answer["faults"]), (reason, answer["faults"])
    assert author.files.names() == []


def test_too_many_triangles(author: Any, scene_text: str) -> None:
    document, binary = unpack(write(read(scene_text)))
    count = max(one["count"] // 3 for one in document["accessors"] if one["type"] == "SCALAR")
    times = 200_000 // count + 2
    mesh = max(
        range(len(document["meshes"])),
        key=lambda i: max(document["accessors"][p["indices"]]["count"] for p in document["meshes"][i]["primitives"]),
    )
    nodes = [{"mesh": mesh}] * min(times, 4900)
    data = pack({**document, "nodes": nodes, "scenes": [{"nodes": list(range(len(nodes)))}]}, bytes(binary))
    status, answer = upload(author, data, scene_text)
    assert status == 422 and any("triangles; at most 200000" in one for one in answer["faults"])


class Endless(io.RawIOBase):
    """A body of which nothing may be read."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: Any) -> int:
        raise AssertionError("a body that is too large was read")


def test_200_megabytes_are_refused_unread(author: Any, scene_text: str) -> None:
    request = Request.blank("/", method="POST", content_type="multipart/form-data; boundary=x")
    request.body_file = Endless()
    request.content_length = 200_000_000
    answer = author.runtime.handle(author.block, "upload_model", request)
    assert answer.status_int == 413
    assert json.loads(answer.body)["message"] == "The file is too large: at most 10 MB are taken."


@pytest.mark.parametrize("body", [b"", b"x", b"--x\r\n\r\n--x--", b"\xff" * 100])
def test_any_upload_gets_json_back(author: Any, body: bytes) -> None:
    for kind in ("multipart/form-data; boundary=x", "application/json", "multipart/form-data", ""):
        request = Request.blank("/", method="POST", body=body, content_type=kind)
        answer = author.runtime.handle(author.block, "upload_model", request)
        assert 400 <= answer.status_int < 500 and json.loads(answer.body)["message"]


def test_where_no_files_can_be_kept_texts_can_still_be_saved(visit: Callable[..., Any], scene_text: str) -> None:
    author = visit("staff")
    text = scene_text.replace("The ticket gate", "The wide gate")
    author.ask("save_scene", content=text)
    assert author.block.content == text
    status, answer = author.post("save_scene", {"content": text.replace("[6, 0.1, 4]", "[6, 0.3, 4]")})
    assert (status, answer["error"]) == (422, "no-files")
    assert author.block.content == text
