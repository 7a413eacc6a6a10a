"""What the browser is told, as JSON: saved answers, faults, and why something was refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from digigov.common.handlers import Refusal
from digigov.common.i18n import gettext as _

from . import api, rules
from .clean import Fault
from .models import SurveyResponse

Json = dict[str, Any]


def message(fault: Fault) -> str:
    """A fault in the reader's language."""
    return _(fault.template).format(**fault.values)


def messages(faults: Iterable[Fault]) -> dict[str, str]:
    """Faults by cell, several of one cell as one text."""
    found: dict[str, str] = {}
    for fault in faults:
        found[fault.cell] = " ".join(filter(None, (found.get(fault.cell), message(fault))))
    return found


def saved(result: api.Saved) -> Json:
    """The answer to a save or a sending."""
    return {
        "version": result.version,
        "cells": result.cells,
        "at": result.at.isoformat(),
        "sent": result.sent,
        "clashes": result.clashes,
        "faults": messages(result.faults),
        "half": rules.half_done(result.cells),
    }


def kept(row: SurveyResponse | None) -> Json:
    """What a page begins with."""
    if row is None:
        return {"version": 0, "cells": {}, "sent": False, "agreed": ""}
    return {"version": row.version, "cells": row.content, "sent": row.sent_at is not None, "agreed": row.consent}


def changes_of(data: Json) -> dict[str, Any]:
    """The changed cells of a request."""
    changes = data.get("changes")
    if not isinstance(changes, dict):
        raise Refusal(400, "no-changes", _("The request names no answers."))
    return changes


def text_of(data: Json, name: str, most: int = 255) -> str:
    """A short text of a request; "" when there is none."""
    value = data.get(name)
    return value.strip()[:most] if isinstance(value, str) else ""


def refusal_of(error: Exception) -> Refusal:
    """A refusal of the api as an answer with its status."""
    if isinstance(error, api.NotReady):
        return Refusal(422, "not-ready", _(str(error)), faults=messages(error.faults))
    if isinstance(error, api.NoConsent):
        return Refusal(403, "no-consent", _(str(error)))
    if isinstance(error, (api.Closed, api.Full)):
        return Refusal(409, type(error).__name__.lower(), _(str(error)))
    if isinstance(error, api.Gone):
        return Refusal(404, "gone", _(str(error)))
    if isinstance(error, rules.BadFile):
        return Refusal(422, "bad-file", _(error.template).format(**error.values))
    return Refusal(503, "busy", _("Too many people are writing at this moment; it is tried again."))
