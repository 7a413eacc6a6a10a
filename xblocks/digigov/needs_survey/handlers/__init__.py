"""What the browser asks of the block: one small module for each group of handlers."""

from .answering import AnsweringHandlers
from .editing import EditingHandlers
from .files import FileHandlers
from .organising import OrganisingHandlers

__all__ = ["AnsweringHandlers", "EditingHandlers", "FileHandlers", "OrganisingHandlers"]
