"""A certificate as PDF/A-3a and PDF/UA-1, set by Typst, with the signed credential attached."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import segno
import typst

from .spoken import spell
from .words import paper_words

FONTS = Path(__file__).resolve().parents[2] / "common" / "fonts"
TEMPLATE = Path(__file__).with_name("certificate.typ")
ATTACHMENT = "certificate.json"
DARK = "#10355c"


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the page. `facts` are (label, value); `credential` is the signed badge as JSON text; `address` the
    page that checks it; `language` a tag such as `es`."""

    name: str
    country: str
    course: str
    criteria: str
    organisers: Sequence[str]
    facts: Sequence[tuple[str, str]]
    issued: date
    address: str
    credential: str
    language: str
    emblem: str = ""


@cache
def _compiler() -> Any:
    # Made once: it reads the fonts, which takes longer than setting a page.
    return typst.Compiler(
        input=str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def make(paper: Paper) -> bytes:
    """The PDF. The same paper gives the same bytes. In the language of the interface (gettext's current one)."""
    words = paper_words()
    data = {
        "name": paper.name,
        "country": paper.country,
        "course": paper.course,
        "criteria": paper.criteria,
        "organisers": list(paper.organisers),
        "facts": [list(row) for row in paper.facts],
        "issued": [paper.issued.year, paper.issued.month, paper.issued.day],
        "address": paper.address,
        "credential": paper.credential,
        "language": paper.language.partition("-")[0],
        "emblem": paper.emblem,
        "title": f"{words['heading']}: {paper.name}",
        "summary": paper.course,
        "qr": _qr(paper.address),
        "words": words,
    }
    moment = int(datetime(paper.issued.year, paper.issued.month, paper.issued.day, tzinfo=UTC).timestamp())
    made = _compiler().compile(
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs={"certificate": json.dumps(data, ensure_ascii=False)},
        timestamp=moment,
    )
    return _spelt(bytes(made), paper.name)


def _spelt(made: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        spell(pdf, name)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _qr(address: str) -> str:
    """The code as SVG; level M still reads with a seventh of it gone."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0, dark=DARK, xmldecl=False)
    return drawn.getvalue().decode()


class NoCredential(ValueError):
    """The PDF has no signed certificate in it, or several, or is no PDF that can be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def attached(data: bytes, most: int) -> bytes:
    """The signed credential that a PDF carries, at most `most` bytes. NoCredential says what is wrong: `unreadable`,
    `none`, `several` or `too-large`."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = [file for name, file in pdf.attachments.items() if name.endswith(".json")]
            if len(found) != 1:
                raise NoCredential("several" if found else "none")
            entry = found[0].get_file()
            if entry.size > most:
                raise NoCredential("too-large")
            inside = entry.read_bytes()
    except NoCredential:
        raise
    except Exception as error:  # pikepdf raises many kinds for broken files
        raise NoCredential("unreadable") from error
    if len(inside) > most:
        raise NoCredential("too-large")
    return inside
