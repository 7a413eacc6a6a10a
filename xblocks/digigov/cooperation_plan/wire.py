"""What the browser is told of plans, as JSON: the schema with its code lists, and what the rules say of one plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from digigov.common.i18n import gettext as _

from . import rules
from .codes import label, lists
from .exports import Writing
from .schema import Cell, Items, Node

Json = dict[str, Any]
NOTHING = Decimal(0)


def schema() -> Json:
    """The declaration of all sections: {"kind": "group" | "items" | a kind of cell, "label", "fields", ...}."""
    return {name: _node(section) for name, section in rules.SECTIONS.items()}


def code_lists(language: str) -> dict[str, list[list[str]]]:
    """[code, name] of each list in the language, in the order of the list; sectors with their vocabulary as a third."""
    return {
        name: [
            [code, _(label(name, code, language)), *([entry["vocabulary"]] if "vocabulary" in entry else [])]
            for code, entry in entries.items()
        ]
        for name, entries in lists().items()
    }


def way(plan: rules.Plan, path: str) -> str:
    """A path for people: labels and names of rows."""
    try:
        steps = rules.where(plan, path)[1:]
    except KeyError:
        return path
    return " › ".join(f"{_(name)} “{words}”" if words else _(name) for name, words in steps)


def faults(found: Iterable[rules.Fault], plan: rules.Plan) -> list[Json]:
    """What was refused, in words."""
    return [
        {"path": one.path, "where": way(plan, one.path), "message": _(one.template).format(**dict(one.values))}
        for one in found
    ]


def clashes(found: Iterable[rules.Clash], plan: rules.Plan) -> list[Json]:
    """Cells with two texts; rows come as lists of (label, value)."""
    return [
        {
            "path": one.path,
            "where": way(plan, one.path),
            "text": isinstance(one.base, str) and rules.declared(one.path).kind in ("text", "line"),  # type: ignore[union-attr]
            "row": isinstance(one.base, dict),
            **{name: getattr(one, name) for name in ("base", "mine", "theirs")},
        }
        for one in found
    ]


def verdict(plan: rules.Plan, required: Iterable[str]) -> Json:
    """Findings and the share of each section that is done."""
    required = tuple(required)
    found = rules.check(plan, required)
    return {
        "readiness": rules.readiness(plan, found, required),
        "findings": [
            {
                "rule": one.rule,
                "number": rules.RULES[one.rule].number,
                "path": one.path,
                "severity": one.severity,
                "where": way(plan, one.path),
                "message": _(one.template).format(**dict(one.values)),
                "why": _(rules.RULES[one.rule].why),
            }
            for one in found
        ],
    }


def sums(plan: rules.Plan, writing: Writing) -> Json:
    """The budget added up: texts for reading, and the same numbers for the length of bars."""
    totals, pledged = rules.totals(plan), rules.pledged(plan)
    by_year, by_source = totals.by("source", "year"), totals.by("source")
    sources = [code for code in (*lists()["source"], "") if (code,) in by_source or code in pledged]
    years = sorted({line.year for line in totals.lines})

    def amount(value: Any) -> Json:
        return {"value": float(value), "text": writing.amount(value)}

    return {
        "currency": totals.currency,
        "total": writing.money(totals.total, totals.currency),
        "uncounted": [line.id for line in totals.uncounted],
        "lines": {line.id: writing.amount(line.amount) for line in totals.lines if line.amount is not None},
        "years": [year or _("No year") for year in years],
        "sources": [
            {
                "name": writing.code("source", code) or _("No source"),
                **amount(by_source.get((code,), NOTHING)),
                "years": [amount(by_year.get((code, year), NOTHING)) for year in years],
                "pledged": writing.amount(pledged[code]) if code in pledged else "",
                "agrees": code in pledged and pledged[code] == by_source.get((code,), NOTHING),
            }
            for code in sources
        ],
        "categories": [
            {"name": writing.code("budget-category", code) or "–", **amount(value)}
            for (code,), value in totals.by("category").items()
        ],
    }


def row_texts(node: Node, value: Mapping[str, Any], plan: rules.Plan, language: str) -> list[list[str]]:
    """The filled cells of a row as (label, value), for people: codes by name, links by the name of what they name."""
    texts = []
    for name, field in getattr(node, "fields", {}).items():
        given = value.get(name)
        if not given:
            continue
        if isinstance(field, Cell):
            texts.append([_(field.label), spoken(field, given, plan, language)])
        elif isinstance(field, Items):
            for item in given:
                texts += [[f"{_(field.item)}: {key}", text] for key, text in row_texts(field, item, plan, language)]
        else:
            texts += row_texts(field, given, plan, language)
    return texts


def spoken(cell: Cell, value: Any, plan: rules.Plan, language: str) -> str:
    """What stands in a cell, for people."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if cell.codes and value:
        return _(label(cell.codes, value, language))
    if cell.to and value:
        try:
            return rules.name_of(rules.get(plan, f"{cell.to}/{value}")) or _("a row without a name")
        except KeyError:
            return _("a row that was removed")
    return str(value)


def _node(node: Node) -> Json:
    if isinstance(node, Cell):
        return {"kind": node.kind, "label": _(node.label), "codes": node.codes, "to": node.to}
    fields = {name: _node(field) for name, field in node.fields.items()}
    if isinstance(node, Items):
        return {"kind": "items", "label": _(node.label), "item": _(node.item), "fields": fields}
    return {"kind": "group", "label": _(node.label), "fields": fields}
