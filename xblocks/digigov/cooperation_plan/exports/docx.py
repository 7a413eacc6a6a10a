"""A paper as DOCX: real headings, real tables with repeated header rows, right-to-left where the text is."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .paper import Block, Branch, Calendar, Facts, Heading, Paper, Paragraph, Table, Tree, is_rtl
from .settled import settled

BLUE, PALE, BAR = "0B3D6E", "E8EEF5", "4A7FB5"
GREY = RGBColor(0x5B, 0x67, 0x74)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
LONG, SHORT, MARGIN = Mm(297), Mm(210), Mm(20)
STAMP = datetime(2000, 1, 1)  # a fixed one, so that the same plan gives the same file


def make(paper: Paper) -> bytes:
    """The paper as DOCX."""
    document = Document()
    _prepare(document, paper)
    document.add_paragraph(paper.label).runs[0].font.color.rgb = GREY
    _write(document.add_heading(level=0), paper.title)
    document.add_paragraph(paper.meta).runs[0].font.color.rgb = GREY
    for section in paper.sections:
        if section.wide:
            _turned(document)
        for block in section.blocks:
            _draw(document, block)
        if section.wide:
            _upright(document)
    stream = io.BytesIO()
    document.save(stream)
    return settled(stream.getvalue())


def _prepare(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.author = paper.title, paper.language, ""
    properties.created = properties.modified = STAMP
    section = document.sections[0]
    section.page_width, section.page_height = SHORT, LONG
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Malgun Gothic")
    for level in (0, 1, 2):
        style = document.styles["Title" if level == 0 else f"Heading {level}"]
        style.font.color.rgb = RGBColor.from_string(BLUE)
        style.font.name = "Calibri"
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Malgun Gothic")


def _draw(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        _write(document.add_heading(level=block.level), block.text)
    elif isinstance(block, Paragraph):
        for line in block.text.split("\n"):
            run = _write(document.add_paragraph(), line)
            if block.note:
                run.font.size, run.font.color.rgb = Pt(9), GREY
    elif isinstance(block, Facts):
        _facts(document, block)
    elif isinstance(block, Table):
        _caption(document, block.caption)
        _table(document, block)
    elif isinstance(block, Tree):
        _tree(document, block)
    else:
        _caption(document, block.caption)
        _calendar(document, block)


def _write(paragraph: Any, text: str, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if is_rtl(text):
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return run


def _caption(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    _write(paragraph, text, bold=True)
    paragraph.paragraph_format.keep_with_next = True


def _facts(document: Any, block: Facts) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in block.rows:
        cells = table.add_row().cells
        _fill(cells[0], name, bold=True, colour=PALE)
        _fill(cells[1], value)
    _widths(table, document, (34, 66))
    document.add_paragraph()


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        _fill(cell, text, bold=True, colour=BLUE, light=True)
    _repeat(table.rows[0])
    for at, row in enumerate(block.rows):
        strong = at in block.strong
        for column, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _fill(cell, text, bold=strong, colour=PALE if strong else "", right=column in block.figures)
    _widths(table, document, block.weights)
    document.add_paragraph()


def _tree(document: Any, block: Tree) -> None:
    _caption(document, block.caption)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, branches, core in (
        (block.labels[0], block.above, ""),
        (block.labels[1], (), block.core),
        (block.labels[2], block.below, ""),
    ):
        cells = table.add_row().cells
        _fill(cells[0], label, bold=True, colour=PALE)
        if core:
            _fill(cells[1], core, bold=True, colour=BLUE, light=True)
        else:
            _list(cells[1], branches)
    _widths(table, document, (22, 78))
    document.add_paragraph()


def _list(cell: Any, branches: Iterable[Branch], depth: int = 0) -> None:
    for branch in branches:
        first = depth == 0 and not cell.paragraphs[0].text
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(5 * min(depth, 8))
        _write(paragraph, f"• {branch.text}")
        _list(cell, branch.branches, depth + 1)


def _calendar(document: Any, block: Calendar) -> None:
    table = document.add_table(rows=1, cols=2 + len(block.periods), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("", "", *block.periods), strict=True):
        _fill(cell, text, bold=True, colour=BLUE, light=True, size=7)
    _repeat(table.rows[0])
    for bar in block.bars:
        cells = table.add_row().cells
        _fill(cells[0], bar.text, size=8.5)
        _fill(cells[1], bar.dates, size=7.5)
        for at in range(len(block.periods)):
            colour = BAR if bar.first <= at <= bar.last else ""
            _fill(cells[2 + at], "◆" if at in bar.marks else "", colour=colour, light=bool(colour), size=7)
    _widths(table, document, (60, 40, *(max(100 // max(len(block.periods), 1), 4),) * len(block.periods)))
    _write(document.add_paragraph(), block.key).font.size = Pt(8)


def _fill(
    cell: Any,
    text: str,
    *,
    bold: bool = False,
    colour: str = "",
    light: bool = False,
    right: bool = False,
    size: float = 9,
) -> None:
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        run = _write(paragraph, line, bold)
        run.font.size = Pt(size)
        if light:
            run.font.color.rgb = WHITE
        paragraph.paragraph_format.space_after = Pt(1)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if colour:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), colour)
        cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """The header row comes again on each page, and is a header for screen readers."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _widths(table: Any, document: Any, weights: tuple[int, ...]) -> None:
    section = document.sections[-1]
    whole = section.page_width - section.left_margin - section.right_margin
    table.autofit = False
    for column, weight in zip(table.columns, weights, strict=True):
        width = int(whole * weight / sum(weights))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _turned(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, LONG, SHORT


def _upright(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, SHORT, LONG
