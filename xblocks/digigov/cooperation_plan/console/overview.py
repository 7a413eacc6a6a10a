"""The organiser's dashboard: plans by sector, country, kind and state, their money, and how far each follow-up got."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from digigov.common.i18n import gettext as _

from .. import api
from ..api import Row
from ..codes import lists
from ..commitments import KINDS, STATUSES
from ..exports import Writing
from ..exports.overview import Sheet
from ..models import FollowUp
from ..schema import N_
from . import words
from .following import title_of

BY: Mapping[str, str] = {
    "sector": N_("By sector"),
    "country": N_("By country"),
    "modality": N_("By kind of cooperation"),
    "state": N_("By state"),
}


def overview(rows: Sequence[Row], followups: Sequence[FollowUp], how: Writing) -> dict[str, Any]:
    """Everything of templates/console/overview.html but addresses; money in US dollars."""
    accepted = [row for row in rows if row.state == "accepted"]
    sums = [
        (_("Plans"), str(len(rows))),
        (_("Submitted"), str(sum(row.state == "submitted" for row in rows))),
        (_("Accepted"), str(len(accepted))),
        (_("Countries"), str(len({row.country for row in rows if row.country}))),
        (_("Budget of all plans"), how.money(_total(rows), "USD")),
        (_("Budget of accepted plans"), how.money(_total(accepted), "USD")),
    ]
    return {
        "sums": sums,
        "uncounted": sum(row.uncounted for row in rows),
        "groups": [_group(rows, by, how) for by in BY],
        "sources": _sources(rows, how),
        "followups": _followups(followups),
        "late": sum(_late(row) for row in followups),
        "rows": [_told(row, how) for row in rows],
    }


def _total(rows: Sequence[Row]) -> Decimal:
    return sum((row.total for row in rows), Decimal(0))


def _name(by: str, key: str, how: Writing) -> str:
    if not key:
        return _("Not stated")
    return words.state(key) if by == "state" else how.code(by, key)


def _group(rows: Sequence[Row], by: str, how: Writing) -> dict[str, Any]:
    sums = api.group(rows, by)
    most = max((one.total for one in sums), default=Decimal(0))
    return {
        "title": _(BY[by]),
        "note": _("A plan of two sectors counts in both.") if by == "sector" else "",
        "rows": [
            {
                "name": _name(by, one.key, how),
                "plans": one.plans,
                "accepted": one.accepted,
                "total": how.amount(one.total),
                "share": round(100 * one.total / most, 1) if most else 0,
            }
            for one in sums
        ],
    }


def _sources(rows: Sequence[Row], how: Writing) -> list[tuple[str, str]]:
    found: dict[str, Decimal] = {}
    for row in rows:
        for source, amount in row.by_source.items():
            found[source] = found.get(source, Decimal(0)) + amount
    return [
        (how.code("source", source) or _("Not stated"), how.money(found[source], "USD"))
        for source in (*lists()["source"], "")
        if source in found
    ]


def _followups(rows: Sequence[FollowUp]) -> dict[str, Any]:
    """Kinds down, statuses across: how many follow-ups are how far."""
    found = Counter((row.kind, row.status) for row in rows)
    return {
        "header": [_(name) for name in STATUSES.values()],
        "rows": [
            {
                "name": _(name),
                "cells": [(_(STATUSES[status]), found[kind, status]) for status in STATUSES],
                "all": sum(found[kind, status] for status in STATUSES),
            }
            for kind, name in KINDS.items()
        ],
        "all": len(rows),
    }


def _late(row: FollowUp) -> bool:
    when: date | None = row.next_date or row.due
    return row.status not in ("done", "dropped") and when is not None and when < timezone.localdate()


def _told(row: Row, how: Writing) -> dict[str, Any]:
    return {
        "title": row.title,
        "team": row.plan.name,
        "country": how.code("country", row.country),
        "sectors": ", ".join(how.code("sector", code) for code in row.sectors),
        "modality": how.code("modality", row.modality),
        "state": row.state,
        "state_name": words.state(row.state),
        "total": how.amount(row.total),
        "followups": [(_(STATUSES[status]), number) for status, number in row.followups.items()],
    }


def plan_sheet(rows: Sequence[Row], how: Writing) -> Sheet:
    """All plans, for a spreadsheet."""
    header = (
        *(N_("Edition"), N_("Team"), N_("Title"), N_("Country"), N_("Sectors"), N_("Kind of cooperation"), N_("State")),
        *(N_("Submission"), N_("People"), N_("Budget in US dollars"), N_("Korea"), N_("Partner"), N_("Other")),
        *(N_("Lines not counted"), *(f"{kind}" for kind in STATUSES.values())),
    )
    return Sheet(
        _("Plans"),
        tuple(_(name) for name in header),
        tuple(
            (
                row.plan.course,
                row.plan.name,
                row.title,
                how.code("country", row.country),
                ", ".join(how.code("sector", code) for code in row.sectors),
                how.code("modality", row.modality),
                words.state(row.state),
                row.submission,
                row.people,
                row.total,
                *(row.by_source.get(source, Decimal(0)) for source in ("korea", "partner", "other")),
                row.uncounted,
                *(row.followups.get(status, 0) for status in STATUSES),
            )
            for row in rows
        ),
    )


def group_sheets(rows: Sequence[Row], how: Writing) -> list[Sheet]:
    """The same counted and summed by sector, country, kind and state."""
    header = tuple(_(name) for name in (N_("Name"), N_("Plans"), N_("Accepted"), N_("Budget in US dollars")))
    return [
        Sheet(
            _(title),
            header,
            tuple((_name(by, one.key, how), one.plans, one.accepted, one.total) for one in api.group(rows, by)),
        )
        for by, title in BY.items()
    ]


def followup_sheet(followups: Sequence[FollowUp], rows: Sequence[Row], how: Writing) -> Sheet:
    """All follow-ups, for a spreadsheet."""
    plans = {row.plan.pk: row for row in rows}
    header = (
        *(N_("Edition"), N_("Plan"), N_("What was promised"), N_("Title"), N_("Country"), N_("Status"), N_("Korea")),
        *(
            N_("Partner"),
            N_("Start"),
            N_("End"),
            N_("Next step"),
            N_("Date of the next step"),
            N_("Amount"),
            N_("Currency"),
        ),
    )
    return Sheet(
        _("Follow-ups"),
        tuple(_(name) for name in header),
        tuple(
            (
                row.course,
                title_of(row, plans),
                _(KINDS[row.kind]),
                row.title,
                how.code("country", row.country),
                _(STATUSES[row.status]),
                row.owner_korea,
                row.owner_partner,
                row.start,
                row.due,
                row.next_step,
                row.next_date,
                row.amount,
                row.currency,
            )
            for row in followups
        ),
    )
