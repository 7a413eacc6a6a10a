"""A paper as DOCX: real headings, real tables with repeated header rows, right-to-left where the text is."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from digigov.common.settled import settled

from . import docx_tables
from .paper import Block, Calendar, Facts, Heading, Paper, Paragraph, is_rtl

BLUE = "0B3D6E"
GREY = RGBColor(0x5B, 0x67, 0x74)
LONG, SHORT, MARGIN = Mm(297), Mm(210), Mm(20)
STAMP = datetime(2000, 1, 1)  # a fixed one, so that the same plan gives the same file


def make(paper: Paper) -> bytes:
    """The paper as DOCX."""
    document = Document()
    _prepare(document, paper)
    document.add_paragraph(paper.label).runs[0].font.color.rgb = GREY
    _write(document.add_heading(level=0), paper.title)
    document.add_paragraph(paper.meta).runs[0].font.color.rgb = GREY
    wide = False
    for section in paper.sections:
        if section.wide:
            _turned(document)
        elif wide:
            _upright(document)  # not after each wide one: two in a row would have an empty page between them
        wide = section.wide
        for block in section.blocks:
            _draw(document, block)
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
    else:
        if not isinstance(block, Facts):
            _write(document.add_paragraph(), block.caption, bold=True).font.size = Pt(10)
            document.paragraphs[-1].paragraph_format.keep_with_next = True
        _place(document, docx_tables.rows_of(block), docx_tables.weights_of(block))
        after = document.add_paragraph()  # Word joins two tables that follow each other
        after.paragraph_format.space_after = Pt(2)
        _write(after, block.key if isinstance(block, Calendar) else "").font.size = Pt(7)
        after.paragraph_format.line_spacing = Pt(9)


def _write(paragraph: Any, text: str, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if is_rtl(text):
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return run


def _place(document: Any, rows: list[docx_tables.Row], weights: tuple[int, ...]) -> None:
    section = document.sections[-1]
    whole = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    table = parse_xml(docx_tables.xml(rows, weights, whole))
    document.element.body.insert_element_before(table, "w:sectPr")


def _turned(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, LONG, SHORT


def _upright(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, SHORT, LONG
