"""Diagnostics about AR scenes: their files in scenes/, the models that they use, the units that show them."""

from olxkit.problems.base import Caution, Diagnostic


class SceneFault(Diagnostic):
    """The scene's own rules refuse it: broken YAML, unknown shapes, ids that name nothing, a hotspot outside the model.

    The same rules speak in Studio.
    """

    message = "{reason}"
    help = "correct {part} of the scene"


class UnknownScene(Diagnostic):
    """A unit shows a scene that is not in scenes/."""

    message = "there is no scene '{name}'"
    help = "{advice}"


class UnusedScene(Caution):
    """No unit shows the scene, so it is not built and learners never see it."""

    message = "no unit shows the scene '{name}'"
    help = "add ':::{{scene}} {name}' to a unit, or delete the file"


class RepeatedMarker(Diagnostic):
    """Two scenes with one marker: the camera could not tell their cards apart."""

    message = "the marker {marker} is already on the card of '{other}'"
    help = "take another number; {free} is free"


class BadModel(Diagnostic):
    """A GLB file that cannot become part of a scene: broken, too large, moving, or in need of other files."""

    message = "cannot use the model '{path}': {reason}"
    help = "put a plain .glb with everything inside into static/, and give its path from the course folder"


class SceneDiffers(Diagnostic):
    """A translated scene has other hotspots than the original, so that learners' work would not fit both."""

    message = "the original's hotspots are {original}, and these are {found}"
    help = "translate titles and texts only; keep ids and their order"


SCENE_PROBLEMS = (SceneFault, UnknownScene, UnusedScene, RepeatedMarker, BadModel, SceneDiffers)
