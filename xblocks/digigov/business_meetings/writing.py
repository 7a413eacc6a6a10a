"""Times, languages and reasons as a reader sees them, in the reader's language. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time

from digigov.common.i18n import gettext as _
from digigov.common.places import country_name

from .faults import Fault
from .kinds import language_name
from .zones import zone


def locale(language: str) -> Locale:
    """The nearest locale that Babel knows."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def time_in(start: datetime, minutes: int, zone_name: str, language: str, *, day: bool = True) -> str:
    """“Mon, 1 Mar 2027, 09:00-09:30 (UTC+09:00)”."""
    where = zone(zone_name) or zone("UTC")
    begin, end = start.astimezone(where), (start + timedelta(minutes=minutes)).astimezone(where)
    reader = locale(language)
    hours = f"{format_time(begin, 'HH:mm', locale=reader)}–{format_time(end, 'HH:mm', locale=reader)}"
    date = f"{format_date(begin, 'EEE', locale=reader)} {format_date(begin, 'medium', locale=reader)}, " if day else ""
    return f"{date}{hours} ({offset(begin)})"


def offset(local: datetime) -> str:
    """UTC+09:00."""
    text = local.strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"


def place(zone_name: str) -> str:
    """The city of a zone's name."""
    return zone_name.rpartition("/")[2].replace("_", " ")


def both_times(start: datetime, minutes: int, mine: str, theirs: str, language: str) -> list[tuple[str, str]]:
    """(place, time) in my zone and in theirs; one when both are the same."""
    shown = [(place(mine), time_in(start, minutes, mine, language))]
    if theirs != mine:
        shown.append((place(theirs), time_in(start, minutes, theirs, language)))
    return shown


def sentence(template: str, values: Mapping[str, Any], language: str) -> str:
    """A fault or reason in the reader's language: codes become names."""
    shown = {name: _shown(name, value, language) for name, value in values.items()}
    return _(template).format(**shown) if template else ""


def fault(one: Fault, language: str) -> str:
    """The same for a Fault."""
    return sentence(one.template, one.values, language)


def _shown(name: str, value: Any, language: str) -> str:
    if name == "language":
        return language_name(str(value), language)
    if name == "country":
        return country_name(str(value), language)
    if isinstance(value, (list, tuple)):
        return ", ".join(_(str(one)) for one in value)
    return str(value)


def names(codes: Iterable[str], table: Mapping[str, Any]) -> str:
    """Codes as names of the catalogue, joined."""
    return ", ".join(_(str(getattr(table[code], "name", table[code]))) for code in codes if code in table)
