"""The course's own quizzes in the platform's problem block: what the author marks is right, everything else is wrong.

All units of the course are read when the tests are collected, so a module that is added later is tested as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from olxkit.compiler import Compiler
from olxkit.model import Question, every
from olxkit.source.files import Files
from olxkit.source.unit import parse_unit, read_head

COURSE = Path(__file__).parents[3] / "course_content"
NONSENSE = "an answer that nobody would give"
Platform = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """One input of a problem: the answers that its author accepts (the key first), refuses, and what has feedback."""

    question: Question
    index: int
    right: list[Any]
    wrong: list[Any]
    without_feedback: list[str]


def questions(language: str = "") -> list[Question]:
    """Those of the course, or those that a language has translated."""
    files = Files(COURSE, language)
    course = Compiler(files, {}).run()
    places = [place for unit in course.units if (place := files.translated(unit.path)) != unit.path or not language]
    texts = ((place, (COURSE / place).read_text("utf-8")) for place in places)
    units = (parse_unit(read_head(text, path), course.context).unit for path, text in texts)
    return [part for unit in units for part in every(unit.components) if isinstance(part, Question)]


def parts(question: Question) -> Iterator[Part]:
    root = etree.fromstring(question.xml)
    for index, response in enumerate(node for node in root.iter() if str(node.tag).endswith("response")):
        right, wrong = READERS[str(response.tag)](response)
        choices = list(response.iter("choice", "option"))
        silent = ["".join(one.itertext()).strip() for one in choices if not _hints(one)]
        yield Part(question, index, right, wrong, silent)


def radio(response: Any) -> tuple[list[Any], list[Any]]:
    marks = [one.get("correct") == "true" for one in response.iter("choice")]
    return ([f"choice_{n}" for n, mark in enumerate(marks) if mark],
            [f"choice_{n}" for n, mark in enumerate(marks) if not mark])  # fmt: skip


def checkboxes(response: Any) -> tuple[list[Any], list[Any]]:
    """The key, and against it every choice alone, every slip of one mark, all and none."""
    marks = [one.get("correct") == "true" for one in response.iter("choice")]
    key = {n for n, mark in enumerate(marks) if mark}
    every = set(range(len(marks)))
    others = [{n} for n in every] + [key ^ {n} for n in every] + [every, set()]
    named = [[f"choice_{n}" for n in sorted(picked)] for picked in [key, *(one for one in others if one != key)]]
    return named[:1], named[1:]


def options(response: Any) -> tuple[list[Any], list[Any]]:
    given = [(one.text.strip(), one.get("correct").lower() == "true") for one in response.iter("option")]
    return [text for text, mark in given if mark], [text for text, mark in given if not mark]


def text(response: Any) -> tuple[list[Any], list[Any]]:
    accepted = [response.get("answer"), *(one.get("answer") for one in response.iter("additional_answer"))]
    refused = [one.get("answer") for one in response.iter("stringequalhint")]
    return [*accepted, *(f" {one.upper()} " for one in accepted)], [*refused, NONSENSE, ""]


def number(response: Any) -> tuple[list[Any], list[Any]]:
    """The key and the edges of its tolerance, and what lies a little beyond; words are sent back, not graded."""
    key = float(response.get("answer"))
    given = next((one.get("default") for one in response.iter("responseparam")), "0")
    tolerance = abs(key) * float(given[:-1]) / 100 if given.endswith("%") else float(given)
    inside, beyond = tolerance * 0.999, tolerance * 1.01 or 0.001
    right = [response.get("answer"), *(f"{key + one:.9g}" for one in (-inside, inside))]
    return right, [*(f"{key + one:.9g}" for one in (-beyond, beyond)), ""]


def name(question: Question) -> str:
    """The id, and after it the language of a translation."""
    folder, _, rest = question.at.file.partition("/")
    return f"{question.id}-{rest.partition('/')[0]}" if folder == "translations" else question.id


def _hints(choice: Any) -> list[str]:
    hints = [hint for hint in choice if hint.tag in ("choicehint", "optionhint") and hint.get("selected") != "false"]
    return [words for hint in hints if (words := "".join(hint.itertext()).strip())]


READERS: dict[str, Callable[[Any], tuple[list[Any], list[Any]]]] = {
    "multiplechoiceresponse": radio,
    "choiceresponse": checkboxes,
    "optionresponse": options,
    "stringresponse": text,
    "numericalresponse": number,
}
LANGUAGES = sorted(path.name for path in COURSE.glob("translations/*") if path.is_dir())
QUESTIONS = questions()
TRANSLATED = [question for language in LANGUAGES for question in questions(language)]
PARTS = [part for question in (*QUESTIONS, *TRANSLATED) for part in parts(question)]
EACH_PART = pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{name(part.question)}-{part.index + 1}")


def shape(question: Question) -> list[tuple[Any, ...]]:
    """Of each input its kind, which choices are right, its number and its tolerance; words are left out."""
    return [
        (one.tag, one.get("answer"), one.get("default"), one.get("correct"))
        for one in etree.fromstring(question.xml).iter()
        if str(one.tag) in ("numericalresponse", "responseparam", "choice", "option")
    ]


def graded(platform: Platform, part: Part, answer: Any) -> str:
    """What the problem block makes of the answer to this input, the others left alone."""
    reply = platform(part.question.xml, [*[None] * part.index, answer])
    assert "error" not in reply, reply
    return reply["correct"][part.index]


def test_every_module_has_a_quiz_and_the_course_every_kind_of_question() -> None:
    modules = {str(path.parent.relative_to(COURSE)) for path in COURSE.glob("part-1-*/*/index.md")}
    assert {str(Path(question.at.file).parent) for question in QUESTIONS} >= modules
    assert {kind for kind in READERS if any(f"<{kind}" in question.xml for question in QUESTIONS)} == set(READERS)


@pytest.mark.parametrize("question", TRANSLATED, ids=name)
def test_a_translation_asks_and_marks_as_the_original_does(question: Question) -> None:
    """The same kinds of input in the same order, the same choices right, the same numbers."""
    (original,) = (one for one in QUESTIONS if one.id == question.id)
    assert (question.settings, shape(question)) == (original.settings, shape(original))


@pytest.mark.parametrize("question", [*QUESTIONS, *TRANSLATED], ids=name)
def test_the_whole_key_is_right(question: Question, platform: Platform) -> None:
    reply = platform(question.xml, [part.right[0] for part in parts(question)])
    assert reply["success"] == "correct"
    (grade,) = reply["grades"]
    assert grade["value"] == grade["max_value"] > 0


@EACH_PART
def test_right_answers_are_right(part: Part, platform: Platform) -> None:
    assert part.right
    for answer in part.right:
        assert graded(platform, part, answer) == "correct", answer


@EACH_PART
def test_wrong_answers_are_wrong(part: Part, platform: Platform) -> None:
    assert part.wrong
    for answer in part.wrong:
        assert graded(platform, part, answer) == "incorrect", answer


@EACH_PART
def test_every_choice_has_feedback(part: Part) -> None:
    assert part.without_feedback == []
