"""Boxes and arrows: places for the rows, ports where arrows leave and arrive, and tracks between the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from olxkit.diagrams.canvas import EDGE, LINE, SIZE, WIDTH, Canvas
from olxkit.diagrams.layers import Arrow, Layers, Piece, arrange
from olxkit.lettering import WordTooWide, width, wrap

GAP, PADDING, LANE = 16, 10, 26
MARGIN = LANE / 2  # from the end of a box to the nearest arrow
NARROWEST, TALLEST = 100, 6  # pixels of a box, lines in a box that shares its row
LABEL = 170  # pixels


class TooManyArrows(ValueError):
    """So many arrows pass a row that no room is left for its boxes."""


@dataclass(slots=True)
class _Item:
    """A box or a lane in its row: left edge, width, and its lines of text."""

    x: float
    wide: float
    lines: list[str]

    @property
    def middle(self) -> float:
        return self.x + self.wide / 2

    def inside(self, x: float) -> float:
        """The place nearest to x at which an arrow may touch."""
        return min(max(x, self.x + MARGIN), self.x + self.wide - MARGIN)


@dataclass(slots=True)
class _Run:
    """One piece of an arrow between two rows: down at x1, across in its track, down at x2."""

    piece: Piece
    x1: float
    x2: float
    label: list[str]
    label_x: float = 0
    track: int = 0

    @property
    def needs_track(self) -> bool:
        return bool(self.label) or abs(self.x1 - self.x2) > 0.5

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it takes its track, with its label."""
        half = max((width(line, SIZE) for line in self.label), default=-8) / 2 + 8
        ends = (self.x1, self.x2, self.label_x - half, self.label_x + half) if self.label else (self.x1, self.x2)
        return min(ends), max(ends)


def draw(boxes: list[str], arrows: Sequence[Arrow], language: str) -> tuple[Canvas, float]:
    """The canvas and its height. WordTooWide or TooManyArrows when it cannot be drawn at this width."""
    fault: ValueError | None = None
    for widest in (3, 2, 1):
        layers = arrange(len(boxes), arrows, widest)
        try:
            items = _places(boxes, layers, TALLEST if widest > 1 else 99)
        except ValueError as error:
            fault = error
            continue
        return _paint(items, layers, len(boxes), language)
    raise fault or TooManyArrows


def _places(boxes: list[str], layers: Layers, tallest: int) -> dict[int, _Item]:
    items: dict[int, _Item] = {}
    for row in layers.rows:
        wide = [item for item in row if item < len(boxes)]
        lanes = len(row) - len(wide)
        room = WIDTH - 2 * EDGE - lanes * LANE - GAP * (len(row) - 1)
        each = room / max(1, len(wide))
        if wide and each < NARROWEST:
            raise TooManyArrows
        x = float(EDGE)
        for item in row:
            lines = wrap(boxes[item], each - 2 * PADDING, SIZE) if item in wide else []
            if len(lines) > tallest:
                raise WordTooWide(boxes[item])
            items[item] = _Item(x, each if lines else LANE, lines)
            x += items[item].wide + GAP
    return items


def _paint(items: dict[int, _Item], layers: Layers, count: int, language: str) -> tuple[Canvas, float]:
    canvas, y = Canvas(language), float(EDGE)
    shapes: list[tuple[float, float, list[int]]] = []
    for number, row in enumerate(layers.rows):
        height = float(LINE * max(len(items[item].lines) for item in row) + 2 * PADDING)
        shapes.append((y, height, row))
        y += height
        if number < len(layers.pieces):
            runs = _runs(items, layers.pieces[number])
            tracks = _tracks(runs)
            y = _gap(canvas, runs, tracks, y, count)
    for top, height, row in shapes:
        for item in row:
            box = items[item]
            if item < count:
                canvas.box(box.x, top, box.wide, height)
                middle = top + (height - LINE * len(box.lines)) / 2
                canvas.words(box.middle, middle, box.lines, anchor="middle")
            else:
                canvas.line([(box.middle, top), (box.middle, top + height)])
    return canvas, y + EDGE


