"""The words of the scene's editor: labels and help in the page, and what its scripts say."""

from __future__ import annotations

from digigov.common.i18n import gettext as _


def editor_words() -> dict[str, str]:
    """Labels, and help beside each field."""
    return {
        "title": _("Title"),
        "title_help": _("Shown in the course outline and in search results."),
        "weight": _("Weight of the questions"),
        "weight_help": _("How much the scene counts in its assignment; 0 for not at all."),
        "choose": _("A scene of this course"),
        "choose_help": _("Replaces text, sources and files by those of the scene. Nothing is kept before you save."),
        "keep": _("The one that is here"),
        "take": _("Take this scene"),
        "places": _("Places on the picture"),
        "places_help": _(
            "Drag a number to where it belongs, or choose it and press the arrow keys. It comes to lie on the model."
        ),
        "add": _("Add a place"),
        "remove": _("Remove this place"),
        "nothing_chosen": _("Choose a number on the picture to edit its place."),
        "place_title": _("Title of the place"),
        "place_text": _("Text (Markdown; cite a source as [@key])"),
        "place_part": _("Part that lights up"),
        "place_at": _("Where it stands, in metres"),
        "text": _("The whole scene"),
        "text_help": _(
            "YAML: parts, places, questions, task, card and marker. What you do on the picture is written here."
        ),
        "sources": _("Sources"),
        "sources_help": _("One a line: key | title | publisher | year | address. Numbered in this order."),
        "upload": _("Add a 3D model"),
        "upload_help": _(
            "A .glb file with everything inside, at most 10 MB and 200,000 triangles, without animation. "
            "It becomes a part of the scene."
        ),
        "upload_go": _("Check and add"),
        "preview": _("Preview"),
        "faults": _("To correct"),
        "save": _("Save"),
        "cancel": _("Cancel"),
        "needs_script": _("This editor needs JavaScript."),
    }


def script_words() -> dict[str, str]:
    """What the scripts say."""
    return {
        "saving": _("Saving… New models and pictures take some seconds."),
        "saved": _("Saved."),
        "not_saved": _("Not saved: {message}"),
        "see_faults": _("See what is to correct."),
        "no_network": _("The server did not answer. Your text is still here; try again."),
        "unsaved": _("You have changes that are not saved. Leave without saving?"),
        "replace": _("This replaces the text that you see. Go on?"),
        "line": _("Line {line}: {message}"),
        "in_order": _("No faults."),
        "stale": _("The model has changed: the picture is drawn anew when you save."),
        "changed_meanwhile": _("The text was changed in between. Do it again."),
        "place_on": _("Now press the place on the picture, or Escape."),
        "checking": _("Checking …"),
        "added": _("Added as {part}. Set where it stands in the text, then save."),
        "too_large": _("The file is too large: at most {most} MB are taken."),
        "no_file": _("Choose a .glb file first."),
        "mark": _("{number} {title}. Arrow keys move it."),
        "moved": _("{title} now stands at {place}, in metres."),
    }
