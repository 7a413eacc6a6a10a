"""A paper as PDF/UA-1, set by Typst with the fonts that come along: tagged, searchable, any of the course's scripts."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .paper import Block, Calendar, Facts, Heading, Paper, Paragraph, Table, Tree

FONTS = Path(__file__).resolve().parents[2] / "common" / "fonts"
TEMPLATE = Path(__file__).with_name("paper.typ")
NAMES = {Heading: "heading", Paragraph: "paragraph", Facts: "facts", Table: "table", Tree: "tree", Calendar: "calendar"}


@cache
def _compiler() -> Any:
    # Made once: it reads the fonts, which takes longer than setting a document.
    return typst.Compiler(
        input=str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def make(paper: Paper) -> bytes:
    """The paper as PDF. The same paper gives the same bytes."""
    data = {
        "title": paper.title,
        "label": paper.label,
        "meta": paper.meta,
        "language": paper.language.partition("-")[0],
        "sections": [
            {"wide": section.wide, "blocks": [_plain(block) for block in section.blocks]} for section in paper.sections
        ],
    }
    words = {"paper": json.dumps(data, ensure_ascii=False, default=sorted)}
    return bytes(_compiler().compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=words, timestamp=0))


def _plain(block: Block) -> dict[str, Any]:
    return {"kind": NAMES[type(block)], **asdict(block)}
