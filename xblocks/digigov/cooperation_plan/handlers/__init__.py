"""What the browser asks of the learner's block: one small module for each group of handlers."""

from .editing import EditingHandlers
from .files import FileHandlers
from .submitting import SubmittingHandlers
from .teamwork import TeamworkHandlers
from .versions import VersionHandlers

__all__ = ["EditingHandlers", "FileHandlers", "SubmittingHandlers", "TeamworkHandlers", "VersionHandlers"]
