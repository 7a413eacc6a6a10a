"""Python-Markdown alone over all units of a course, as a process: `converters.py plain|lesson FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from markdown import Markdown


def lesson_converter() -> Markdown:
    """With the extensions that a lesson is rendered with."""
    from digigov.common.md_extension import Lesson, SafeFences

    names = ("tables", "footnotes", "def_list", "admonition", "attr_list", "abbr", "codehilite", "sane_lists")
    return Markdown(extensions=[*names, SafeFences(), Lesson({})], output_format="html")


def main(kind: str, folder: Path) -> None:
    """Converts and throws away."""
    converter = Markdown(extensions=["extra"]) if kind == "plain" else lesson_converter()
    for path in sorted(folder.rglob("*-unit.md")):
        body = path.read_text("utf-8").split("\n---\n", 1)[1]
        converter.reset()
        converter.convert(body)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
