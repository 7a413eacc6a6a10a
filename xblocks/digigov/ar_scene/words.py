"""The words of the scene's scripts, in the language of the person who asks. Templates hold their own."""

from __future__ import annotations

from digigov.ar_scene.work import Progress
from digigov.common.i18n import gettext as _
from digigov.common.i18n import ngettext


def done_words(progress: Progress) -> str:
    """How far the learner is, in one line."""
    steps = ngettext("{done} of {number} step done", "{done} of {number} steps done", progress.steps)
    parts = [steps.format(done=progress.steps_done, number=progress.steps)]
    if progress.questions:
        asked = ngettext(
            "{done} of {number} question answered", "{done} of {number} questions answered", progress.questions
        )
        parts.append(asked.format(done=progress.answered, number=progress.questions))
    return ", ".join(parts) + "."


def file_words() -> dict[str, str]:
    """The files that a learner may keep, by kind."""
    return {
        "card_pdf": _("Card to print on A4 (PDF)"),
        "card_svg": _("Card for another screen (SVG)"),
        "transcript": _("All of it as text"),
        "glb": _("3D model (GLB)"),
        "usdz": _("3D model for iPhone and iPad (USDZ)"),
    }


def script_words() -> dict[str, str]:
    """What the scripts say."""
    return {
        "no_network": _("The server did not answer. Try again."),
        "loading": _("Loading …"),
        "not_loaded": _("It could not be loaded. The picture and the list have everything."),
        "no_webgl": _("This browser or computer cannot draw in 3D. The picture and the list have everything."),
        "lost": _("The graphics of this device stopped. The picture is back."),
        "again": _("Try again"),
        "keep": _("Keep the picture"),
        "load": _("Load {kb} KB"),
        "save_data": _("Your browser asks to save data. This would load about {kb} KB."),
        "loaded": _("loaded"),
        "done": _("done"),
        "seen": _("read"),
        "model": _("3D model. Arrow keys turn it, plus and minus zoom, R goes back to the first view."),
        "turn_left": _("Turn left"),
        "turn_right": _("Turn right"),
        "turn_up": _("Look from above"),
        "turn_down": _("Look from the side"),
        "closer": _("Closer"),
        "farther": _("Farther"),
        "reset": _("Back to the first view"),
        "by_touch": _("Drag to turn, pinch to zoom. Or use the keys: arrows, plus, minus, R."),
        **camera_words(),
    }


def camera_words() -> dict[str, str]:
    """What the camera form says."""
    return {
        "camera_asking": _("Your browser asks whether it may use the camera. Please allow it."),
        "camera_search": _("Point the camera at the card: the whole black square must be seen."),
        "camera_found": _("Found the card. Move slowly round it."),
        "camera_gone": _("The card is out of sight. Bring the whole black square back into the picture."),
        "camera_other": _("This is the card of another scene."),
        "camera_denied": _(
            "The camera is not allowed here. Allow it for this page in the browser's settings, "
            "or use the sample camera."
        ),
        "camera_none": _("No camera was found. Connect one, or use the sample camera."),
        "camera_busy": _("Another program uses the camera. Close it and try again, or use the sample camera."),
        "camera_insecure": _(
            "Browsers give the camera only to pages with https. Use the sample camera, or open the course by https."
        ),
        "camera_unplugged": _("The camera was disconnected. Connect it and try again, or use the sample camera."),
        "camera_failed": _("The camera did not start. Try again, or use the sample camera."),
        "camera_stopped": _("The camera is off."),
        "camera_view": _("What the camera sees, with the model on the card"),
        "camera_plane": _("This browser cannot draw in 3D, so the picture stands on the card."),
        "camera_private": _("The pictures of the camera stay on this device. Nothing is sent or kept."),
        "stop": _("Stop the camera"),
        "start": _("Start the camera"),
        "sample": _("Sample camera"),
        "sample_kb": _("Sample camera ({kb} KB)"),
        "sample_on": _("Sample camera: a recorded view of the card."),
        "upright": _("Stand the model up, for a card held upright"),
        "upright_off": _("Lay the model flat, for a card on the table"),
    }
