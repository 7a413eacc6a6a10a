"""The player in a process of its own, and people in browsers that notice every error and every foreign request."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

COURSE = Path(__file__).parent.parent / "olxkit" / "player" / "course"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


class Player:
    """`olxkit.player` on a free port; `restart` kills it without warning and starts it again on the same state."""

    def __init__(self, folder: Path) -> None:
        self.archive, self.state = folder / "course.tar.gz", folder / "state" / "player.sqlite3"
        with tarfile.open(self.archive, "w:gz") as tar:
            tar.add(COURSE, "course")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "olxkit.player", str(self.archive)]
        command += ["--port", str(self.port), "--state", str(self.state)]
        env = {name: value for name, value in os.environ.items() if not name.startswith(("OLXKIT", "DJANGO"))}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
        assert self.process.stdout
        assert any("http://" in line for line in self.process.stdout), "the player did not start"

    def stop(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self) -> None:
        self.stop()
        self.start()


class Person:
    """A browser context of its own, with somebody chosen in it."""

    def __init__(self, browser: Any, player: Player, name: str, width: int) -> None:
        self.player = player
        self.context = browser.new_context(viewport={"width": width, "height": 900}, base_url=player.base)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}") or dialog.dismiss())
        self.page.goto("/people/")
        self.page.get_by_role("button", name=name).last.click()
        self.page.wait_for_load_state()

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text} {message.location.get('url', '')}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.player.base, "data:", "blob:")):
            self.errors.append(f"foreign: {request.url}")


@pytest.fixture(scope="module")  # not the session: other tests' playwright could not start beside it
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    player = Player(tmp_path)
    yield player
    player.stop()


@pytest.fixture
def person(browser: Any, player: Player) -> Iterator[Callable[..., Person]]:
    """`person("Example Sokha")`; at the end, no page may have had an error or asked another host for anything."""
    people: list[Person] = []

    def make(name: str = "Example Sokha", width: int = 1280) -> Person:
        people.append(Person(browser, player, name, width))
        return people[-1]

    yield make
    for one in people:
        one.context.close()
        assert one.errors == []
