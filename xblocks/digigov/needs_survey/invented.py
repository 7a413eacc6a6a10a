"""The answers of the forty invented countries: always the same, and like those of real surveys in their unevenness.

Each country has come so far as INVENTED says; each region wants other things; people of a country differ a little; some
leave rows out. Nothing in it is anybody's answer. Pure.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from digigov.sectors.rules import SECTORS

from .instrument import KINDS, N_, RANKS
from .invented_countries import INVENTED

SEED = 20261130
MARK = N_("Example answers for rehearsal; no country gave them.")

# What a region wants more of than others do, from nothing to two points.
_WANTED = {
    "central-asia": {"interoperability": 1.6, "identity": 1.2, "customs": 1.1, "portal": 0.6},
    "south-eastern-asia": {"identity": 1.5, "portal": 1.3, "land": 0.9, "procurement": 0.8},
    "southern-asia": {"tax": 1.4, "social-protection": 1.3, "identity": 0.9, "health": 0.7},
    "western-asia": {"statistics": 1.5, "cloud": 1.2, "cybersecurity": 1.0},
    "northern-africa": {"procurement": 1.4, "public-finance": 1.2, "participation": 0.8},
    "sub-saharan-africa": {"identity": 1.8, "health": 1.3, "tax": 1.0, "education": 0.9},
    "latin-america": {"justice": 1.3, "procurement": 1.2, "participation": 1.0, "cybersecurity": 0.9},
    "europe": {"cybersecurity": 1.6, "statistics": 1.2, "interoperability": 0.8},
    "oceania": {"cloud": 1.4, "health": 1.2, "transport": 0.9},
}
_BASE = {"identity": 3.6, "cybersecurity": 3.7, "portal": 3.5, "interoperability": 3.5, "strategy": 3.3}
_TEXTS = (
    ("en", "Example: citizens bring the same paper to four offices, because the registers are not linked."),
    ("es", "Ejemplo: cada ministerio compra su propio sistema y ninguno habla con los demás."),
    ("fr", "Exemple : les dossiers fiscaux sont encore saisis deux fois."),
    ("ru", "Пример: реестр населения ведётся на бумаге в половине районов."),
    ("en", "Example: trained people leave for the private sector within two years."),
    ("es", "Ejemplo: la ley de firma electrónica no tiene reglamento."),
)


class Invented(NamedTuple):
    """One invented respondent."""

    reference: str
    language: str
    cells: dict[str, str]


def respondents() -> list[Invented]:
    """Everybody's answers, country by country; the same at every call."""
    dice = random.Random(SEED)
    return [_one(dice, country, number) for country, about in INVENTED.items() for number in range(1, about.people + 1)]


def _one(dice: random.Random, country: str, number: int) -> Invented:
    about = INVENTED[country]
    cells = {"country": country, "institution": f"{about.name}: Example ministry {number}", "post": "Example post"}
    need: dict[str, float] = {}
    for code in SECTORS:
        wish = _BASE.get(code, 3.0) + _WANTED.get(about.region, {}).get(code, 0.0) + _spread(dice)
        level = about.level + _spread(dice) * 0.8 - 0.25 * (wish - 3)
        ready = 0.6 * about.level + 1.1 + _spread(dice)
        skip, kind = dice.random() < 0.08, dice.random()
        if skip:
            continue
        row = {"importance": wish, "level": level, "readiness": ready}
        cells |= {f"sector/{code}/{name}": str(_point(value)) for name, value in row.items()}
        cells[f"sector/{code}/kind"] = _kind(kind, level)
        need[code] = (_point(wish) - _point(level)) * _point(wish) + dice.random()
    for place, code in enumerate(sorted(need, key=lambda one: -need[one])[:RANKS], 1):
        cells[f"rank/{place}"] = code
    language, text = _TEXTS[int(dice.random() * len(_TEXTS))]
    if dice.random() < 0.35:
        cells["text/challenge"] = text
    return Invented(f"invented-{country}-{number}", language, cells)


def _spread(dice: random.Random) -> float:
    """Around zero, mostly within one point: the sum of three throws, which is the same on every machine."""
    return (dice.random() + dice.random() + dice.random() - 1.5) * 1.6


def _point(value: float) -> int:
    return min(5, max(1, int(value + 0.5)))


def _kind(throw: float, level: float) -> str:
    """Those who begin want to see and to learn; those who have come far want loans and centres."""
    order = list(KINDS)
    at = throw * 4.2 + (level - 1) * 0.75
    return order[min(len(order) - 1, int(at))]
