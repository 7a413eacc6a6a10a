"""Showing figures on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from measure import Cost


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of work at two sizes; `ratio` is to Python-Markdown alone at the smaller one."""

    name: str
    small: Cost
    large: Cost
    ratio: float


def show(rows: Sequence[Row], sizes: tuple[int, int]) -> None:
    """CPU seconds (user and system, whole process, best run) and peak memory, with the growth between the sizes."""
    print("\nCPU seconds of the whole process (best run), and its peak memory")
    print(f"{'':37} {sizes[0]:>6} units {sizes[1]:>6} units  growth  ratio {sizes[0]:>6} units {sizes[1]:>6} units")
    for row in rows:
        growth = row.large.seconds / row.small.seconds
        seconds = f"{row.small.seconds:10.3f} s {row.large.seconds:10.3f} s {growth:6.1f}x {row.ratio:6.2f}"
        print(f"{row.name:37} {seconds} {row.small.megabytes:9.0f} MB {row.large.megabytes:9.0f} MB")


def verdict(claim: str, reached: bool) -> None:
    """One figure, and whether it is reached; a benchmark informs and never fails."""
    print(f"  {'reached' if reached else 'MISSED '}  {claim}")
