"""What holds for any text: no exception, well-formed XML, nothing lost, places inside the text, linear work."""

from __future__ import annotations

import re
import sys
from typing import Any, SupportsIndex

import pytest
from calc import evaluator
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from olxkit.problems.base import Position
from olxkit.source.question import compile_problem
from olxkit.source.question.arithmetic import calculable
from olxkit.source.question.page import Page

PIECES = [
    "(x) ", "( ) ", "(!) ", "(@) ", "(a) ", "[x] ", "[ ] ", "[y] ", "[[", "]]", "(b)", ", ", "= ", "s= ", "or= ",
    "not= ", "=| ", "5", "3.14 +- 0.1", "[5, 7)", "{{", "}}", "{{ selected: ", "}, { unselected: ", "((A B))", "::",
    ">>", "<<", "||", "---", "===", "[explanation]", "[/explanation]", "[code]", "[/code]", "<b>", "</b>", "<i>",
    "</i>", "<div>", "</div>", "<br/>", "<br>", "<img src='a' alt=''/>", "<script>", "&", "&amp;", "&nbsp;", "&#0;",
    "<", ">", "word", "more words", " ", "\t", "\n", "\n\n", "\r\n", "\xa0", "**", "`", "$seed", "한국", "\x00",
    "\ud800", "\u2028", "]", "'", "\"",
]  # fmt: skip
ANY = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)
# Comments and tags are not text; these words of the dialect are not text either.
DIALECT = {"explanation", "code", "selected", "unselected", "or", "not", "s", "x", "X", "amp"}
WORD = re.compile(r"\w+")


@settings(max_examples=1500, deadline=None)
@given(body=ANY, title=st.text(max_size=8))
def test_any_text_gives_diagnostics_or_a_problem(body: str, title: str) -> None:
    compiled = compile_problem(body, Position("unit.md", 7, 3), title=title)
    assert compiled.xml.startswith("<problem>") and compiled.xml.endswith("</problem>")
    tree = etree.fromstring(compiled.xml)
    lines = re.split(r"\r\n|\r|\n", body)
    for found in compiled.diagnostics:
        assert found.text and found.advice
        line = found.at.line - 7
        assert 0 <= line < len(lines)
        assert 1 <= found.at.column - (2 if line == 0 else 0) <= len(lines[line]) + 1
    if not any(found.level == "error" for found in compiled.diagnostics):
        everything = " ".join([*tree.itertext(), *(value for node in tree.iter() for value in node.attrib.values())])
        text = re.sub(r"<[^>]*>", " ", body)
        lost = set(WORD.findall(text)) - set(WORD.findall(everything)) - DIALECT
        assert not {word for word in lost if word not in everything}


# These characters may begin something that is not text: markup, a description, feedback.
TEXT = st.text(st.characters(exclude_categories=["C"], exclude_characters="<&|{"), min_size=1, max_size=12)


@settings(max_examples=400, deadline=None)
@given(texts=st.lists(TEXT, min_size=5, max_size=5), kind=st.sampled_from(["( )", "[ ]"]))
def test_every_choice_and_paragraph_is_kept(texts: list[str], kind: str) -> None:
    before, question, first, second, after = texts
    right = kind.replace(" ", "x")
    body = f"Text {before}\n>>{question}<<\n{right} {first}\n{kind} {second}\nText {after}"
    compiled = compile_problem(body, Position("unit.md"))
    if any(found.level == "error" for found in compiled.diagnostics):
        return
    tree = etree.fromstring(compiled.xml)
    got = ["".join(node.itertext()) for node in tree.iter("p", "label", "choice")]
    assert [" ".join(text.split()) for text in got] == [
        " ".join(text.split()) for text in (f"Text {before}", question, first, second, f"Text {after}")
    ]


EXPRESSION = st.lists(
    st.sampled_from([*"0123456789.eE+-*/^()% ", "||", "sqrt(", "pi", "i", "foo", "sin(", "2", "3"]), max_size=9
).map("".join)


@settings(max_examples=1500, deadline=None)
@given(text=EXPRESSION.filter(lambda text: text.strip() and text.count("^") < 2 and "fact" not in text))
def test_calculable_is_what_the_platform_calculates(text: str) -> None:
    try:
        complex(text)
        real = True
    except ValueError:
        try:
            evaluator({}, {}, text)
            real = True
        except (ArithmeticError, TypeError):
            real = True  # it reads the text, and the number does not exist
        except ValueError:
            return  # outside of a function's domain
        except Exception:
            real = False
    assert calculable(text) == real


class Counted(str):
    """A text that counts the characters that searches and copies go through."""

    work = 0

    def find(self, what: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None) -> int:
        found = super().find(what, start, end)
        stop = found if found >= 0 else (len(self) if end is None else int(end))
        Counted.work += max(0, stop - int(start or 0))
        return found

    def __getitem__(self, key: Any) -> str:
        piece = super().__getitem__(key)
        Counted.work += len(piece)
        return piece


def work(body: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Calls of functions, and characters gone through, to compile the body."""
    plain_init = Page.__init__

    def counted_init(self: Page, text: str, at: Position) -> None:
        plain_init(self, text, at)
        self.text = Counted(self.text)

    calls = 0

    def count(*_: Any) -> None:
        nonlocal calls
        calls += 1

    with monkeypatch.context() as patch:
        patch.setattr(Page, "__init__", counted_init)
        Counted.work = 0
        sys.setprofile(count)
        try:
            compile_problem(body, Position("unit.md"))
        finally:
            sys.setprofile(None)
    return calls + Counted.work


REPEATED = [
    "(x) a\n", "[x] a {{ selected: b }, { unselected: c }}\n", "{{", "{{ ", "}}\n", "( ) a {{b\n", "[[",
    "[[a, (b)]] ", "[[\n", "]]\n", "a, ", "= 1\n", "or= 1\n", "=\n", "===\n", "a\n===\n", "---\n", "a\n---\n", ">>a ",
    ">>a\n", ">>a<<\n", "<<", "||a||\n", "||\n", "[explanation]", "[explanation]\n", "[/code]\n", "[code]a[code]\n",
    "<b>", "</b>", "<b> </b> ", "<div>\n", "<div>\na\n</div>\n", "<!--\n", "<!-- ", "<a x='1' ", "<a ", "<", "&",
    "&amp;", "*a", "`a", "[a](", "[a", " ", "\n", "\t", "a ", "$seed ", "\x01", "x\x01", "(", "(a) b\n", "<i></b>",
]  # fmt: skip


@pytest.mark.parametrize("opening", ["", "[explanation]\n"])
@pytest.mark.parametrize("piece", REPEATED)
def test_work_grows_with_the_text_and_no_faster(piece: str, opening: str, monkeypatch: pytest.MonkeyPatch) -> None:
    closing = "\n[explanation]" if opening else ""
    small = work(f">>Q<<\n(x) a\n{opening}{piece * 300}{closing}", monkeypatch)
    large = work(f">>Q<<\n(x) a\n{opening}{piece * 1200}{closing}", monkeypatch)
    assert large < 6 * small  # four times the text


def test_a_megabyte_of_anything_ends() -> None:
    for piece in ("<b> ", "(x) a {{b}}\n", "[[a"):
        compiled = compile_problem(piece * (1_000_000 // len(piece)), Position("unit.md"))
        assert compiled.xml.endswith("</problem>")
