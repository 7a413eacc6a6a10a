"""What the browser asks of the block, learners and the course team: a small module for each group of handlers."""

from xblock.core import XBlock

from .dashboard import DashboardHandlers
from .editing import EditingHandlers
from .files import FileHandlers
from .following import FollowingHandlers
from .grouping import GroupingHandlers
from .reviewing import ReviewingHandlers
from .studio import StudioHandlers
from .submitting import SubmittingHandlers
from .teamwork import TeamworkHandlers
from .versions import VersionHandlers


@XBlock.wants("enrollments")
class StaffHandlers(ReviewingHandlers, FollowingHandlers, DashboardHandlers, GroupingHandlers):
    """Everything that only the course team may ask."""


__all__ = [
    "EditingHandlers",
    "FileHandlers",
    "StaffHandlers",
    "StudioHandlers",
    "SubmittingHandlers",
    "TeamworkHandlers",
    "VersionHandlers",
]
