"""A course of every kind of component, packed on the spot, and browsers that are different people."""

from __future__ import annotations

import io
import os
import re
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings

if not settings.configured:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olxkit.player.settings")
    os.environ.setdefault("OLXKIT_PLAYER_STATE", os.path.join(tempfile.mkdtemp(), "player.sqlite3"))
# playwright's synchronous API, which other tests of the same run use, leaves an event loop in this thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()

from django.test import Client  # noqa: E402 (Django must be set up first)

COURSE = Path(__file__).parent / "course"
KEY = "block-v1:Example+DG101+2021+type@{}+block@{}"


def pack(target: Path, changes: dict[str, str] | None = None) -> Path:
    """The course as a .tar.gz, with some files' text replaced."""
    with tarfile.open(target, "w:gz") as tar:
        for path in sorted(COURSE.rglob("*")):
            name = path.relative_to(COURSE).as_posix()
            if path.is_file() and name not in (changes or {}):
                tar.add(path, f"course/{name}")
        for name, text in (changes or {}).items():
            member = tarfile.TarInfo(f"course/{name}")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return target


class Person:
    """One browser with one person in it."""

    def __init__(self, username: str) -> None:
        self.client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
        self.client.get("/people/")
        self.post("/become/", {"person": username})

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def text(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return str(response.content.decode())

    def post(self, path: str, data: Any = None, **kwargs: Any) -> Any:
        token = self.client.cookies["csrftoken"].value
        return self.client.post(path, data or {}, headers={"X-CSRFToken": token}, **kwargs)

    def handler(self, tag: str, name: str, handler: str, data: Any = None, base: str = "handler", **kwargs: Any) -> Any:
        return self.post(f"/{base}/{KEY.format(tag, name)}/{handler}", data, **kwargs)

    def json(self, tag: str, name: str, handler: str, data: Any, base: str = "handler") -> Any:
        return self.handler(tag, name, handler, data, base, content_type="application/json")

    def submit(self, name: str, answers: dict[str, Any]) -> dict[str, Any]:
        """Answer a problem as its own script would; the reply of the real block."""
        response = self.handler("problem", name, "xmodule_handler/problem_check", answers)
        assert response.status_code == 200, response.content
        return dict(response.json())

    def grade(self) -> int:
        found = re.search(r'Course grade</h2>\s*<p class="big"><b>(\d+)%', self.text("/progress/"))
        assert found
        return int(found[1])


@pytest.fixture
def rows() -> None:
    """Empty tables."""
    from olxkit.player import database, models

    database.open(Path("player.sqlite3"), lambda line: None)
    for model in (models.BlockState, models.Authored, models.Grade, models.Completion, models.Event):
        model.objects.all().delete()


@pytest.fixture
def play(rows: None, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Install a course: `play()`, or with other files: `play({"about/overview.html": "..."}, like="studio")`."""
    from olxkit.player.archive import FixedArchive
    from olxkit.player.site import Site, install

    def start(changes: dict[str, str] | None = None, **options: Any) -> Site:
        site = Site(FixedArchive(pack(tmp_path / "course.tar.gz", changes)), tmp_path / "cache", **options)
        install(site)
        return site

    yield start


@pytest.fixture
def learner(play: Callable[..., Any]) -> Person:
    play()
    return Person("khmer-learner")


@pytest.fixture
def instructor(play: Callable[..., Any]) -> Person:
    play()
    return Person("instructor")
