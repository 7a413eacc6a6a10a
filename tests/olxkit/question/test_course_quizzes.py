"""The course's own quizzes in the platform's problem block: the key is right, every other choice is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from olxkit.compiler import Compiler
from olxkit.model import Question
from olxkit.source.files import Files
from olxkit.source.unit import parse_unit, read_head

COURSE = Path(__file__).parents[3] / "course_content"
Platform = Callable[..., dict[str, Any]]


def questions() -> list[Question]:
    course = Compiler(Files(COURSE), {}).run()
    texts = ((unit.path, (COURSE / unit.path).read_text("utf-8")) for unit in course.units)
    units = (parse_unit(read_head(text, path), course.context).unit for path, text in texts)
    return [part for unit in units for part in unit.components if isinstance(part, Question)]


ALL = questions()
WITH_CHOICES = [question for question in ALL if "<choice" in question.xml or "<option " in question.xml]


def tree(question: Question) -> Any:
    return etree.fromstring(question.xml)


def picks(question: Question) -> list[tuple[Any, bool, str]]:
    """Each choice taken alone: the answer, whether it is the whole key, and its feedback."""
    root = tree(question)
    options = list(root.iter("option"))
    if options:
        return [(one.text.strip(), one.get("correct").lower() == "true", _hint(one)) for one in options]
    choices = list(root.iter("choice"))
    several = root.find(".//checkboxgroup") is not None
    right = sum(one.get("correct") == "true" for one in choices)
    found = []
    for index, one in enumerate(choices):
        key = one.get("correct") == "true" and (not several or right == 1)
        name = f"choice_{index}"
        found.append(([name] if several else name, key, _hint(one)))
    return found


def _hint(choice: Any) -> str:
    hints = [hint for hint in choice if hint.tag in ("choicehint", "optionhint") and hint.get("selected") != "false"]
    return " ".join("".join(hints[0].itertext()).split()) if hints else ""


def test_the_course_has_quizzes_of_several_kinds() -> None:
    kinds = {node.tag for question in ALL for node in tree(question) if node.tag.endswith("response")}
    assert kinds >= {"multiplechoiceresponse", "choiceresponse", "optionresponse", "numericalresponse"}


@pytest.mark.parametrize("question", WITH_CHOICES, ids=lambda question: question.id)
def test_each_choice_is_graded_as_the_author_meant_and_has_feedback(question: Question, platform: Platform) -> None:
    for answer, right, hint in picks(question):
        reply = platform(question.xml, [answer])
        assert reply["success"] == ("correct" if right else "incorrect"), answer
        assert hint, f"no feedback for {answer}"


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
def test_the_key_is_right(question: Question, platform: Platform) -> None:
    root = tree(question)
    if root.find(".//checkboxgroup") is not None:
        marks = [one.get("correct") == "true" for one in root.iter("choice")]
        key: Any = [f"choice_{index}" for index, mark in enumerate(marks) if mark]
    elif written := [*root.iter("numericalresponse", "stringresponse")]:
        key = written[0].get("answer")
    else:
        key = next(answer for answer, right, _ in picks(question) if right)
    assert platform(question.xml, [key])["success"] == "correct"
