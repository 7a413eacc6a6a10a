"""The plan as an IATI 2.03 activity (https://iatistandard.org/en/iati-standard/203/), for donors' systems.

IATI has no place for means of verification and assumptions: the former stand in the indicators' descriptions, the
latter in a description of type 4. The calendar of single activities has no counterpart in IATI and is not in the file.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from .. import money
from ..codes import entry
from ..schema import N_, Content
from ..sections import Plan
from ..values import day, number, plain, year
from . import framework

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PLANNED_START, PLANNED_END = "1", "3"
PIPELINE = "1"
GENERAL, OBJECTIVES, TARGET_GROUPS, OTHER = "1", "2", "3", "4"
GOALS = "2"  # tag vocabulary: the Sustainable Development Goals
OWN = "99"
UNREGISTERED = "XX-UNREGISTERED"  # an organisation that has no identifier yet; no register uses this prefix


class CannotExport(ValueError):
    """The format asks for something that the plan does not have yet; the message says what."""


@dataclass(frozen=True)
class Head:
    """What the file says of itself. `reference` is unique among the plans of the course; `language` of the texts."""

    reference: str
    updated: datetime
    language: str = "en"


def make(plan: Plan, head: Head) -> bytes:
    """The XML, in the order of elements that the schema asks for; CannotExport without a date of start or end."""
    if not any(day(plan["identification"][cell]) for cell in ("start", "end")):
        raise CannotExport(N_("An IATI file needs the start or the end of the project: fill in a date first."))
    stamp = head.updated.strftime("%Y-%m-%dT%H:%M:%SZ")
    root = etree.Element("iati-activities", version="2.03")
    root.set("generated-datetime", stamp)
    one, currency = plan["identification"], money.totals(plan).currency
    activity = etree.SubElement(root, "iati-activity", hierarchy="1")
    activity.set("default-currency", currency)
    activity.set("last-updated-datetime", stamp)
    activity.set(XML_LANG, head.language.partition("-")[0])
    owner = one["organisation"]
    reference = owner["identifier"] or UNREGISTERED
    _leaf(activity, "iati-identifier", f"{reference}-{head.reference}")
    _words(_leaf(activity, "reporting-org", ref=reference, type=owner["type"] or "10"), owner["name"] or "–")
    _words(_leaf(activity, "title"), one["title"] or "–")
    _descriptions(activity, plan)
    _partners(activity, plan)
    _leaf(activity, "activity-status", code=PIPELINE)
    for kind, cell in ((PLANNED_START, "start"), (PLANNED_END, "end")):
        if day(one[cell]):
            _leaf(activity, "activity-date", type=kind).set("iso-date", one[cell])
    if one["country"]:
        _leaf(activity, "recipient-country", code=one["country"], percentage="100")
    if one["location"]:
        _words(_leaf(_leaf(activity, "location"), "name"), one["location"])
    _sectors(activity, one)
    _modality(activity, plan["modality"])
    _budget(activity, plan)
    for _depth, result in framework.ordered(plan["logframe"]["results"]):
        _result(activity, result, one)
    tree = etree.ElementTree(root)
    etree.indent(tree, " ")
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


def _leaf(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    leaf = etree.SubElement(parent, name, attributes)
    leaf.text = text
    return leaf


def _words(parent: etree._Element, text: str) -> None:
    _leaf(parent, "narrative", text)


def _descriptions(activity: etree._Element, plan: Plan) -> None:
    core = next((node["text"] for node in plan["objectives"]["nodes"] if node["kind"] == "core"), "")
    assumptions = "\n".join(f"{row['level']}: {row['text']}" for row in plan["logframe"]["assumptions"] if row["text"])
    texts = (
        (GENERAL, plan["summary"]["situation"] or plan["identification"]["title"] or "–"),
        (OBJECTIVES, core),
        (TARGET_GROUPS, plan["identification"]["beneficiaries"]),
        (OTHER, f"Assumptions\n{assumptions}" if assumptions else ""),
    )
    for kind, text in texts:
        if text:
            _words(_leaf(activity, "description", type=kind), text)


def _partners(activity: etree._Element, plan: Plan) -> None:
    owner = plan["identification"]["organisation"]
    rows = [row for row in plan["identification"]["partners"] if row["role"]]
    for row in rows or [{"role": "4", "type": owner["type"], "identifier": owner["identifier"], "name": owner["name"]}]:
        given = {"role": row["role"], "type": row["type"], "ref": row["identifier"]}
        one = _leaf(activity, "participating-org", **{name: value for name, value in given.items() if value})
        _words(one, row["name"] or "–")


def _sectors(activity: etree._Element, one: Content) -> None:
    for row in one["sectors"]:
        if row["code"]:
            leaf = _leaf(activity, "sector", vocabulary=row["vocabulary"] or "1", code=row["code"])
            share = number(row["percentage"])
            if share is not None:
                leaf.set("percentage", plain(share))
            if row["vocabulary"] == OWN:
                _words(leaf, str((entry("sector", row["code"]) or {"name": row["code"]})["name"]))
    for row in one["goals"]:
        if row["goal"]:
            _leaf(activity, "tag", vocabulary=GOALS, code=row["goal"])
    for row in one["markers"]:
        if row["marker"] and row["significance"]:
            _leaf(activity, "policy-marker", vocabulary="1", code=row["marker"], significance=row["significance"])


def _modality(activity: etree._Element, one: Content) -> None:
    for name, cell in (
        ("collaboration-type", "collaboration"),
        ("default-flow-type", "flow_type"),
        ("default-finance-type", "finance_type"),
        ("default-aid-type", "aid_type"),
        ("default-tied-status", "tied_status"),
    ):
        if one[cell]:
            _leaf(activity, name, code=one[cell])


def _budget(activity: etree._Element, plan: Plan) -> None:
    """A budget a calendar year, then what each source plans to pay in it: the same sums as on the screen."""
    totals = money.totals(plan)
    for (which,), amount in sorted(totals.by("year").items()):
        if which:
            _period(_leaf(activity, "budget", type="1", status="1"), which, amount, totals.currency, plan)
    for (which, source), amount in sorted(totals.by("year", "source").items()):
        if which and source:
            paid = _leaf(activity, "planned-disbursement", type="1")
            _period(paid, which, amount, totals.currency, plan)
            _words(_leaf(paid, "provider-org"), str((entry("source", source) or {"name": source})["name"]))


def _period(parent: etree._Element, which: str, amount: Decimal, currency: str, plan: Plan) -> None:
    start, end = _within(int(which), plan)
    _leaf(parent, "period-start").set("iso-date", start.isoformat())
    _leaf(parent, "period-end").set("iso-date", end.isoformat())
    value = _leaf(parent, "value", plain(amount), currency=currency)
    value.set("value-date", start.isoformat())


def _within(which: int, plan: Plan) -> tuple[date, date]:
    """The year, or the part of it that lies inside the project."""
    first, last = date(which, 1, 1), date(which, 12, monthrange(which, 12)[1])
    begin, finish = (day(plan["identification"][name]) for name in ("start", "end"))
    start = begin if begin and first <= begin <= last else first
    end = finish if finish and first <= finish <= last and finish > start else last
    return start, end


def _result(activity: etree._Element, result: Content, one: Content) -> None:
    level = entry("result-level", result["level"])
    node = _leaf(activity, "result", type=str(level["iati"]) if level else "9")
    _words(_leaf(node, "title"), result["title"] or "–")
    for indicator in result["indicators"]:
        _indicator(node, indicator, one)


def _indicator(parent: etree._Element, one: Content, identification: Content) -> None:
    measure = entry("indicator-measure", one["measure"])
    direction = entry("direction", one["direction"])
    node = _leaf(parent, "indicator", measure=str(measure["iati"]) if measure else "1")
    if direction:
        node.set("ascending", str(direction["iati"]))
    _words(_leaf(node, "title"), one["title"] or "–")
    texts = [one["unit"] and f"Unit: {one['unit']}", one["means"] and f"Means of verification: {one['means']}"]
    if any(texts):
        _words(_leaf(node, "description"), "\n".join(filter(None, texts)))
    if year(one["baseline_year"]):
        _level(_leaf(node, "baseline", year=one["baseline_year"]), one, one["baseline"])
    if day(one["target_date"]):
        period = _leaf(node, "period")
        start = identification["start"] if day(identification["start"]) else one["target_date"]
        _leaf(period, "period-start").set("iso-date", min(start, one["target_date"]))
        _leaf(period, "period-end").set("iso-date", one["target_date"])
        _level(_leaf(period, "target"), one, one["target"])


def _level(node: etree._Element, indicator: Content, text: str) -> None:
    """A number as the value, words as a comment (ruleset: qualitative measures have no value)."""
    found = None if indicator["measure"] == "qualitative" else number(text)
    if found is not None:
        node.set("value", plain(found))
    elif text:
        _words(_leaf(node, "comment"), text)
