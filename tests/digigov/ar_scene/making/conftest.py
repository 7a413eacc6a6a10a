"""Everything that the course's scenes become, made once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from digigov.ar_scene.making.artefacts import make
from digigov.ar_scene.rules import Scene, extent_of, read

ROOT = Path(__file__).parents[4]
PATHS = [*sorted((ROOT / "course_content/scenes").glob("*.yaml")), ROOT / "tests/digigov/ar_scene/block/scene.yaml"]


@pytest.fixture(scope="session", params=PATHS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    """Each scene of the course, and the small one of the tests."""
    return request.param


@pytest.fixture(scope="session")
def scene(path: Path) -> Scene:
    """The scene in it."""
    return read(path.read_text("utf-8"))


@pytest.fixture(scope="session")
def made(scene: Scene) -> dict[str, bytes]:
    """The files of the scene by kind."""
    return make(scene, {}, extent_of(scene), "en")
