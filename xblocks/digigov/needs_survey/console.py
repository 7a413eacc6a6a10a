"""The organiser's console as its template wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from digigov.common import places
from digigov.common.i18n import gettext as _
from digigov.platform import page_url

from . import api, presenting, rules
from .clean import Fault
from .models import Survey, SurveyPapers
from .wire import message

Json = dict[str, Any]
SHOWN_LINES = 300


def console(survey: Survey, language: str, address: Callable[[str], str]) -> Json:
    """Results, files, links, imports. `address` gives that of a file by its suffix."""
    results = presenting.results(survey, language)
    for part in results["parts"]:
        part["csv"] = address(f"csv/{part['name']}")
    return {
        "results": results,
        "xlsx": address("xlsx"),
        "template": address("template"),
        "links": [
            {
                "id": link.pk,
                "label": link.label,
                "country": rules.country_name(link.country, language) if link.country else "",
                "used": link.used,
                "most": link.most,
                "made": link.created_at,
                "revoked": link.revoked_at,
            }
            for link in api.links(survey)
        ],
        "has_pages": bool(page_url("needs-survey", "0" * 43)),
        "countries": places.countries(language),
        "most": api.MOST,
        "imports": [_import(one, address) for one in api.papers(survey)],
    }


def preview(found: rules.Papers) -> Json:
    """What an import would do."""
    return {
        "good": len(found.good),
        "bad": len(found.bad),
        "lines": lines((bad.line, bad.columns, bad.faults) for bad in found.bad[:SHOWN_LINES]),
        "more": max(0, len(found.bad) - SHOWN_LINES),
    }


def lines(bad: Iterable[tuple[int, Iterable[str], Iterable[Fault]]]) -> list[Json]:
    """Bad lines for people: the number, what is wrong, and the line as it stood."""
    return [
        {
            "line": line,
            "why": [f"{fault.cell}: {message(fault)}" if fault.cell else message(fault) for fault in faults],
            "text": " | ".join(column for column in columns if column)[:200],
        }
        for line, columns, faults in bad
    ]


def _import(one: SurveyPapers, address: Callable[[str], str]) -> Json:
    return {
        "id": one.pk,
        "name": one.name,
        "at": one.at,
        "taken": one.taken,
        "bad": len(one.bad),
        "lines": lines((line, columns, kept_faults(faults)) for line, columns, faults in one.bad[:SHOWN_LINES]),
        "more": max(0, len(one.bad) - SHOWN_LINES),
        "csv": address(f"bad/{one.pk}") if one.bad else "",
    }


def kept_faults(faults: Iterable[list[Any]]) -> list[Fault]:
    """Faults as the table keeps them."""
    return [Fault(cell, template, values) for cell, template, values in faults]


def bad_rows(one: SurveyPapers) -> list[list[str]]:
    """The bad lines of an import as a table that can be mended and imported again; the reason is a last column."""
    why = _("What is wrong")
    named = [name for name in one.header if name]
    rows = [[*named, f"({why})"]]
    for line, columns, faults in one.bad:
        by_name = dict(zip(one.header, columns, strict=False))
        filled = [by_name.get(name, "") for name in named] + [one for one in columns[len(one.header) :] if one]
        reasons = "; ".join(reason for told in lines([(line, (), kept_faults(faults))]) for reason in told["why"])
        rows.append([*filled, f"{line}: {reasons}"])
    return rows
