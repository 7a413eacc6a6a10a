"""Reading and writing the plain files of the command line; `-` is standard input or output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from digigov.credentials.encoding import MAX_TOKEN, Malformed, from_json, to_json
from digigov.credentials.signing_key import SigningKey

MOST_BYTES = MAX_TOKEN * 4  # a status list is longer than a credential


class Unreadable(ValueError):
    """A file that is not there, too large, or would be written over."""


def read(name: str) -> bytes:
    """The bytes of a file, at most 256 KB."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with open(name, "rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{name}: more than {MOST_BYTES} bytes")
    return data


def read_text(name: str) -> str:
    """A token: the file's text without the white space round it."""
    try:
        return read(name).decode("utf-8").strip()
    except UnicodeDecodeError:
        raise Unreadable(f"{name}: not text") from None


def read_object(name: str) -> dict[str, Any]:
    """A JSON object; Malformed otherwise."""
    value = from_json(read(name).strip(), name)
    if not isinstance(value, dict):
        raise Malformed(f"{name} is not a JSON object")
    return value


def read_key(name: str) -> SigningKey:
    """A private key as `keygen` writes it."""
    return SigningKey.from_jwk(read_object(name))


def write(name: str, text: str) -> None:
    """Text with a line's end, at once or not at all."""
    if name == "-":
        print(text)
        return
    path = Path(name)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(f"{text}\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror}") from None


def write_secret(name: str, value: dict[str, Any]) -> None:
    """A new file that only its owner may read; one that is there already is kept."""
    try:
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Unreadable(f"{name}: there is a file already; a key is never written over") from None
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror}") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{to_json(value)}\n")
