"""Organisations and participants from texts, as forms and files send them. Pure.

Lists are separated by semicolons; codes and English names are both understood. What is refused stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from digigov.common import places
from digigov.sectors.rules import SECTORS

from .faults import N_, Fault
from .kinds import kind_code, language_code
from .settings import EMAIL, web_address
from .zones import spans, zone

LINE, TEXT, HOURS = 255, 5_000, 20_000


class Cell(NamedTuple):
    """A column: its label, and how a text becomes a value; a reader answers (value, template of a fault, values)."""

    label: str
    read: Callable[[str], tuple[Any, str, dict[str, Any]]]


def _line(text: str) -> tuple[Any, str, dict[str, Any]]:
    return (
        (text, "", {})
        if len(text) <= LINE
        else (None, N_("This text is too long: at most {most} characters."), {"most": LINE})
    )


def _text(text: str) -> tuple[Any, str, dict[str, Any]]:
    return (
        (text, "", {})
        if len(text) <= TEXT
        else (None, N_("This text is too long: at most {most} characters."), {"most": TEXT})
    )


def _hours(text: str) -> tuple[Any, str, dict[str, Any]]:
    if len(text) > HOURS:
        return None, N_("This text is too long: at most {most} characters."), {"most": HOURS}
    _found, faults = spans(text, "UTC")
    return (None, faults[0].template, dict(faults[0].values)) if faults else (text, "", {})


def _email(text: str) -> tuple[Any, str, dict[str, Any]]:
    good = not text or (EMAIL.fullmatch(text) and len(text) <= 254)
    return (text, "", {}) if good else (None, N_("Write an e-mail address."), {})


def _address(text: str) -> tuple[Any, str, dict[str, Any]]:
    return (
        (text, "", {})
        if not text or web_address(text)
        else (None, N_("Write an address that begins with https://."), {})
    )


def _zone(text: str) -> tuple[Any, str, dict[str, Any]]:
    return (text, "", {}) if zone(text) else (None, N_("There is no time zone “{zone}”."), {"zone": text[:64]})


def _number(text: str) -> tuple[Any, str, dict[str, Any]]:
    good = re.fullmatch(r"\d{0,3}", text)
    return (
        (int(text or 0), "", {})
        if good
        else (None, N_("Write a whole number from {least} to {most}."), {"least": 0, "most": 999})
    )


def _country(text: str) -> tuple[Any, str, dict[str, Any]]:
    code = country_code(text)
    return (code, "", {}) if code is not None else (None, N_("There is no country “{name}”."), {"name": text[:60]})


def country_code(text: str) -> str | None:
    """A code or an English name as a code; "" stays empty."""
    known = places.lists()["country"]
    if not text or text.upper() in known:
        return text.upper()
    word = text.casefold()
    return next(
        (code for code, one in known.items() if word in (name.casefold() for name in one["names"].values())), None
    )


def _sector(text: str) -> str | None:
    word = text.casefold()
    if word in SECTORS:
        return word
    return next((code for code, one in SECTORS.items() if one.name.casefold() == word), None)


def _list(read: Callable[[str], str | None], template: str) -> Callable[[str], tuple[Any, str, dict[str, Any]]]:
    def every(text: str) -> tuple[Any, str, dict[str, Any]]:
        found = []
        for part in filter(None, (one.strip() for one in re.split(r"[;|\n]", text))):
            code = read(part)
            if code is None:
                return None, template, {"name": part[:60]}
            found.append(code)
        return list(dict.fromkeys(found)), "", {}

    return every


def _weights(text: str) -> tuple[Any, str, dict[str, Any]]:
    found: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[;|\n]", text))):
        name, _colon, weight = part.partition(":")
        code = _sector(name.strip())
        if code is None:
            return None, N_("There is no sector “{name}”."), {"name": name[:60]}
        if not re.fullmatch(r"\s*[1-5]?\s*", weight):
            return None, N_("Behind a sector stands its weight from 1 to 5."), {}
        found[code] = int(weight or 3)
    return found, "", {}


def _choice(*options: str) -> Callable[[str], tuple[Any, str, dict[str, Any]]]:
    def one(text: str) -> tuple[Any, str, dict[str, Any]]:
        return (text.lower(), "", {}) if text.lower() in options else (None, N_("Choose one from the list."), {})

    return one


def _language(text: str) -> tuple[Any, str, dict[str, Any]]:
    code = language_code(text) if text else ""
    return (code, "", {}) if code is not None else (None, N_("There is no language “{name}”."), {"name": text[:60]})


_SECTORS = _list(_sector, N_("There is no sector “{name}”."))
_KINDS = _list(kind_code, N_("There is no kind “{name}”."))
_LANGUAGES = _list(language_code, N_("There is no language “{name}”."))
_COUNTRIES = _list(country_code, N_("There is no country “{name}”."))

ORGANISATION: dict[str, Cell] = {
    "name": Cell(N_("Name"), _line),
    "kind": Cell(N_("Company or institution"), _choice("company", "institution")),
    "country": Cell(N_("Country"), _country),
    "zone": Cell(N_("Time zone"), _zone),
    "sectors": Cell(N_("Sectors"), _SECTORS),
    "offers": Cell(N_("Offers"), _KINDS),
    "languages": Cell(N_("Languages"), _LANGUAGES),
    "hours": Cell(N_("Times, in the time zone above"), _hours),
    "profile": Cell(N_("Profile"), _text),
    "website": Cell(N_("Website"), _address),
    "material": Cell(N_("Material (addresses)"), _text),
    "contact": Cell(N_("Contact person"), _line),
    "email": Cell(N_("E-mail"), _email),
    "wishes": Cell(N_("Countries it wishes to meet"), _COUNTRIES),
    "refuses": Cell(N_("Countries it does not want to meet"), _COUNTRIES),
    "most": Cell(N_("Most meetings (0: the event's)"), _number),
    "join_url": Cell(N_("Its own address for video meetings"), _address),
}
PARTICIPANT: dict[str, Cell] = {
    "name": Cell(N_("Name"), _line),
    "post": Cell(N_("Post"), _line),
    "country": Cell(N_("Country"), _country),
    "zone": Cell(N_("Time zone"), _zone),
    "email": Cell(N_("E-mail"), _email),
    "sectors": Cell(N_("Sectors of interest, with weights"), _weights),
    "seeks": Cell(N_("Seeks"), _KINDS),
    "seeks_text": Cell(N_("What we seek, in our own words"), _text),
    "languages": Cell(N_("Languages for a meeting"), _LANGUAGES),
    "interpreting": Cell(N_("Interpreting needed"), _language),
    "hours": Cell(N_("Times, in the time zone above"), _hours),
    "least": Cell(N_("Least meetings (0: the event's)"), _number),
    "most": Cell(N_("Most meetings (0: the event's)"), _number),
}
WANTED = ("name",)
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # Word's soft line break is one: U+000B


def read(cells: Mapping[str, Cell], given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """Values of the cells that are given and right, and a fault for each other."""
    values, faults = {}, []
    for name, raw in given.items():
        if name not in cells:
            faults.append(Fault(str(name)[:60], N_("There is no such cell.")))
            continue
        text = ";".join(map(str, raw)) if isinstance(raw, list) else str(raw if raw is not None else "")
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            faults.append(Fault(name, N_("This text holds signs that cannot be kept.")))
            continue
        value, template, more = cells[name].read(_CONTROL.sub(" ", text).strip())
        if template:
            faults.append(Fault(name, template, more))
        elif name in WANTED and not value:
            faults.append(Fault(name, N_("A name is needed.")))
        else:
            values[name] = value
    where = values.get("zone") or given.get("zone")
    if values.get("hours") and isinstance(where, str) and zone(where):
        _found, wrong = spans(values["hours"], where)
        if wrong:
            faults.append(Fault("hours", wrong[0].template, wrong[0].values))
            del values["hours"]
    return values, faults
