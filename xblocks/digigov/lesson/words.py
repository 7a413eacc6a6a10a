"""The words that a lesson and its editor show, in the language of the person who asks."""

from __future__ import annotations

from digigov.common.i18n import gettext as _
from digigov.common.i18n import ngettext


def reading(minutes: int) -> str:
    """How long it takes."""
    return ngettext("{minutes} minute to read", "{minutes} minutes to read", minutes).format(minutes=minutes)


def lesson_words() -> dict[str, str]:
    """For the lesson itself."""
    return {
        "objectives": _("By the end you can"),
        "terms": _("Terms"),
        "sources": _("Sources"),
        "back": _("Back to the text"),
    }


def in_words() -> str:
    """What opens the text that says the same as a diagram."""
    return _("The diagram in words")


def source_line(citations: str) -> str:
    """What stands below a diagram or a chart; empty without citations."""
    return f"{_('Source')}: {citations}" if citations else ""


def no_figure() -> str:
    """For a number that is missing from a chart."""
    return _("no figure")


def editor_words() -> dict[str, str]:
    """For the editor: labels, help beside each field, and what its script says."""
    return {
        "title": _("Title"),
        "title_help": _("Shown in the course outline and in search results."),
        "minutes": _("Minutes to read"),
        "minutes_help": _("Leave empty to have it estimated from the length of the text."),
        "objectives": _("Learning objectives"),
        "objectives_help": _("One a line. Each completes the sentence “By the end you can …”."),
        "text": _("Text"),
        "text_help": _("Markdown. Cite a source as [@key], write a footnote as [^1], formulas as \\( … \\)."),
        "sources": _("Sources"),
        "sources_help": _(
            "Numbered in this order at the end of the lesson. The key is what [@key] in the text refers to."
        ),
        "key": _("Key"),
        "source_title": _("Title of the source"),
        "publisher": _("Publisher"),
        "year": _("Year"),
        "url": _("Address (https://…)"),
        "add": _("Add a source"),
        "remove": _("Remove source {number}"),
        "source": _("Source {number}"),
        "preview": _("Preview"),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "saving": _("Saving…"),
        "saved": _("Saved."),
        "not_saved": _("Not saved: {message}"),
        "see_fields": _("See the messages beside the fields."),
        "no_network": _("The server did not answer. Your text is still here; try again."),
        "no_preview": _("The preview could not be updated."),
        "unsaved": _("You have changes that are not saved. Leave without saving?"),
        "line": _("Line {line}: {message}"),
        "needs_script": _("This editor needs JavaScript."),
    }
