"""Results as tables, the same ones for the page, for CSV and for the workbook. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..demand import Demand
from ..instrument import KINDS, N_, SCALES
from ..measures import Stat
from ..regions import region_of
from ..results import Results
from ..suppression import ALL, Group
from .words import Words

FIRST = 3  # how many sectors a country's row names


class Withheld:
    """A figure that is not told, because people could be known by it."""


WITHHELD = Withheld()
Value = str | int | float | Withheld | None


@dataclass(frozen=True)
class Table:
    """`name` is for files, `title` for people. Whole numbers are counts; `shares` are columns from 0 to 1."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shares: frozenset[int] = frozenset()
    note: str = ""


def _figures(stat: Stat | None, there: bool) -> tuple[Value, ...]:
    if stat is None:
        return (WITHHELD if there else None,) * 7
    return (stat.people, stat.importance, stat.level, stat.readiness, stat.gap, stat.need, stat.agreement)


def _measures(w: Words) -> tuple[str, ...]:
    scales = tuple(w.t(scale.name) for scale in SCALES.values())
    return (w.t(N_("People")), *scales, w.t(N_("Gap")), w.t(N_("Need")), w.t(N_("Agreement")))


def sectors(found: Results, w: Words, group: Group = ALL) -> Table:
    """Every sector of one group, the greatest need first, with its place in the ranking."""
    ranking = found.rankings.get(group)
    ranked = {one.sector: one for one in ranking.priorities} if ranking else {}
    told = [code for code, _stat in found.by_need(group)]
    order = [*told, *(code for code in found.offered if code not in told)]
    rows = []
    for code in order:
        one, there = ranked.get(code), group in found.rankings
        place = (one.points, one.share) if one else (WITHHELD if there else None,) * 2
        rows.append((w.sector(code), *_figures(found.stat(code, group), group in found.sectors.get(code, {})), *place))
    header = (w.t(N_("Sector")), *_measures(w), w.t(N_("Points in the ranking")), w.t(N_("Ranked by")))
    note = w.t(N_("Gap: importance minus present level. Need: gap times importance. Agreement from 0 to 1."))
    return Table("sectors", w.t(N_("By sector")), header, tuple(rows), frozenset({9}), note)


def groups(found: Results, w: Words, kind: str) -> Table:
    """Every sector of every region or country, one row for each."""
    rows = []
    for group in found.groups(kind):
        for code in found.offered:
            if group in found.sectors[code]:
                rows.append((w.group(group), w.sector(code), *_figures(found.stat(code, group), True)))
    title, first = {
        "region": (N_("By region"), N_("Region")),
        "country": (N_("By country"), N_("Country")),
    }[kind]
    header = (w.t(first), w.t(N_("Sector")), *_measures(w))
    return Table({"region": "regions", "country": "countries"}[kind], w.t(title), header, tuple(rows))


def matrix(found: Results, w: Words) -> Table:
    """The need of every sector in every region."""
    regions = found.groups("region")
    order = [code for code, _stat in found.by_need()] or list(found.offered)
    rows = []
    for code in order:
        needs: list[Value] = []
        for group in (ALL, *regions):
            stat = found.stat(code, group)
            needs.append(stat.need if stat else WITHHELD if group in found.sectors[code] else None)
        rows.append((w.sector(code), *needs))
    header = (w.t(N_("Sector")), *(w.group(group) for group in (ALL, *regions)))
    return Table("needs", w.t(N_("Need by region")), header, tuple(rows))


def people(found: Results, w: Words) -> Table:
    """How many people of each country answered, what they need most, and how far they agree.

    `told` of the offered sectors have figures; a country's greatest needs are found among these only.
    """
    rows = []
    for group in found.groups("country"):
        needs = [w.sector(code) for code, _stat in found.by_need(group)]
        ranking, there = found.rankings.get(group), group in found.rankings
        named = [w.sector(one.sector) for one in ranking.priorities[:FIRST] if one.points] if ranking else []
        hidden: Value = WITHHELD if any(group in found.sectors[code] for code in found.offered) else None
        rows.append(
            (
                w.group(group),
                w.group(Group("region", region_of(group.code))),
                found.people[group],
                len(needs),
                "; ".join(needs[:FIRST]) if needs else hidden,
                "; ".join(named) if named else WITHHELD if there else None,
                ranking.agreement if ranking else WITHHELD if there else None,
            )
        )
    names = (
        *(N_("Country"), N_("Region"), N_("People"), N_("Sectors told")),
        *(N_("Greatest needs"), N_("Ranked first"), N_("Agreement (W)")),
    )
    note = w.t(N_("Greatest needs: of the sectors that can be told. Agreement (W): on the ranking, from 0 to 1."))
    return Table("answers", w.t(N_("Answers by country")), tuple(w.t(name) for name in names), tuple(rows), note=note)


def kinds(found: Results, w: Words) -> Table:
    """How many respondents prefer which kind of cooperation, by sector."""
    rows: list[tuple[Value, ...]] = []
    for code in found.offered:
        counts = found.kinds.get(code)
        cells = [counts.get(kind, 0) if counts else WITHHELD for kind in KINDS]
        rows.append((w.sector(code), *cells))
    header = (w.t(N_("Sector")), *(w.t(name) for name in KINDS.values()))
    return Table("kinds", w.t(N_("Preferred kinds of cooperation")), header, tuple(rows))


def demand(rows: Iterable[Demand], w: Words) -> Table:
    """Which modules answer which demand."""
    names = (N_("Sector"), N_("Need"), N_("Ranked by"), N_("Modules of the course"), N_("Answered"))
    said = {True: w.t(N_("Wanted, but no module answers it")), False: ""}
    told = tuple(
        (w.sector(row.sector), row.need, row.share, "; ".join(row.modules) or None, said[row.unmet]) for row in rows
    )
    return Table("modules", w.t(N_("Demand and modules")), tuple(w.t(name) for name in names), told, frozenset({2}))


def editions(all_of_them: Sequence[tuple[str, Results]], w: Words) -> Table:
    """Importance, level and need in each edition, and how far the need moved between the last two."""
    header = [w.t(N_("Sector"))]
    for name, _found in all_of_them:
        header += [f"{name}: {w.t(label)}" for label in (N_("Importance"), N_("Present level"), N_("Need"))]
    rows = []
    for code in dict.fromkeys(code for _name, found in all_of_them for code in found.offered):
        row: list[Value] = [w.sector(code)]
        for _name, found in all_of_them:
            stat, there = found.stat(code), ALL in found.sectors.get(code, {})
            nothing: Value = WITHHELD if there else None
            row += [stat.importance, stat.level, stat.need] if stat else [nothing] * 3
        before, after = (found.stat(code) for _name, found in all_of_them[-2:])
        rows.append((*row, after.need - before.need if before and after else None))
    header.append(w.t(N_("Change of need")))
    return Table("editions", w.t(N_("Editions beside each other")), tuple(header), tuple(rows))


def everything(
    found: Results, demands: Iterable[Demand], all_of_them: Sequence[tuple[str, Results]], w: Words
) -> list[Table]:
    """All tables of a survey, in the order of the page and of the workbook."""
    tables = [sectors(found, w), matrix(found, w), people(found, w), kinds(found, w), demand(demands, w)]
    if len(all_of_them) > 1:
        tables.append(editions(all_of_them, w))
    return [*tables, groups(found, w, "region"), groups(found, w, "country")]
