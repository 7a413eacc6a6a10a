"""The commands as an author uses them: fix, json, new, and what the exit codes say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from olxkit.problems import EVERY

Run = Callable[..., tuple[int, str, str]]
NO_IDS: dict[str, str | bytes | None] = {
    "part/index.md": "---\ntitle: Part\n---\n",
    "part/sub/index.md": "---\ntitle: Sub\n---\n",
    "part/sub/02-law & order.md": "---\r\ntitle: Law\r\n---\r\nA \u2028 line\x85 more\r\n:::{discussion} One\r\n"
    ":category: C\r\n:::\r\n:::{discussion} Two\r\n:::\r\n",
    "part/sub/03-한글.md": "\ufeff---\ntitle: 한글\n---\n:::{html}\n<p>a</p>\n:::\n",
    "part/sub/unit.md": "---\ntitle: Unit\nid: law-order\n---\n:::{video}\n:youtube: abcdefghijk\n:::\n",
}


UNIT = "02-second-part/01-second-part/02-second-part.md"


def test_fix_writes_ids_once_and_for_good(course: Callable[..., Path], run: Run, build: Callable[..., Path]) -> None:
    root = course(NO_IDS)
    assert run("check", root)[0] == 1
    code, _, said = run("check", root, "--fix")
    assert code == 0, said
    after = {path: path.read_bytes() for path in root.rglob("*.md")}
    assert run("check", root, "--fix")[0] == 0
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == after
    build(root)


def test_fix_keeps_all_else(course: Callable[..., Path], run: Run) -> None:
    root = course(NO_IDS)
    run("check", root, "--fix")
    law = (root / "part/sub/02-law & order.md").read_bytes().decode()
    assert law == (
        "---\r\nid: sub-law-order\r\ntitle: Law\r\n---\r\nA \u2028 line\x85 more\r\n:::{discussion} One\r\n"
        ":id: sub-law-order-discussion\r\n:category: C\r\n:::\r\n:::{discussion} Two\r\n"
        ":id: sub-law-order-discussion-2\r\n:::\r\n"
    )
    hangul = (root / "part/sub/03-한글.md").read_bytes().decode()
    assert hangul.startswith("\ufeff---\nid: sub-item\ntitle: 한글\n---\n:::{html}\n:id: sub-item-html\n<p>")


def test_fix_writes_through_a_link(course: Callable[..., Path], run: Run) -> None:
    root = course({"data/shared.md": "---\ntitle: Shared\n---\nWords.\n"})
    (root / "part/sub/linked.md").symlink_to("../../data/shared.md")
    run("check", root, "--fix")
    assert (root / "part/sub/linked.md").is_symlink()
    assert (root / "data/shared.md").read_text() == "---\nid: sub-linked\ntitle: Shared\n---\nWords.\n"


TRANSLATED = {
    "about/overview.md": "Words.\n",
    "translations/es/course.yaml": "title: Un curso\n",
    "translations/es/about/overview.md": "Palabras.\n",
    "translations/es/part/index.md": "---\ntitle: Parte\n---\n",
    "translations/es/part/sub/index.md": "\ufeff---\r\ntitle: Sub\r\n---\r\n",
    "translations/es/part/sub/unit.md": "---\ntitle: Unidad\n---\nPalabras.\n",
}


def test_a_translation_is_stale_once_its_original_changes(
    course: Callable[..., Path], run: Run, build: Callable[..., Path], contents: Callable[[Path], dict[str, bytes]]
) -> None:
    root = course(TRANSLATED)
    assert "es: 5 of 5 files translated, 5 without mark" in run("check", root)[2]
    assert run("check", root, "--strict-translations")[0] == 1
    code, _, said = run("check", root, "--fix", "--strict-translations")
    assert (code, "es: 5 of 5 files translated\nno findings" in said) == (0, True), said
    marked = {path: path.read_bytes() for path in root.rglob("translations/**/*.*")}
    assert marked[root / "translations/es/part/sub/index.md"].startswith(b"\xef\xbb\xbf---\r\nof: ")
    unit = root / "part/sub/unit.md"
    unit.write_text(unit.read_text().replace("id: unit", "id: other") + "  \n\n")
    assert run("check", root)[1] == "", "ids and white space are not translated"
    (root / "course.yaml").write_text((root / "course.yaml").read_text().replace("A course", "Another course"))
    unit.write_text(unit.read_text() + "More.\n")
    code, output, said = run("check", root, "--fix")
    assert (code, output.count("[stale-translation]")) == (0, 2)
    assert "es: 5 of 5 files translated, 2 stale" in said
    assert run("check", root, "--strict-translations")[0] == 1
    assert {path: path.read_bytes() for path in root.rglob("translations/**/*.*")} == marked, "only its author knows"
    inside = contents(build(root, "--language", "es"))
    assert not any(b"of:" in content for content in inside.values())


def test_titles_are_stale_once_a_title_or_an_objective_changes(course: Callable[..., Path], run: Run) -> None:
    unit = "---\nid: unit\ntitle: Unit\nobjectives:\n  - Decide\n---\nSome words.\n"
    titles = "note: Titles.\ntitles:\n  part: P\n  sub: S\n  unit:\n    title: U\n    objectives: [D]\n"
    root = course({"part/sub/unit.md": unit, "translations/ko/titles.yaml": titles})
    assert "ko: 0 of 4 files translated, 3 by title only, 1 missing, 1 without mark" in run("check", root)[2]
    assert "fixed translations/ko/titles.yaml: of " in run("check", root, "--fix")[2]
    assert "stale" not in run("check", root)[2] and "without mark" not in run("check", root)[2]
    (root / "part/sub/unit.md").write_text(unit.replace("words", "other words"), "utf-8")
    assert "stale" not in run("check", root)[2], "the text is not what was translated"
    for old, new in (("Decide", "Weigh"), ("title: Unit", "title: One")):
        (root / "part/sub/unit.md").write_text(unit.replace(old, new), "utf-8")
        assert "1 stale" in run("check", root)[2]


def test_hours_are_those_that_learners_need(course: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    unit = "---\nid: {0}\ntitle: {0}\n{1}---\nWords.\n"
    root = course(
        {
            "part/sub/unit.md": unit.format("one", "minutes: 50\n"),
            "part/sub/two.md": unit.format("two", ""),
            "part/sub/three.md": unit.format("three", "minutes: 70\nstaff-only: true\n"),
            "part/more/index.md": "---\nid: more\ntitle: More\n---\n",
            "part/more/unit.md": unit.format("four", "minutes: 25\n"),
            "staff/index.md": "---\nid: staff\ntitle: Staff\nstaff-only: true\n---\n",
            "staff/sub/index.md": "---\nid: hidden\ntitle: Hidden\n---\n",
            "staff/sub/unit.md": unit.format("five", "minutes: 600\n"),
        }
    )
    assert run("hours", root) == (
        0,
        " 1:15  Part\n   0:25  More\n   0:50  Sub (1 without minutes)\n 1:15  together\n",
        "",
    )
    assert run("hours", tmp_path / "nowhere")[0] == 2
    (root / "course.yaml").write_text("[", "utf-8")
    assert run("hours", root)[:2] == (1, " 0:00  together\n")


def test_json_says_all_that_the_text_says(course: Callable[..., Path], run: Run) -> None:
    root = course({"part/sub/unit.md": "---\nid: unit\n---\n[한글](없다.md) [@x]\n:::\n"})
    code, output, _ = run("check", root, "--json")
    findings = json.loads(output)
    text = run("check", root)[1]
    assert code == 1
    assert [set(one) for one in findings] == [{"file", "line", "column", "level", "name", "message", "help"}] * 4
    for one in findings:
        place = f"{root}/{one['file']}:{one['line']}:{one['column']}: {one['level']}: {one['message']} [{one['name']}]"
        assert place in text
        assert f"help: {one['help']}" in text


def test_the_caret_stands_below_the_place(course: Callable[..., Path], run: Run) -> None:
    root = course({"part/sub/unit.md": "---\nid: unit\ntitle: U\n---\n한글 [한글](없다.md)\n"})
    lines = run("check", root)[1].splitlines()
    assert lines[1] == "    한글 [한글](없다.md)"
    assert lines[2] == "    " + " " * len("HHHH [HHHH](") + "^"


def test_nothing_of_a_file_outside_is_shown(course: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("a secret\n")
    root = course()
    (root / "part/sub/02.md").symlink_to(tmp_path / "secret.md")
    assert "a secret" not in run("check", root)[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "COURSE"], 0),
        (["check", "BROKEN"], 1),
        (["build", "BROKEN", "-o", "OUT"], 1),
        (["check", "nowhere"], 2),
        (["build", "nowhere"], 2),
        (["build", "COURSE", "-o", "COURSE/course.yaml"], 2),
        (["build", "COURSE", "--language", "es", "-o", "OUT"], 2),
        (["build", "COURSE", "--language", "../part", "-o", "OUT"], 2),
        (["chekc"], 2),
        ([], 2),
        (["check", "COURSE", "--against", "nowhere.tar.gz"], 1),
        (["new", "unit", "COURSE/part/sub"], 1),
        (["new", "lesson", "COURSE"], 2),
        (["play", "COURSE", "--port", "99999"], 2),
        (["play", "COURSE", "--port", "http"], 2),
    ],
)
def test_exit_codes(words: list[str], code: int, course: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    names = {"COURSE": str(course()), "OUT": str(tmp_path / "out")}
    names["BROKEN"] = str(course({"part/sub/unit.md": "Words."}, folder="broken"))
    for name, place in names.items():
        words = [word.replace(name, place) for word in words]
    assert run(*words)[0] == code


def test_a_pipe_that_closes_early_is_no_failure_to_explain(course: Callable[..., Path]) -> None:
    root = course({"part/sub/unit.md": "---\nid: unit\ntitle: U\n---\n" + "[a](b.md)\n" * 5000})
    command = f"{sys.executable} -m olxkit.cli check {root} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "broken-link" in done.stdout
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_a_narrow_locale_stops_no_message(course: Callable[..., Path]) -> None:
    root = course({"part/sub/unit.md": "---\nid: unit\ntitle: U\n---\n[한글](없다.md)\n"})
    done = subprocess.run(
        [sys.executable, "-m", "olxkit.cli", "check", str(root)], capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 1
    assert b"broken-link" in done.stdout and b"Traceback" not in done.stderr


def test_new_makes_a_course_that_checks_and_builds(run: Run, build: Callable[..., Path], tmp_path: Path) -> None:
    root = tmp_path / "my-course"
    assert run("new", "course", root, 'Law: "order" & $more')[0] == 0
    for kind, place, made in [
        ("section", "", "02-second-part"),
        ("section", "", "03-second-part"),
        ("subsection", "02-second-part", "02-second-part/01-second-part"),
        ("subsection", "03-second-part", "03-second-part/01-second-part"),
        ("unit", "02-second-part/01-second-part", "02-second-part/01-second-part/01-second-part.md"),
        ("unit", "02-second-part/01-second-part", UNIT),
        ("unit", "03-second-part/01-second-part", "03-second-part/01-second-part/01-second-part.md"),
        (
            "problem",
            "02-second-part/01-second-part/02-second-part.md",
            "02-second-part/01-second-part/02-second-part.md",
        ),
        (
            "problem",
            "02-second-part/01-second-part/02-second-part.md",
            "02-second-part/01-second-part/02-second-part.md",
        ),
    ]:
        code, output, said = run("new", kind, root / place, "Second part")
        assert code == 0, said
        assert output.strip().startswith(str(root / made))
    assert run("check", root) == (0, "", "no findings\n")
    build(root)


def test_new_makes_scenes_that_check_and_build(run: Run, build: Callable[..., Path], tmp_path: Path) -> None:
    root = tmp_path / "my-course"
    run("new", "course", root, "Law")
    unit = root / "01-first-section/01-first-subsection/01-first-unit.md"
    code, output, said = run("new", "scene", unit, "The lift: 역")
    assert (code, output.split()) == (0, [str(root / "scenes/the-lift.yaml"), str(unit)]), said
    assert ":::{scene} the-lift\n:id: " in unit.read_text()
    assert run("new", "scene", unit, "The lift")[0] == 0  # of the same name: numbered, with a marker of its own
    assert run("check", root) == (0, "", "no findings\n")
    with tarfile.open(build(root)) as archive:
        names = {name.rpartition("/")[2] for name in archive.getnames()}
    for ending in (".glb", ".usdz", ".txt", "-poster.webp", "-card.pdf", "-card.svg", "-clip.bin"):
        assert {f"scene-the-lift{ending}", f"scene-the-lift-2{ending}"} <= names
    assert run("new", "scene", root, "Alone")[0] == 0
    code, output, _said = run("check", root)
    assert code == 0 and "unused" in output
    assert run("new", "scene", root / "01-first-section", "Nowhere")[0] == 1


@pytest.mark.parametrize("title", ["한글", "x" * 500, "'quoted' \"twice\"", "$id", "# no comment", "a: b", "\\"])
def test_new_takes_any_title(title: str, run: Run, tmp_path: Path) -> None:
    root = tmp_path / "c"
    assert run("new", "course", root, title[:200])[0] == 0
    assert run("new", "section", root, title[:200])[0] == 0
    assert run("new", "subsection", root / "01-first-section", title[:200])[0] == 0
    assert run("new", "unit", root / "01-first-section/01-first-subsection", title[:200])[0] == 0
    code, output, _ = run("check", root, "--json")
    assert (code, {one["name"] for one in json.loads(output)}) == (0, {"empty-folder"})


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["course", "COURSE"], "not empty"),
        (["course", "COURSE/course.yaml"], "course.yaml"),
        (["section", "COURSE/part", "T"], "the course folder"),
        (["unit", "COURSE", "T"], "a subsection"),
        (["unit", "COURSE/part/nowhere", "T"], "a subsection"),
        (["problem", "COURSE/part/sub", "T"], "a unit's .md file"),
        (["problem", "COURSE/course.yaml", "T"], "a unit's .md file"),
        (["unit", "COURSE/part/sub", "two\nlines"], "line break"),
        (["section", "OUTSIDE", "T"], "no course.yaml above"),
        (["unit", "COURSE/part/sub"], "title"),
    ],
)
def test_new_refuses_wrong_places(
    words: list[str], why: str, course: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    root = course()
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    words = [word.replace("COURSE", str(root)).replace("OUTSIDE", str(tmp_path)) for word in words]
    code, _, said = run("new", *words)
    assert code == 1
    assert why in said
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_every_diagnostic_has_a_manual_entry() -> None:
    for kind in EVERY:
        assert kind.__doc__ and kind.__doc__.strip().endswith("."), kind
        assert kind.message and kind.help, kind


def test_a_course_larger_than_an_upload_is_told(run: Run, course: Callable[..., Path]) -> None:
    root = course()
    for number in range(2):
        with (root / f"static/film{number}.mp4").open("wb") as film:
            film.truncate(130_000_000)
    code, output, _ = run("check", root)
    assert code == 0
    assert "static:1:1: warning: the files in static/ are 260000009 bytes together [course-too-large]" in output


def test_an_archive_that_no_platform_unpacks_is_refused(run: Run, course: Callable[..., Path]) -> None:
    root = course()
    for number in range(17):
        with (root / f"static/film{number}.mp4").open("wb") as film:
            film.truncate(2**27)
    code, output, _ = run("check", root)
    assert code == 1
    assert "static:1:1: error: the archive would hold 19 files of 2281701" in output


def test_an_archive_of_too_many_files_is_refused(run: Run, course: Callable[..., Path]) -> None:
    root = course()
    for number in range(49_999):  # with the card and the unit one more than the platform takes
        (root / f"static/{number}.txt").touch()
    code, output, _ = run("check", root)
    assert code == 1
    assert "static:1:1: error: the archive would hold 50001 files" in output


def test_new_says_what_comes_next_and_a_validator_accepts_the_course(
    run: Run, build: Callable[..., Path], tmp_path: Path
) -> None:
    import olxcleaner

    code, _, said = run("new", "course", tmp_path / "my course")
    assert (code, said) == (0, f"next: olxkit play '{tmp_path}/my course'\n")
    with tarfile.open(build(tmp_path / "my course")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    _, errors, _ = olxcleaner.validate(
        str(tmp_path / "unpacked/course/course.xml"), steps=8, allowed_xblocks=["digigov_lesson"]
    )
    assert errors.errors == []
