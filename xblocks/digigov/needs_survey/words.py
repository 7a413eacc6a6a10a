"""What the scripts say, in the language of the person who asks."""

from __future__ import annotations

from digigov.common.i18n import gettext as _


def answering_words() -> dict[str, str]:
    """For the questionnaire."""
    return {
        "saved": _("Saved {time}"),
        "writing": _("Not saved yet"),
        "saving": _("Saving ..."),
        "offline": _("No connection. Your answers stay on this device until it is back."),
        "consent": _("Tick the box under “How your answers are used” first; then your answers are saved."),
        "refused": _("Saved, but for what is marked below."),
        "failed": _("Not saved: {message}"),
        "clash": _("You changed this in another window as well. Which answer shall stay?"),
        "mine": _("This window: {text}"),
        "theirs": _("The other window: {text}"),
        "nothing": _("no answer"),
        "sent": _("Sent. Thank you. You can change your answers until the survey closes."),
        "unsent": _("Your answers must be sent again: something that they need was taken away."),
        "not_sent": _("Not sent yet. See what is marked below."),
        "rated": _("{count} of {all} rated"),
        "sure": _("Take your answers back? They are deleted."),
        "withdrawn": _("Your answers were deleted."),
        "copied": _("Copied."),
        "none": _("No figure is confirmed for this country. Please name one below."),
        "measure": _("Measure"),
        "year": _("Year"),
        "value": _("Value"),
        "rank": _("Rank"),
        "source": _("Source"),
    }


def console_words() -> dict[str, str]:
    """For the organiser's console."""
    return {
        "working": _("Working ..."),
        "no_network": _("There is no connection. Try again."),
        "copied": _("Copied."),
        "sure_revoke": _("Revoke this link? Nobody can answer or change answers by it from then on."),
        "sure_import": _("Remove this import? The answers that came by it are deleted."),
        "sure_invented": _("Remove the example answers?"),
        "choose": _("Choose a CSV file first."),
        "too_large": _("The file is too large. Import it in parts."),
    }


def editor_words() -> dict[str, str]:
    """For the editor in Studio."""
    return {
        "saving": _("Saving ..."),
        "saved": _("Saved"),
        "not_saved": _("Not saved. {message}"),
        "see_fields": _("See the marked fields."),
        "no_network": _("There is no connection. Try again."),
        "unsaved": _("Leave without saving?"),
    }
