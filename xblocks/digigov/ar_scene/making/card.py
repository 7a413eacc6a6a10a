"""The card: a likeness of a Korean address plate that carries the marker, as SVG. Lengths in millimetres.

Modelled on the plates of the Road Name Address Act: blue for buildings, with the gable of a house, blue and white for
base numbers, yellow for objects. Likenesses made for teaching, not official designs.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from digigov.ar_scene.making.lettering import BOLD, PLAIN, line
from digigov.ar_scene.marker import SIDE, marker_squares
from digigov.ar_scene.rules import MARKER_MM
from digigov.ar_scene.scene import Card, Scene

WIDTH, HEIGHT = 180.0, 124.0
MARGIN = 5.0  # from the edge to the thin line round the plate
QUIET = MARKER_MM / SIDE * 1.2  # white round the marker; one square is what detectors need
MARKER_X = WIDTH - 17 - QUIET - MARKER_MM


class Look(NamedTuple):
    """Colours of a plate: ground, letters, line; and whether it has a gable."""

    ground: str
    ink: str
    gable: bool


LOOKS = {
    "building": Look("#12479d", "#ffffff", True),
    "base": Look("#12479d", "#ffffff", False),
    "object": Look("#f6c700", "#1a1a1a", False),
}


def marker_place(card: Card) -> tuple[float, float]:
    """The upper left corner of the marker's black border on the card."""
    top = _top(card)
    return MARKER_X, top + (HEIGHT - top - MARKER_MM) / 2


def card_svg(scene: Scene) -> str:
    """The card as a drawing of 180 × 124 mm."""
    card, look = scene.card, LOOKS[scene.card.plate]
    label = f"{card.korean} {card.number}, {card.latin}; {scene.marker}"
    x, y = marker_place(card)
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}mm"'
        f' height="{HEIGHT:g}mm" role="img"><title>{escape(label)}</title>',
        f'<path fill="{look.ground}" d="{_outline(look, 0)}"/>',
        f'<path fill="none" stroke="{look.ink}" stroke-width="1.1" d="{_outline(look, MARGIN)}"/>',
        *_words(card, look),
        _square(x - QUIET, y - QUIET, MARKER_MM + 2 * QUIET, "#ffffff", round_=2.5),
        *_marker(scene.marker, x, y),
        "</svg>",
    ]
    return "\n".join(pieces) + "\n"


def _top(card: Card) -> float:
    """Where the gable ends and the walls begin."""
    return 26.0 if LOOKS[card.plate].gable else 0.0


def _outline(look: Look, inset: float) -> str:
    left, right, low, r = inset, WIDTH - inset, HEIGHT - inset, max(1.0, 6 - inset * 0.6)
    if look.gable:
        eave, peak = 26 + inset * 0.15, inset * 1.04
        roof = f"L{left:g} {eave:g}L{WIDTH / 2:g} {peak:g}L{right:g} {eave:g}"
    else:
        turn = f"A{r:g} {r:g} 0 0 1"
        roof = f"V{inset + r:g}{turn} {left + r:g} {inset:g}H{right - r:g}{turn} {right:g} {inset + r:g}"
    corner = f"A{r:g} {r:g} 0 0 1"
    return f"M{left + r:g} {low:g}{corner} {left:g} {low - r:g}{roof}V{low - r:g}{corner} {right - r:g} {low:g}Z"


def _words(card: Card, look: Look) -> list[str]:
    """Road in Korean, the number large, the road in Latin letters, in the room beside the marker."""
    left, room, top = 14.0, MARKER_X - QUIET - 14.0 - 8.0, _top(card)
    middle = left + room / 2
    height = HEIGHT - top - MARGIN
    rows = ((card.korean, 0.17, 0.25, BOLD), (card.number, 0.33, 0.69, BOLD), (card.latin, 0.085, 0.90, PLAIN))
    made = []
    for text, size, base, font in rows:
        size_mm = height * size
        drawn = line(text, size_mm, font, 0.04)
        if drawn.width > room:
            drawn = line(text, size_mm * room / drawn.width, font, 0.04)
        x, y = middle - drawn.width / 2, top + height * base
        made.append(f'<path fill="{look.ink}" transform="translate({x:.2f} {y:.2f})" d="{drawn.path}"/>')
    return made


def _marker(id: int, x: float, y: float) -> list[str]:
    """A black square with the white squares of the code on it, joined along rows."""
    step = MARKER_MM / SIDE
    white = []
    for row, squares in enumerate(marker_squares(id)):
        column = 0
        while column < SIDE:
            end = column
            while end < SIDE and squares[end]:
                end += 1
            if end > column:
                left, top = x + column * step, y + row * step
                white.append(f"M{left:g} {top:g}h{(end - column) * step:g}v{step:g}H{left:g}z")
            column = max(end, column + 1)
    joined = "".join(white)
    return [_square(x, y, MARKER_MM, "#000000"), f'<path fill="#ffffff" shape-rendering="crispEdges" d="{joined}"/>']


def _square(x: float, y: float, side: float, colour: str, round_: float = 0.0) -> str:
    corner = f' rx="{round_:g}"' if round_ else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{side:g}" height="{side:g}"{corner} fill="{colour}"/>'
