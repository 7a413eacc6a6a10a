"""Boxes and arrows in rows from top to bottom (Sugiyama, Tagawa, Toda 1981): rows, lanes for long arrows, order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another, by their numbers, with what is written on it."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an arrow between two rows that follow each other: from item `top` down to item `bottom`.

    Items below the number of boxes are boxes, the others lanes. `up` when the arrow itself leads upwards.
    """

    top: int
    bottom: int
    arrow: Arrow
    up: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """Rows of items in order, and the pieces below each row but the last."""

    rows: list[list[int]]
    pieces: list[list[Piece]]


def arrange(count: int, arrows: Sequence[Arrow], widest: int) -> Layers:
    """Rows of at most `widest` boxes, so that arrows lead down where they can."""
    backwards = _backwards(count, arrows)
    edges = [(arrow.end, arrow.start) if back else (arrow.start, arrow.end)
             for arrow, back in zip(arrows, backwards, strict=True)]  # fmt: skip
    row_of = _rows(count, edges, widest)
    rows: list[list[int]] = [[] for _ in range(max(row_of) + 1)]
    for box, row in enumerate(row_of):
        rows[row].append(box)
    pieces: list[list[Piece]] = [[] for _ in rows[1:]]
    lane = count
    for arrow, up, (top, bottom) in zip(arrows, backwards, edges, strict=True):
        above = top
        for row in range(row_of[top], row_of[bottom]):
            below = bottom if row + 1 == row_of[bottom] else lane
            if below == lane:
                rows[row + 1].append(lane)
                lane += 1
            pieces[row].append(Piece(above, below, arrow, up))
            above = below
    return Layers(_ordered(rows, pieces), pieces)


def _backwards(count: int, arrows: Sequence[Arrow]) -> list[bool]:
    """Which arrows close a circle, when one follows the arrows in the order in which the author wrote them."""
    state = [0] * count  # 1 while on the way, 2 when done
    back = [False] * len(arrows)
    for first in range(count):
        way = [(first, iter(_from(first, arrows)))] if not state[first] else []
        state[first] = state[first] or 1
        while way:
            box, leaving = way[-1]
            number = next(leaving, None)
            if number is None:
                state[box] = 2
                way.pop()
            elif state[arrows[number].end] == 1:
                back[number] = True
            elif not state[arrows[number].end]:
                state[arrows[number].end] = 1
                way.append((arrows[number].end, iter(_from(arrows[number].end, arrows))))
    return back


def _from(box: int, arrows: Sequence[Arrow]) -> list[int]:
    return [number for number, arrow in enumerate(arrows) if arrow.start == box]


def _rows(count: int, edges: Sequence[tuple[int, int]], widest: int) -> list[int]:
    """The row of each box: below all boxes that lead to it, and in a row that still has room."""
    row_of = [-1] * count
    filled: dict[int, int] = {}
    while -1 in row_of:
        ready = (box for box in range(count) if row_of[box] < 0 and all(row_of[a] >= 0 for a, b in edges if b == box))
        box = next(ready)
        row = 1 + max((row_of[above] for above, below in edges if below == box), default=-1)
        while filled.get(row, 0) >= widest:
            row += 1
        row_of[box] = row
        filled[row] = filled.get(row, 0) + 1
    return row_of


def _ordered(rows: list[list[int]], pieces: list[list[Piece]]) -> list[list[int]]:
    """The rows in the order with the fewest crossings that sorting by the middle of the neighbours finds."""
    best, fewest = rows, _crossings(rows, pieces)
    for sweep in range(SWEEPS):
        rows = [list(row) for row in rows]
        down = sweep % 2 == 0
        for index in range(1, len(rows)) if down else reversed(range(len(rows) - 1)):
            neighbours = rows[index - 1] if down else rows[index + 1]
            between = pieces[index - 1] if down else pieces[index]
            pairs = [(one.bottom, one.top) if down else (one.top, one.bottom) for one in between]
            rows[index] = _by_middle(rows[index], neighbours, pairs)
        crossings = _crossings(rows, pieces)
        if crossings < fewest:
            best, fewest = rows, crossings
    return best


def _by_middle(row: list[int], neighbours: list[int], pairs: list[tuple[int, int]]) -> list[int]:
    place = {item: (index + 0.5) / len(neighbours) for index, item in enumerate(neighbours)}

    def middle(item: int) -> float:
        places = [place[other] for own, other in pairs if own == item]
        return sum(places) / len(places) if places else (row.index(item) + 0.5) / len(row)

    return sorted(row, key=middle)


def _crossings(rows: list[list[int]], pieces: list[list[Piece]]) -> int:
    total = 0
    for (above, below), between in zip(pairwise(rows), pieces, strict=True):
        ends = sorted((above.index(piece.top), below.index(piece.bottom)) for piece in between)
        pairs = combinations(ends, 2)
        total += sum(1 for one, other in pairs if one[0] < other[0] and one[1] > other[1])
    return total
