"""Databases that several processes share: SQLite as in the player, MariaDB as in the LMS. See database/README.md."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

RUNNER = Path(__file__).with_name("database") / "django_with.py"
sys.path.insert(0, str(RUNNER.parent))  # test modules are imported by path and cannot import each other
import mariadb  # noqa: E402


class SharedDatabase:
    """One database with its tables. `options` is a value of Django's DATABASES."""

    def __init__(self, options: dict[str, Any], folder: Path) -> None:
        self.options, self.folder = options, folder

    def call(self, script: Path, *arguments: object) -> Any:
        """What a script's main(*arguments) returns, run in a process of its own."""
        return self.together([(script, *arguments)])[0]

    def together(self, calls: Sequence[tuple[object, ...]]) -> list[Any]:
        """The same for several calls that begin in the same moment; a failing one fails the test with what it said."""
        with TemporaryDirectory(dir=self.folder) as meeting:
            environment = os.environ | {
                "DIGIGOV_TEST_DATABASE": json.dumps(self.options),
                "DIGIGOV_TEST_STATE": str(self.folder / "state"),
                "DIGIGOV_TEST_CROWD": json.dumps([meeting, len(calls)]),
            }
            commands = [[sys.executable, str(RUNNER), *map(str, call)] for call in calls]
            pipe = subprocess.PIPE
            running = [subprocess.Popen(one, env=environment, stdout=pipe, stderr=pipe, text=True) for one in commands]
            said = [process.communicate() for process in running]
        errors = [errors for process, (_out, errors) in zip(running, said, strict=True) if process.returncode]
        assert not errors, "\n".join(errors)
        return [json.loads(out.splitlines()[-1]) for out, _errors in said]


@pytest.fixture(scope="session")
def mariadb_socket() -> Iterator[Path]:
    """A MariaDB server of its own; skipped by name where there is none to start."""
    if not mariadb.installed():
        pytest.skip("mariadbd is not installed (Debian: apt-get install mariadb-server)")
    with mariadb.server() as socket:
        yield socket


def _sqlite(folder: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "shared.sqlite3"), "OPTIONS": {"timeout": 20}}


@pytest.fixture(params=["sqlite", "mariadb"])
def shared_database(request: pytest.FixtureRequest, tmp_path: Path) -> SharedDatabase:
    """An empty database on each of the two; the second is skipped by name where MariaDB is missing."""
    if request.param == "sqlite":
        return SharedDatabase(_sqlite(tmp_path), tmp_path)
    return SharedDatabase(mariadb.database(request.getfixturevalue("mariadb_socket")), tmp_path)
