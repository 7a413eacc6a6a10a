"""Diagnostics about an earlier archive that the course is compared with."""

from olxkit.problems.base import Diagnostic


class UnreadableArchive(Diagnostic):
    """The archive to compare with cannot be read."""

    message = "cannot read this archive: {reason}"
    help = "give the .tar.gz that was imported last, or Studio's export of the course"


class LostId(Diagnostic):
    """An id under which learners may have saved work is no longer in the course."""

    message = "the {kind} '{id}' of this archive is gone from the course"
    help = "{advice}"


ARCHIVE_PROBLEMS = (UnreadableArchive, LostId)
