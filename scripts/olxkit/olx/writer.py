"""The course model as the files of an archive. Layout and names are what the platform's importer reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from olxkit.model import Outline, Part, Section, Settings, Subsection, Unit
from olxkit.olx.components import write_component
from olxkit.olx.xml import element
from olxkit.static import asset_name

DAY_END = timedelta(days=1) - timedelta(minutes=1)


def unit_files(unit: Unit) -> dict[str, str]:
    """The vertical, the files of its components and its drawings."""
    inline: list[str] = []
    files: dict[str, str] = {}
    for component in unit.components:
        line, more = write_component(component)
        inline.append(line)
        files |= more
    attributes = {"display_name": unit.title} | _staff_only(unit.staff_only)
    drawings = {f"static/{name}": svg for name, svg in unit.drawings.items()}
    return {f"vertical/{unit.id}.xml": element("vertical", attributes, inline), **files, **drawings}


def outline_files(outline: Outline, unit_ids: Mapping[str, str]) -> dict[str, str]:
    """course.xml, the chapters and sequentials; `unit_ids` maps each unit file to its id."""
    settings = outline.settings
    root = {"url_name": settings.run, "org": settings.org, "course": settings.course}
    chapters = [element("chapter", {"url_name": section.id}) for section in outline.sections]
    files = {
        "course.xml": element("course", root),
        f"course/{settings.run}.xml": element("course", course_attributes(settings), chapters),
    }
    for section in outline.sections:
        part = part_of(section, settings)
        sequentials = [element("sequential", {"url_name": child.id}) for child in section.subsections]
        files[f"chapter/{section.id}.xml"] = element("chapter", _section(section, part, settings), sequentials)
        for child in section.subsections:
            units = [element("vertical", {"url_name": unit_ids[path]}) for path in child.unit_files]
            attributes = _subsection(child, part, settings)
            files[f"sequential/{child.id}.xml"] = element("sequential", attributes, units)
    return files


def course_attributes(settings: Settings) -> dict[str, str]:
    """Attributes of the course element; start and end span all parts of the edition."""
    attributes = {"display_name": settings.title, "language": settings.language}
    if settings.image:
        attributes["course_image"] = asset_name(settings.image)
    if settings.parts:
        attributes["start"] = moment(min(part.start for part in settings.parts), timedelta(), settings)
        attributes["end"] = moment(max(part.end for part in settings.parts), DAY_END, settings)
    return attributes


def moment(day: date, offset: timedelta, settings: Settings) -> str:
    """`offset` after midnight of a day in the course's time zone, as the UTC text that OLX wants."""
    local = datetime.combine(day, clock(), ZoneInfo(settings.timezone)) + offset
    return local.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def part_of(section: Section, settings: Settings) -> Part | None:
    """The part that a section belongs to: `part: 1` means `part-1`."""
    wanted = (section.part, f"part-{section.part}")
    return next((part for part in settings.parts if part.name in wanted), None)


def _section(section: Section, part: Part | None, settings: Settings) -> dict[str, str]:
    attributes = {"display_name": section.title}
    if part:
        attributes["start"] = moment(part.start, section.opens or timedelta(), settings)
    return attributes | _staff_only(section.staff_only)


def _subsection(subsection: Subsection, part: Part | None, settings: Settings) -> dict[str, str]:
    attributes = {"display_name": subsection.title}
    if subsection.graded:
        attributes |= {"format": subsection.graded, "graded": "true"}
    if part and subsection.opens is not None:
        attributes["start"] = moment(part.start, subsection.opens, settings)
    if part and subsection.due is not None:
        attributes["due"] = moment(part.start, due_offset(subsection.due), settings)
    return attributes | _staff_only(subsection.staff_only)


def due_offset(due: timedelta) -> timedelta:
    """Work that is due on a day may be handed in until the end of that day."""
    return due + DAY_END if due.seconds == 0 else due


def _staff_only(hidden: bool) -> dict[str, str]:
    return {"visible_to_staff_only": "true"} if hidden else {}
