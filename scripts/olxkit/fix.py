"""`olxkit check --fix`: writes missing ids, once and for good, and into translations what they are of."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from olxkit.problems.base import Diagnostic
from olxkit.problems.settings import MissingId
from olxkit.problems.translation import UnmarkedTranslation
from olxkit.source.freshness import marked

NUMBER = re.compile(r"^\d+[-_ ]*")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")  # lines as diagnostics count them
PAGES = ("section", "subsection", "unit")
LONGEST_SLUG, LONGEST_ID = 60, 80  # characters; ids made from ids grow by a word, and the platform has a limit
NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """`02-Law & governance` is `law-governance`; text without Latin letters is `item`."""
    plain = unicodedata.normalize("NFKD", NUMBER.sub("", text)).encode("ascii", "ignore").decode().lower()
    return NOT_SLUG.sub("-", plain)[:LONGEST_SLUG].strip("-") or "item"


def fix_missing_ids(root: Path, found: Iterable[Diagnostic], taken: set[str]) -> list[str]:
    """Writes an id for each MissingId; answers a line for each file changed. Ids in `taken` are not used again."""
    by_file: dict[str, list[Diagnostic]] = {}
    for one in found:
        if isinstance(one, MissingId):
            by_file.setdefault(one.at.file, []).append(one)
    return [_fix_file(root, file, missing, taken) for file, missing in by_file.items()]


def mark_translations(root: Path, found: Iterable[Diagnostic]) -> list[str]:
    """Writes into each UnmarkedTranslation which text it is of; answers a line for each file changed."""
    done = []
    for one in found:
        if isinstance(one, UnmarkedTranslation):
            path = Path(os.path.realpath(root / one.at.file))
            text = path.read_bytes().decode("utf-8")
            bom = "\ufeff" if text.startswith("\ufeff") else ""
            replace_file(path, (bom + marked(one.at.file, text.removeprefix(bom), one.values["mark"])).encode("utf-8"))
            done.append(f"{one.at.file}: of {one.values['mark']}")
    return done


def _fix_file(root: Path, file: str, missing: list[Diagnostic], taken: set[str]) -> str:
    path = Path(os.path.realpath(root / file))  # a link stays a link
    lines = LINE.findall(path.read_bytes().decode("utf-8"))
    end = lines[0][len(lines[0].rstrip("\r\n")) :] or "\n"
    base = _existing_id(lines) or _unused(_page_slug(file), taken)
    added = []
    for count, one in enumerate(sorted(missing, key=lambda one: one.at)):
        is_page = one.values["kind"] in PAGES
        name = base if is_page else _unused(f"{base}-{one.values['kind']}", taken)
        index = 1 if is_page else one.at.line + count
        lines.insert(index, f"id: {name}{end}" if is_page else f":id: {name}{end}")
        added.append(name)
        taken.add(name)
    replace_file(path, "".join(lines).encode("utf-8"))
    return f"{file}: {', '.join(added)}"


def _existing_id(lines: list[str]) -> str:
    for line in lines[1:]:
        if line.startswith("---"):
            break
        if line.startswith("id:"):
            return line[3:].strip().strip("\"'")
    return ""


def _page_slug(file: str) -> str:
    """`part-1/01-history/02-law.md` is `history-law`; an index.md is named after its folder."""
    parts = Path(file).with_suffix("").parts
    if parts[-1] == "index":
        return slug(parts[-2] if len(parts) > 1 else "course")
    return "-".join(slug(part) for part in parts[-2:])[:LONGEST_ID].strip("-")


def _unused(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def replace_file(path: Path, data: bytes) -> None:
    """Writes the file whole or not at all, keeping its permissions."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".olxkit-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if path.exists():
            os.chmod(name, path.stat().st_mode & 0o7777)
        else:
            os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
