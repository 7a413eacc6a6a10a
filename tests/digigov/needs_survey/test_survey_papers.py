"""A paper survey from CSV: every line is taken or listed with why."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digigov.needs_survey import invented, rules
from digigov.needs_survey.papers import reference_key

SECTORS = rules.offered(())
HEADER = ["reference", "country", "sector/tax/importance", "sector/tax/level", "sector/tax/readiness", "rank/1"]


def table(*rows: list[str], header: list[str] = HEADER, encoding: str = "utf-8", separator: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows([header, *rows])
    return stream.getvalue().encode(encoding)


GOOD = ["p1", "Cambodia", "5", "2", "3", "Tax"]
BAD = [
    (["p1", "Atlantis", "5", "2", "3", "tax"], [("country", "This is no country of the list.")]),
    (["p1", "", "5", "2", "3", "tax"], [("country", "Choose your country.")]),
    (["p1", "KH", "9", "x", "3", ""], [
        ("sector/tax/importance", "Choose a number from 1 to 5."), ("sector/tax/level", "Choose a number from 1 to 5."),
        ("", "Rate at least one sector, or rank one.")]),
    (["p1", "KH", "", "", "", ""], [("", "Rate at least one sector, or rank one.")]),
    (["p1", "KH", "5"], [("", "The line has 3 columns, the first line 6."),
                        ("", "Rate at least one sector, or rank one.")]),
    ([*GOOD, "more"], [("", "The line has 7 columns, the first line 6.")]),
    (["x" * 400, "KH", "5", "2", "3", ""], [("reference", "This text is too long: at most 120 characters.")]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "faults"), BAD)
def test_a_bad_line_is_listed_whole_with_everything_wrong_in_it(row: list[str], faults: list[tuple[str, str]]) -> None:
    found = rules.read(table(row, ["p2", *GOOD[1:]]), SECTORS)
    assert [paper.line for paper in found.good] == [3]
    (bad,) = found.bad
    assert (bad.line, list(bad.columns)) == (2, row)
    assert [(fault.cell, fault.message) for fault in bad.faults] == faults


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_names_encodings_and_separators(encoding: str, separator: str) -> None:
    rows = [GOOD, ["p2", "캄보디아", "5", "2", "3", "cloud"], ["p3", "Camboya", "", "", "", "Service portal"]]
    found = rules.read(table(*rows, encoding=encoding, separator=separator), SECTORS)
    assert not found.bad
    assert [(one.reference, one.cells["country"], one.cells["rank/1"]) for one in found.good] == [
        (reference_key("p1"), "KH", "tax"),
        (reference_key("p2"), "KH", "cloud"),
        (reference_key("p3"), "KH", "portal"),
    ]


def test_the_same_paper_twice_and_no_consent() -> None:
    header = [*HEADER, "consent"]
    rows = [[*GOOD, "yes"], [*GOOD, "yes"], ["p3", *GOOD[1:], "no"]]
    found = rules.read(table(*rows, header=header), SECTORS)
    assert len(found.good) == 1
    assert [(bad.line, bad.faults[0].message) for bad in found.bad] == [
        (3, "The same paper stands in line 2."),
        (4, "The respondent did not agree, so the answers may not be kept."),
    ]


FILES = [
    (b"", "The first line must name the columns"),
    (b"a,b\n1,2\n", "The first line must name the columns"),
    (table(GOOD, header=["gold", *HEADER[1:]]), "columns that the survey does not know: gold"),
    (table(GOOD, header=["country", *HEADER[1:]]), "has a column twice: country"),
    ("country\nÁ\n".encode("cp1252"), "The file is not UTF-8."),
    (b"country\n" + b"x" * 200_000 + b"\n", "Line 2 cannot be read"),
    (b"country\n" + b"KH\n" * 20_001, "more than 20000 lines"),
]


@pytest.mark.parametrize(("data", "message"), FILES)
def test_a_file_that_is_no_such_table(data: bytes, message: str) -> None:
    with pytest.raises(rules.BadFile, match=message):
        rules.read(data, SECTORS)


def test_a_line_may_span_lines_and_is_counted_from_its_first() -> None:
    data = b'country,rank/1,text/challenge\nKH,tax,"one\ntwo"\n\nKH,gold,\n'
    found = rules.read(data, SECTORS)
    assert found.good[0].cells["text/challenge"] == "one\ntwo"
    assert [bad.line for bad in found.bad] == [5]


def test_ten_thousand_lines_of_which_two_hundred_are_bad() -> None:
    people = [one.cells for one in invented.respondents()]
    header = rules.columns(SECTORS)
    rows, bad = [], set()
    for number in range(10_000):
        cells = dict(people[number % len(people)]) | {"reference": f"paper {number}", "consent": "yes"}
        if number % 50 == 7:
            cells |= {"country": "Nowhere"} if number % 100 == 7 else {"sector/tax/level": "7"}
            bad.add(number + 2)
        rows.append([cells.get(name, "") for name in header])
    found = rules.read(table(*rows, header=header), SECTORS)
    assert len(bad) == 200 and {one.line for one in found.bad} == bad
    assert len(found.good) == 9_800 and all(one.faults for one in found.bad)
    assert {one.reference for one in found.good} == {
        reference_key(f"paper {number}") for number in range(10_000) if number + 2 not in bad
    }


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: f"country,rank/1\n{text}".encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    try:
        found = rules.read(data, SECTORS)
    except rules.BadFile as refusal:
        assert str(refusal)
    else:
        assert all(bad.faults for bad in found.bad)
