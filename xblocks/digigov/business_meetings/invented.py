"""Thirty companies and twelve participants of eight countries that do not exist, for rehearsals. Pure.

Every name says that it is an example, and no address can receive mail. What participants are interested in is what
people of their region answered in the invented needs survey.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from digigov.needs_survey.invented import respondents
from digigov.needs_survey.regions import region_of

from .faults import N_

MARK = N_("Invented for rehearsal; no such company or person exists.")
DAYS, FROM, TO, MINUTES, PAUSE = 3, "08:00", "12:00", 30, 10  # in the event's zone; and a second stretch later
AFTERNOON = ("15:00", "18:20")
ROOMS = ("Example room 1", "Example room 2", "Example room 3", "Example room 4")
INTERPRETERS = (
    ("Example interpreter A", ("es",)),
    ("Example interpreter B", ("ky", "ru")),
    ("Example interpreter C", ("en",)),
)


class Guest(NamedTuple):
    """One invented participant."""

    name: str
    post: str
    country: str
    zone: str
    languages: str
    interpreting: str
    seeks: str
    hours: str  # local hours of every day of the event; "" for decent hours


# Seven countries are named; the place of the eighth is open, so its country is empty.
GUESTS = (
    Guest("Example Sokha", "Vice-minister", "KH", "Asia/Phnom_Penh", "km;en", "", "consulting;training;systems", ""),
    Guest("Example Dara", "Director", "KH", "Asia/Phnom_Penh", "km;en", "", "infrastructure;operation", ""),
    Guest(
        "Example Valverde", "Agency head", "CR", "America/Costa_Rica", "es", "es", "consulting;standards", "17:00-23:00"
    ),
    Guest("Example Solano", "Director", "CR", "America/Costa_Rica", "es;en", "", "systems;research", "16:00-22:00"),
    Guest("Example Aibek", "State secretary", "KG", "Asia/Bishkek", "ky;ru", "ky", "systems;finance;training", ""),
    Guest("Example Aigul", "Head of department", "KG", "Asia/Bishkek", "ru;en", "", "standards;consulting", ""),
    Guest(
        "Example Bouasone",
        "Director general",
        "LA",
        "Asia/Vientiane",
        "lo;en",
        "",
        "finance;infrastructure;training",
        "",
    ),
    Guest("Example Farah", "Deputy secretary", "MY", "Asia/Kuala_Lumpur", "ms;en", "", "research;systems", ""),
    Guest("Example Ibrahim", "Minister", "MV", "Indian/Maldives", "dv;en", "", "consulting;finance", ""),
    Guest("Example Marisol", "Administrator", "PA", "America/Panama", "es", "es", "systems;operation", "17:00-23:00"),
    Guest("Example Guest", "Place left open", "", "Europe/Berlin", "en", "", "consulting;training", "05:30-13:00"),
    Guest("Example Visitor", "Place left open", "", "Europe/Berlin", "en;fr", "", "standards;research", "05:30-13:00"),
)
_NAMES = (
    *("Hanbit", "Saebyeok", "Areum", "Nuri", "Dasom", "Garam", "Haneul", "Byeolha", "Onnuri", "Jinju"),
    *("Mirae", "Solbi", "Dongbaek", "Chorok", "Badasori", "Maru", "Yeoul", "Sandle", "Kkotsaem", "Bora"),
    *("Taebaek", "Moran", "Nabi", "Pureun", "Seoraksan", "Hangang", "Cheongma", "Gureum", "Miso", "Ipsae"),
)
_TRADES = (
    ("Identity", "identity;cybersecurity", "systems;consulting"),
    ("Tax Systems", "tax;public-finance", "systems;training"),
    ("Customs", "customs;procurement", "systems;consulting;operation"),
    ("Data", "interoperability;statistics", "systems;research"),
    ("Cloud", "cloud;cybersecurity", "infrastructure;operation"),
    ("Portal", "portal;participation", "systems;consulting"),
    ("Health", "health;social-protection", "systems;research"),
    ("Land", "land;transport", "systems;infrastructure"),
    ("Learning", "education;strategy", "training;consulting"),
    ("Institute", "strategy;justice;procurement", "consulting;standards;finance"),
)


@cache
def interests(country: str) -> dict[str, int]:
    """The four sectors that the invented survey's people of the country's region rank highest, with weights."""
    region = region_of(country) if country else ""
    counts: Counter[str] = Counter()
    for one in respondents():
        if not region or region_of(one.cells["country"]) == region:
            for place in range(1, 6):
                if code := one.cells.get(f"rank/{place}"):
                    counts[code] += 6 - place
    ranked = sorted(counts, key=lambda code: (-counts[code], code))[:4]
    return {code: 5 - place for place, code in enumerate(ranked)}


def companies() -> list[dict[str, Any]]:
    """Cells of every invented organisation, as a file would hold them."""
    rows = []
    for number, name in enumerate(_NAMES):
        trade, sectors, offers = _TRADES[number % len(_TRADES)]
        institution = trade == "Institute"
        rows.append(
            {
                "name": f"Example {name} {trade}",
                "kind": "institution" if institution else "company",
                "country": "KR",
                "zone": "Asia/Seoul",
                "sectors": sectors,
                "offers": offers,
                "languages": ("ko;en", "ko;en;es", "ko", "ko;en;ru")[number % 4 if number % 7 else 0],
                "profile": "Invented for rehearsal. Builds and runs systems of this kind for ministries.",
                "website": "https://example.org/",
                "contact": f"Example manager {number + 1}",
                "email": f"company-{number + 1}@example.invalid",
                "wishes": ("", "KH", "PA;CR", "", "KG")[number % 5],
                "join_url": "" if number % 3 else f"https://example.org/room-{number + 1}",
                "most": "8",
            }
        )
    return rows
