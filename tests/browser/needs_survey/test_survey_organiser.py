"""The organiser: the rehearsal's results on a phone and on a desk, links, papers, and the editor in Studio."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

EDITOR = "/studio/block-v1:Example+DG101+2026+type@digigov_needs_survey+block@needs/"


def load(page: Any) -> None:
    page.locator("[data-fold=rehearsal] > summary").click()
    page.locator("[data-do=load_invented]").click()
    expect(page.locator("[data-role=told]")).to_have_text("209 example answers of invented countries were loaded.")


@pytest.mark.parametrize("width", [360, 1280])
def test_results_of_the_rehearsal(person: Callable[..., Any], form: Any, width: int, tmp_path: Path) -> None:
    page = person("Example Instructor", width=width).page
    load(form(page, "/unit/before/").page)
    survey = form(page)
    expect(page.locator("[data-fold=results]")).to_contain_text("Nobody has sent answers yet.")
    load(page)
    for title in ("By sector", "Need by region", "Answers by country", "Priorities", "Editions beside each other"):
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect(page.locator(".ns-unmet")).to_contain_text("Cybersecurity")
    chart = page.get_by_role("img", name="Importance and present level by sector, the greatest need first")
    expect(chart).to_be_visible()
    assert chart.locator(".ns-chart__first").count() == 18
    page.get_by_text("Table: By sector").click()
    row = page.get_by_role("row", name="Digital identity and civil registry 196")
    expect(row).to_be_visible()
    survey.fits()
    survey.sound()
    with page.expect_download() as taking:
        page.get_by_role("link", name="This table as CSV").first.click()
    taking.value.save_as(tmp_path / "sectors.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "sectors.csv").read_text(encoding="utf-8-sig"))))
    assert rows[1][0] == "Digital identity and civil registry" and len(rows) == 19
    with page.expect_download() as taking:
        page.get_by_role("link", name="All tables as a workbook").click()
    taking.value.save_as(tmp_path / "survey.xlsx")
    assert (tmp_path / "survey.xlsx").read_bytes()[:2] == b"PK"


def test_a_link_is_revoked_and_papers_are_checked_imported_and_removed(
    guest: Callable[..., Any], form: Any, link: Callable[..., str], tmp_path: Path
) -> None:
    address = link("KH")
    page = guest(width=1280, name="Example Instructor")
    survey = form(page)
    page.locator("[data-fold=links] > summary").click()
    page.get_by_role("button", name="Revoke the link for Example ministry").click()
    expect(page.locator("[data-role=told]")).to_have_text("The link is revoked.")
    assert page.request.get(address).status == 404

    paper = tmp_path / "paper.csv"
    lines = ["reference,country,rank/1", *(f"p{number},KH,tax" for number in range(6)), "p7,Atlantis,tax"]
    paper.write_text("\n".join(lines), encoding="utf-8")
    page.locator("[data-fold=papers] > summary").click()
    page.locator("[data-role=file]").set_input_files(paper)
    page.get_by_role("button", name="Check the file").click()
    expect(page.locator("[data-role=checked]")).to_contain_text("6 lines can be imported, 1 cannot.")
    expect(page.locator("[data-role=checked]")).to_contain_text("This is no country of the list.")
    survey.sound()
    page.get_by_role("button", name="Import the good lines").click()
    expect(page.locator("[data-role=told]")).to_have_text("6 lines were imported, 1 were not.")
    expect(page.locator(".ns-numbers dd").first).to_have_text("6")
    page.get_by_role("button", name="Remove this import and its answers").click()
    expect(page.locator(".ns-numbers dd").first).to_have_text("0")


def test_the_editor_saves_and_names_faults(guest: Callable[..., Any], form: Any) -> None:
    for width in (360, 1280):
        page = guest(width=width, name="Example Instructor")
        page.goto(EDITOR)
        expect(page.locator(".ns-editor")).to_have_attribute("data-ready", "true")
        page.locator("[name=threshold]").fill("2")
        page.locator("[name=modules]").fill("Taxes without a bar")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("[data-error=threshold]")).to_contain_text("from 3 to 50")
        expect(page.locator("[data-error=modules]")).to_contain_text("names no sector")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("[name=threshold]").fill("3")
        page.locator("[name=modules]").fill("Taxes | tax, customs")
        page.locator("[name=title]").fill(f"Needs {width}")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/unit/ask/**")
        expect(page.locator(".ns-title")).to_have_text(f"Needs {width}")
