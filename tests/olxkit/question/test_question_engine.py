"""The compiled XML in the platform's real problem block: grades, feedback, hints, and what learners read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from olxkit.problems.base import Position
from olxkit.source.question import compile_problem

Platform = Callable[..., dict[str, Any]]
INPUTS = ("choicegroup", "checkboxgroup", "optioninput", "textline", "formulaequationinput")
INSIDE_RANGE = {"[5, 7)": "5", "(1.5, sqrt(9)]": "3"}
MATCHING = {"^One$": "one", "(one|two|three)": "two"}
UNSEEN = ("choicehint", "optionhint", "compoundhint", "correcthint", "stringequalhint", "solution", "demandhint")


def problem(body: str) -> str:
    compiled = compile_problem(body, Position("unit.md"))
    assert not [str(found) for found in compiled.diagnostics]
    return compiled.xml


def answers(xml: str, *, right: bool) -> list[Any]:
    """A right or a wrong answer for every input."""
    return [_answer(field, right) for field in etree.fromstring(xml).iter(*INPUTS)]


def _answer(field: Any, right: bool) -> Any:
    if field.tag in ("choicegroup", "checkboxgroup"):
        marks = [choice.get("correct") == "true" for choice in field.iter("choice")]
        names = [f"choice_{index}" for index, mark in enumerate(marks) if mark == right]
        return names if field.tag == "checkboxgroup" else next(iter(names), None)
    if field.tag == "optioninput":
        texts = [option.text for option in field if (option.get("correct") == "True") == right]
        return texts[0] if texts else None
    expected = field.getparent().get("answer")
    if not right:
        return "something else" if field.tag == "textline" else "987654"
    return INSIDE_RANGE.get(expected) or MATCHING.get(expected) or expected


def visible(html: str) -> str:
    """The text of a page as a browser's parser reads it."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return " ".join("".join(tree.itertext()).split())


def read_texts(xml: str) -> list[str]:
    """Every text that learners should see before they answer."""
    tree = etree.fromstring(xml)
    etree.strip_elements(tree, *UNSEEN, with_tail=False)
    nodes = tree.iter("p", "h3", "label", "description", "choice", "option", "li", "td", "code")
    return [" ".join("".join(node.itertext()).split()) for node in nodes]


def test_right_answers_are_right_and_wrong_ones_wrong(sound: Any, platform: Platform) -> None:
    xml = sound.compiled().xml
    good = platform(xml, answers(xml, right=True))
    assert good.get("error") is None
    assert good["success"] == "correct" and set(good["correct"]) == {"correct"}
    bad = platform(xml, answers(xml, right=False))
    assert bad["success"] == "incorrect" and set(bad["correct"]) == {"incorrect"}
    assert good["grades"][-1]["value"] == good["grades"][-1]["max_value"] == len(good["inputs"])
    assert bad["grades"][-1]["value"] == 0


def test_learners_read_what_the_author_wrote(sound: Any, platform: Platform) -> None:
    xml = sound.compiled().xml
    shown = visible(platform(xml)["before"])
    assert not [text for text in read_texts(xml) if text not in shown]


def test_every_input_with_a_label_has_it_in_the_page(sound: Any, platform: Platform) -> None:
    xml = sound.compiled().xml
    tree = html5lib.parseFragment(platform(xml)["before"], namespaceHTMLElements=False)
    legends = [node for node in tree.iter("legend") if "response-fieldset-legend" in node.get("class", "")]
    labels = [node for node in tree.iter("label") if "problem-group-label" in node.get("class", "")]
    assert len(legends) + len(labels) == len(etree.fromstring(xml).findall(".//label"))


@pytest.mark.parametrize(
    ("given", "feedback", "label"),
    [("choice_0", "Because & <of> it.", "Well done"), ("choice_1", "Not so.", "Incorrect:"), ("choice_2", "", "")],
)
def test_feedback_on_one_choice(platform: Platform, given: str, feedback: str, label: str) -> None:
    xml = problem(">>Which?<<\n(x) a {{Well done:: Because & &lt;of&gt; it.}}\n( ) b {{Not so.}}\n( ) c")
    shown = visible(platform(xml, [given])["after"])
    for text in ("Because & <of> it.", "Not so."):
        assert (text in shown) == (text == feedback)
    assert label in shown


def test_feedback_on_checkboxes(platform: Platform) -> None:
    xml = problem(
        ">>Which?<<\n[x] a {{ selected: A yes. }, { unselected: A missing. }}\n[x] b {{ U: B missing. }}\n"
        "[ ] c {{ s: C no. }}\n{{ ((a b)) Both, R&D <b>too</b>. }}"
    )
    both = visible(platform(xml, [["choice_0", "choice_1"]])["after"])
    assert "Both, R&D too." in both and "A yes." not in both
    wrong = visible(platform(xml, [["choice_0", "choice_2"]])["after"])
    assert "A yes." in wrong and "B missing." in wrong and "C no." in wrong and "A missing." not in wrong


def test_feedback_on_dropdowns(platform: Platform) -> None:
    xml = problem('>>Which?<<\n[[\n  (R&D, "so" & on)\n  Korea\'s <5% plan {{No:: It was <b>not</b>.}}\n]]')
    right = platform(xml, ['R&D, "so" & on'])
    assert right["success"] == "correct"
    wrong = platform(xml, ["Korea's <5% plan"])
    assert wrong["success"] == "incorrect" and "No It was not." in visible(wrong["after"])


