"""Published measures of a country, each with its year and its publisher, from profiles.json. Stdlib only, pure.

Only figures that two separate sources confirm are in the file. The respondent is asked for what is newer or missing.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .instrument import N_

MEASURES = {
    "egdi": N_("E-Government Development Index (EGDI)"),
    "epi": N_("E-Participation Index (EPI)"),
    "dgi": N_("OECD Digital Government Index (DGI)"),
}


class Figure(NamedTuple):
    """One measure (a message of MEASURES) of one country: `value` from 0 to 1 and `rank`; either may be ""."""

    measure: str
    year: str
    value: str
    rank: str
    publisher: str
    url: str


@cache
def profiles() -> dict[str, tuple[Figure, ...]]:
    """The figures of every country that has some, the newest first."""
    data = json.loads(Path(__file__).with_name("profiles.json").read_text(encoding="utf-8"))
    order = list(data["measures"])
    found = {}
    for country, figures in data["countries"].items():
        rows = []
        for code in sorted(figures, key=order.index):
            one, (value, rank) = data["measures"][code], figures[code]
            rows.append(Figure(MEASURES[one["name"]], one["year"], value, rank, one["publisher"], one["url"]))
        found[country] = tuple(rows)
    return found


def figures(country: str) -> tuple[Figure, ...]:
    """The published figures of a country; () when none is confirmed."""
    return profiles().get(country, ())
