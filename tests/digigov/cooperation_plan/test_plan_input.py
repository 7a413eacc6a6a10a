"""What comes in from browsers and files: numbers as people write them, what is refused, and that the rest is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from digigov.cooperation_plan import rules
from digigov.cooperation_plan.example import example_document, example_plan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250000.50", "1250000.50"),
        ("1 250 000", "1250000"),
        ("1\u202f250\u202f000,5", None),
        ("1,250,000.5", "1250000.5"),
        ("1.250.000,5", "1250000.5"),
        ("1.250,5", "1250.5"),
        ("1,250", None),
        ("1,5", None),
        ("1.250", "1.250"),
        ("១២៣", "123"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("\u22125", "-5"),
        ("1e5", None),
        ("=1+1", None),
        ("NaN", None),
        ("1" * 30, None),
        ("²", None),
    ],
)
def test_numbers_as_people_write_them(text: str, value: str | None) -> None:
    assert rules.number(text) == (None if value is None else Decimal(value))


HUGE = "x" * 100_000
# section, what comes in, path of the fault, words in it
REFUSED: list[tuple[str, Any, str, str]] = [
    ("summary", {"situation": HUGE}, "summary/situation", "100000 characters; the cell holds 20000"),
    ("identification", {"title": HUGE}, "identification/title", "still on this page"),
    ("identification", {"start": "1969-12-31"}, "identification/start", "between the years 1970 and 2199"),
    ("budget", {"lines": [{"id": "a", "year": "1900"}]}, "budget/lines/a/year", "between the years"),
    ("identification", {"country": "XX"}, "identification/country", "XX is not in the list"),
    ("risks", {"risks": [{"id": "a", "assumption": "a/b"}]}, "risks/risks/a/assumption", "choose a row"),
    ("logframe", {"assumptions": [{"id": "a", "killer": "yes"}]}, "logframe/assumptions/a/killer", "yes or no"),
    ("summary", {"situation": ["a"]}, "summary/situation", "a text is expected"),
    ("summary", {"situation": "\ud800"}, "summary/situation", "broken characters"),
    ("summary", {"other": "a"}, "summary", "other is not known"),
    ("summary", [], "summary", "an object is expected"),
    ("risks", {"risks": {}}, "risks/risks", "a list is expected"),
    ("risks", {"risks": [7]}, "risks/risks", "not an object"),
    ("risks", {"risks": [{"id": "a"}, {"id": "a"}]}, "risks/risks", "row a got another id"),
    ("risks", {"risks": [{"id": "a b"}]}, "risks/risks", "row a b got another id"),
    ("risks", {"risks": [{}] * 501}, "risks/risks", "500 rows"),
    ("risks", {"risks": [{"text": "x" * 20_000}] * 51}, "risks", "too long"),
]


@pytest.mark.parametrize(("section", "given", "path", "words"), REFUSED, ids=lambda value: "")
def test_what_cannot_be_kept_is_refused_and_the_rest_is_kept(section: str, given: Any, path: str, words: str) -> None:
    kept = example_plan()[section]
    cleaned = rules.clean(section, given, kept)
    assert [fault for fault in cleaned.faults if fault.path == path and words in fault.message], cleaned.faults
    assert rules.clean(section, cleaned.content).faults == []
    if isinstance(given, dict) and not isinstance(next(iter(given.values())), list):
        assert cleaned.content == kept  # the one cell was refused


def test_a_refused_cell_takes_nothing_else_with_it() -> None:
    given = {**example_plan()["identification"], "title": HUGE, "location": "Samarkand", "start": "1066-10-14"}
    cleaned = rules.clean("identification", given, example_plan()["identification"])
    assert cleaned.content == {**example_plan()["identification"], "location": "Samarkand"}
    assert [fault.path for fault in cleaned.faults] == ["identification/title", "identification/start"]


def test_documents_come_back_in() -> None:
    read = rules.read_document(example_document())
    assert (read.faults, read.content) == ([], example_plan())
    assert rules.read_document(rules.as_document(example_plan())).content == example_plan()


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({**example_document(), "version": 2}, "another version (2)"),
        ({**example_document(), "sections": {**example_document()["sections"], "poem": {}}}, "no section poem"),
        ({"format": "excel"}, "not a cooperation plan"),
        ([], "not a cooperation plan"),
    ],
)
def test_foreign_documents(document: Any, words: str) -> None:
    read = rules.read_document(document)
    assert [fault for fault in read.faults if words in fault.message]
    assert read.content == (example_plan() if isinstance(document, dict) and "sections" in document else {})
