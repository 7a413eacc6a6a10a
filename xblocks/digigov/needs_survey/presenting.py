"""Results as the templates want them: charts, tables with written figures, and one country beside all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.safestring import mark_safe

from digigov.common.i18n import gettext as _
from digigov.common.i18n import ngettext

from . import api, rules
from .exports import charts, tables
from .exports.tables import Table, Value, Withheld
from .exports.words import Words
from .models import Survey, SurveyResponse
from .results import Results
from .settings import Settings

Json = dict[str, Any]
LOW, HIGH = 1, 5


def words(language: str) -> Words:
    """The reader's language, with the catalogue of this request."""
    return Words(language, _)


def all_tables(survey: Survey, w: Words) -> list[Table]:
    """Every table of a survey, for files."""
    found = api.read_results(survey)
    return tables.everything(found, rules.demand(found, api.settings_of(survey).modules), _editions(survey), w)


def results(survey: Survey, language: str) -> Json:
    """What the organiser sees of a survey."""
    w, settings = words(language), api.settings_of(survey)
    found, editions = api.read_results(survey), _editions(survey)
    demands = rules.demand(found, settings.modules)
    numbers = api.numbers(survey)
    shown: Json = {
        "people": found.people.get(rules.ALL, 0),
        "countries": len(found.groups("country")),
        "begun": numbers.begun,
        "invented": numbers.invented,
        "threshold": found.threshold,
        "unmet": [w.sector(one.sector) for one in demands if one.unmet],
        "parts": [],
        "texts": _texts(survey, w),
    }
    if not shown["people"]:
        return shown
    shown["parts"] = [
        _part(tables.sectors(found, w), w, _gap_chart(found, w), _keys("importance")),
        _part(tables.matrix(found, w), w),
        _part(tables.people(found, w), w),
        _part(_ranking_table(found, w), w, _ranking_chart(found, w)),
        _part(tables.kinds(found, w), w, _kinds_chart(found, w), _kind_keys(w)),
        _part(tables.demand(demands, w), w),
    ]
    if len(editions) > 1:
        shown["parts"].append(_part(tables.editions(editions, w), w, _change_chart(editions, w), _keys("editions")))
    shown["parts"] += [_part(tables.groups(found, w, kind), w, folded=True) for kind in ("region", "country")]
    return shown


def shows_own(settings: Settings, row: SurveyResponse) -> bool:
    """Whether a respondent may see results now."""
    if settings.shown == "closed":
        return settings.closed(timezone.now())
    return settings.shown == "sent" and row.sent_at is not None


def own(survey: Survey, row: SurveyResponse, language: str) -> Json:
    """What a respondent sees: their own answers and their country beside all respondents.

    Their country is told only when the others of it are enough without them: who knows their own answer can subtract.
    """
    w, found, mine = words(language), api.read_results(survey), rules.ratings(row.content)
    group = rules.Group("country", row.content.get("country", ""))
    rows: list[tuple[Value, ...]] = []
    pairs = []
    told_country = False
    for code in found.offered:
        whole, country = found.stat(code), found.stat(code, group)
        others = country.people - (code in mine) if country else 0
        if whole is None or whole.people - (code in mine) < found.threshold:
            continue
        country = country if others >= found.threshold else None
        told_country = told_country or country is not None
        own_row: tuple[Value, ...] = (mine[code][0], mine[code][1]) if code in mine else (None, None)
        theirs: tuple[Value, ...] = (country.importance, country.level) if country else (tables.WITHHELD,) * 2
        rows.append((w.sector(code), *own_row, *theirs, whole.importance, whole.level))
        pairs.append((whole.need, charts.Pair(w.sector(code), whole.importance, whole.level, "")))
    pairs.sort(key=lambda pair: -pair[0])
    titles = (_("Importance"), _("Present level"))
    who = (_("you"), w.group(group), _("all"))
    header = (_("Sector"), *(f"{title} ({one})" for one in who for title in titles))
    title = _("Importance and present level, all respondents")
    chart = charts.pairs(title, [pair for _need, pair in pairs], LOW, HIGH, w) if pairs else ""
    table = Table("own", _("You, your country and all respondents"), header, tuple(rows))
    return {
        "enough": bool(rows),
        "country": w.group(group),
        "told_country": told_country,
        "threshold": found.threshold,
        "part": _part(table, w, (title, chart), _keys("importance")),
    }


def _editions(survey: Survey) -> list[tuple[str, Results]]:
    return [(one.edition or one.course, api.read_results(one)) for one in api.editions(survey)]


