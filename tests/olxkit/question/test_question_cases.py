"""Every case file, the manual entries, and the README's examples."""

from __future__ import annotations

from typing import Any

from lxml import etree

from olxkit.problems.question import QUESTION_PROBLEMS


def test_case(case: Any) -> None:
    compiled = case.compiled()
    found = [f"{d.at.line}:{d.at.column} {d.level}: {d.text} [{d.name}]" for d in compiled.diagnostics]
    assert found == case.diagnostics
    assert etree.fromstring(compiled.xml).tag == "problem"
    if case.xml is None:
        assert any(d.level == "error" for d in compiled.diagnostics), "a case without an error needs its XML"
    else:
        assert [line.strip() for line in compiled.xml.split("\n")] == [line.strip() for line in case.xml.split("\n")]


def test_there_are_enough_cases_with_different_names(all_cases: list[Any]) -> None:
    names = [case.name for case in all_cases]
    assert len(names) >= 100
    assert len(set(names)) == len(names)


def test_every_diagnostic_is_reached_by_a_case(all_cases: list[Any]) -> None:
    reached = {type(found) for case in all_cases for found in case.compiled().diagnostics}
    assert not [kind.__name__ for kind in QUESTION_PROBLEMS if kind not in reached]


def test_every_diagnostic_says_what_is_wrong_and_what_to_do(all_cases: list[Any]) -> None:
    found = [found for case in all_cases for found in case.compiled().diagnostics]
    assert not [diagnostic for diagnostic in found if not diagnostic.text or not diagnostic.advice]
    assert not [kind.__name__ for kind in QUESTION_PROBLEMS if not (kind.__doc__ and kind.message and kind.help)]


def test_readme_example_compiles_clean(example: Any) -> None:
    assert example.compiled().diagnostics == ()


def test_readme_shows_every_construct(all_examples: list[Any]) -> None:
    text = "\n".join(example.body for example in all_examples)
    marks = [
        "(x)", "(!x)", "(@)", "[x]", "((A", "selected:", "[[", "or=", "not=", "s=", "=|", "+-", "[5,", "||", "::", ">>",
        "---", "[explanation]", "[code]", "===", "<img",
    ]  # fmt: skip
    assert not [mark for mark in marks if mark not in text]
