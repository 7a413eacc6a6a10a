"""The course as a whole: that it is all there, how long it takes, what it weighs, and that its parts agree."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from digigov.sectors.rules import SECTORS
from olxkit.compiler import CompiledCourse, Compiler
from olxkit.hours import hours
from olxkit.model import Lesson, Outline, Pool, Question, Unit, every
from olxkit.olx.portable import portable_unit
from olxkit.source.directives import Directive, Text, split
from olxkit.source.files import Files
from olxkit.source.style.prose import sentences
from olxkit.source.unit import parse_unit, read_head

COURSE = Path(__file__).parents[2] / "course_content"
MODULES = sorted(path.parent for path in COURSE.glob("part-1-*/*/index.md") if not path.parent.name.startswith("17"))
LANGUAGES = ("korean", "spanish", "russian", "french")
LIGHT = 150_000  # bytes of a unit with its pictures
CASE = ("problem", "decision", "trade-off", "result", "wrong", "cost")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@cache
def course() -> CompiledCourse:
    return Compiler(Files(COURSE), {}).run()


def outline() -> Outline:
    found = course().outline
    assert found is not None
    return found


@cache
def unit(path: str) -> Unit:
    return parse_unit(read_head((COURSE / path).read_text("utf-8"), path), course().context).unit


def parts(path: str) -> list[Text | Directive]:
    head = read_head((COURSE / path).read_text("utf-8"), path)
    return split(head.body, head.body_at)[0]


PATHS = list(outline().unit_files())
EACH_MODULE = pytest.mark.parametrize("folder", MODULES, ids=lambda folder: folder.name)


def charts() -> Iterator[tuple[str, Directive]]:
    for path in PATHS:
        for part in parts(path):
            if isinstance(part, Directive) and part.name == "chart":
                yield path, part


def test_the_course_is_without_findings() -> None:
    assert [str(one) for one in course().diagnostics] == []


def test_there_are_sixteen_modules_and_two_parts() -> None:
    assert len(MODULES) == 16
    assert [section.id for section in outline().sections] == ["welcome", "part-1", "part-2", "reference"]


@EACH_MODULE
def test_a_module_has_what_a_module_has(folder: Path) -> None:
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("0*.md"))}
    guide, _ = texts.pop("06-guide.md"), texts.pop("05-quiz.md")
    assert 3 <= len(texts) <= 6
    assert [name for name, text in texts.items() if all(re.search(rf"^## .*{one}", text, re.M | re.I) for one in CASE)]
    together = "".join(texts.values())
    first = next(iter(texts))
    assert [name for name, text in texts.items() if '!!! question "For your country"' not in text] in ([], [first])
    assert together.count(":::{xblock} digigov_country_note") == 1
    assert ":::{xblock} digigov_country_note" in texts[max(texts)]
    assert re.search(r":::\{(chart|diagram|scene)\}", together)
    questions = [
        part for part in unit(f"{folder.relative_to(COURSE)}/05-quiz.md").components if isinstance(part, Question)
    ]
    assert 5 <= len(questions) <= 8
    assert len({kind(question) for question in questions}) >= 4
    assert "staff-only: true" in guide and "| Minutes | What |" in guide
    assert 400 <= len(guide.split()) <= 900
    for words in ("What to bring about", "Model answers", "What is often misunderstood"):
        assert f"## {words}" in guide


def kind(question: Question) -> str:
    """What the platform calls it, such as `multiplechoiceresponse`."""
    return next(str(node.tag) for node in etree.fromstring(question.xml).iter() if str(node.tag).endswith("response"))


@EACH_MODULE
def test_a_module_takes_15_to_40_minutes_to_read(folder: Path) -> None:
    """Each unit has two or three objectives; one with something to try out may take longer."""
    reading = 0
    for path in sorted(folder.glob("0[1-4]-*.md")):
        text = path.read_text("utf-8")
        lesson = unit(str(path.relative_to(COURSE))).components[0]
        assert isinstance(lesson, Lesson)
        assert 2 <= len(lesson.objectives) <= 3
        tried = ":::{scene}" in text or ":::{xblock} digigov_ecertificate" in text
        minutes = int(lesson.minutes or 0)
        assert 5 <= minutes <= (30 if tried else 15)
        reading += min(minutes, 10) if tried else minutes  # about ten are the text of such a unit
    assert 15 <= reading <= 40


# -- what is said in several places


SURVEY = "part-2-cooperation/02-needs/02-survey.md"
CERTIFICATE = "part-2-cooperation/07-closing/02-certificate.md"


@pytest.mark.parametrize("language", ["", "translations/es/", "translations/ru/"])
def test_the_survey_names_modules_by_their_titles(language: str) -> None:
    """And its sectors are those of the block; nothing else in the build looks into this option."""
    [line] = re.findall(r"^:modules: (.*)$", (COURSE / language / SURVEY).read_text("utf-8"), re.M)
    modules = json.loads(line)
    titles = [title_of(COURSE / language / folder.relative_to(COURSE)) for folder in MODULES]
    assert [one["title"] for one in modules] == [one for one in titles if one in {m["title"] for m in modules}]
    assert {code for one in modules for code in one["sectors"]} <= set(SECTORS)


@pytest.mark.parametrize("language", ["", "translations/es/", "translations/ru/"])
def test_shares_of_the_grade_are_those_of_the_settings(language: str) -> None:
    shares = [kind.weight for kind in outline().settings.grade_types]
    for path in ("about/overview.md", "00-welcome/01-orientation/01-how-the-course-works.md"):
        text = (COURSE / language / path).read_text("utf-8")
        assert [int(one) for one in re.findall(r"^\|[^|]*\| (\d+)\s?% \|", text, re.M)] == shares, path


@pytest.mark.parametrize(("language", "later"), [("", "later"), ("translations/es/", "más adelante"),
                                                 ("translations/ru/", "позже")])  # fmt: skip
def test_a_certificate_that_the_page_cannot_issue_is_said_to_come_later(language: str, later: str) -> None:
    text = (COURSE / language / CERTIFICATE).read_text("utf-8")
    assert (":::{xblock} digigov_certificate" in text) != (later in text)


def test_the_hours_of_work_are_those_that_are_announced() -> None:
    minutes = sum(one.minutes for one in hours(COURSE))
    assert 20 * 60 <= minutes <= 24 * 60, minutes


def test_grades_come_from_quizzes_assessment_and_plan() -> None:
    weights = {kind.name: kind.weight for kind in outline().settings.grade_types}
    assert weights == {"Quiz": 50, "Assessment": 30, "Plan": 20}
    graded = Counter(child.graded for section in outline().sections for child in section.subsections if child.graded)
    assert graded == {"Quiz": 16, "Assessment": 1, "Plan": 1}


def pools() -> list[Pool]:
    return [part for path in PATHS for part in unit(path).components if isinstance(part, Pool)]


def test_the_assessment_draws_one_of_four_for_each_module() -> None:
    found = pools()
    assert [pool.title for pool in found] == [title_of(folder) for folder in MODULES]
    assert {(pool.draw, len(pool.questions)) for pool in found} == {(1, 4)}
    assert sum(len(pool.questions) for pool in found) >= 60


def test_the_assessment_asks_nothing_that_a_quiz_asked() -> None:
    asked = {label(part) for path in PATHS for part in unit(path).components if isinstance(part, Question)}
    pooled = [label(question) for pool in pools() for question in pool.questions]
    assert len(set(pooled)) == len(pooled)
    assert not asked & set(pooled)


def test_the_right_answer_of_the_assessment_is_not_known_by_its_length() -> None:
    found = [one for pool in pools() for question in pool.questions for one in _right_is_longest(question)]
    assert len(found) > 30
    assert 0.1 <= sum(found) / len(found) <= 0.4, f"{sum(found)} of {len(found)}"


def _right_is_longest(question: Question) -> Iterator[bool]:
    """Of each input that takes one of several choices."""
    for response in etree.fromstring(question.xml).iter("multiplechoiceresponse", "optionresponse"):
        choices = list(response.iter("choice", "option"))
        lengths = [len((one.text or "").strip()) for one in choices]
        right = next(n for n, one in enumerate(choices) if str(one.get("correct")).lower() == "true")
        yield lengths[right] == max(lengths)


def title_of(folder: Path) -> str:
    return str(read_title((folder / "index.md").read_text("utf-8")))


def read_title(text: str) -> str:
    found = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert found
    return found[1].strip('"')


def label(question: Question) -> str:
    found = re.search(r">>(.*?)<<", question.markdown, re.DOTALL)
    assert found, question.id
    return found[1].strip()


# -- figures


def test_there_are_charts_to_look_at() -> None:
    assert len(list(charts())) >= 14


@pytest.mark.parametrize(("path", "chart"), charts(), ids=lambda one: one if isinstance(one, str) else "")
def test_figures_in_the_words_of_a_chart_are_those_of_its_data(path: str, chart: Directive) -> None:
    """A chart draws from one file; what its alternative text adds, a date or a total, stands in the unit's text."""
    data = (COURSE / chart.argument).read_text("utf-8")
    text = "\n".join(part.text for part in parts(path) if isinstance(part, Text))
    titles = f"{chart.options['title'].text()} {unit(path).title}"
    known = {_value(number) for number in NUMBER.findall(f"{data.replace(',', ' ')} {text} {titles}")}
    said = [_value(number) for number in NUMBER.findall(chart.options["alt"].text())]
    assert [one for one in said if not any(abs(one - other) < 1e-9 for other in known | _shorter(known))] == []


