"""Making what comes in fit the questionnaire, and saying what is still open. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from digigov.sectors.rules import SECTORS

from .instrument import KINDS, LINE_CHARS, N_, POINTS, SCALES, TEXT_CHARS, Cell, Content, cells, ranks
from .regions import is_country

# Control characters that no database and no sheet wants, but line breaks and tabs.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


WANTED = 4  # from this importance on, a rated sector is one that somebody wants


class Fault(NamedTuple):
    """Something refused or still open: the cell, and a message of the catalogue over `values`."""

    cell: str
    template: str
    values: Mapping[str, Any] = {}

    @property
    def message(self) -> str:
        """In English; callers give the template to gettext."""
        return self.template.format(**self.values)


@dataclass(frozen=True)
class Cleaned:
    """`cells`: what may be saved. `faults`: what was refused, each with its cell."""

    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def clean(given: Any, sectors: Iterable[str]) -> Cleaned:
    """The cells of `given` that fit, each judged by itself: one bad cell loses no other."""
    known = cells(sectors)
    if not isinstance(given, Mapping):
        return Cleaned(faults=[Fault("", N_("The answers are not in the form of this questionnaire."))])
    found = Cleaned()
    for path, value in given.items():
        if path not in known:
            found.faults.append(Fault(str(path)[:60], N_("The questionnaire has no such question.")))
        elif not isinstance(value, str):
            found.faults.append(Fault(path, N_("An answer is a text.")))
        else:
            text = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
            fault = _judge(known[path], path, text, tuple(sectors))
            if fault:
                found.faults.append(fault)
            else:
                found.cells[path] = text
    return found


def _judge(cell: Cell, path: str, text: str, sectors: tuple[str, ...]) -> Fault | None:
    if not text:
        return None
    if cell.kind in ("line", "text"):
        most = LINE_CHARS if cell.kind == "line" else TEXT_CHARS
        if len(text) > most:
            return Fault(path, N_("This text is too long: at most {most} characters."), {"most": most})
        return Fault(path, N_("This is one line of text.")) if cell.kind == "line" and "\n" in text else None
    allowed: Mapping[str, Callable[[str], bool]] = {
        "country": is_country,
        "scale": lambda value: value in POINTS,
        "cooperation": lambda value: value in KINDS,
        "sector": lambda value: value in sectors,
    }
    if allowed[cell.kind](text):
        return None
    messages = {
        "country": N_("This is no country of the list."),
        "scale": N_("Choose a number from 1 to 5."),
        "cooperation": N_("This is no kind of cooperation of the list."),
        "sector": N_("This sector is not part of the survey."),
    }
    return Fault(path, messages[cell.kind])


def ratings(content: Content) -> dict[str, tuple[int, int, int]]:
    """(importance, level, readiness) of each sector that has all three; a row with a hole counts nowhere."""
    found = {}
    for code in SECTORS:
        row = [content.get(f"sector/{code}/{name}", "") for name in SCALES]
        if all(value in POINTS for value in row):
            found[code] = (int(row[0]), int(row[1]), int(row[2]))
    return found


def ranking(content: Content) -> tuple[str, ...]:
    """The sectors that were ranked, the first first; empty places close up, and a sector counts at its best place."""
    named = (content.get(f"rank/{place}", "") for place in range(1, ranks(SECTORS) + 1))
    return tuple(dict.fromkeys(code for code in named if code in SECTORS))


def kinds(content: Content) -> dict[str, str]:
    """The preferred kind of cooperation of each sector that has one."""
    named = {code: content.get(f"sector/{code}/kind", "") for code in SECTORS}
    return {code: kind for code, kind in named.items() if kind in KINDS}


def still_open(content: Content) -> list[Fault]:
    """What must be settled before the answers can be sent; [] when they can."""
    found = []
    if not is_country(content.get("country", "")):
        found.append(Fault("country", N_("Choose your country.")))
    named: dict[str, str] = {}
    for place in range(1, ranks(SECTORS) + 1):
        cell, code = f"rank/{place}", content.get(f"rank/{place}", "")
        if code and code in named:
            found.append(Fault(cell, N_("The same sector stands in two places of the ranking.")))
        named[code] = cell
    if not ratings(content) and not ranking(content):
        found.append(Fault("", N_("Rate at least one sector, or rank one.")))
    return found


def half_done(content: Content) -> list[str]:
    """Sectors with one or two of the three ratings: they do not count until all three are there."""
    return [
        code
        for code in SECTORS
        if 0 < sum(content.get(f"sector/{code}/{name}", "") in POINTS for name in SCALES) < len(SCALES)
    ]


def interests(content: Content) -> tuple[str, ...]:
    """The sectors that somebody wants, the first first: their ranking, or without one, what they called very important.

    Of the latter, those with the greatest weighted gap come first, equal ones in the order of the taxonomy.
    """
    if named := ranking(content):
        return named
    wanted = {code: row for code, row in ratings(content).items() if row[0] >= WANTED}
    return tuple(sorted(wanted, key=lambda code: -(wanted[code][0] - wanted[code][1]) * wanted[code][0]))
