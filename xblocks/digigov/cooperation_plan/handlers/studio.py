"""The plan's settings in Studio: a form, a preview of what learners and reviewers get, messages beside the fields."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment
from xblock.fields import Integer, Scope

from digigov.common.block import DigigovBlock
from digigov.common.handlers import Refusal, json_handler
from digigov.common.i18n import gettext as _
from digigov.platform import current_person, may_edit

from .. import example, reading, rubric, rules, settings
from ..console import words
from ..guide import guide

SAVED = (
    *("display_name", "exercise", "steps", "required", "rubric", "reviewers", "teamset", "team_size"),
    *("hand_in", "due_text", "graded_mode", "weight", "example"),
)
STYLES = ("plan.css", "studio.css")


class StudioHandlers(DigigovBlock):
    """The Studio half of the block; its fields are in block.py."""

    reviewers = Integer(default=2, scope=Scope.settings)

    def studio_view(self, context: Any = None) -> Fragment:
        """The form with its live preview."""
        if not may_edit(self):
            return self.page("refused.html", {"message": _("Only the course team may edit this plan.")}, styles=STYLES)
        values = self._settings()
        chosen, titles = rules.required_patterns(values["required"]), guide()
        return self.page(
            "studio.html",
            {
                "prefix": "cp-s-",
                "values": values,
                "steps": [
                    {"name": name, "title": titles[name].title, "on": name in values["steps"] or not values["steps"]}
                    for name in rules.SECTIONS
                ],
                "required": [
                    {"title": titles[name].title, "cells": _cells(name, chosen), "count": _count(name, chosen)}
                    for name in rules.SECTIONS
                ],
                "reviewers": [{"number": one, "on": one == values["reviewers"]} for one in range(1, 4)],
            },
            styles=STYLES,
            module="studio.js",
            scripts=("studio.js",),
            words=words.editor(),
            data={
                "faults": self._faults(values),
                "rubric": values["rubric"],
                "dac": [{**row, "name": _(row["name"])} for row in rubric.DAC],
                "practice": list(rules.REQUIRED),
            },
        )

    @json_handler(editors_only=True, max_body=6_000_000)
    def preview(self, data: dict[str, Any]) -> dict[str, Any]:
        """{"html": what learners and reviewers get, "faults": what is wrong}; fields with faults count as they were."""
        given = self._read(data)
        faults = self._faults(self._settings() | given)
        wrong = {fault["field"] for fault in faults}
        values = self._settings() | {name: value for name, value in given.items() if name not in wrong}
        document = example.document(values["example"])
        model = rules.complete(rules.read_document(document).content)
        names = [name for name in rules.SECTIONS if name in values["steps"]] or list(rules.SECTIONS)
        told = {
            "prefix": "cp-p-",
            "title": values["display_name"],
            "due": values["due_text"],
            "steps": reading.steps(names, rules.empty_plan(), model, current_person(self).language, {}),
            "note": document.get("note", ""),
            "sources": document.get("sources", []),
            "rubric": [{**row, "name": words.name_of(row)} for row in words.criteria(values["rubric"])],
            "reviewers": values["reviewers"],
        }
        return {"html": self.markup("studio_preview.html", told), "faults": faults}

    @json_handler(editors_only=True, max_body=6_000_000)
    def save_settings(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store the fields given, all or none; refused with the faults of each field."""
        unknown = sorted(set(data) - set(SAVED))
        if unknown:
            raise Refusal(400, "unknown-field", _("Unknown fields: {names}").format(names=", ".join(unknown)[:200]))
        given = self._read(data)
        if faults := self._faults(self._settings() | given):
            raise Refusal(422, "faults", _("The settings have faults."), faults=faults)
        for name, value in given.items():
            setattr(self, name, value)
        return {"saved": sorted(given)}

    def _settings(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SAVED}

    @staticmethod
    def _read(data: dict[str, Any]) -> dict[str, Any]:
        """The fields of a request; "required" may come as the patterns that the form has ticked."""
        given = {name: data[name] for name in SAVED if name in data}
        ticked = given.get("required")
        if isinstance(ticked, list) and set(map(str, ticked)) <= set(rules.patterns()):
            given["required"] = settings.as_required(list(map(str, ticked)))
        if given.get("steps") == list(rules.SECTIONS):
            given["steps"] = []  # all of them, those of a later version too
        return given

    @staticmethod
    def _faults(values: dict[str, Any]) -> list[dict[str, str]]:
        return [_told(fault) for fault in rules.check_settings(values)]


def _told(fault: rules.Fault) -> dict[str, str]:
    field, _slash, place = fault.path.partition("/")
    message = _(fault.template).format(**dict(fault.values))
    if field == "rubric" and place.isdigit():
        message = _("Criterion {number}: {message}").format(number=int(place) + 1, message=message)
    elif place:
        message = f"{place}: {message}"
    return {"field": field, "message": message}


def _cells(section: str, chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"pattern": one, "label": " › ".join(_(name) for name in settings.labels(one)), "on": one in chosen}
        for one in rules.patterns()
        if one.startswith(f"{section}/")
    ]


def _count(section: str, chosen: tuple[str, ...]) -> int:
    return sum(one.startswith(f"{section}/") for one in chosen)