def _value(number: str) -> float:
    return float(number.rstrip(",").replace(",", ""))


@pytest.mark.parametrize(("path", "chart"), charts(), ids=lambda one: one if isinstance(one, str) else "")
def test_no_text_near_a_chart_gives_its_figures_otherwise(path: str, chart: Directive) -> None:
    """A number of four digits or more that is within a hundredth of a drawn one, and not it, is a slip of the pen."""
    rows = list(csv.DictReader(io.StringIO((COURSE / chart.argument).read_text("utf-8"))))
    drawn = {row[name] for row in rows for name in re.split(r",\s*", chart.options["y"].text()) if row[name]}
    values = {float(one) for one in drawn if len(re.sub(r"\D", "", one)) >= 4}
    text = "\n".join(part.text for part in parts(path) if isinstance(part, Text))
    said = {_value(one) for one in NUMBER.findall(text) if len(re.sub(r"\D", "", one)) >= 4}
    near = [(one, value) for one in said for value in values if 0 < abs(one - value) < abs(value) / 1000]
    assert near == []


def _shorter(known: set[float]) -> set[float]:
    """The same in millions, and rounded to one or two digits after the point."""
    return {round(one * factor, digits) for one in known for factor in (1, 1e-6, 1e6) for digits in (0, 1, 2)}


