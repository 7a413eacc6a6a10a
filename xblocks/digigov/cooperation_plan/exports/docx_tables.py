"""Tables of a paper as WordprocessingML (ISO/IEC 29500): one piece of XML each.

python-docx makes a table cell by cell and walks over all cells for each; with 500 rows that takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from .paper import Branch, Calendar, Facts, Table, Tree, is_rtl

BLUE, PALE, BAR, WHITE, LINE = "0B3D6E", "E8EEF5", "4A7FB5", "FFFFFF", "B8C4D2"
TWENTIETHS_OF_A_POINT = 1440 / 25.4  # in a millimetre
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True)
class Cell:
    """A cell: lines of text with their indents (steps), and how they look. `size` is in points."""

    text: str
    bold: bool = False
    colour: str = ""
    light: bool = False
    right: bool = False
    size: float = 9
    indents: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row; a header row comes again on each page and is one for screen readers too."""

    cells: tuple[Cell, ...]
    header: bool = False


def rows_of(block: Facts | Table | Tree | Calendar) -> list[Row]:
    """The block as rows."""
    if isinstance(block, Facts):
        return [Row((Cell(name, bold=True, colour=PALE), Cell(value))) for name, value in block.rows]
    if isinstance(block, Table):
        return [_header(block.header), *_body(block)]
    return _tree(block) if isinstance(block, Tree) else [_header(("", "", *block.periods), 7), *_bars(block)]


def weights_of(block: Facts | Table | Tree | Calendar) -> tuple[int, ...]:
    """The shares of the columns."""
    if isinstance(block, Table):
        return block.weights
    if isinstance(block, Calendar):
        return (60, 40, *(max(100 // max(len(block.periods), 1), 4),) * len(block.periods))
    return (34, 66) if isinstance(block, Facts) else (22, 78)


def xml(rows: Iterable[Row], weights: tuple[int, ...], millimetres: float) -> str:
    """The table, so wide."""
    widths = [round(millimetres * TWENTIETHS_OF_A_POINT * weight / sum(weights)) for weight in weights]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    )
    body = "".join(_row(row, widths) for row in rows)
    return f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _header(texts: Iterable[str], size: float = 9) -> Row:
    return Row(tuple(Cell(text, bold=True, colour=BLUE, light=True, size=size) for text in texts), header=True)


def _body(block: Table) -> Iterator[Row]:
    for at, row in enumerate(block.rows):
        strong = at in block.strong
        yield Row(
            tuple(
                Cell(text, bold=strong, colour=PALE if strong else "", right=column in block.figures)
                for column, text in enumerate(row)
            )
        )


def _tree(block: Tree) -> list[Row]:
    above, core, below = (Cell(label, bold=True, colour=PALE) for label in block.labels)
    return [
        Row((above, _outline(block.above))),
        Row((core, Cell(block.core, bold=True, colour=BLUE, light=True))),
        Row((below, _outline(block.below))),
    ]


def _outline(branches: Iterable[Branch]) -> Cell:
    lines = list(_walk(branches, 0))
    return Cell("\n".join(text for text, _depth in lines), indents=tuple(depth for _text, depth in lines))


def _walk(branches: Iterable[Branch], depth: int) -> Iterator[tuple[str, int]]:
    for branch in branches:
        yield f"• {' '.join(branch.text.split())}", min(depth, 8)
        yield from _walk(branch.branches, depth + 1)


def _bars(block: Calendar) -> Iterator[Row]:
    for bar in block.bars:
        filled = [BAR if bar.first <= at <= bar.last else "" for at in range(len(block.periods))]
        marks = ("◆" if at in bar.marks else "" for at in range(len(block.periods)))
        cells = (
            Cell(mark, colour=colour, light=bool(colour), size=7) for mark, colour in zip(marks, filled, strict=True)
        )
        yield Row((Cell(bar.text, size=8.5), Cell(bar.dates, size=7.5), *cells))


def _row(row: Row, widths: list[int]) -> str:
    # A row stays on one page, as far as it fits on one.
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if row.header else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{properties}{''.join(map(_cell, row.cells, widths))}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.colour}"/>' if cell.colour else ""
    lines = cell.text.split("\n")
    indents = cell.indents or (0,) * len(lines)
    text = "".join(_paragraph(line, indent, cell) for line, indent in zip(lines, indents, strict=True))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{text}</w:tc>'


def _paragraph(line: str, indent: int, cell: Cell) -> str:
    rtl = is_rtl(line)
    paragraph = ("<w:bidi/>" if rtl else "") + '<w:spacing w:after="20"/>'
    paragraph += f'<w:ind w:start="{indent * 280}"/>' if indent else ""
    paragraph += '<w:jc w:val="end"/>' if cell.right else ""
    run = "<w:b/>" if cell.bold else ""
    run += f'<w:color w:val="{WHITE}"/>' if cell.light else ""
    run += f'<w:sz w:val="{round(cell.size * 2)}"/>' + ("<w:rtl/>" if rtl else "")
    text = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
    return f"<w:p><w:pPr>{paragraph}</w:pPr>{text}</w:p>"