def test_text_answers(platform: Platform) -> None:
    xml = problem(">>Which?<<\n= NCA {{First.}}\nor= National & Co {{Second.}}\nnot= NIA {{Its name today.}}")
    for answer, success, feedback in (
        ("nca", "correct", "First."),
        (" National & co ", "correct", ""),
        ("National & Co", "correct", "Second."),
        ("nia", "incorrect", "Its name today."),
        ("", "incorrect", ""),
    ):
        reply = platform(xml, [answer])
        assert reply["success"] == success
        assert feedback in visible(reply["after"])


@pytest.mark.parametrize(
    ("line", "right", "wrong"),
    [
        ("= 3.14 +- 0.01", ["3.13", "3.15", "3.14"], ["3.12", "3.16"]),
        ("= 200 +- 5%", ["190", "210", "200+10"], ["189", "211"]),
        ("= [5, 7)", ["5", "6.99"], ["7", "4.99"]),
        ("= (5, 7]", ["7", "5.01"], ["5", "7.1"]),
        ("= -1.5e3", ["-1500"], ["1500"]),
        ("= 2 +- 0.1\nor= -2", ["2.05", "-2"], ["-2.05"]),
        ("= 1 000", ["1000"], ["1"]),
    ],
)
def test_numbers(platform: Platform, line: str, right: list[str], wrong: list[str]) -> None:
    xml = problem(f">>How many?<<\n{line}")
    assert [platform(xml, [given])["success"] for given in right] == ["correct"] * len(right)
    assert [platform(xml, [given])["success"] for given in wrong] == ["incorrect"] * len(wrong)


def test_feedback_on_numbers_with_alternatives(platform: Platform) -> None:
    xml = problem(">>A root?<<\n= 2 +- 0.1 {{Positive.}}\nor= -2 {{Negative.}}")
    assert "Positive." in visible(platform(xml, ["2.1"])["after"])
    assert "Negative." in visible(platform(xml, ["-2"])["after"])


def test_what_is_called_a_fault_is_one(platform: Platform) -> None:
    """The platform fails or loses text where the diagnostics say so: they are no mere opinion."""
    for body, fault, answer in (
        (">>Q<<\n= 1,000", "bad-number", "1000"),
        (">>Q<<\n= 5 +- 1/3", "bad-tolerance", "5"),
        (">>Q<<\n= [5]", "bad-range", "5"),
        (">>Q<<\n[[(a), (b)]]", "several-correct-options", "a"),
        (">>Q<<\n=", "empty-answer", "a"),
        (">>Q<<\n= |(a", "bad-pattern", "a"),
        (">>Q<<\n[[\n(the agencies' budget)\nb\n]]", "apostrophe-in-option", "the agencies' budget"),
        (">>Q<<\n= NIA_or_NCA\nor= X", "split-answer", "X"),
    ):
        compiled = compile_problem(body, Position("unit.md"))
        assert fault in [found.name for found in compiled.diagnostics]
        reply = platform(compiled.xml, [answer])
        broken = fault == "apostrophe-in-option" and answer not in visible(reply.get("before", ""))
        assert broken or reply.get("error") or reply["success"] != "correct", body


def test_hints_and_the_explanation(platform: Platform) -> None:
    xml = problem(
        ">>Q<<\n(x) a\n( ) b\n||Think & <b>look</b>.||\n||Again.||\n"
        "[explanation]\nIt is <i>so</i> <b>here</b>.\n[explanation]"
    )
    reply = platform(xml)
    assert visible(reply["hints"]) == "Hint (1 of 2): Think & look.Hint (2 of 2): Again."
    assert "It is" not in reply["before"]
    solution = next(text for name, text in reply["shown"].items() if "solution" in name)
    assert "It is so here." in visible(solution)


def test_shuffled_choices_keep_the_fixed_one_last(platform: Platform) -> None:
    choices = "".join(f"( ) choice{index}\n" for index in range(20))
    page = visible(platform(problem(f">>Q<<\n(!x) right\n{choices}(@) none of these"))["before"])
    order = [
        int(word.removeprefix("choice")) for word in page.split() if word.startswith("choice") and word[6:].isdigit()
    ]
    assert sorted(order) == list(range(20)) and order != list(range(20))
    assert page.index("none of these") > max(page.index(f"choice{index}") for index in range(20))


TEXT = (
    st.text(st.sampled_from("ab <>&;\"'\\/=é한.,!?#5%"), min_size=1, max_size=14)
    .filter(lambda text: "<<" not in text and ">>" not in text)  # those enclose a question
    .map(lambda text: f"w{text}w")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXT, min_size=4, max_size=4, unique_by=lambda text: " ".join(text.split())))
def test_any_text_reaches_learners_as_written(platform: Platform, texts: list[str]) -> None:
    question, first, second, feedback = texts
    body = f">>{question}<<\n(x) {first} {{{{{feedback}}}}}\n( ) {second}"
    compiled = compile_problem(body, Position("unit.md"))
    if any(found.level == "error" for found in compiled.diagnostics):
        return
    reply = platform(compiled.xml, ["choice_0"])
    shown = visible(reply["after"])
    tree = etree.fromstring(compiled.xml)
    written = [" ".join("".join(node.itertext()).split()) for node in tree.iter("label", "choicehint")]
    assert reply["success"] == "correct"
    assert all(text in shown for text in written)
    if not set("&<") & set("".join(texts)):  # else some of it may be a character reference or a tag
        assert all(" ".join(text.split()) in shown for text in texts)
