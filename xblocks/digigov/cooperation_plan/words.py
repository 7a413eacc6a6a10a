"""Words of the page that are not in a template: those that the script shows, and what each file is for."""

from __future__ import annotations

from digigov.common.i18n import gettext as _


def file_uses() -> dict[str, str]:
    """What each export is for, by its name."""
    return {
        "docx": _("to go on writing in your ministry’s own form"),
        "pdf": _("to send and to sign"),
        "brief": _("for a reader who has five minutes"),
        "xlsx": _("to calculate on: sums are formulas"),
        "iati": _("for donors’ systems and the public register of aid"),
        "json": _("to keep, or to bring into another course"),
    }


def script_words() -> dict[str, str]:
    """The script's words; {names} in braces are filled in there."""
    return {**_saving(), **_writing(), **_drawings(), **_checking(), **_team(), **_moving()}


def _saving() -> dict[str, str]:
    return {
        "saved": _("Saved"),
        "savedAt": _("Saved at {time}"),
        "writing": _("Not saved yet"),
        "saving": _("Saving …"),
        "offline": _("No line: kept on this device, sent when the line returns"),
        "refused": _("Saved, but for what is marked"),
        "failed": _("Not saved: {reason}"),
        "retry": _("Try again"),
        "conflict": _("{name} wrote in the same place"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "undone": _("Undone: {place}"),
        "leave": _("Something is not saved yet."),
        "reload": _("Reload the page"),
        "loggedOut": _("You were logged out. What you wrote is kept on this device; log in again to save it."),
        "fromDraft": _("What you wrote here before without a line was found again and is being saved."),
    }


def _writing() -> dict[str, str]:
    return {
        "edit": _("Write"),
        "read": _("Read"),
        "beside": _("Show the example beside"),
        "add": _("Add: {what}"),
        "remove": _("Remove"),
        "removed": _("Removed: {what}"),
        "up": _("Move up"),
        "down": _("Move down"),
        "row": _("{what} {number}"),
        "choose": _("Choose"),
        "noRow": _("a row without a name"),
        "gone": _("a row that was removed"),
        "next": _("Next: {step}"),
        "previous": _("Back: {step}"),
        "step": _("Step {number} of {count}"),
        "ready": _("{percent} per cent ready"),
        "whole": _("The whole plan: {percent} per cent ready"),
        "untitled": _("Untitled plan"),
        "more": _("More"),
        "tooMany": _("A list holds {most} rows; the rest of what was pasted was left out."),
        "pasted": _("Rows taken from the pasted table: {count}"),
        "pastedPart": _("Rows taken from the pasted table: {count}. Left out, because nothing here fits: {left}"),
        "keys": _("Keys"),
        "keysText": _(
            "Ctrl+Z takes the last change back. Alt+Up and Alt+Down move a row. In a tree, Enter begins a new "
            "line, Tab puts it one level deeper, Shift+Tab one level up. Ctrl+Alt+M opens the comments of a cell."
        ),
    }


def _drawings() -> dict[str, str]:
    return {}


def _checking() -> dict[str, str]:
    return {}


def _team() -> dict[str, str]:
    return {}


def _moving() -> dict[str, str]:
    return {}
