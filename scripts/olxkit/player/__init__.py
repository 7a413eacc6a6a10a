"""The player: shows an archive's own OLX through the real XBlock runtime, on one machine, without an installation."""

from .archive import FixedArchive, Source
from .errors import PlayerError
from .server import serve

__all__ = ["FixedArchive", "PlayerError", "Source", "serve"]
