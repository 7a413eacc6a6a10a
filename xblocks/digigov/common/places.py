"""Countries (ISO 3166-1) and currencies (ISO 4217) with their names in five languages. Stdlib only, pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "ko", "es", "ru", "fr")


@cache
def lists() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """{"country" | "currency": {code: {"code", "names": {language: name}}}}, by English name."""
    text = Path(__file__).with_name("places.json").read_text(encoding="utf-8")
    return {name: {one["code"]: one for one in entries} for name, entries in json.loads(text)["lists"].items()}


def country_name(code: str, language: str = "en") -> str:
    """The country's name in the language where the list has it, else in English; an unknown code as it is."""
    found = lists()["country"].get(code)
    if found is None:
        return code
    return str(found["names"].get(language.partition("-")[0], found["names"]["en"]))


def countries(language: str = "en") -> list[tuple[str, str]]:
    """(code, name) of every country, ordered by the name in this language."""
    return sorted(((code, country_name(code, language)) for code in lists()["country"]), key=lambda pair: pair[1])
