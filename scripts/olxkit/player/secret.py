"""The key that signs the session cookie: made once, kept beside the state, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(state: Path) -> str:
    path = state.with_name(state.name + ".key")
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        key = secrets.token_urlsafe(48)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as stream:
            stream.write(key)
    except FileExistsError:  # another start was quicker
        return path.read_text(encoding="ascii")
    return key
