"""Ids that an earlier archive had and the course has no more: learners' saved work hangs on them."""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import IO, cast

from lxml import etree

from olxkit.problems.archive import LostId, UnreadableArchive
from olxkit.problems.base import Diagnostic, Position
from olxkit.static import MOST_BYTES, MOST_FILES

OLX_FILE = re.compile(r"(?:\./)?[^/]+/(chapter|sequential|vertical|problem|html|video)/[^/]+\.xml")
FILE_LIMIT = 20_000_000  # bytes of one OLX file
READ_WHOLE = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
              tarfile.GNUTYPE_LONGLINK)  # fmt: skip
HEADER_LIMIT = 1_000_000  # bytes of one of these headers
STRUCTURE = frozenset({"course", "chapter", "sequential", "vertical"})


def lost_ids(archive: Path, kept: set[str]) -> list[Diagnostic]:
    """A diagnostic for each id of the archive that is not among those that the course kept."""
    at = Position(str(archive.absolute()))
    try:
        before = archive_ids(archive)
    except (OSError, tarfile.TarError, EOFError, ValueError, RecursionError, zlib.error, etree.XMLSyntaxError) as error:
        return [UnreadableArchive(at, reason=getattr(error, "strerror", None) or error)]
    new = sorted(kept - before.keys())
    return [
        LostId(at, id=id, kind=kind, advice=_advice(id, new)) for id, kind in sorted(before.items()) if id not in kept
    ]


def archive_ids(path: Path) -> dict[str, str]:
    """Every url_name in an archive with the tag that has it; ValueError when the archive is unreasonable."""
    ids = dict(pair for tree in _trees(path) for pair in _ids(tree))
    if not ids:
        raise ValueError("it holds no course")
    return ids


class _Member(tarfile.TarInfo):
    """A member whose headers stay within bounds."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Member:
        member = super().frombuf(buf, encoding, errors)
        if member.type in READ_WHOLE and member.size > HEADER_LIMIT:
            raise ValueError(f"a header of it claims {member.size} bytes")
        return member


def _trees(path: Path) -> Iterator[tuple[str, etree._Element]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    if not path.is_file():
        raise ValueError("there is no such file")
    total = 0
    with _unpacked(path) as file, tarfile.open(fileobj=file, mode="r|", tarinfo=_Member) as archive:
        for count, member in enumerate(archive):
            total += member.size
            if count > MOST_FILES or total > MOST_BYTES:
                raise ValueError(f"it holds more than {MOST_FILES} files or {MOST_BYTES} bytes")
            if not member.isfile() or not OLX_FILE.fullmatch(member.name):
                continue
            if member.size > FILE_LIMIT:
                raise ValueError(f"{member.name} is {member.size} bytes")
            content = archive.extractfile(member)
            tree = etree.fromstring(content.read(), parser) if content else None
            if tree is not None:
                yield Path(member.name).stem, tree


def _unpacked(path: Path) -> IO[bytes]:
    """The tar file as a stream. Not left to tarfile, whose streams end after the first gzip member."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast("IO[bytes]", gzip.open(path)) if packed else path.open("rb")


def _ids(named_tree: tuple[str, etree._Element]) -> Iterator[tuple[str, str]]:
    name, tree = named_tree
    yield name, str(tree.tag)
    for child in tree if tree.tag in STRUCTURE else ():
        if isinstance(child.tag, str) and child.get("url_name"):
            yield str(child.get("url_name")), child.tag


def _advice(id: str, new: list[str]) -> str:
    close = get_close_matches(id, new, n=1)
    restore = f"give it its id '{id}' back, so that learners keep their work"
    return f"it seems to be '{close[0]}' now: {restore}" if close else f"if it was renamed, {restore}"
