"""Numerical answers: a number with a tolerance, or a range; and when Studio takes an answer for one."""

from __future__ import annotations

import math
import re
import unicodedata

from olxkit.problems.question import BadNumber, BadRange, BadTolerance, LooksLikeNumber
from olxkit.source.question.arithmetic import calculable
from olxkit.source.question.page import Page, short

LETTER = re.compile(r"[a-df-zA-DF-Z]")  # an `e` may be an exponent
BEGINS_AS_NUMBER = re.compile(r"[+-]?(?:[0-9]|\.[0-9])")
TOLERANCE = re.compile(r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?[ \t]*%?")
SPACES = re.compile(r"\s+")


def is_range(text: str) -> bool:
    return text[:1] in ("[", "(") and text[-1:] in ("]", ")")


def is_number(text: str) -> bool:
    """Studio's rule for `= text`: a range, or no letters and a digit to begin with."""
    return is_range(text) or (not LETTER.search(text) and bool(BEGINS_AS_NUMBER.match(text)))


def read_number(page: Page, offset: int, text: str) -> tuple[str, str]:
    """The answer and the tolerance (may be empty) as the platform wants them."""
    if is_range(text):
        if reason := _range_fault(text):
            page.report(BadRange, offset, text=short(text), reason=reason)
        return text, ""
    answer, plus_minus, tolerance = text.partition("+-")
    answer, tolerance = SPACES.sub("", answer), tolerance.strip()
    if not calculable(answer):
        page.report(BadNumber, offset, text=short(text.partition("+-")[0]))
    if plus_minus and not (TOLERANCE.fullmatch(tolerance) and math.isfinite(float(tolerance.rstrip("% \t")))):
        page.report(BadTolerance, offset + text.index("+-"), text=short(tolerance))
    return answer, tolerance


def _range_fault(text: str) -> str:
    bounds = text[1:-1].split(",")
    if len(bounds) != 2:
        return "there must be two numbers with a comma between them"
    for bound in bounds:
        if not bound.strip() or not calculable(bound.strip()):
            return f"'{short(bound)}' is not a number"
    try:
        low, high = (float(bound) for bound in bounds)
    except ValueError:
        return ""  # expressions, such as `(5*2)`: the platform calculates them
    return "" if low < high else "the first number must be the smaller one"


def check_lookalike(page: Page, offset: int, text: str) -> None:
    """Warns of text that people read as a number and Studio does not."""
    usual = _usual(text)
    if usual != text and is_number(usual) and not is_range(usual) and calculable(usual):
        advice = f"write {usual}"
    elif calculable(text) and not LETTER.search(text):
        advice = "begin it with a digit"
    elif "+-" in text and is_range(text.partition("+-")[0].strip()):
        advice = "a range has no tolerance; delete '+-' and what follows"
    else:
        return
    page.report(LooksLikeNumber, offset, text=short(text), advice=advice)


def _usual(text: str) -> str:
    """Digits of all scripts as 0-9, minus signs as `-`."""
    plain = [str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text]
    return "".join(plain).replace("\u2212", "-").replace("\u2013", "-")
