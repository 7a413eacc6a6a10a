"""The holder's name as text in a finished PDF, so that it is copied and searched as it is spelt.

Typst writes glyphs in the order in which they are drawn, and Khmer, Lao and Thaana are drawn in another order than they
are spelt: a reader copies nonsense. `/ActualText` (ISO 32000-2, section 14.9.4) says what the glyphs mean. Readers
differ in what they make of a long one, so the first run of glyphs says the whole name and the others say nothing; as
nothing, a space without width, since PDFium takes an empty text for none at all.
"""

from __future__ import annotations

from typing import Any

import pikepdf

SIZES = (27, 20, 15)  # points: only the name is set in these (certificate.typ)
NOTHING = ""


def spell(pdf: pikepdf.Pdf, name: str) -> None:
    """Gives the glyphs of the name on the first page their text."""
    page = pdf.pages[0]
    instructions = list(pikepdf.parse_content_stream(page))
    for number, at in enumerate(_runs(instructions)):
        tag, properties = instructions[at].operands
        said = pikepdf.Dictionary(dict(properties.items()))
        said.ActualText = pikepdf.String(NOTHING if number else name)
        instructions[at] = pikepdf.ContentStreamInstruction([tag, said], pikepdf.Operator("BDC"))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _runs(instructions: list[Any]) -> list[int]:
    """Where the innermost marked contents begin that hold the name's glyphs."""
    runs, opened = [], -1
    for at, one in enumerate(instructions):
        operator = str(one.operator)
        if operator == "BDC" and str(one.operands[0]) == "/Span":
            opened = at
        elif operator == "Tf" and float(one.operands[1]) in SIZES and opened >= 0:
            runs.append(opened)
            opened = -1
    return runs
