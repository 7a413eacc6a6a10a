"""Follow-ups: what two sides promised each other, checked before it is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .clean import Fault
from .codes import lists
from .schema import FIRST_YEAR, LAST_YEAR, N_
from .values import day, number, short

KINDS: Mapping[str, str] = {
    "delegation": N_("Delegation"),
    "expert-exchange": N_("Exchange of experts"),
    "grant-or-loan": N_("Grant or loan"),
    "company-meeting": N_("Meeting of companies"),
}
STATUSES: Mapping[str, str] = {
    "proposed": N_("Proposed"),
    "agreed": N_("Agreed"),
    "under-way": N_("Under way"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
}
LINE_CHARS, TEXT_CHARS = 500, 5_000


@dataclass(frozen=True)
class Commitment:
    """The cells of a follow-up. `owner_korea` and `owner_partner` answer for it, one on each side."""

    kind: str = ""
    title: str = ""
    country: str = ""
    owner_korea: str = ""
    owner_partner: str = ""
    start: date | None = None
    due: date | None = None
    status: str = "proposed"
    next_step: str = ""
    next_date: date | None = None
    amount: Decimal | None = None
    currency: str = ""


DATES = ("start", "due", "next_date")
CHOICES = {"kind": KINDS, "status": STATUSES}
# What makes an entry in a calendar another one, so that its sequence number rises.
IN_CALENDAR = ("title", "next_step", "next_date", "due", "status", "owner_korea", "owner_partner")


def read_commitment(fields: Mapping[str, Any], before: Commitment | None = None) -> tuple[Commitment, list[Fault]]:
    """A follow-up from texts, as a form sends them; what is left out or refused stays as it was `before`."""
    result, faults = before or Commitment(), []
    for name, given in fields.items():
        if name not in Commitment.__dataclass_fields__:
            faults.append(Fault(short(str(name)), N_("There is no such cell.")))
            continue
        value, template = _read(name, str(given if given is not None else "").strip())
        if template:
            faults.append(Fault(name, template))
        else:
            result = replace(result, **{name: value})
    if not result.kind:
        faults.append(Fault("kind", N_("Choose what was promised.")))
    if not result.title:
        faults.append(Fault("title", N_("A follow-up needs a title.")))
    if result.start and result.due and result.start > result.due:
        faults.append(Fault("due", N_("This ends before it starts.")))
    return result, faults


def _read(name: str, text: str) -> tuple[Any, str]:
    """The value in a cell, and the template of a message when it cannot be kept."""
    if name in DATES:
        when = day(text)
        if text and (when is None or not FIRST_YEAR <= when.year <= LAST_YEAR):
            return None, N_("Write a date like 2027-03-01.")
        return when, ""
    if name == "amount":
        value = number(text)
        if text and (value is None or value < 0 or value >= 10**15):
            return None, N_("Write an amount like 1250000.50.")
        return None if value is None else value.quantize(Decimal("0.01")), ""
    if name == "kind" and not text:
        return "", ""  # said by the caller, once
    if name in CHOICES and text not in CHOICES[name]:
        return None, N_("Choose one from the list.")
    if name in ("country", "currency") and text and text not in lists()[name]:
        return None, N_("Choose one from the list.")
    if len(text) > (TEXT_CHARS if name == "next_step" else LINE_CHARS):
        return None, N_("This text is too long.")
    return text, ""
