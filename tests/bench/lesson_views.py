"""CPU time of student_view: `lesson_views.py FOLDER` builds a course there and prints milliseconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generate import unit_paths, write_course

from digigov.common.markdown import render
from olxkit.player.archive import FixedArchive
from olxkit.player.server import prepare
from olxkit.workspace import Workspace

TURNS = 50
HTML = "\n:::{{html}} The same text as HTML\n:id: as-html\n{}\n:::\n"


def main(folder: Path) -> None:
    """One lesson of about 600 words, without a question, and its HTML in an html component after it."""
    unit = _write(folder / "course")
    workspace = Workspace(folder / "course", use_cache=False)
    archive = workspace.build(workspace.compile(), folder)
    prepare(FixedArchive(archive), folder / "state.sqlite3", announce=lambda _line: None)
    lesson, html = _blocks(unit)
    text = lesson.content

    def another_text(turn: int) -> None:
        lesson.content = f"{text}\n\nTurn {turn}."

    _print("lesson, text seen for the first time", _milliseconds(lesson, another_text))
    _print("lesson, rendered before", _milliseconds(lesson))
    _print("html component of the platform", _milliseconds(html))


def _write(root: Path) -> str:
    """A course whose first unit has both; its id."""
    write_course(root, 20)
    path = root / next(unit_paths(1))
    text = path.read_text("utf-8")
    # Without sources and ids: what the html component shows is text only.
    path.write_text(text + HTML.format(render(text.split("\n---\n", 1)[1])), "utf-8")
    return "unit-0000"


def _blocks(unit: str) -> tuple[Any, Any]:
    """The lesson and the html component, as the first learner has them."""
    from olxkit.player.people import LEARNERS
    from olxkit.player.runtime import PlayerRuntime
    from olxkit.player.site import site

    course = site().course
    runtime = PlayerRuntime(course, LEARNERS[0])
    lesson, html = (runtime.get_block(course.by_name[name].key) for name in (f"{unit}-text", "as-html"))
    return lesson, html


def _milliseconds(block: Any, before: Callable[[int], None] = lambda _turn: None) -> float:
    """Of the best of many turns."""
    best = float("inf")
    for turn in range(TURNS):
        before(turn)
        begun = time.process_time()
        block.student_view({})
        best = min(best, time.process_time() - begun)
    return best * 1000


def _print(name: str, milliseconds: float) -> None:
    print(f"{name:40} {milliseconds:8.2f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
