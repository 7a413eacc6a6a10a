"""`olxkit hours`: how long the course takes, by the minutes that its units name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from olxkit.model import Section, Subsection
from olxkit.source.files import Files
from olxkit.source.outline import OutlineReader
from olxkit.source.unit import read_head


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of a subsection's units; `unnamed` are the units that name none."""

    section: str
    subsection: str
    minutes: int
    unnamed: int


def hours(root: Path) -> list[Hours]:
    """The subsections that learners see, in their order; empty when there is no usable course.yaml."""
    files = Files(root)
    outline = OutlineReader(files).read()
    pairs = ((section, child) for section in (outline.sections if outline else ()) for child in section.subsections)
    return [_of(files, section, child) for section, child in pairs if not (section.staff_only or child.staff_only)]


def _of(files: Files, section: Section, subsection: Subsection) -> Hours:
    heads = [read_head(files.read_text(path) or "", path).settings for path in subsection.unit_files]
    minutes = [head.get("minutes") for head in heads if not head.get("staff-only", False)]
    named = [one for one in minutes if one]
    return Hours(section.title, subsection.title, sum(named), len(minutes) - len(named))


def lines(found: list[Hours]) -> Iterator[str]:
    """A line for each subsection, section and the course."""
    section = ""
    for one in found:
        if one.section != section:
            section = one.section
            yield f"{_clock(sum(other.minutes for other in found if other.section == section))}  {section}"
        more = f" ({one.unnamed} without minutes)" if one.unnamed else ""
        yield f"  {_clock(one.minutes)}  {one.subsection}{more}"
    yield f"{_clock(sum(one.minutes for one in found))}  together"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:2}:{minutes % 60:02}"
