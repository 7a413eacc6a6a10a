"""What the lesson shows, in the workbench's runtime."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override
from lxml import html
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock

SOURCES = [
    {"key": "a", "title": "First <b>", "publisher": "P", "year": "2007", "url": "https://a.example/?x=1&y=2"},
    {"key": "b", "title": "Second"},
]
FULL = {"objectives": ["Do <this>"], "sources": SOURCES, "terms": {"EGDI": 'An "index"', "unused": "x"}, "minutes": 7}


def tree(block: Any, view: str = "student_view") -> html.HtmlElement:
    return html.fragment_fromstring(block.render(view).content, create_parent="div")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_everything_a_reader_needs_is_in_the_html(lesson: Callable[..., Any]) -> None:
    root = tree(lesson(content="# One\n\nEGDI [@b] and [@a].\n", **FULL))
    assert [words(item) for item in root.iterfind(".//ul[@class='dg-objectives']/li")] == ["Do <this>"]
    assert words(root.find(".//p[@class='dg-minutes']")) == "7 minutes to read"
    assert [words(h) for h in root.iter("h3")] == ["By the end you can", "One", "Terms", "Sources"]
    assert [words(item) for item in root.iterfind(".//ol[@class='dg-sources']/li")] == [
        "First <b>. P, 2007.",
        "Second.",
    ]
    assert root.find(".//ol[@class='dg-sources']//a").get("href") == "https://a.example/?x=1&y=2"
    assert not list(root.iter("h1")) and not list(root.iter("h2")) and not list(root.iter("script"))


def test_every_reference_leads_somewhere_and_back(lesson: Callable[..., Any]) -> None:
    root = tree(lesson(content="EGDI [@b] and [@a].[^1]\n\n[^1]: note", **FULL))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    links = [link.get("href")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")]
    described = [part for e in root.iter() for part in (e.get("aria-describedby") or "").split()]
    assert len(ids) == len(set(ids))
    assert len(links) == 6
    assert set(links) | set(described) <= set(ids)
    definition = root.get_element_by_id(root.find(".//a[@class='dg-term']").get("aria-describedby"))
    assert definition.text_content() == 'An "index"'


def test_only_terms_in_use_are_listed(lesson: Callable[..., Any]) -> None:
    root = tree(lesson(content="EGDI, EGDI.", **FULL))
    assert [words(term) for term in root.iter("dt")] == ["EGDI"]
    assert len(root.findall(".//a[@class='dg-term']")) == 1


def test_a_few_words_need_no_estimate(lesson: Callable[..., Any]) -> None:
    assert tree(lesson(content="Two words")).find(".//header") is None


def test_minutes_are_estimated_when_not_given(lesson: Callable[..., Any]) -> None:
    assert words(tree(lesson(content="word " * 500)).find(".//p[@class='dg-minutes']")) == "3 minutes to read"


def test_an_empty_lesson_stands(lesson: Callable[..., Any]) -> None:
    root = tree(lesson(content=""))
    assert words(root) == ""


def test_two_lessons_on_a_page_share_no_id(lesson: Callable[..., Any]) -> None:
    one, two = (tree(lesson(content="EGDI [@a]", **FULL)) for _ in range(2))
    ids = [{element.get("id") for element in root.iter() if element.get("id")} for root in (one, two)]
    assert ids[0] and not ids[0] & ids[1]


BROKEN = [
    {"objectives": '[1, null, "a", {"b": []}]'},
    {"sources": '[1, {"key": 3, "title": null, "url": ["x"]}, {"key": "a", "title": "T", "url": "javascript:x"}]'},
    {"terms": '{"": "x", "a": 3, "b": ""}'},
    {"minutes": "0"},
    {"minutes": "99999"},
]


@pytest.mark.parametrize("fields", BROKEN, ids=[json.dumps(fields)[:50] for fields in BROKEN])
def test_wrong_fields_of_an_archive_are_shown_to_authors_and_break_nothing(
    lesson: Callable[..., Any], unsafe_in: Callable[[str], list[str]], fields: dict[str, str]
) -> None:
    block = lesson("staff", content="a [@a]", **fields)
    assert "javascript:" not in block.render("student_view").content
    assert block.render("studio_view").content.count("<form") == 1
    data = block.student_view_data()
    json.dumps([data, block.index_dictionary()])
    assert unsafe_in(data["html"]) == []


def test_declarations(lesson: Callable[..., Any]) -> None:
    block = lesson()
    assert block.has_support(block.student_view, "multi_device")
    block_class = XBlock.load_class("digigov_lesson")
    assert block_class.completion_mode == XBlockCompletionMode.COMPLETABLE
    assert block_class.service_declaration("user") == "need" and block_class.service_declaration("i18n") == "need"
    assert not getattr(block_class, "has_score", False)


def test_what_search_and_other_clients_get(lesson: Callable[..., Any]) -> None:
    block = lesson(content="# H\n\nA *b* & <i>c</i> [@a]", display_name="T", **FULL)
    assert block.index_dictionary() == {
        "content": {"display_name": "T", "lesson": "H A b & c [1]"},
        "content_type": "Text",
    }
    data = block.student_view_data()
    assert sorted(data) == ["display_name", "html", "minutes", "objectives", "sources"]
    assert (data["display_name"], data["minutes"], data["objectives"]) == ("T", 7, ["Do <this>"])


def test_public_view_is_the_lesson(lesson: Callable[..., Any]) -> None:
    block = lesson(content="Open to all")
    assert "Open to all" in block.render("public_view").content


def test_studio_view_is_for_authors(lesson: Callable[..., Any]) -> None:
    assert words(tree(lesson("student"), "studio_view")) == "Only the course team may edit this lesson."
    assert tree(lesson("staff", content="\n\n  x </textarea>"), "studio_view").find(
        ".//textarea[@name='content']"
    ).text in (
        "\n\n\n  x </textarea>",
        "\n\n  x </textarea>",
    )


def test_public_files_open_and_nothing_else_does() -> None:
    block_class = XBlock.load_class("digigov_lesson")
    for name in ("lesson.css", "code.css", "editor.css", "editor.js", "rows.js"):
        with block_class.open_local_resource(f"public/{name}") as file:
            assert file.read()
    for name in ("block.py", "public/../block.py", "templates/lesson.html"):
        with pytest.raises(Exception, match="allowed"):
            block_class.open_local_resource(name)


@pytest.mark.parametrize(
    ("language", "heading"), [("ko", "출처"), ("es-419", "Fuentes"), ("ru", "Источники"), ("de", "Sources")]
)
def test_the_readers_language(lesson: Callable[..., Any], language: str, heading: str) -> None:
    with override(language):
        root = tree(lesson(content="[@a]\n\n|a|\n|-|\n|b|", sources=SOURCES))
    assert words(list(root.iter("h3"))[-1]) == heading
    with override("fr"):
        assert tree(lesson(content="|a|\n|-|\n|b|")).find(".//div[@role='region']").get("aria-label") == "Tableau 1"
