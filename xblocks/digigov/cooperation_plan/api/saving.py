"""Writing a section: compare and set on its version, joining what others wrote in the meantime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..changes import diff
from ..clean import Fault, clean, read_document
from ..merge import merge, resolve
from ..models import Change, Plan, Section
from ..schema import Content
from .errors import Conflict, Refused
from .history import content_at
from .transactions import atomically, locked

EDIT, MERGE, RESTORE, IMPORT = "edit", "merge", "restore", "import"
SNAPSHOT_EVERY = 50


@dataclass(frozen=True)
class Saved:
    """What is saved now. `merged`: it has others' changes that the writer has not seen; `faults` were refused."""

    section: str
    version: int
    content: Content
    at: datetime | None
    merged: bool = False
    faults: list[Fault] = field(default_factory=list)


def save(plan: Plan, section: str, *, base: int, content: Any, person: Any) -> Saved:
    """Save an edit of version `base`. When it returns, the edit is in the section and in its history.

    Others' edits since then are joined to it; Conflict when both wrote in one cell. The same edit sent twice is saved
    once. KeyError when there is no such section, Refused for a version that never was, Busy when to try again.
    """

    def work() -> Saved:
        row = locked(plan.pk, section)
        cleaned = clean(section, content, row.content)
        before = _content_at(row, base)
        merged = merge(section, before, cleaned.content, row.content)
        if merged.clashes:
            by = str(row.changed_by) if row.changed_by else None
            raise Conflict(
                section, row.version, row.content, by, row.changed_at, merged.content, merged.clashes, cleaned.faults
            )
        seen = base == row.version
        saved = _write(row, merged.content, person, EDIT if seen else MERGE)
        return Saved(section, saved.version, saved.content, saved.at, not seen, cleaned.faults)

    return atomically(work)


def settle(
    plan: Plan, section: str, *, base: int, content: Any, seen: int, choices: Mapping[str, Any], person: Any
) -> Saved:
    """Save an edit of version `base` after its writer compared it with version `seen` and chose.

    `choices` maps the path of each clash to "mine", "theirs" or {"text": "..."}; KeyError when one is missing. What
    others wrote after `seen` is joined or raises Conflict, so nobody overwrites what they have not read.
    """
    row = Section.objects.get(plan=plan, name=section)
    theirs = _content_at(row, seen)
    mine = clean(section, content, theirs)
    merged = merge(section, _content_at(row, base), mine.content, theirs)
    saved = save(plan, section, base=seen, content=resolve(section, merged, choices), person=person)
    return Saved(section, saved.version, saved.content, saved.at, True, mine.faults + saved.faults)


def restore(plan: Plan, section: str, *, version: int, person: Any) -> Saved:
    """Make an old version the newest one; what is replaced stays in the history."""

    def work() -> Saved:
        row = locked(plan.pk, section)
        return _write(row, _content_at(row, version), person, RESTORE)

    return atomically(work)


def import_document(plan: Plan, document: Any, *, person: Any) -> tuple[list[Saved], list[Fault]]:
    """Replace the sections that an exported JSON document holds, all or none; the faults say what was left out."""
    read = read_document(document)

    def work() -> list[Saved]:
        return [_write(locked(plan.pk, name), content, person, IMPORT) for name, content in read.content.items()]

    return atomically(work), read.faults


def _content_at(row: Any, version: int) -> Content:
    if not 0 <= version <= row.version:
        raise Refused("There is no such version of this section.")
    return content_at(row, version)


def _write(row: Any, content: Content, person: Any, reason: str) -> Saved:
    """The one place where a section changes; `row` is locked. No change makes no version."""
    cells = [change.as_json() for change in diff(row.name, row.content, content)]
    if not cells:
        return Saved(row.name, row.version, row.content, row.changed_at)
    version, now, who = row.version + 1, timezone.now(), str(person)
    written = Section.objects.filter(pk=row.pk, version=row.version).update(
        version=version, content=content, changed_at=now, changed_by=who
    )
    if not written:  # the lock makes this impossible; the condition is what the history relies on
        raise AssertionError(f"section {row.pk} was changed while it was locked")
    whole = content if version % SNAPSHOT_EVERY == 0 else None
    Change.objects.create(
        section_id=row.pk, version=version, person=who, at=now, reason=reason, cells=cells, content=whole
    )
    return Saved(row.name, version, content, now)
