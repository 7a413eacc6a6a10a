"""The GLB container: a header, a JSON chunk and a binary chunk (glTF 2.0, section 4.4). Pure."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

from digigov.common.source import N_

MAGIC, VERSION = b"glTF", 2
JSON_CHUNK, BINARY_CHUNK = b"JSON", b"BIN\0"
MOST_JSON = 2_000_000  # bytes; a file of 200,000 triangles needs far less


class NotGlb(ValueError):
    """The bytes are no GLB; the message is an English sentence for `check` to translate."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template.format(**values))
        self.template, self.values = template, values


def pack(document: Mapping[str, Any], binary: bytes) -> bytes:
    """One file; keys in the order given, so that the same model is the same bytes."""
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    binary += bytes(-len(binary) % 4)
    chunks = [struct.pack("<L4s", len(text), JSON_CHUNK), text]
    if binary:
        chunks += [struct.pack("<L4s", len(binary), BINARY_CHUNK), binary]
    body = b"".join(chunks)
    return struct.pack("<4sLL", MAGIC, VERSION, 12 + len(body)) + body


def unpack(data: bytes) -> tuple[dict[str, Any], memoryview]:
    """The document and the binary chunk (empty when there is none); NotGlb when the container is broken."""
    if len(data) < 20 or data[:4] != MAGIC:
        raise NotGlb(N_("This is not a GLB file."))
    version, length = struct.unpack_from("<LL", data, 4)
    if version != VERSION:
        raise NotGlb(N_("The file is glTF version {version}; only version 2 is used here."), version=version)
    if length != len(data):
        raise NotGlb(N_("The file says that it has {said} bytes and has {found}."), said=length, found=len(data))
    size, kind = struct.unpack_from("<L4s", data, 12)
    if kind != JSON_CHUNK or size > len(data) - 20:
        raise NotGlb(N_("The file has no JSON chunk at its start."))
    if size > MOST_JSON:
        raise NotGlb(
            "The description in the file has {size} bytes; at most {most} are read.", size=size, most=MOST_JSON
        )
    try:
        document = json.loads(bytes(data[20 : 20 + size]).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotGlb(N_("The description in the file is no valid JSON.")) from error
    if not isinstance(document, dict):
        raise NotGlb(N_("The description in the file is no valid JSON."))
    return document, _binary(data, 20 + size)


def _binary(data: bytes, start: int) -> memoryview:
    if start + 8 > len(data):
        return memoryview(b"")
    size, kind = struct.unpack_from("<L4s", data, start)
    if kind != BINARY_CHUNK or size > len(data) - start - 8:
        raise NotGlb(N_("The file's second chunk is broken."))
    return memoryview(data)[start + 8 : start + 8 + size]
