"""A reproducible .tar.gz: same files, same bytes, whatever the clock, the umask or the order on disk.

The archive is a series of gzip members (RFC 1952, section 2.2), one for each source file, so that what did not
change need not be compressed again.
"""

from __future__ import annotations

import os
import struct
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = "course"
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # deflate, no name, no time, unknown system
END_OF_TAR = bytes(1024)


def pack(files: Mapping[str, bytes]) -> bytes:
    """One gzip member that holds the tar entries of these files, in the given order."""
    return _gzip(b"".join(_entry(f"{ROOT}/{path}", data) for path, data in files.items()))


def ending() -> bytes:
    """The gzip member that ends the archive."""
    return _gzip(END_OF_TAR)


def write_archive(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes the archive beside its place and moves it there whole; a failure leaves the old one untouched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.write(ending())
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _entry(name: str, data: bytes) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    info.mode = 0o644
    padding = -len(data) % tarfile.BLOCKSIZE
    return info.tobuf(tarfile.PAX_FORMAT, "utf-8", "strict") + data + bytes(padding)


def _gzip(data: bytes) -> bytes:
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(data) + deflate.flush()
    return GZIP_HEADER + packed + struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF)
