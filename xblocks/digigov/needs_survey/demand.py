"""Which modules of the course answer which demand, and which demand has none. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .results import Results
from .settings import Module
from .suppression import ALL


class Demand(NamedTuple):
    """A sector, how much it is wanted (None: withheld or nobody answered), and the titles of its modules.

    `need` is the weighted gap of all respondents, `share` the share of those who ranked that named the sector.
    `unmet`: it is among the more wanted half by either, and no module answers it.
    """

    sector: str
    need: float | None
    share: float | None
    modules: tuple[str, ...]
    unmet: bool


def demand(found: Results, modules: Iterable[Module]) -> list[Demand]:
    """Every sector that was asked about, the greatest need first, those without a figure last."""
    answers: dict[str, list[str]] = {code: [] for code in found.offered}
    for module in modules:
        for code in module.sectors:
            if code in answers:
                answers[code].append(module.title)
    needs = {code: one.need for code, one in found.by_need()}
    ranking = found.rankings.get(ALL)
    shares = {one.sector: one.share for one in ranking.priorities} if ranking else {}
    wanted = _upper_half(needs, found.offered) | _upper_half(shares, found.offered)
    rows = [
        Demand(code, needs.get(code), shares.get(code), tuple(answers[code]), code in wanted and not answers[code])
        for code in found.offered
    ]
    return sorted(rows, key=lambda row: -(row.need if row.need is not None else -100.0))


def _upper_half(values: dict[str, float], order: Sequence[str]) -> set[str]:
    """The codes with the greater half of the values, the middle one with them; nothing that is not above zero."""
    told = sorted((code for code in order if values.get(code, 0) > 0), key=lambda code: -values[code])
    return set(told[: (len(values) + 1) // 2])
