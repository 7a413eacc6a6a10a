"""A plan as a document that a ministry sends on. Pure: a plan goes in, bytes come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..schema import N_
from ..sections import Plan
from .iati import CannotExport, Head
from .writing import Writing


@dataclass(frozen=True)
class Format:
    """A kind of file: its name for people, its ending, its media type, and who makes it."""

    label: str
    ending: str
    media_type: str
    make: Callable[[Plan, Writing, Head, str], bytes]


def _docx(plan: Plan, writing: Writing, head: Head, meta: str) -> bytes:
    from . import concept, docx  # here and below: each library is loaded only for its own format

    return docx.make(concept.concept_paper(plan, writing, meta))


def _pdf(plan: Plan, writing: Writing, head: Head, meta: str) -> bytes:
    from . import concept, pdf

    return pdf.make(concept.concept_paper(plan, writing, meta))


def _brief(plan: Plan, writing: Writing, head: Head, meta: str) -> bytes:
    from . import brief, pdf

    return pdf.make(brief.brief(plan, writing, meta))


def _xlsx(plan: Plan, writing: Writing, head: Head, meta: str) -> bytes:
    from . import xlsx

    return xlsx.make(plan, writing, meta)


def _iati(plan: Plan, writing: Writing, head: Head, meta: str) -> bytes:
    from . import iati

    return iati.make(plan, head)


def _json(plan: Plan, writing: Writing, head: Head, meta: str) -> bytes:
    from . import exchange

    return exchange.make(plan)


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    "docx": Format(N_("Concept paper (Word)"), "docx", f"{OFFICE}.wordprocessingml.document", _docx),
    "pdf": Format(N_("Concept paper (PDF)"), "pdf", "application/pdf", _pdf),
    "brief": Format(N_("Two-page brief for the minister (PDF)"), "pdf", "application/pdf", _brief),
    "xlsx": Format(N_("Framework, calendar and budget (Excel)"), "xlsx", f"{OFFICE}.spreadsheetml.sheet", _xlsx),
    "iati": Format(N_("IATI activity (XML)"), "xml", "application/xml", _iati),
    "json": Format(N_("The whole plan (JSON)"), "json", "application/json", _json),
}

__all__ = ["FORMATS", "CannotExport", "Format", "Head", "Writing"]
