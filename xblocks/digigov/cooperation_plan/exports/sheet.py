"""Writing one sheet of the plan's workbook: what every slice uses, and a plan's cells."""

from __future__ import annotations

from digigov.common.sheet import (
    BAR_FILL,
    DAY,
    MONEY,
    PLAIN,
    SUM_FILL,
    SUM_FONT,
    Formula,
    Value,
    header,
    paged,
    put,
    strong,
)

from ..values import number

__all__ = [
    "BAR_FILL",
    "DAY",
    "MONEY",
    "PLAIN",
    "SUM_FILL",
    "SUM_FONT",
    "Formula",
    "Value",
    "figure",
    "header",
    "paged",
    "put",
    "strong",
]


def figure(text: str) -> Value:
    """A cell's number as a number, anything else as it was typed."""
    found = number(text) if text else None
    return text if found is None else found
