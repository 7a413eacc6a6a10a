"""Every version of every section: who wrote what, when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..changes import Change as CellChange
from ..changes import apply, diff, readable, undo
from ..models import Change, Plan, Section
from ..schema import Content

MOST_ENTRIES = 100


@dataclass(frozen=True)
class Entry:
    """One version. `reason` is "edit", "merge", "restore" or "import"; `person` is None for a former member."""

    id: int
    section: str
    version: int
    person: str | None
    at: datetime
    reason: str
    changes: list[CellChange]


def history(plan: Plan, *, section: str = "", before: int | None = None, limit: int = MOST_ENTRIES) -> list[Entry]:
    """The newest entries first, of one section or of all; `before` is the id of the last entry of the page before."""
    rows = Change.objects.filter(section__plan=plan).select_related("section").order_by("-id")
    if section:
        rows = rows.filter(section__name=section)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [
        Entry(
            id=row.pk,
            section=row.section.name,
            version=row.version,
            person=row.person,
            at=row.at,
            reason=row.reason,
            changes=readable([CellChange(*cell) for cell in row.cells]),
        )
        for row in rows[: min(limit, MOST_ENTRIES)]
    ]


def content_at(row: Any, version: int) -> Content:
    """A section's content at an earlier version; `row` is the section now."""
    if version == row.version:
        content: Content = row.content
        return content
    later = Change.objects.filter(section_id=row.pk, version__gte=version, version__lte=row.version)
    whole = later.filter(content__isnull=False).order_by("version").first()
    content, top = (whole.content, whole.version) if whole else (row.content, row.version)
    for change in later.filter(version__gt=version, version__lte=top).order_by("-version"):
        content = apply(row.name, content, undo([CellChange(*cell) for cell in change.cells]))
    return content


def version_at(plan: Plan, section: str, version: int) -> Content:
    """A section's content at a version; KeyError when it never had that version."""
    row = Section.objects.get(plan=plan, name=section)
    if not 0 <= version <= row.version:
        raise KeyError(version)
    return content_at(row, version)


def difference(plan: Plan, section: str, older: int, newer: int) -> list[CellChange]:
    """What changed between two versions of a section; KeyError when it never had one of them."""
    return readable(diff(section, version_at(plan, section, older), version_at(plan, section, newer)))
