"""What stands on the sheet with a scene's card, in the language of the course."""

from __future__ import annotations

from digigov.common.i18n import gettext as _


def card_words(*, marker: int, side: int, alt: str) -> dict[str, str]:
    """Words for the printed sheet; `side` is the marker's side in millimetres, `alt` names the plate."""
    return {
        "heading": _("Card for the scene"),
        "how": _("How to use this card"),
        "print": _("Print this page in actual size, not scaled, on white paper, in colour or in black and white."),
        "measure": _(
            "The black square must be {side} mm wide. If it is not, the model will look too large or too small."
        ).format(side=side),
        "lay": _("Lay the page flat on a table, or show it on another screen. Keep the white edge round the square."),
        "open": _("Open the scene in the course, choose “Camera”, and point the camera at the card from above."),
        "without": _("Without a printer or a camera, choose “Sample camera” in the course: it shows the same."),
        "alt": _("Address plate {plate} with the black and white marker {marker}.").format(plate=alt, marker=marker),
        "likeness": _("A likeness of a Korean address plate, made for this course; it marks no real place."),
    }


def transcript_words() -> dict[str, str]:
    """For the scene as plain text."""
    return {
        "task": _("Your task"),
        "places": _("What is where"),
        "question": _("Question"),
        "closing": _("And your own country?"),
        "sources": _("Sources"),
    }


def portable_words() -> dict[str, str]:
    """For a scene on a platform that does not have the block: a page of text with its picture."""
    return {
        "picture": _("Picture of the scene: {title}. Its numbered places are described in the list."),
        "task": _("Your task"),
        "places": _("What is where"),
        "answers": _("Answers"),
        "right": _("Right."),
        "wrong": _("Not right."),
        "closing": _("And your own country?"),
        "card": _("Card to print (PDF)"),
        "transcript": _("All of it as text"),
        "model": _("3D model (GLB)"),
        "sources": _("Sources"),
    }
