"""What a lesson may hold, by table: fields in, (field, message, line) out."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from digigov.common import source
from digigov.lesson import rules

GOOD: dict[str, Any] = {
    "display_name": "A title",
    "content": "Text with [@a].\n",
    "minutes": 12,
    "objectives": ["Name one thing"],
    "sources": [{"key": "a", "title": "T", "publisher": "P", "year": "2007", "url": "https://a.example/x?y=1#z"}],
    "terms": {"EGDI": "An index."},
}
S = {"key": "a", "title": "T"}

FAULTS: list[tuple[dict[str, Any], list[tuple[str, str, int | None]]]] = [
    ({}, []),
    ({"minutes": None}, []),
    ({"minutes": 1}, []),
    ({"minutes": 600}, []),
    *(
        ({"minutes": bad}, [("minutes", "The minutes must be a whole number from 1 to 600.", None)])
        for bad in (0, 601, -1, 1.5, True, "12", [], float("nan"))
    ),
    ({"display_name": 3}, [("display_name", "The title must be text.", None)]),
    ({"display_name": "x" * 256}, [("display_name", "The title has more than 255 characters.", None)]),
    ({"display_name": "a\nb"}, [("display_name", "The title has a character that cannot be shown.", None)]),
    ({"display_name": "a\x00"}, [("display_name", "The title has a character that cannot be shown.", None)]),
    ({"objectives": "x"}, [("objectives", "The objectives must be a list of sentences.", None)]),
    ({"objectives": [" "]}, [("objectives", "Objective 1 must be one line of text, at most 1000 characters.", None)]),
    (
        {"objectives": ["a", 3]},
        [("objectives", "Objective 2 must be one line of text, at most 1000 characters.", None)],
    ),
    (
        {"objectives": ["a\nb"]},
        [("objectives", "Objective 1 must be one line of text, at most 1000 characters.", None)],
    ),
    ({"objectives": ["a", "b", "a"]}, [("objectives", "Objective 3 repeats an earlier one.", None)]),
    ({"sources": {}}, [("sources", "The sources must be a list.", None), ("content", "No source has the key a.", 1)]),
    ({"sources": [S, 3]}, [("sources", "Source 2 must have text in each of its parts.", None)]),
    ({"sources": [S | {"year": 2007}]}, [("sources", "Source 1 must have text in each of its parts.", None)]),
    ({"sources": [S, S]}, [("sources", "Source 2 has the key a, which another source has.", None)]),
    ({"sources": [S | {"title": " "}]}, [("sources", "Source 1 has no title.", None)]),
    (
        {"sources": [S, S | {"key": ""}]},
        [("sources", "The key of source 2 must be letters, digits and - . : _ only.", None)],
    ),
    (
        {"sources": [S, S | {"key": "가"}]},
        [("sources", "The key of source 2 must be letters, digits and - . : _ only.", None)],
    ),
    ({"sources": [S | {"page": "3"}]}, [("sources", "Source 1 has unknown parts: page.", None)]),
    ({"sources": [S | {"url": ""}]}, []),
    *(
        (
            {"sources": [S | {"url": bad}]},
            [("sources", "The address of source 1 must start with https:// or http://.", None)],
        )
        for bad in (
            "javascript:x",
            "ftp://a.example",
            "//a.example",
            "https://",
            "a.example",
            "https://[",
            "https://a b",
        )
    ),
    ({"terms": []}, [("terms", "The terms must be a list of words with their definitions.", None)]),
    ({"terms": {"x": ""}}, [("terms", "The term x needs a definition of one line.", None)]),
    ({"content": 3}, [("content", "The lesson has no text.", None)]),
    ({"content": " \n"}, [("content", "The lesson has no text.", None)]),
    ({"content": "a\n\nb \x01"}, [("content", "The text has a character that cannot be shown.", 3)]),
    ({"content": "a \ud800"}, [("content", "The text has a character that cannot be shown.", 1)]),
    ({"content": "a\r\nb\r"}, []),
    (
        {"content": "a\n[@b]\n[@b; @c]"},
        [("content", "No source has the key b.", 2), ("content", "No source has the key c.", 3)],
    ),
    ({"content": "`[@b]`\n\n    [@b]\n\n```\n[@b]\n```\n"}, []),
    (
        {"content": "a\n\n<script>x</script>"},
        [("content", "The HTML tag <script> is not allowed; it would be left out.", 3)],
    ),
    ({"content": "<IFRAME src=x>"}, [("content", "The HTML tag <iframe> is not allowed; it would be left out.", 1)]),
    ({"content": "<b>x</b> <br/> a < b <http://a.example> <a@b.example>"}, []),
    ({"content": "`<script>` and\n\n~~~\n<script>\n~~~\n\n\\(a<x \\)"}, []),
    ({"content": "x" * 250_001}, [("content", "The text has more than 250000 characters. Split the lesson.", 1)]),
    ({"content": "a\n" * 10_001}, [("content", "The text has more than 10000 lines. Split the lesson.", 1)]),
    (
        {"content": "a\n\n" + "x" * 10_001},
        [("content", "A paragraph has more than 10000 characters. Put an empty line into it.", 3)],
    ),
    ({"content": "a\n\n" + "[" * 201}, [("content", "A paragraph has more than 200 opening square brackets.", 3)]),
    ({"content": "a\n\n" + ">" * 13 + "b"}, [("content", "Quotations are nested deeper than 12 levels.", 3)]),
    ({"content": "a\n\n" + " " * 81 + "b"}, [("content", "A line is indented by more than 80 columns.", 3)]),
    ({"content": "a\n\n" + "`" * 401}, [("content", "A paragraph has more than 400 backticks.", 3)]),
    (
        {"content": "a\n\n" + "*a" * 1001},
        [("content", "A paragraph has more than 1000 signs of emphasis (* and _).", 3)],
    ),
    ({"content": "[^1] " * 1001}, [("content", "The text has more than 1000 footnotes.", 1)]),
    (
        {"content": "```a\n" * 51},
        [("content", "More than 50 blocks of code are opened and never closed.", 1)],
    ),
    ({"content": "```\n" + "`[*" * 3000 + "\n```\n"}, []),
    ({"content": "|a|b|\n|-|-|\n" + "|[x](y)|*z*|\n" * 2000}, []),
    ({"content": "a>\n" + "<a " * 51}, [("content", "More than 50 HTML tags begin with < and never end with >.", 1)]),
]


@pytest.mark.parametrize(("change", "expected"), FAULTS, ids=[repr(change)[:60] for change, _ in FAULTS])
def test_check(change: dict[str, Any], expected: list[tuple[str, str, int | None]]) -> None:
    faults = rules.check(GOOD | change)
    assert [(fault.field, fault.message, fault.line) for fault in faults] == expected


def test_a_lesson_without_anything_lacks_only_its_text() -> None:
    assert [fault.message for fault in rules.check({})] == ["The lesson has no text."]


CITED = [
    ("none", []),
    ("[@b] [@a] [@b]", ["b", "a"]),
    ("[@a; @b;@c ;  @a]", ["a", "b", "c"]),
    ("[@a-b.c:d_e]", ["a-b.c:d_e"]),
    ("[@a.] [@-a] [@a b] [a@b] [@a;b] [@] @a", []),
    ("`[@a]` ``[@b] ` [@b]`` [@c]", ["c"]),
    ("```\n[@a]\n```\n[@b]", ["b"]),
    ("```\n[@a]", ["a"]),
    ("text\n\n    [@a]\n    [@a]\n\n    [@a]\n\n[@b]", ["b"]),
    ("text\n    [@a]", ["a"]),
    ("- item\n\n    [@a] in the item", ["a"]),
    ("[^1]: note\n\n    [@a] in the note", ["a"]),
    ("!!! note\n    [@a]", ["a"]),
    ("[@" + "a" * 100_000, []),
]


@pytest.mark.parametrize(("text", "keys"), CITED)
def test_cited_keys(text: str, keys: list[str]) -> None:
    assert rules.cited_keys(text) == keys
    assert all(text[offset:].startswith(key) for offset, key in rules.citations(text))


TERMS = {"EGDI": "1", "digital government": "2", "정부": "3", "C++": "4", "once-only": "5"}
TEXTS = [
    ("The EGDI and the EGDIs", {"EGDI"}),
    ("egdi EGDIs preEGDI", set()),
    ("Digital government, DIGITAL GOVERNMENT", {"digital government"}),
    ("A digital\ngovernment", {"digital government"}),
    ("EGDI는 전자정부의", {"EGDI", "정부"}),
    ("C++, `EGDI`, once-only.", {"C++", "once-only"}),
    ("", set()),
]


@pytest.mark.parametrize(("text", "found"), TEXTS)
def test_terms_in(text: str, found: set[str]) -> None:
    assert rules.terms_in(text, TERMS) == {term: TERMS[term] for term in TERMS if term in found}
    assert rules.terms_in(text, {}) == {}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 1), ("word " * 200, 1), ("word " * 201, 2), ("word " * 2000, 10), ("가" * 401, 2), ("don't " * 200, 1)],
)
def test_reading_minutes(text: str, minutes: int) -> None:
    assert rules.reading_minutes(text) == minutes


def test_masking_keeps_every_line_and_offset() -> None:
    text = "a\n\n    code\n\n```x\n[@a]\n```\n`b` c"
    masked = source.masked(text)
    assert len(masked) == len(text)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    assert masked.split() == ["a", "c"]


def test_importing_the_rules_loads_neither_django_nor_a_renderer() -> None:
    code = "import sys, digigov.lesson.rules as r; r.check({'content': '<b>'}); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not [
        name for name in ("django", "xblock", "bleach", "markdown", "lxml", "web_fragments") if f"'{name}'" in loaded
    ]
