"""The squares of a marker: ArUco MIP 36h12 (Garrido-Jurado et al. 2016), as the detector in the browser knows it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

DICTIONARY = Path(__file__).parent / "public" / "vendor" / "aruco-mip-36h12.json"
MARKERS = 250
INNER = 6  # squares to a side; a black border of one square is round them
SIDE = INNER + 2


class NoDictionary(OSError):
    """The dictionary is fetched with the other third-party parts: `make .venv`, or `npm run vendor`."""


def marker_bits(id: int) -> tuple[tuple[int, ...], ...]:
    """The six rows of six squares inside the border, 1 for white; IndexError for an id beyond the dictionary."""
    if not 0 <= id < MARKERS:
        raise IndexError(f"there is no marker {id}")
    bits = f"{int(_codes()[id], 16):0{INNER * INNER}b}"
    return tuple(tuple(int(bit) for bit in bits[row : row + INNER]) for row in range(0, INNER * INNER, INNER))


def marker_squares(id: int) -> tuple[tuple[int, ...], ...]:
    """All eight rows of eight squares with the black border, 1 for white."""
    edge = (0,) * SIDE
    return (edge, *((0, *row, 0) for row in marker_bits(id)), edge)


@lru_cache(maxsize=1)
def _codes() -> list[str]:
    try:
        codes: list[str] = json.loads(DICTIONARY.read_text("utf-8"))["codes"]
    except OSError as error:
        raise NoDictionary(f"'{DICTIONARY}' is missing; run `npm run vendor`") from error
    return codes
