"""Archives: where the current one comes from, and unpacking one without trusting it."""

from __future__ import annotations

import hashlib
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Protocol

from .errors import PlayerError

# The platform's own caps (see platform.md of the project): an archive beyond them would not import either.
MAX_BYTES = 2 * 1024**3
MAX_FILES = 50_000
MAX_RATIO = 200


class Source(Protocol):
    """Whatever can name the archive to show; asked once whenever a page opens."""

    def archive(self) -> Path:
        """Path of the current .tar.gz or .zip."""
        ...

    def findings(self) -> list[str]:
        """Lines to show above every page, such as the errors of a source that no longer builds."""
        ...


class FixedArchive:
    """A plain archive file; replacing the file replaces the course."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def archive(self) -> Path:
        return self.path

    def findings(self) -> list[str]:
        return []


def digest(path: Path) -> str:
    """SHA-256 of the file: the name under which the unpacked course is kept."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise PlayerError(f"Cannot read the archive {path}: {error.strerror or error}.") from error


def unpack(path: Path, cache: Path, name: str) -> Path:
    """Unpack once into `cache/name` and return the folder that holds course.xml."""
    target = cache / name
    if not target.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".new-", dir=cache))
        try:
            _extract(path, work)
            work.replace(target)  # in one step, so that a killed start leaves no half course
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
    return _root(target, path)


def forget_others(cache: Path, keep: set[str]) -> None:
    """Remove unpacked courses other than `keep`: an author who saves all day would fill the disk."""
    for folder in cache.iterdir():
        if folder.is_dir() and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _extract(path: Path, work: Path) -> None:
    try:
        if zipfile.is_zipfile(path):
            _extract_zip(path, work)
        else:
            _extract_tar(path, work)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        reason = str(error).partition(":\n")[0]  # tarfile adds a line for every packer that it tried
        raise PlayerError(f"{path} cannot be unpacked: {reason}. Is it a .tar.gz or .zip course archive?") from error


def _check(count: int, size: int, packed: int) -> None:
    if count > MAX_FILES or size > MAX_BYTES or size > max(packed, 1) * MAX_RATIO + 10_000_000:
        raise ValueError("it is too large once unpacked")


def _extract_tar(path: Path, work: Path) -> None:
    packed, size = path.stat().st_size, 0
    with tarfile.open(path, "r:*") as tar:
        for count, member in enumerate(tar, 1):
            size += member.size
            _check(count, size, packed)
            if not (member.isdir() or member.isreg()):
                raise ValueError(f"{member.name} is a link or a device")
            _inside(member.name)
            tar.extract(member, work, filter="data")


def _extract_zip(path: Path, work: Path) -> None:
    packed = path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        _check(len(infos), sum(info.file_size for info in infos), packed)
        for info in infos:
            if (info.external_attr >> 28) == 0xA:
                raise ValueError(f"{info.filename} is a link")
            _inside(info.filename)
            archive.extract(info, work)


def _inside(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise ValueError(f"{name} leaves the folder")


def _root(folder: Path, path: Path) -> Path:
    """The platform takes the first folder that holds a course.xml; so does the player."""
    candidates = [folder, *sorted(child for child in folder.iterdir() if child.is_dir())]
    for candidate in candidates:
        if (candidate / "course.xml").is_file():
            return candidate
    raise PlayerError(f"{path} holds no course.xml: it is not a course archive.")