def _part(
    table: Table, w: Words, chart: tuple[str, str] = ("", ""), keys: Sequence[Json] = (), folded: bool = False
) -> Json:
    """A table with its chart, if there is one. `folded`: it is long, and opened on demand."""
    figures = {at for row in table.rows for at, value in enumerate(row) if isinstance(value, (int, float))}
    return {
        "name": table.name,
        "title": table.title,
        "note": table.note,
        "chart": {"title": chart[0], "svg": mark_safe(chart[1])},
        "keys": keys,
        "folded": folded or bool(chart[1]),
        "header": [{"text": text, "figure": at in figures} for at, text in enumerate(table.header)],
        "rows": [
            [
                {"text": _written(value, at in table.shares, w), "figure": at in figures, "quiet": _quiet(value)}
                for at, value in enumerate(row)
            ]
            for row in table.rows
        ],
        "count": ngettext("{number} row", "{number} rows", len(table.rows)).format(number=len(table.rows)),
    }


def _written(value: Value, share: bool, w: Words) -> str:
    if isinstance(value, Withheld):
        return _("withheld")
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if share:
        return w.percent(value)
    return w.number(value, 2 if isinstance(value, float) else 0)


def _quiet(value: Value) -> bool:
    return value is None or isinstance(value, Withheld)


def _gap_chart(found: Results, w: Words) -> tuple[str, str]:
    title = _("Importance and present level by sector, the greatest need first")
    rows = [
        charts.Pair(w.sector(code), one.importance, one.level, _("need {number}").format(number=w.number(one.need, 1)))
        for code, one in found.by_need()
    ]
    return title, charts.pairs(title, rows, LOW, HIGH, w) if rows else ""


def _ranking_table(found: Results, w: Words) -> Table:
    ranking = found.rankings.get(rules.ALL)
    rows = [(w.sector(one.sector), one.share, one.points) for one in ranking.priorities] if ranking else []
    header = (_("Sector"), _("Ranked by"), _("Points in the ranking"))
    note = ""
    if ranking and ranking.agreement is not None:
        note = _("{people} people ranked. Their agreement (Kendall's W, from 0 to 1) is {number}.").format(
            people=w.number(ranking.people, 0), number=w.number(ranking.agreement)
        )
    return Table("ranking", _("Priorities"), header, tuple(rows), frozenset({1}), note)


def _ranking_chart(found: Results, w: Words) -> tuple[str, str]:
    title, ranking = _("Share of respondents who ranked the sector among their first"), found.rankings.get(rules.ALL)
    rows = (
        [charts.Bar(w.sector(one.sector), one.share, w.percent(one.share)) for one in ranking.priorities]
        if ranking
        else []
    )
    return title, charts.bars(title, rows, 1.0, w) if rows else ""


def _kinds_chart(found: Results, w: Words) -> tuple[str, str]:
    title = _("Preferred kinds of cooperation by sector")
    rows = [
        (w.sector(code), [found.kinds[code].get(kind, 0) for kind in rules.KINDS])
        for code in found.offered
        if code in found.kinds
    ]
    return title, charts.stacks(title, rows, w) if rows else ""


def _change_chart(editions: Sequence[tuple[str, Results]], w: Words) -> tuple[str, str]:
    (before, first), (after, last) = editions[-2:]
    title = _("Importance in {before} and in {after}").format(before=before, after=after)
    rows = []
    for code in last.offered:
        old, new = first.stat(code), last.stat(code)
        if old and new:
            rows.append(charts.Pair(w.sector(code), old.importance, new.importance, ""))
    return title, charts.pairs(title, rows, LOW, HIGH, w) if rows else ""


def _keys(of: str) -> list[Json]:
    names = {
        "importance": (_("Importance"), _("Present level")),
        "editions": (_("The edition before"), _("The last edition")),
    }[of]
    return [{"shape": shape, "text": text} for shape, text in zip(("disc", "diamond"), names, strict=True)]


def _kind_keys(w: Words) -> list[Json]:
    return [{"shape": "square", "number": at, "text": text} for at, (_colour, text) in enumerate(charts.key(w))]


def _texts(survey: Survey, w: Words) -> list[Json]:
    found: dict[str, list[Json]] = {}
    for one in api.texts(survey):
        region = w.t(rules.REGIONS[one.region]) if one.region else ""
        found.setdefault(one.question, []).append({"text": one.text, "region": region, "language": one.language})
    return [{"question": _(rules.TEXTS[path].label), "rows": rows} for path, rows in found.items()]
