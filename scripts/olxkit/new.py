"""`olxkit new`: a course, section, subsection, unit, problem or scene from a template, with its ids already in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from string import Template

from olxkit.fix import LONGEST_ID, replace_file, slug

TEMPLATES = Path(__file__).parent / "templates"
MARKER = re.compile(r"^marker: *(\d{1,3})", re.MULTILINE)
ID = re.compile(r"^:?id: *['\"]?([\w\-~.:]+)", re.MULTILINE)


class Refused(Exception):
    """The template cannot be placed there; the message says why."""


def create(kind: str, place: Path, title: str) -> Iterator[Path]:
    """Makes the files of one `kind`; yields each. Refused when something is in the way or the title is missing."""
    if not title.isprintable():
        raise Refused("the title holds a line break or a control character")
    if kind == "course":
        yield from _course(place, title or place.name.replace("-", " ").replace("_", " ").capitalize())
        return
    if not title:
        raise Refused(f"give the {kind} a title: olxkit new {kind} {place} 'TITLE'")
    root = _course_root(place)
    if kind == "problem":
        yield _problem(place, title, root)
    elif kind == "scene":
        yield from _scene(place, title, root)
    else:
        yield _page(kind, place, title, root)


def _course(place: Path, title: str) -> Iterator[Path]:
    if place.exists() and any(place.iterdir()):
        raise Refused(f"'{place}' is not empty")
    for template in sorted((TEMPLATES / "course").rglob("*")):
        if template.is_file():
            target = place / template.relative_to(TEMPLATES / "course")
            target.parent.mkdir(parents=True, exist_ok=True)
            if template.suffix == ".png":
                replace_file(target, template.read_bytes())
                yield target
            else:
                yield _write(target, template, title=_quoted(title), id=slug(title))


def _page(kind: str, place: Path, title: str, root: Path) -> Path:
    depth = len(place.resolve().relative_to(root.resolve()).parts)
    expected = {"section": 0, "subsection": 1, "unit": 2}[kind]
    if depth != expected or not place.is_dir():
        raise Refused(
            f"a {kind} goes into {('the course folder', 'a section', 'a subsection')[expected]}; '{place}' is none"
        )
    name = f"{_next_number(place):02d}-{slug(title)}"
    parent = "" if kind == "section" else f"{_own_id(place)}-"
    target = place / (f"{name}.md" if kind == "unit" else f"{name}/index.md")
    target.parent.mkdir(exist_ok=True)
    id = _unused(f"{parent}{slug(title)}", root)
    return _write(target, TEMPLATES / f"{kind}.md", title=_quoted(title), id=id)


def _problem(unit: Path, title: str, root: Path) -> Path:
    if not unit.is_file() or unit.suffix != ".md":
        raise Refused(f"a problem goes into a unit's .md file; '{unit}' is none")
    id = _unused(f"{_id_in(unit)}-problem", root)
    text = Template((TEMPLATES / "problem.md").read_text("utf-8")).substitute(title=title, id=id)
    replace_file(unit, unit.read_bytes().rstrip() + b"\n\n" + text.encode())
    return unit


def _scene(place: Path, title: str, root: Path) -> Iterator[Path]:
    """The scene's file; and where `place` is a unit, the line in it that shows the scene."""
    is_unit = place.is_file() and place.suffix == ".md"
    if not is_unit and place.resolve() != root.resolve():
        raise Refused(f"a scene goes into the course folder, or into a unit's .md file; '{place}' is neither")
    names = {path.stem for path in (root / "scenes").glob("*.yaml")}
    name = next(one for one in _numbered(_scene_name(title)) if one not in names)
    target = root / "scenes" / f"{name}.yaml"
    target.parent.mkdir(exist_ok=True)
    yield _write(target, TEMPLATES / "scene.yaml", title=_quoted(title), marker=str(_free_marker(root)))
    if is_unit:
        text = f"\n\n:::{{scene}} {name}\n:id: {_unused(f'{_id_in(place)}-{name}', root)}\n:::\n"
        replace_file(place, place.read_bytes().rstrip() + text.encode())
        yield place


def _scene_name(title: str) -> str:
    """Letters, digits and hyphens, as a scene's file is named."""
    return re.sub(r"[^a-z0-9]+", "-", slug(title).lower()).strip("-")[:40].strip("-") or "scene"


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _free_marker(root: Path) -> int:
    texts = (path.read_text("utf-8", "replace") for path in (root / "scenes").glob("*.yaml"))
    taken = {int(found) for text in texts for found in MARKER.findall(text)}
    return next((number for number in range(1, 250) if number not in taken), 0)


def _write(target: Path, template: Path, **values: str) -> Path:
    if target.exists():
        raise Refused(f"'{target}' is already there")
    replace_file(target, Template(template.read_text("utf-8")).substitute(values).encode())
    return target


def _course_root(place: Path) -> Path:
    for folder in (place, *place.resolve().parents):
        if (folder / "course.yaml").is_file():
            return folder
    raise Refused(f"'{place}' is not inside a course (there is no course.yaml above it)")


def _next_number(folder: Path) -> int:
    numbers = (re.match(r"\d+", entry.name) for entry in folder.iterdir())
    return max((int(match.group()) for match in numbers if match), default=0) + 1


def _unused(id: str, root: Path) -> str:
    taken = {found for path in _pages(root) for found in ID.findall(path.read_text("utf-8", "replace"))}
    id = id[:LONGEST_ID].strip("-")
    number, candidate = 2, id
    while candidate in taken:
        candidate, number = f"{id}-{number}", number + 1
    return candidate


def _pages(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*.md") if path.is_file())


def _own_id(folder: Path) -> str:
    index = folder / "index.md"
    return _id_in(index) if index.is_file() else slug(folder.name)


def _id_in(file: Path) -> str:
    match = ID.search(file.read_text("utf-8", "replace"))
    return match[1] if match else slug(file.stem)


def _quoted(title: str) -> str:
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
