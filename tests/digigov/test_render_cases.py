"""Markdown in, HTML out, as in render_cases.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digigov.common.markdown import render

FILE = Path(__file__).with_name("render_cases.md")
CASES = re.findall(r"(?ms)^===== (.*?)\n(.*?)^->\n(.*?)(?=^===== |\Z)", FILE.read_text(encoding="utf-8"))
SOURCES = [{"key": "a", "title": "A"}, {"key": "b", "title": "B"}]
TERMS = {"EGDI": "An index.", "digital government": "A government."}


def show(text: str) -> str:
    return render(text, sources=SOURCES, terms=TERMS, id_prefix="p-")


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(text: str, expected: str) -> None:
    assert show(text).strip() == expected.strip()


def test_every_case_of_the_file_is_read() -> None:
    assert len(CASES) == FILE.read_text(encoding="utf-8").count("\n===== ")
