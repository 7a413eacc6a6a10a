"""The command line. Each command imports what it needs when it runs, so that the others start at once."""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from olxkit.report import say

EXAMPLES = """\
examples:
  olxkit new course my-course        a course to start from
  olxkit check my-course             every finding, with file, line and column
  olxkit check my-course --fix       write missing ids into the files, and into translations what they are of
  olxkit build my-course -o dist     dist/ORG-COURSE-RUN.tar.gz, for Studio's Import page
  olxkit play my-course              take the course in a browser at http://127.0.0.1:8000

exit codes: 0 done, 1 the course has errors or the work failed, 2 the command line is wrong
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; answers the exit code."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a narrow locale must not stop a message
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        say("stopped")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it exits
        return 1
    except OSError as error:
        place = error.filename2 or error.filename
        say(f"olxkit: {error.strerror or error}{f': {place}' if place else ''}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="olxkit",
        description="Course as code for Open edX: Markdown in, an archive that any Open edX imports out.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="report every finding in the source")
    check.add_argument("course", nargs="?", type=Path, default=Path("course_content"), help="the course folder")
    check.add_argument("--against", type=Path, metavar="ARCHIVE", help="an earlier archive whose ids must survive")
    check.add_argument("--fix", action="store_true", help="write missing ids, and into translations what they are of")
    check.add_argument("--strict-translations", action="store_true", help="fail on what is missing in translations")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="write the archive")
    build.add_argument("course", nargs="?", type=Path, default=Path("course_content"), help="the course folder")
    build.add_argument("-o", "--out", type=Path, default=Path("dist"), help="the folder for the archive (dist)")
    build.add_argument("--portable", action="store_true", help="for a platform that does not have our XBlocks")
    build.add_argument("--language", default="", help="a language for which translations/LANGUAGE/ exists")
    build.set_defaults(run=_build)

    hours = commands.add_parser("hours", help="say how long the course takes")
    hours.add_argument("course", nargs="?", type=Path, default=Path("course_content"), help="the course folder")
    hours.set_defaults(run=_hours)

    play = commands.add_parser("play", help="take the course in a browser")
    play.add_argument("course", nargs="?", type=Path, default=Path("course_content"), help="a folder or an archive")
    play.add_argument("--port", type=_port, default=8000, metavar="PORT", help="1 to 65535 (8000); 0 takes a free one")
    play.add_argument("--like", choices=("lms", "studio"), default="lms", help="what the blocks find around them")
    play.add_argument("--state", type=Path, help="the SQLite file for learners' work (dist/player.sqlite3)")
    play.add_argument("-o", "--out", type=Path, default=Path("dist"), help="the folder for the archive (dist)")
    play.set_defaults(run=_play)

    new = commands.add_parser("new", help="start a course, or add to one, from a template")
    new.add_argument("kind", choices=("course", "section", "subsection", "unit", "problem", "scene"))
    new.add_argument(
        "place", type=Path, help="the folder to make or to add to; for a problem or a scene, the unit's file"
    )
    new.add_argument("title", nargs="?", default="", help="its title")
    new.set_defaults(run=_new)
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:6]) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: write a number from 0 to 65535")
    return int(text)


def _check(arguments: argparse.Namespace) -> int:
    from olxkit.fix import fix_missing_ids, mark_translations
    from olxkit.report import as_json, show, summary
    from olxkit.translations import translations
    from olxkit.workspace import Workspace

    if not _is_folder(arguments.course):
        return 2
    workspace = Workspace(arguments.course)
    course = workspace.compile(draw=False)
    if arguments.fix:
        for line in fix_missing_ids(arguments.course, course.diagnostics, course.ids):
            say(f"fixed {line}")
        course = workspace.compile(draw=False)
    languages = list(translations(arguments.course, course))
    if arguments.fix:
        for line in mark_translations(arguments.course, (one for language in languages for one in language.found)):
            say(f"fixed {line}")
        languages = list(translations(arguments.course, course))
    of_translations = [one for language in languages for one in language.found]
    found = [*course.diagnostics, *of_translations]
    if arguments.against:
        from olxkit.olx.ids import lost_ids

        found += lost_ids(arguments.against, course.ids)
    if arguments.json:
        print(as_json(found))
    else:
        show(found, arguments.course, sys.stdout)
        for language in languages:
            say(language.summary)
        say(summary(found))
    strict = arguments.strict_translations and bool(of_translations)
    return int(strict or any(one.level == "error" for one in found))


def _build(arguments: argparse.Namespace) -> int:
    from olxkit.report import show, summary
    from olxkit.workspace import BuildRefused, Workspace

    if not _is_folder(arguments.course):
        return 2
    if Path(arguments.language).name != arguments.language:
        say(f"olxkit: '{arguments.language}' is not a language code such as es")
        return 2
    if arguments.out.exists() and not arguments.out.is_dir():
        say(f"olxkit: cannot write the archive into '{arguments.out}', which is not a folder")
        return 2
    if arguments.language and not (arguments.course / "translations" / arguments.language).is_dir():
        say(f"olxkit: there is no folder '{arguments.course}/translations/{arguments.language}'")
        return 2
    begun = time.perf_counter()
    workspace = Workspace(arguments.course, language=arguments.language, portable=arguments.portable)
    course = workspace.compile()
    show(course.diagnostics, arguments.course, sys.stderr)
    try:
        archive = workspace.build(course, arguments.out)
    except BuildRefused:
        say(f"{summary(course.diagnostics)}; nothing was written")
        return 1
    size = archive.stat().st_size / 1000
    say(f"{len(course.units)} units, {summary(course.diagnostics)}, {time.perf_counter() - begun:.1f} s, {size:.0f} KB")
    print(archive)
    return 0


def _hours(arguments: argparse.Namespace) -> int:
    from olxkit.hours import hours, lines

    if not _is_folder(arguments.course):
        return 2
    found = hours(arguments.course)
    for line in lines(found):
        print(line)
    return int(not found)


def _play(arguments: argparse.Namespace) -> int:
    if not arguments.course.exists():
        say(f"olxkit: there is no folder or archive '{arguments.course}'")
        return 2
    try:
        from olxkit.player import PlayerError, serve
    except ImportError as error:
        say(f"olxkit: the player needs further packages ({error.name}): pip install 'digigov[player]'")
        return 1
    from olxkit.live import source_of

    source = source_of(arguments.course, arguments.out)
    if source is None:
        return 1
    state = arguments.state or arguments.out / "player.sqlite3"
    try:
        serve(source, port=arguments.port, like=arguments.like, state=state, announce=say)
    except PlayerError as error:
        say(f"olxkit: {error}")
        return 1
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from olxkit.new import Refused, create

    try:
        for path in create(arguments.kind, arguments.place, arguments.title):
            print(path)
        if arguments.kind == "course":
            say(f"next: olxkit play {quote(str(arguments.place))}")
    except Refused as reason:
        say(f"olxkit: {reason}")
        return 1
    return 0


def _is_folder(path: Path) -> bool:
    if not path.is_dir():
        say(f"olxkit: there is no course folder '{path}'; `olxkit new course {path}` starts one")
    return path.is_dir()


if __name__ == "__main__":
    sys.exit(main())
