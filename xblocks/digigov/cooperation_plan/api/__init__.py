"""All reading and writing of plans. Every write is one transaction, compares versions, and is done when it returns.

What is named here is a promise to the block and to other slices; everything else may change.
"""

from .dashboard import GROUPS, Row, Sum, courses, group, rows
from .erasing import erase
from .errors import Busy, Conflict, NotAllowed, PlanError, Refused, Stale
from .following import (
    Incomplete,
    add_followup,
    find_followup,
    followups,
    forget_name,
    reminders,
    remove_followup,
    save_followup,
)
from .grading import find_grade, grades, override_grade, overrides, published, unpublished
from .history import Entry, difference, history, version_at
from .notes import NOTE_CHARS, find_note, notes, save_note
from .plans import State, Team, assign, find_plan, is_member, members, open_plan, plans, read, unassign
from .reviewing import (
    MOST_REVIEWERS,
    claim,
    decide,
    desk,
    find_submission,
    release,
    reviews,
    save_review,
    submissions,
    submit,
)
from .saving import Saved, import_document, restore, save, settle
from .together import add_comment, comments, gone, present, resolve_comment, seen, withdraw_comment

__all__ = [
    "GROUPS",
    "MOST_REVIEWERS",
    "NOTE_CHARS",
    "Busy",
    "Conflict",
    "Entry",
    "Incomplete",
    "NotAllowed",
    "PlanError",
    "Refused",
    "Row",
    "Saved",
    "Stale",
    "State",
    "Sum",
    "Team",
    "add_comment",
    "add_followup",
    "assign",
    "claim",
    "comments",
    "courses",
    "decide",
    "desk",
    "difference",
    "erase",
    "find_followup",
    "find_grade",
    "find_note",
    "find_plan",
    "find_submission",
    "followups",
    "forget_name",
    "gone",
    "grades",
    "group",
    "history",
    "import_document",
    "is_member",
    "members",
    "notes",
    "open_plan",
    "override_grade",
    "overrides",
    "plans",
    "present",
    "published",
    "read",
    "release",
    "reminders",
    "remove_followup",
    "resolve_comment",
    "restore",
    "reviews",
    "rows",
    "save",
    "save_followup",
    "save_note",
    "save_review",
    "seen",
    "settle",
    "submissions",
    "submit",
    "unassign",
    "unpublished",
    "version_at",
    "withdraw_comment",
]
