"""What all diagrams are drawn with: boxes, words and lines on a sheet as wide as a phone, mirrored for Arabic."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

WIDTH, EDGE = 400, 10  # where a phone of 360 px leaves 290 px to the text, words come out 13 px high
SIZE, LINE = 18, 24  # of the words, and from line to line
RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "ur")
STYLE = (
    "text{font-family:system-ui,'Noto Sans',sans-serif;font-size:18px;fill:#1f2933}.strong{font-weight:600}"
    ".soft{fill:#44515e}.when{font-weight:600;fill:#0b4a6f}.box{fill:#eaf1f6;stroke:#0b4a6f;stroke-width:1.5}"
    ".head{fill:#d5e4ee;stroke:#0b4a6f;stroke-width:1.5}.plain{fill:#fff;stroke:#8a98a6;stroke-width:1}"
    ".under{fill:#fff}.line{fill:none;stroke:#44515e;stroke-width:2}.tip{fill:#44515e}"
    ".mark{fill:#0b4a6f}.axis{fill:none;stroke:#8a98a6;stroke-width:2}"
)
Point = tuple[float, float]


class Canvas:
    """Collects shapes in the order of painting. All lengths in pixels of the sheet, y downwards, text by its line."""

    def __init__(self, language: str = "en") -> None:
        self._mirrored = language.split("-")[0] in RIGHT_TO_LEFT
        self._shapes: list[str] = []

    def box(self, x: float, y: float, wide: float, high: float, kind: str = "box", *, round: float = 4) -> None:
        """A rectangle with its upper left corner at (x, y)."""
        left = WIDTH - x - wide if self._mirrored else x
        place = f'x="{left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        self._shapes.append(f'<rect class="{kind}" {place} rx="{round:g}"/>')

    def dot(self, x: float, y: float, radius: float) -> None:
        """A filled circle around (x, y)."""
        self._shapes.append(f'<circle class="mark" cx="{self._x(x):.1f}" cy="{y:.1f}" r="{radius:g}"/>')

    def words(self, x: float, y: float, lines: Iterable[str], kind: str = "", anchor: str = "start") -> None:
        """Lines of text in a block whose top is y; x is its start, middle or end."""
        for row, line in enumerate(lines):
            place = f'x="{self._x(x):.1f}" y="{y + LINE * row + SIZE:.1f}"'
            name = f' class="{kind}"' if kind else ""
            self._shapes.append(f'<text{name} {place} text-anchor="{anchor}">{escape(line)}</text>')

    def line(self, points: list[Point], kind: str = "line") -> None:
        """A line through the points."""
        path = "".join(f"{'L' if index else 'M'}{self._x(x):.1f} {y:.1f}" for index, (x, y) in enumerate(points))
        self._shapes.append(f'<path class="{kind}" d="{path}"/>')

    def tip(self, x: float, y: float, *, up: bool = False) -> None:
        """The head of an arrow that ends at (x, y)."""
        back = y + 10 if up else y - 10
        x = self._x(x)
        self._shapes.append(f'<path class="tip" d="M{x:.1f} {y:.1f}L{x - 6:.1f} {back:.1f}H{x + 6:.1f}Z"/>')

    def svg(self, height: float, title: str, description: str) -> str:
        """The SVG text of a sheet of this height."""
        direction = "text{direction:rtl}" if self._mirrored else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
            f'height="{height:.0f}" role="img" aria-labelledby="t d"><title id="t">{escape(title)}</title>'
            f'<desc id="d">{escape(description)}</desc><style>{STYLE}{direction}</style>'
            f'<rect width="100%" height="100%" fill="#fff"/>{"".join(self._shapes)}</svg>\n'
        )

    def _x(self, x: float) -> float:
        return WIDTH - x if self._mirrored else x
