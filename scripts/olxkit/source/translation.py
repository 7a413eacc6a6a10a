"""Translations mirror the course below translations/LANGUAGE/; ids come from the original, so that learners' work and
figures line up across languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from olxkit.model import Component, Pool, Question, every
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.settings import MissingId
from olxkit.problems.translation import TranslatedIdDiffers, TranslatedSettingDiffers, TranslationIncomplete

if TYPE_CHECKING:
    from olxkit.source.unit import Head, ParsedUnit

FOLDER = "translations"


def with_id_of(original: Head, head: Head) -> Head:
    """The translated head under the original's id and for the same readers; it may not change the id."""
    id = original.settings.get("id", "")
    own = head.settings.get("id", id)
    found = [one for one in head.diagnostics if not isinstance(one, MissingId)]
    found += [one for one in original.diagnostics if isinstance(one, MissingId)]
    if own != id:
        found.append(TranslatedIdDiffers(Position(head.path, 2), id=own, original=id))
    same = {"id": id, "staff-only": original.settings.get("staff-only", False)}
    return replace(head, settings={**head.settings, **same}, diagnostics=tuple(found))


def compare(original: ParsedUnit, translated: ParsedUnit) -> Iterator[Diagnostic]:
    """Components that only one of the two has."""
    wanted = {part.id: part for part in every(original.unit.components) if part.id}
    given = {part.id: part for part in every(translated.unit.components) if part.id}
    for id in wanted.keys() - given.keys():
        yield TranslationIncomplete(translated.unit.at, id=id, where="is missing here", other=wanted[id].at)
    for id in given.keys() - wanted.keys():
        yield TranslationIncomplete(given[id].at, id=id, where="is not in the original", other=original.unit.at)
    for id in wanted.keys() & given.keys():
        before, own = _settings(wanted[id]), _settings(given[id])
        for name in sorted(before.keys() | own.keys()):
            if before.get(name) != own.get(name):
                values = {"own": own.get(name, "not set"), "wanted": before.get(name, "not set")}
                yield TranslatedSettingDiffers(given[id].at, setting=name, other=wanted[id].at, **values)


def _settings(component: Component) -> Mapping[str, str]:
    """What is no text: how a problem is graded, and how many of a pool a learner gets."""
    if isinstance(component, Pool):
        return {"draw": str(component.draw)}
    return component.settings if isinstance(component, Question) else {}
