"""The one course that this process serves, reloaded when its archive's content changes."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from threading import RLock

from . import archive
from .archive import Source
from .course import Course
from .errors import PlayerError


class Site:
    """`like` is "lms" or "studio"; `cache` is the folder for unpacked archives."""

    def __init__(self, source: Source, cache: Path, *, like: str = "lms", enforce_dates: bool = False) -> None:
        self.source = source
        self.cache = cache
        self.like = like
        self.enforce_dates = enforce_dates
        self._course: Course | None = None
        self._seen: tuple[object, ...] = ()
        self._problem = ""
        self._recent: deque[str] = deque(maxlen=2)  # the previous one may still be read by another thread
        self._lock = RLock()

    @property
    def course(self) -> Course:
        """The course as last loaded: for handlers and files, which belong to a page that is already open."""
        return self._course or self.refresh()

    @property
    def loaded(self) -> Course | None:
        return self._course

    def refresh(self) -> Course:
        """The course as it is now. Raises PlayerError only while there has never been one to show."""
        with self._lock:
            try:
                self._load(Path(self.source.archive()))
                self._problem = ""
            except (PlayerError, FileNotFoundError) as error:
                if self._course is None:
                    raise PlayerError(str(error)) from error
                self._problem = str(error)
            assert self._course is not None
            return self._course

    def findings(self) -> list[str]:
        """What is wrong with the source, for the top of every page."""
        return [*self.source.findings(), *([self._problem] if self._problem else [])]

    def _load(self, path: Path) -> None:
        try:
            stat = path.stat()
        except OSError as error:
            raise PlayerError(f"Cannot read the archive {path}: {error.strerror or error}.") from error
        seen = (path, stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if seen == self._seen and self._course is not None:
            return
        version = archive.digest(path)
        if self._course is None or version != self._course.version:
            root = archive.unpack(path, self.cache, version[:24])
            self._course = Course(root, version, enforce_dates=self.enforce_dates)
            self._recent.append(version[:24])
            archive.forget_others(self.cache, set(self._recent))
        self._seen = seen


_site: Site | None = None


def install(site: Site) -> None:
    """Make this the site that the views serve."""
    global _site
    _site = site


def site() -> Site:
    if _site is None:
        raise RuntimeError("no site is installed: call olxkit.player.server.prepare first")
    return _site
