"""python django_with.py SCRIPT.py ARGUMENT ...: runs the script's main(*arguments) with Django on a database.

The database is the JSON in DIGIGOV_TEST_DATABASE, a value of Django's DATABASES; its tables are made when they are
missing. What main() returns is printed as JSON on the last line. DIGIGOV_TEST_CROWD, [folder, count], says how many
processes run together: main() begins in all of them in the same moment, and the script may call `meet(name)` to wait
for the others again.
"""

from __future__ import annotations

import fcntl
import json
import os
import runpy
import sys
import time
from pathlib import Path
from typing import Any

PATIENCE = 120  # seconds; a process that died must not keep the others for ever


def set_up(database: dict[str, Any]) -> None:
    """Django with the player's settings on another database."""
    if database["ENGINE"].endswith("mysql"):
        import pymysql

        pymysql.version_info = (2, 2, 7, "final", 0)  # what Django asks of mysqlclient, whose place PyMySQL takes
        pymysql.install_as_MySQLdb()
    os.environ["DJANGO_SETTINGS_MODULE"] = "olxkit.player.settings"
    os.environ["OLXKIT_PLAYER_STATE"] = os.environ["DIGIGOV_TEST_STATE"]
    from django.conf import settings

    settings.DATABASES = {"default": database}
    import django

    django.setup()
    from olxkit.player import database as player

    state = Path(os.environ["DIGIGOV_TEST_STATE"])
    with open(state.with_name("tables.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one makes the tables, the others find them
        player.open(state, lambda _line: None)


def meet(name: str) -> None:
    """Wait until all processes are here."""
    folder, count = json.loads(os.environ["DIGIGOV_TEST_CROWD"])
    Path(folder, f"{name}-{os.getpid()}").touch()
    end = time.monotonic() + PATIENCE
    while len(list(Path(folder).glob(f"{name}-*"))) < count:
        if time.monotonic() > end:
            raise TimeoutError(f"not all came to {name}")
        time.sleep(0.005)


def main(script: str, *arguments: str) -> None:
    set_up(json.loads(os.environ["DIGIGOV_TEST_DATABASE"]))
    functions = runpy.run_path(script, init_globals={"meet": meet})
    meet("begin")
    print(json.dumps(functions["main"](*arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
