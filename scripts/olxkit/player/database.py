"""The state file: opened so that an answer that was acknowledged outlives the process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.backends.signals import connection_created
from django.db.migrations.executor import MigrationExecutor

from .errors import PlayerError


def _pragmas(sender: Any, connection: Any, **_kwargs: Any) -> None:
    """WAL lets readers read while one writes; FULL has every commit on the disk before it is acknowledged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA busy_timeout = 20000")


def _ours() -> set[str]:
    """The player itself, and apps that describe themselves to Open edX as plugins: they keep work in tables too."""
    return {app.label for app in apps.get_app_configs() if app.label == "olxkit_player" or hasattr(app, "plugin_app")}


def open(path: Path, announce: Callable[[str], Any]) -> None:
    """Make or update the tables of the player and of plugin apps, touching nothing when they are there."""
    connection_created.connect(_pragmas, dispatch_uid="olxkit_player_pragmas")
    try:
        executor = MigrationExecutor(connection)
        targets = [key for key in executor.loader.graph.leaf_nodes() if key[0] in _ours()]
        if executor.migration_plan(targets):
            announce(f"Preparing {path.name} for everybody's work ...")
            for label, _migration in targets:
                call_command("migrate", label, verbosity=0, interactive=False)
    except DatabaseError as error:
        raise PlayerError(f"The state file {path} cannot be used: {error}. Move it away to start afresh.") from error
