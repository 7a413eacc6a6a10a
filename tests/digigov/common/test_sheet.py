"""Cells of a workbook: whatever people write can be written."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from digigov.common.sheet import put


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\x0bb", "a b"), ("\x1b\x00=1+1", "  =1+1"), ("\ufffeA\uffff", " A "), ("=1+1", "=1+1"), ("a\nb\tc", "a\nb\tc")],
)
def test_signs_that_xml_cannot_carry_do_not_spoil_a_file(text: str, kept: str) -> None:
    book, stream = Workbook(), io.BytesIO()
    put(book.active, 1, 1, text)
    book.save(stream)
    cell = load_workbook(io.BytesIO(stream.getvalue())).active["A1"]
    assert (cell.value, cell.data_type) == (kept, "s")
