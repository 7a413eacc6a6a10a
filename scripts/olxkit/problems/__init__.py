"""Every diagnostic of olxkit, listed by name: `EVERY` is what the manual documents and what the tests must reach."""

from olxkit.problems.archive import ARCHIVE_PROBLEMS
from olxkit.problems.base import Caution, Diagnostic, Position
from olxkit.problems.diagram import DIAGRAM_PROBLEMS
from olxkit.problems.files import FILE_PROBLEMS
from olxkit.problems.pool import POOL_PROBLEMS
from olxkit.problems.question import QUESTION_PROBLEMS
from olxkit.problems.scene import SCENE_PROBLEMS
from olxkit.problems.settings import SETTING_PROBLEMS
from olxkit.problems.style import STYLE_PROBLEMS
from olxkit.problems.text import TEXT_PROBLEMS
from olxkit.problems.translation import TRANSLATION_PROBLEMS

EVERY: tuple[type[Diagnostic], ...] = (
    *ARCHIVE_PROBLEMS,
    *FILE_PROBLEMS,
    *SETTING_PROBLEMS,
    *TEXT_PROBLEMS,
    *DIAGRAM_PROBLEMS,
    *SCENE_PROBLEMS,
    *QUESTION_PROBLEMS,
    *POOL_PROBLEMS,
    *TRANSLATION_PROBLEMS,
    *STYLE_PROBLEMS,
)

__all__ = ["EVERY", "Caution", "Diagnostic", "Position"]
