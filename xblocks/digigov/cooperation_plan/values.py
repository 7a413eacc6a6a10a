"""Reading what people type into cells: numbers, dates, years. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

MOST_DIGITS = 18
_SPACES = re.compile("(?<=\\d)[ \u00a0\u2009\u202f'\u2019\u066c](?=\\d)")
# Thousands cut off by commas or points, where nothing else can be meant: two groups, or one and a fraction.
_COMMAS = re.compile("[-\u2212]?\\d{1,3}(?:(?:,\\d{3}){2,}(?:\\.\\d+)?|,\\d{3}\\.\\d+)")
_POINTS = re.compile("[-\u2212]?\\d{1,3}(?:(?:\\.\\d{3}){2,}(?:,\\d+)?|\\.\\d{3},\\d+)")
_NUMBER = re.compile("[-\u2212]?\\d+([.\u066b]\\d+)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")


def number(text: str) -> Decimal | None:
    """The number in a cell, in digits of any script; None for all else.

    "1250000.5", "1 250 000", "1,250,000.5" and "1.250.000,5" are numbers. "1,5" and "1,250" are none: to some the comma
    begins a fraction, to others it cuts off thousands, and a budget must not depend on who reads it.
    """
    text = _SPACES.sub("", text.strip()[:80])
    if _COMMAS.fullmatch(text):
        text = text.replace(",", "")
    elif _POINTS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not _NUMBER.fullmatch(text) or len(text) > MOST_DIGITS + 4:
        return None
    signs = text.replace("\u066b", ".").replace("\u2212", "-")
    return Decimal("".join(sign if sign in ".-" else str(unicodedata.digit(sign)) for sign in signs))


def day(text: str) -> date | None:
    """The date in a cell, written as 2027-03-01; None for all else."""
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def year(text: str) -> int | None:
    """The one year in a cell, written as 2027; None for all else."""
    return int(text) if _YEAR.fullmatch(text) else None


def plain(value: Decimal) -> str:
    """A number as cells hold it: no exponent, no zeros at the end of a fraction."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def short(text: str, most: int = 60) -> str:
    """The beginning of a text on one line, for naming an item in a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
