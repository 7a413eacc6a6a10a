"""The form of single cells: what should be a number, a date, a year or an address can be read as one."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..finding import Finding, error
from ..paths import cells
from ..schema import N_
from ..sections import SECTIONS
from ..values import day, number, short, year
from ..view import View

TEMPLATES = {
    "number": N_("“{text}” cannot be read as a number. Write it like 1250000.50."),
    "money": N_("“{text}” cannot be read as an amount. Write it like 1250000.50."),
    "date": N_("“{text}” cannot be read as a date. Write it like 2027-03-01."),
    "year": N_("“{text}” cannot be read as a year. Write it like 2027."),
    "url": N_("“{text}” is no web address. It begins with https:// or http://."),
}
READ = {
    "number": number,
    "money": number,
    "date": day,
    "year": year,
}


def is_address(text: str) -> bool:
    """Whether this is a complete http or https address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text


def formats(view: View) -> Iterator[Finding]:
    """Cells of a kind hold what can be read as this kind."""
    for section, node in SECTIONS.items():
        for path, cell, value in cells(node, view.plan[section], section, TEMPLATES):
            if not isinstance(value, str) or not value:
                continue
            if path.startswith("budget/lines/") and cell.kind == "year":
                continue  # rule 2 says more
            good = is_address(value) if cell.kind == "url" else READ[cell.kind](value) is not None
            if not good:
                yield error("format", path, TEMPLATES[cell.kind], text=short(value))