# -- weight, words, glossary, languages


@pytest.mark.parametrize("path", PATHS)
def test_a_unit_is_light(path: str) -> None:
    """Its text as HTML and its pictures; films, scenes and demonstrations say their weight before they load."""
    portable = portable_unit(unit(path), "en")
    size = sum(len(svg.encode()) for svg in portable.drawings.values())
    for part in every(portable.components):
        size += len(getattr(part, "text", "").encode()) + len(getattr(part, "xml", "").encode())
    assert size <= LIGHT, f"{size} bytes"


def test_sentences_are_short_all_over() -> None:
    """Twenty-five words is what the style allows in a unit; the course as a whole stays well below."""
    lengths = [one.words for path in PATHS for part in parts(path) if isinstance(part, Text)
               for one in sentences(part.text) if one.ended]  # fmt: skip
    assert len(lengths) > 5_000
    assert sum(lengths) / len(lengths) < 15
    assert sum(one > 30 for one in lengths) / len(lengths) < 0.02


def terms(path: str) -> Iterator[str]:
    """The terms that the unit marks."""
    for part in unit(path).components:
        if isinstance(part, Lesson):
            yield from part.terms


def glossary() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((COURSE / "glossary.csv").read_text("utf-8"))))


def test_the_glossary_is_complete_in_every_language() -> None:
    rows = glossary()
    assert len(rows) >= 60
    assert [row["term"] for row in rows if not all(row[name].strip() for name in (*LANGUAGES, "definition"))] == []
    assert [row["term"] for row in rows if len(row["definition"].split()) < 3 and row["term"] != "UNDP"] == []


@EACH_MODULE
def test_a_module_has_terms_in_the_glossary(folder: Path) -> None:
    paths = [path for path in PATHS if path.startswith(str(folder.relative_to(COURSE)))]
    terms = {
        term for path in paths for part in unit(path).components if isinstance(part, Lesson) for term in part.terms
    }
    assert len(terms) >= 5


def test_every_term_of_the_glossary_is_used() -> None:
    assert {row["term"] for row in glossary()} - {term for path in PATHS for term in terms(path)} == set()


@pytest.mark.parametrize("language", ["ko", "fr"])
def test_titles_and_objectives_are_there_and_say_who_has_not_read_them(language: str) -> None:
    found = Compiler(Files(COURSE, language), {}).run()
    assert [str(one) for one in found.diagnostics if one.level == "error" or "titles.yaml" in one.at.file] == []
    original = {one.id for one in course().units}
    assert {id for id in found.context.pages.values() if id in original} == original
    text = (COURSE / f"translations/{language}/titles.yaml").read_text("utf-8")
    assert {"ko": "검토를 받지 않았습니다", "fr": "n'a pas été relue"}[language] in text.splitlines()[0]
