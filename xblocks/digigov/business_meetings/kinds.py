"""What participants seek and organisations offer, and the languages that people name. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale

from .faults import N_

KINDS: dict[str, str] = {
    "consulting": N_("Consulting and master plans"),
    "systems": N_("Systems and software"),
    "infrastructure": N_("Data centres and networks"),
    "operation": N_("Operation and maintenance"),
    "training": N_("Training and exchange of experts"),
    "finance": N_("Financing and aid projects"),
    "standards": N_("Law, standards and certification"),
    "research": N_("Joint research and pilots"),
}


@cache
def languages(reader: str = "en") -> dict[str, str]:
    """Code and name of each language that has a two- or three-letter code, in the reader's language."""
    names = Locale.parse(reader.replace("-", "_").split("_")[0]).languages if reader else {}
    return {code: str(name) for code, name in names.items() if len(code) <= 3 and code.isalpha()}


def language_name(code: str, reader: str = "en") -> str:
    """A language's name in the reader's language, else in English, else its code."""
    try:
        return languages(reader).get(code) or languages("en").get(code, code)
    except Exception:  # a reader's language that Babel does not know
        return languages("en").get(code, code)


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in languages("en").items()}


def language_code(text: str) -> str | None:
    """A code, or an English name, as a code."""
    word = text.strip().casefold()
    return word if word in languages("en") else _by_name().get(word)


def kind_code(text: str) -> str | None:
    """A kind's code or English name as its code."""
    word = text.strip().casefold()
    if word in KINDS:
        return word
    return next((code for code, name in KINDS.items() if name.casefold() == word), None)


def shared(mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """What stands in both, in my order."""
    other = set(theirs)
    return [one for one in mine if one in other]
