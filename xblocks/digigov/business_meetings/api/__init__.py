"""All reading and writing of business meetings. Every write is one transaction and is done when it returns.

What is named here is a promise to the block and to other slices; everything else may change.
"""

from .booking import accept, ask, book, cancel, decline, lock, move, wait
from .erasing import erase
from .errors import Incomplete, Locked, MeetingsError, NotNow, Refused, Running, Stale, Taken
from .events import (
    add_interpreter,
    add_room,
    add_slots,
    find_event,
    open_event,
    remove_interpreter,
    remove_room,
    remove_slots,
    save_settings,
)
from .mail import mail, retry, send_due
from .notes import add_followup, notes, save_note
from .parties import (
    Imported,
    accept_link,
    by_feed,
    by_link,
    find_participant,
    import_organisations,
    join,
    new_feed,
    new_link,
    organisations,
    participants,
    remove_organisation,
    remove_participant,
    save_organisation,
    save_participant,
    save_wishes,
    wishes,
)
from .picture import free_for, meetings_of, meetings_with_parties, picture
from .rehearsal import load_example, remove_example
from .reminders import remind
from .solving import apply, cancel_run, current_run, last_run, start_run, work
from .statistics import statistics

__all__ = [
    "Imported",
    "Incomplete",
    "Locked",
    "MeetingsError",
    "NotNow",
    "Refused",
    "Running",
    "Stale",
    "Taken",
    "accept",
    "accept_link",
    "add_followup",
    "add_interpreter",
    "add_room",
    "add_slots",
    "apply",
    "ask",
    "book",
    "by_feed",
    "by_link",
    "cancel",
    "cancel_run",
    "current_run",
    "decline",
    "erase",
    "find_event",
    "find_participant",
    "free_for",
    "import_organisations",
    "join",
    "last_run",
    "load_example",
    "lock",
    "mail",
    "meetings_of",
    "meetings_with_parties",
    "move",
    "new_feed",
    "new_link",
    "notes",
    "open_event",
    "organisations",
    "participants",
    "picture",
    "remind",
    "remove_example",
    "remove_interpreter",
    "remove_organisation",
    "remove_participant",
    "remove_room",
    "remove_slots",
    "retry",
    "save_note",
    "save_organisation",
    "save_participant",
    "save_settings",
    "save_wishes",
    "send_due",
    "start_run",
    "statistics",
    "wait",
    "wishes",
    "work",
]
