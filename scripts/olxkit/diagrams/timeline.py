"""A timeline: its entries one below the other, or on an axis where every year takes the same room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from olxkit.diagrams.canvas import EDGE, LINE, SIZE, WIDTH, Canvas
from olxkit.lettering import wrap

AXIS, LANE = 66, 14  # where the axis of years stands, and how far bars that overlap keep apart
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
Block = list[tuple[str, str]]  # lines of text, each with its kind


@dataclass(frozen=True, slots=True)
class Entry:
    """`when` as the author wrote it, what happened, a note; `start` and `end` in years, equal for a moment."""

    when: str
    what: str
    note: str = ""
    start: float = 0
    end: float = 0


def draw_list(entries: list[Entry], language: str) -> tuple[Canvas, float]:
    """Entries on a line, evenly; the canvas and its height. WordTooWide when a word does not fit."""
    canvas, y = Canvas(language), float(EDGE)
    left = EDGE + 26
    blocks = [_block(entry, WIDTH - left - EDGE) for entry in entries]
    last = y + sum(LINE * len(block) + 18 for block in blocks[:-1])
    canvas.line([(EDGE + 6, y + LINE / 2), (EDGE + 6, last + LINE / 2)], "axis")
    for block in blocks:
        canvas.dot(EDGE + 6, y + LINE / 2, 6)
        _write(canvas, left, y, block)
        y += LINE * len(block) + 18
    return canvas, y


def draw_axis(entries: list[Entry], language: str) -> tuple[Canvas, float]:
    """Entries along an axis in proportion to time; the canvas and its height. WordTooWide as for a list."""
    lanes = _lanes(entries)
    count = max(lanes, default=0) + 1
    left = AXIS + LANE * count + 34
    blocks = [_block(entry, WIDTH - left - EDGE) for entry in entries]
    heights = [LINE * len(block) for block in blocks]
    low, high, step = _scale(min(one.start for one in entries), max(one.end for one in entries))
    top = EDGE + LINE / 2
    length = max(300.0, sum(heights) + 12 * len(heights))
    marks = [top + (entry.start - low) / (high - low) * length for entry in entries]
    tops = _spread([mark - LINE / 2 for mark in marks], heights, top - LINE / 2, top + length + LINE / 2)
    canvas = Canvas(language)
    canvas.line([(AXIS, top), (AXIS, top + length)], "axis")
    for year in range(low, high + 1, step):
        y = top + (year - low) / (high - low) * length
        canvas.line([(AXIS - 5, y), (AXIS, y)], "axis")
        canvas.words(AXIS - 10, y - LINE / 2, [str(year)], "soft", "end")
    for entry, lane, mark, place in zip(entries, lanes, marks, tops, strict=True):
        x, elbow = AXIS + LANE * lane + 7, AXIS + LANE * count + 8
        canvas.line([(x, mark), (elbow, mark), (left - 12, place + LINE / 2), (left - 5, place + LINE / 2)], "axis")
        if entry.end > entry.start:
            canvas.box(x - 4, mark, 8, (entry.end - entry.start) / (high - low) * length, "mark", round=3)
        else:
            canvas.dot(x, mark, 5)
    for block, place in zip(blocks, tops, strict=True):
        _write(canvas, left, place, block)
    return canvas, top + length + LINE / 2 + EDGE


def _block(entry: Entry, limit: float) -> Block:
    lines = [(line, "when") for line in wrap(entry.when, limit, SIZE, bold=True)]
    lines += [(line, "") for line in wrap(entry.what, limit, SIZE)]
    return lines + ([(line, "soft") for line in wrap(entry.note, limit, SIZE)] if entry.note else [])


def _write(canvas: Canvas, x: float, y: float, block: Block) -> None:
    for row, (line, kind) in enumerate(block):
        canvas.words(x, y + LINE * row, [line], kind)


def _lanes(entries: list[Entry]) -> list[int]:
    """For each entry the first lane in which nothing stands at its time."""
    ends: list[float] = []
    lanes = []
    for entry in entries:
        lane = next((number for number, end in enumerate(ends) if end < entry.start), len(ends))
        ends[lane : lane + 1] = [entry.end]
        lanes.append(lane)
    return lanes


def _scale(first: float, last: float) -> tuple[int, int, int]:
    """First and last year of the axis and the years between two ticks; at most nine ticks."""
    step = next((step for step in STEPS if (last - first) / step <= 7), STEPS[-1])
    low = int(first // step) * step
    high = -int(-last // step) * step
    return low, max(high, low + step), step


def _spread(wanted: list[float], heights: list[int], top: float, bottom: float) -> list[float]:
    """Places as near as may be to the wanted ones, in order, without overlap, all within the sheet."""
    places: list[float] = []
    free = top
    for want, height in zip(wanted, heights, strict=True):
        places.append(max(want, free))
        free = places[-1] + height + 12
    limit = bottom + 12
    for index in reversed(range(len(places))):
        places[index] = min(places[index], limit - heights[index] - 12)
        limit = places[index]
    assert all(above < below for above, below in pairwise(places))
    return places
