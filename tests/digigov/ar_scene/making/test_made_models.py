"""The models as others judge them, Khronos' glTF validator and Pixar's USD validators; and as our reader sees them."""

from __future__ import annotations

import contextlib
import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digigov.ar_scene.glb.check import check
from digigov.ar_scene.glb.reader import Model
from digigov.ar_scene.glb.writer import write
from digigov.ar_scene.making.artefacts import make
from digigov.ar_scene.rules import Scene, extent_of, read

ROOT = Path(__file__).parents[4]
NODE = ROOT / ".venv/bin/node"


def khronos(*paths: Path) -> dict[str, dict[str, Any]]:
    """What the glTF validator says of the files."""
    script = Path(__file__).with_name("validate_glb.mjs")
    command = [str(NODE if NODE.exists() else "node"), str(script), str(ROOT), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def test_khronos_finds_neither_error_nor_warning(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "scene.glb").write_bytes(made["glb"])
    [found] = khronos(tmp_path / "scene.glb").values()
    assert (found["errors"], found["warnings"], found["messages"], found["external"]) == (0, 0, [], 0)
    assert 500 < found["triangles"] < 20_000


def test_khronos_would_notice_an_error(made: dict[str, bytes], tmp_path: Path) -> None:
    data = made["glb"].replace(b'"componentType":5121', b'"componentType":5120', 1)
    (tmp_path / "scene.glb").write_bytes(data)
    [found] = khronos(tmp_path / "scene.glb").values()
    assert found["errors"] > 0


def test_the_model_is_where_the_rules_say_and_is_quantised(scene: Scene, made: dict[str, bytes]) -> None:
    model, box = Model(made["glb"]), extent_of(scene)
    found, near = model.extent, 0.04 * scene.width  # the rules box what is turned, so theirs may be a little larger
    assert np.allclose(found.low, box.low, atol=near) and np.allclose(found.high, box.high, atol=near)
    assert all(a >= b - 0.01 for a, b in zip(found.low, box.low, strict=True))
    assert all(a <= b + 0.01 for a, b in zip(found.high, box.high, strict=True))
    assert {one.part for one in model.instances} == {part.id for part in scene.parts}
    assert "KHR_mesh_quantization" in model.document["extensionsRequired"]
    kinds = {one["componentType"] for one in model.document["accessors"] if one["type"] == "VEC3"}
    assert 5126 not in kinds  # no floats
    assert check(made["glb"]) == []
    assert len(made["glb"]) <= 110_000


def usd_faults(path: Path) -> list[str]:
    """What all of USD's own validators find."""
    from pxr import Usd, UsdValidation

    validators = UsdValidation.ValidationRegistry().GetOrLoadAllValidators()
    names = {one.GetMetadata().name for one in validators}
    assert {"usdUtilsValidators:UsdzPackageValidator", "usdShadeValidators:ShaderSdrCompliance"} <= names
    stage = Usd.Stage.Open(str(path))
    return [one.GetMessage() for one in UsdValidation.ValidationContext(validators).Validate(stage)]


def test_usd_validators_find_nothing(made: dict[str, bytes], tmp_path: Path) -> None:
    from pxr import Usd, UsdGeom

    path = tmp_path / "scene.usdz"
    path.write_bytes(made["usdz"])
    assert usd_faults(path) == []
    stage = Usd.Stage.Open(str(path))
    assert (UsdGeom.GetStageUpAxis(stage), UsdGeom.GetStageMetersPerUnit(stage)) == ("Y", 1.0)
    bound = UsdGeom.BBoxCache(Usd.TimeCode.Default(), ["default"]).ComputeWorldBound(stage.GetPseudoRoot())
    found, box = bound.ComputeAlignedRange(), Model(made["glb"]).extent
    assert np.allclose(found.GetMin(), box.low, atol=0.02) and np.allclose(found.GetMax(), box.high, atol=0.02)


@pytest.mark.parametrize("wrong", [(b'upAxis = "Y"', b"            "), (b"PK\3\4", b"PK\3\5")])
def test_usd_validators_would_notice(made: dict[str, bytes], tmp_path: Path, wrong: tuple[bytes, bytes]) -> None:
    from pxr import Tf

    path = tmp_path / "scene.usdz"
    path.write_bytes(made["usdz"].replace(*wrong, 1))
    with contextlib.suppress(Tf.ErrorException):  # it need not even open
        assert usd_faults(path)


BOTH = """
title: T
lead: L
place: P
width: 4
card: {plate: base, korean: 역, number: "1", latin: Yeok}
marker: 5
parts:
  - {id: floor, shape: box, size: [4, 0.2, 3]}
  - {id: guest, model: static/guest.glb, at: [0, 0.2, 0], turn: [0, 90, 0], scale: 0.5}
hotspots:
  - {id: here, part: guest, at: [0, 0.5, 0], title: Here, text: Words.}
closing: C
"""


def test_a_model_of_the_course_becomes_a_part(made: dict[str, bytes], tmp_path: Path) -> None:
    scene = read(BOTH)
    guest = made["glb"]
    box = Model(guest).extent
    whole = make(scene, {"static/guest.glb": guest}, Model(write(scene, {"static/guest.glb": guest})).extent, "en")
    (tmp_path / "both.glb").write_bytes(whole["glb"])
    [found] = khronos(tmp_path / "both.glb").values()
    assert (found["errors"], found["messages"]) == (0, [])
    model = Model(whole["glb"])
    assert {one.part for one in model.instances} == {"floor", "guest"}
    placed = [
        Model.placed(one, primitive)
        for one in model.instances if one.part == "guest" for primitive in model.meshes[one.mesh]
    ]  # fmt: skip
    width = np.max([one.max(axis=0) for one in placed], axis=0) - np.min([one.min(axis=0) for one in placed], axis=0)
    assert np.allclose(width, np.array([box.size[2], box.size[1], box.size[0]]) / 2, rtol=0.02)


@pytest.mark.parametrize("kind", ["glb", "packed", "usdz", "poster", "card_svg", "card_pdf", "clip"])
def test_made_twice_is_the_same(scene: Scene, made: dict[str, bytes], kind: str, again: dict[str, bytes]) -> None:
    assert again[kind] == made[kind]


@pytest.fixture(scope="module")
def again(scene: Scene) -> dict[str, bytes]:
    """Made once more, in another process with other hashes, as on another day."""
    import os
    import pickle
    import sys

    code = (
        "import sys, pickle; from digigov.ar_scene.making.artefacts import make;"
        "from digigov.ar_scene.rules import extent_of;"
        "scene = pickle.load(sys.stdin.buffer);"
        "sys.stdout.buffer.write(pickle.dumps(make(scene, {}, extent_of(scene), 'en')))"
    )
    env = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Seoul"}
    done = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(scene), capture_output=True, env=env)
    assert done.returncode == 0, done.stderr.decode()
    result: dict[str, bytes] = pickle.loads(done.stdout)
    return result
