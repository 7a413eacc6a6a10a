"""A MariaDB server of its own for tests and benchmarks: data in a temporary folder, no network, gone at the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def installed() -> bool:
    """Whether there is one to start (Debian: mariadb-server)."""
    return bool(shutil.which("mariadbd") and shutil.which("mariadb-install-db"))


@contextmanager
def server() -> Iterator[Path]:
    """The socket of a running server."""
    with TemporaryDirectory(prefix="mariadb-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        data, socket = folder / "data", folder / "s"
        user = ["--user=root"] if os.getuid() == 0 else []
        options = ["--no-defaults", f"--datadir={data}", *user]
        made = ["mariadb-install-db", *options, "--auth-root-authentication-method=normal", "--skip-test-db"]
        subprocess.run(made, check=True, capture_output=True)
        fast = ["--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=1", "--skip-name-resolve"]
        command = ["mariadbd", *options, f"--socket={socket}", "--skip-networking", f"--pid-file={folder}/pid", *fast]
        with open(folder / "log", "w") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
            try:
                while not socket.exists():
                    assert process.poll() is None, (folder / "log").read_text()
                    time.sleep(0.05)
                yield socket
            finally:
                process.terminate()
                process.wait(30)


def database(socket: Path) -> dict[str, Any]:
    """An empty database on the server, as a value of Django's DATABASES."""
    import pymysql

    name = f"test_{os.getpid()}_{time.monotonic_ns()}"
    with pymysql.connect(unix_socket=str(socket), user="root") as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    options = {"unix_socket": str(socket), "charset": "utf8mb4"}
    return {"ENGINE": "django.db.backends.mysql", "NAME": name, "USER": "root", "OPTIONS": options}
