"""A lesson through OLX and back, to the last character."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from digigov.common.source import plain

LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40).map(plain)
SOURCE = st.fixed_dictionaries({"key": LINE, "title": LINE}, optional={"url": LINE})


def round_trip(runtime: Any, block: Any) -> Any:
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    text = etree.tostring(node, encoding="unicode")
    return runtime.get_block(runtime.parse_xml_string(text))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.text(st.characters(codec="utf-8"), max_size=300),
    title=LINE,
    minutes=st.none() | st.integers(1, 600),
    objectives=st.lists(LINE, max_size=3),
    sources=st.lists(SOURCE, max_size=3),
    terms=st.dictionaries(LINE, LINE, max_size=3),
)
def test_any_lesson(runtime_for: Callable[..., Any], **fields: Any) -> None:
    runtime = runtime_for("staff")
    block = runtime.get_block(runtime.parse_xml_string("<digigov_lesson/>"))
    fields["display_name"] = fields.pop("title")
    for name, value in fields.items():
        setattr(block, name, value)
    again = round_trip(runtime, block)
    assert again.content == plain(fields.pop("content"))
    assert {name: getattr(again, name) for name in fields} == fields


@pytest.mark.parametrize(
    "content",
    [
        "  four\n    spaces ",
        "\n\nlines\n\n",
        "a ]]> b",
        "a & b &amp; c",
        "<b>x</b> <i>y</i>",
        "\ta\tb",
        "a\r\nb\rc",
        "",
        "<!-- -->",
    ],
)
def test_white_space_and_markup(runtime_for: Callable[..., Any], content: str) -> None:
    runtime = runtime_for("staff")
    block = runtime.get_block(runtime.parse_xml_string("<digigov_lesson/>"))
    block.content = content
    assert round_trip(runtime, block).content == content.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("xml", "content"),
    [
        ("<digigov_lesson><![CDATA[ a <b> ]]]]><![CDATA[> ]]></digigov_lesson>", " a <b> ]]> "),
        ("<digigov_lesson>a <b>x</b> <i>y</i> c</digigov_lesson>", "a <b>x</b> <i>y</i> c"),
        ("<digigov_lesson>a<!-- no -->b</digigov_lesson>", "ab"),
        ("<digigov_lesson/>", ""),
    ],
)
def test_what_people_write_by_hand(runtime_for: Callable[..., Any], xml: str, content: str) -> None:
    runtime = runtime_for("staff")
    block = runtime.get_block(runtime.parse_xml_string(xml))
    assert block.content == content
    assert block.children == [] if block.has_children else True


def test_attributes_as_the_bundler_writes_them(runtime_for: Callable[..., Any]) -> None:
    node = etree.Element("digigov_lesson", url_name="x-text", display_name="A & B", minutes="12")
    node.set("objectives", json.dumps(["one"]))
    node.set("sources", json.dumps([{"key": "a", "title": "é <T>"}]))
    node.set("terms", json.dumps({"EGDI": "x"}))
    runtime = runtime_for("staff")
    block = runtime.get_block(runtime.parse_xml_string(etree.tostring(node, encoding="unicode")))
    assert (block.display_name, block.minutes, block.objectives) == ("A & B", 12, ["one"])
    assert (block.sources, block.terms) == ([{"key": "a", "title": "é <T>"}], {"EGDI": "x"})
