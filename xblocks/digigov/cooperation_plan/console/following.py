"""Follow-ups as the course team lists and edits them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from digigov.common.i18n import gettext as _

from ..api import Row
from ..codes import lists
from ..commitments import KINDS, STATUSES
from ..exports import Writing
from ..models import FollowUp
from ..schema import N_

OPEN = ("proposed", "agreed", "under-way")


def listing(
    rows: Sequence[FollowUp], plans: Mapping[int, Row], given: Mapping[str, Any], how: Writing
) -> dict[str, Any]:
    """Follow-ups by their nearest date, of the kind and the status that `given` names."""
    chosen = {name: str(given.get(name) or "") for name in ("kind", "status")}
    shown = [row for row in rows if all(getattr(row, name) == code for name, code in chosen.items() if code)]
    today = timezone.localdate()
    return {
        "filters": [
            {
                "name": name,
                "label": label,
                "options": [
                    {"code": code, "text": _(text), "chosen": code == chosen[name]} for code, text in names.items()
                ],
            }
            for name, label, names in (("kind", _("Kind"), KINDS), ("status", _("Status"), STATUSES))
        ],
        "rows": [_told(row, plans, today, how) for row in shown],
        "accepted": [
            {"id": row.plan.pk, "title": row.title or row.plan.name}
            for row in plans.values()
            if row.state == "accepted"
        ],
        "all": len(rows),
    }


def _told(row: FollowUp, plans: Mapping[int, Row], today: date, how: Writing) -> dict[str, Any]:
    when = row.next_date or row.due
    return {
        "id": row.pk,
        "kind": _(KINDS[row.kind]),
        "title": row.title,
        "status": row.status,
        "status_name": _(STATUSES[row.status]),
        "country": how.code("country", row.country),
        "plan": title_of(row, plans),
        "owners": [(_("Korea"), row.owner_korea), (_("Partner"), row.owner_partner)],
        "span": how.span(*(one.isoformat() if one else "" for one in (row.start, row.due))),
        "next": row.next_step,
        "when": how.date(row.next_date.isoformat()) if row.next_date else "",
        "late": row.status in OPEN and when is not None and when < today,
        "dated": when is not None,
        "amount": how.money(row.amount, row.currency) if row.amount is not None else "",
    }


def title_of(row: FollowUp, plans: Mapping[int, Row]) -> str:
    """What a follow-up follows from, by the title of its plan."""
    kind, _colon, id = row.subject.partition(":")
    plan = plans.get(int(id)) if kind == "plan" and id.isdigit() else None
    return (plan.title or plan.plan.name) if plan else row.subject


def form(edited: FollowUp | None, about: Row | None, plans: Mapping[int, Row], how: Writing) -> dict[str, Any] | None:
    """The form of a follow-up that is changed, or of a new one of the plan `about`."""
    if edited is None and about is None:
        return None
    cells = {name: _text(getattr(edited, name)) for name in FIELDS} if edited else dict.fromkeys(FIELDS, "")
    if edited is None and about is not None:
        cells |= {"country": about.country, "status": "proposed"}
    named = {"id": edited.pk, "version": edited.version} if edited else {"plan": about.plan.pk if about else 0}
    choices = {
        "kind": [("", _("Choose …")), *((code, _(name)) for code, name in KINDS.items())],
        "status": [(code, _(name)) for code, name in STATUSES.items()],
        "country": [("", "–"), *_named("country", how)],
        "currency": [("", "–"), *((code, code) for code in lists()["currency"])],
    }
    return {
        "id": edited.pk if edited else None,
        "args": json.dumps(named),
        "prefix": f"cp-f{edited.pk if edited else 'new'}-",
        "heading": (edited.title if edited else about.title if about else "") or _("Untitled plan"),
        "about": title_of(edited, plans) if edited else (about.title or about.plan.name) if about else "",
        "fields": [
            {"name": name, "label": _(label), "kind": kind, "value": cells[name], "choices": choices.get(name, [])}
            for name, (label, kind) in FIELDS.items()
        ],
    }


def _named(name: str, how: Writing) -> Iterable[tuple[str, str]]:
    return sorted(((code, how.code(name, code)) for code in lists()[name]), key=lambda one: one[1])


def _text(value: Any) -> str:
    return "" if value is None else str(value)


FIELDS: Mapping[str, tuple[str, str]] = {
    "kind": (N_("What was promised"), "choice"),
    "title": (N_("Title"), "line"),
    "country": (N_("Country"), "choice"),
    "status": (N_("Status"), "choice"),
    "owner_korea": (N_("Who answers for it in Korea"), "line"),
    "owner_partner": (N_("Who answers for it in the partner country"), "line"),
    "start": (N_("Start"), "date"),
    "due": (N_("End"), "date"),
    "next_step": (N_("Next step"), "text"),
    "next_date": (N_("Date of the next step"), "date"),
    "amount": (N_("Amount"), "figure"),
    "currency": (N_("Currency"), "choice"),
}
