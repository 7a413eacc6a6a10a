"""What the browser asks of the block: one small module for each group of handlers."""

from .booking import BookingHandlers
from .editing import EditingHandlers
from .files import FileHandlers
from .organising import OrganisingHandlers
from .scheduling import SchedulingHandlers
from .taking_part import TakingPartHandlers

__all__ = [
    "BookingHandlers",
    "EditingHandlers",
    "FileHandlers",
    "OrganisingHandlers",
    "SchedulingHandlers",
    "TakingPartHandlers",
]