def _runs(items: dict[int, _Item], pieces: list[Piece]) -> list[_Run]:
    """The pieces with the places where they leave above and arrive below, as straight as may be."""
    tops = _ports(items, [(piece, piece.top, items[piece.bottom].middle) for piece in pieces])
    bottoms = _ports(items, [(piece, piece.bottom, x) for piece, x in zip(pieces, tops, strict=True)])
    leaving = Counter(piece.top for piece in pieces)
    runs = []
    for piece, x1, x2 in zip(pieces, tops, bottoms, strict=True):
        label = wrap(piece.arrow.label, LABEL, SIZE) if piece.arrow.label and items[piece.top].lines else []
        runs.append(_Run(piece, items[piece.top].inside(x2) if leaving[piece.top] == 1 else x1, x2, label))
    for run in runs:
        while any(_before(run, other) and _before(other, run) for other in runs):
            run.x2 += 10
    return runs


def _ports(items: dict[int, _Item], wishes: list[tuple[Piece, int, float]]) -> list[float]:
    """Where each piece touches its item: as near as may be to where it wishes, apart from the others."""
    ports: dict[int, float] = {}
    for item in {item for _, item, _ in wishes}:
        box = items[item]
        group = sorted(((wish, number) for number, (_, own, wish) in enumerate(wishes) if own == item))
        apart = min(40, (box.wide - 2 * MARGIN) / max(1, len(group) - 1))
        places: list[float] = []
        for wish, _ in group:
            places.append(max(box.inside(wish), places[-1] + apart if places else 0))
        limit = box.x + box.wide - MARGIN
        for index in reversed(range(len(places))):
            places[index] = min(places[index], limit)
            limit = places[index] - apart
        ports |= {number: place for (_, number), place in zip(group, places, strict=True)}
    return [ports[number] for number in range(len(wishes))]


def _tracks(runs: list[_Run]) -> list[int]:
    """Gives each run a place for its label and a track of its own; the lines of text in each track."""
    for run in runs:
        if run.label:
            run.label_x = _label_place(run, runs)
    tracks: list[list[_Run]] = []
    waiting = sorted((run for run in runs if run.needs_track), key=lambda run: (run.span, run.x1))
    while waiting:
        # What leaves where another one arrives must turn aside first.
        run = next((one for one in waiting if not any(_before(two, one) for two in waiting)), waiting[0])
        waiting.remove(run)
        low = max((other.track + 1 for track in tracks for other in track if _before(other, run)), default=0)
        free = (n for n in range(low, len(tracks)) if not any(_meet(run.span, other.span) for other in tracks[n]))
        run.track = next(free, len(tracks))
        tracks += [[] for _ in range(run.track + 1 - len(tracks))]
        tracks[run.track].append(run)
    return [max(len(run.label) for run in track) for track in tracks]


def _before(one: _Run, other: _Run) -> bool:
    return one is not other and one.needs_track and abs(one.x1 - other.x2) < 9


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + 6 and other[0] < one[1] + 6


def _label_place(run: _Run, runs: list[_Run]) -> float:
    """Of a few places along the run the one that hides the fewest other lines, all of it on the sheet."""
    half = max(width(line, SIZE) for line in run.label) / 2 + 4
    others = [x for other in runs if other is not run for x in (other.x1, other.x2)]
    places = [(run.x1 + run.x2) / 2, run.x2, run.x1, run.x2 - half + 12, run.x2 + half - 12]
    places = [min(max(x, EDGE + half), WIDTH - EDGE - half) for x in places]
    return min(places, key=lambda x: sum(abs(other - x) < half for other in others))


def _gap(canvas: Canvas, runs: list[_Run], tracks: list[int], y: float, count: int) -> float:
    """Draws what stands between two rows of which the upper one ends at y; answers where the lower one begins."""
    tops = []
    below = y + 14
    for lines in tracks:
        tops.append(below)
        below += LINE * lines + (10 if lines else 12)
    bottom = below + (14 if tracks else 20)
    for run in runs:
        middle = tops[run.track] + LINE * len(run.label) / 2 + 3 if run.needs_track else bottom
        canvas.line([(run.x1, y), (run.x1, middle), (run.x2, middle), (run.x2, bottom)])
    for run in runs:
        if run.label:
            half = max(width(line, SIZE) for line in run.label) / 2 + 3
            canvas.box(run.label_x - half, tops[run.track], 2 * half, LINE * len(run.label) + 4, "under")
            canvas.words(run.label_x, tops[run.track] + 1, run.label, "soft", "middle")
        if run.piece.up and run.piece.top < count:
            canvas.tip(run.x1, y, up=True)
        elif not run.piece.up and run.piece.bottom < count:
            canvas.tip(run.x2, bottom)
    return bottom
