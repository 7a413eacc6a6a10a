"""The certificate's page: its name in every script as text, what it carries, and how it is tagged."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest

from digigov.certificate.paper.pdf import NoCredential, Paper, attached, make
from digigov.common.i18n import in_language

CREDENTIAL = '{"type": ["VerifiableCredential", "OpenBadgeCredential"]}'
PAPER = Paper(
    name="Example Ana María Núñez",
    country="Costa Rica",
    course="Example course on digital government",
    criteria="Both parts completed.",
    organisers=["Example Ministry", "Example Agency"],
    facts=[("Part 1", "7 to 28 September 2021"), ("Hours of work", "24")],
    issued=date(2021, 11, 30),
    address="https://courses.example.org/digigov/certificates/7Q4M-2JXK-9TRD",
    credential=CREDENTIAL,
    language="en",
    emblem="KR",
)
NAMES = {
    "latin": "Ana María Núñez-Łukasiewicz",
    "cyrillic": "Айгүл Токтогулова",
    "hangul": "홍길동",
    "khmer": "សុខា ចាន់",
    "lao": "ສົມສັກ ວົງສາ",
    "thaana": "އިބްރާހީމް ނަޞީރު",
}
MOST_BYTES = 150_000


def page_text(pdf: bytes) -> str:
    """The first page as Chromium's own reader gives it."""
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range())


@pytest.mark.parametrize("script", NAMES)
def test_the_name_is_text_as_it_is_spelt(script: str) -> None:
    made = make(replace(PAPER, name=NAMES[script]))
    assert NAMES[script] in page_text(made)
    assert len(made) < MOST_BYTES


@pytest.mark.parametrize("language", ["en", "ko", "es", "ru", "fr"])
def test_every_language_of_the_interface_fits_one_page(language: str) -> None:
    with in_language(language):
        made = make(replace(PAPER, language=language, name="Example " * 24, criteria="Both parts completed. " * 10))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.Root.Lang) == language


def test_it_is_tagged_and_archivable_and_carries_the_credential() -> None:
    made = make(PAPER)
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_metadata() as metadata:
        assert pdf.Root.MarkInfo.Marked
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Certificate of Completion: Example Ana María Núñez"
        assert str(pdf.attachments["certificate.json"].obj.AFRelationship) == "/Source"
    assert attached(made, 10_000) == CREDENTIAL.encode()


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert make(PAPER) == make(PAPER)


def test_nothing_of_a_name_is_read_as_markup() -> None:
    name = '#include "x" *bold* $x$ \\ <b>'
    assert name in page_text(make(replace(PAPER, name=name)))


def _without(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["certificate.json"]


def _twice(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["other.json"] = b"{}"


def _large(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["certificate.json"] = b"x" * 20_000


@pytest.mark.parametrize(("change", "reason"), [(_without, "none"), (_twice, "several"), (_large, "too-large")])
def test_a_pdf_with_something_else_in_it(change: Callable[[pikepdf.Pdf], None], reason: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make(PAPER))) as pdf:
        change(pdf)
        pdf.save(out)
    with pytest.raises(NoCredential) as refused:
        attached(out.getvalue(), 10_000)
    assert refused.value.reason == reason


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"not a PDF" * 1000])
def test_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises(NoCredential, match="unreadable"):
        attached(data, 10_000)
