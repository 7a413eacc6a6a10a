"""Ids that an earlier archive had and the course has no more: learners' saved work hangs on them."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from olxkit.problems.archive import LostId, UnreadableArchive
from olxkit.problems.base import Diagnostic, Position

OLX_FILE = re.compile(r"[^/]+/(chapter|sequential|vertical|problem|html|video)/[^/]+\.xml")
FILE_LIMIT = 20_000_000  # bytes of one OLX file
COUNT_LIMIT = 50_000  # files in an archive, the platform's own cap
STRUCTURE = frozenset({"course", "chapter", "sequential", "vertical"})


def lost_ids(archive: Path, kept: set[str]) -> list[Diagnostic]:
    """A diagnostic for each id of the archive that is not among those that the course kept."""
    try:
        before = archive_ids(archive)
    except (OSError, tarfile.TarError, EOFError, ValueError) as error:
        return [UnreadableArchive(Position(str(archive)), reason=error)]
    new = sorted(kept - before.keys())
    return [
        LostId(Position(str(archive)), id=id, kind=kind, advice=_advice(id, new))
        for id, kind in sorted(before.items())
        if id not in kept
    ]


def archive_ids(path: Path) -> dict[str, str]:
    """Every url_name in an archive with the tag that has it; ValueError when the archive is unreasonable."""
    return dict(pair for tree in _trees(path) for pair in _ids(tree))


def _trees(path: Path) -> Iterator[tuple[str, etree._Element]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    with tarfile.open(path, "r:*") as archive:
        for count, member in enumerate(archive):
            if count > COUNT_LIMIT:
                raise ValueError(f"it holds more than {COUNT_LIMIT} files")
            if not member.isfile() or not OLX_FILE.fullmatch(member.name):
                continue
            if member.size > FILE_LIMIT:
                raise ValueError(f"{member.name} is {member.size} bytes")
            file = archive.extractfile(member)
            tree = etree.fromstring(file.read(), parser) if file else None
            if tree is not None:
                yield Path(member.name).stem, tree


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
