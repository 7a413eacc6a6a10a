"""Organisations and participants as they come in: by form and by file."""

from __future__ import annotations

import io
import json
import random
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from digigov.business_meetings import api
from digigov.business_meetings.importing import BadFile, read_file
from digigov.business_meetings.records import ORGANISATION, PARTICIPANT, read
from digigov.business_meetings.settings import NUMBERS, web_address
from digigov.business_meetings.settings import read as read_settings

HEADER = "name,zone,sectors,languages,email,hours\n"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("name", ""),
        ("name", "x" * 256),
        ("kind", "club"),
        ("country", "Atlantis"),
        ("zone", "Seoul"),
        ("sectors", "tax; magic"),
        ("offers", "gold"),
        ("languages", "Klingonese"),
        ("hours", "always"),
        ("website", "javascript:alert(1)"),
        ("email", "nobody"),
        ("most", "-1"),
        ("wishes", "Narnia"),
        ("join_url", "http://example.org/"),
        ("profile", "x" * 5001),
        ("name", "a\x00b"),
        ("name", "\ud800"),
        ("nonsense", "x"),
    ],
)
def test_a_bad_cell_of_an_organisation_is_named(cell: str, text: str) -> None:
    values, faults = read(ORGANISATION, {cell: text})
    assert cell not in values and [fault.place for fault in faults] == [cell]
    assert "{" not in faults[0].message


@pytest.mark.parametrize(
    ("cell", "text"), [("sectors", "tax:9"), ("sectors", "x:1"), ("interpreting", "Klingonese"), ("most", "many")]
)
def test_a_bad_cell_of_a_participant_is_named(cell: str, text: str) -> None:
    assert [fault.place for fault in read(PARTICIPANT, {cell: text})[1]] == [cell]


def test_names_and_codes_are_both_understood() -> None:
    given_names = {
        "country": "Costa Rica",
        "languages": "Spanish; en",
        "sectors": "Tax; identity",
        "offers": "Systems and software",
    }
    values, faults = read(ORGANISATION, given_names)
    assert faults == []
    assert values == {"country": "CR", "languages": ["es", "en"], "sectors": ["tax", "identity"], "offers": ["systems"]}


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*ORGANISATION, "other"]),
        st.one_of(st.text(max_size=60), st.integers(), st.none(), st.lists(st.text(max_size=9), max_size=3)),
    )
)
def test_anything_at_all_gives_values_that_can_be_kept_or_faults(cells: dict[str, Any]) -> None:
    values, faults = read(ORGANISATION, cells)
    json.dumps(values)
    assert {fault.place for fault in faults} | set(values) == {name[:60] for name in cells}


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from([*NUMBERS, "join", "join_template", "jitsi_domain", "x"]), st.text(max_size=12)))
def test_settings_stay_usable_whatever_comes(fields: dict[str, str]) -> None:
    result, _faults = read_settings(fields)
    assert result["early"] < result["late"] and result["least"] <= result["most"]


@pytest.mark.parametrize("text", ["http://a.org/", "https://a.org/ b", "javascript:x", "https://a.org/<x>", "https://"])
def test_what_is_no_web_address(text: str) -> None:
    assert not web_address(text)


def many_lines() -> tuple[str, set[int]]:
    """10,000 lines, 200 of them wrong in ten ways."""
    dice = random.Random(7)
    wrong = set(dice.sample(range(2, 10_002), 200))
    bad = [
        "club,Seoul,tax,en,a@b.cc,",
        ",Asia/Seoul,tax,en,a@b.cc,",
        "{n},Asia/Seoul,magic,en,a@b.cc,",
        "{n},Asia/Seoul,tax,xx-1,a@b.cc,",
        "{n},Asia/Seoul,tax,en,nobody,",
        "{n},Asia/Seoul,tax,en,a@b.cc,always",
        "{n},Asia/Seoul,tax,en,a@b.cc,,,surplus",
        "Example company 1,Asia/Seoul,tax,en,a@b.cc,",
        "{n},Asia/Seoul,tax,en,a@b.cc,2027-02-30 09:00-10:00",
        f"{'x' * 300},Asia/Seoul,tax,en,a@b.cc,",
    ]
    wrong.discard(2)
    wrong |= {5001} if len(wrong) < 200 else set()
    lines, kinds = [], 0
    for number in range(2, 10_002):
        if number in wrong:
            lines.append(bad[kinds % len(bad)].replace("{n}", f"Wrong {number}"))
            kinds += 1
        else:
            lines.append(f"Example company {number - 1},Asia/Seoul,tax; health,ko;en,c{number}@example.invalid,")
    return HEADER + "\n".join(lines) + "\n", wrong


def test_ten_thousand_lines_with_two_hundred_bad_ones(event: Any) -> None:
    text, wrong = many_lines()
    found = api.import_organisations(event, text.encode())
    assert {one.line for one in found.bad} == wrong
    assert all(one.faults and "{" not in one.faults[0].message for one in found.bad)
    assert (found.added, found.changed) == (10_000 - len(wrong), 0)
    assert event.organisations.count() == 10_000 - len(wrong)
    again = api.import_organisations(event, text.encode())
    assert (again.added, again.changed) == (0, 10_000 - len(wrong))
    assert event.organisations.count() == 10_000 - len(wrong)


def test_excel_is_read_like_csv(event: Any) -> None:
    book = Workbook()
    book.active.append(["Name", "Time zone", "Sectors"])
    book.active.append(["Example one", "Asia/Seoul", "Tax"])
    book.active.append(["Example two", "Seoul", "Tax"])
    stream = io.BytesIO()
    book.save(stream)
    found = api.import_organisations(event, stream.getvalue())
    assert found.added == 1 and [(one.line, one.name) for one in found.bad] == [(3, "Example two")]
    assert event.organisations.get().sectors == ["tax"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"zone\nAsia/Seoul\n",
        b"name,colour\na,b\n",
        b"name,name\na,b\n",
        b"name\n\xff\xfe\xfa\n",
        b"PK\x03\x04 no zip",
        b"x" * 9_000_001,
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(data: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        read_file(data)
    assert refused.value.fault.message


def test_an_export_comes_back_in_as_it_went_out(event: Any, firm: Any) -> None:
    from digigov.business_meetings import exports

    firm("Example =firm", profile="=1+1", wishes="KH")
    data = exports.as_csv(exports.rows(event, "organisations", "en"))
    found = api.import_organisations(event, data)
    assert (found.added, found.changed, found.bad) == (0, 1, [])
    assert event.organisations.get().profile == "=1+1"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400) | st.text(string.printable, max_size=300).map(lambda text: b"name,zone\n" + text.encode())
)
def test_any_bytes_give_lines_or_a_sentence(data: bytes) -> None:
    try:
        found = read_file(data)
    except BadFile as refused:
        assert str(refused)
    else:
        assert all(values["name"] for _line, values in found.good)


def test_a_soft_line_break_of_word_is_a_space() -> None:
    """U+000B comes with text pasted from Word; a workbook could not be written with it."""
    values, faults = read(ORGANISATION, {"name": "Example\x0bfirm", "profile": "One\x0btwo\nthree\x1b"})
    assert (faults, values) == ([], {"name": "Example firm", "profile": "One two\nthree"})
