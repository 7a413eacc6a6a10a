"""The code lists, read once from the JSON files beside this one; each file says where its codes are from. Pure.

The sectors of digital government are those of digigov.sectors, countries and currencies those of common/places.json;
the survey and the meetings share both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from digigov.common import places
from digigov.sectors.rules import SECTORS

FILES = ("iati.json", "own.json")
# A list that is made of others, in this order.
JOINED = {"sector": ("sector-course", "sector-dac")}

Entry = Mapping[str, Any]


@cache
def lists() -> Mapping[str, Mapping[str, Entry]]:
    """All lists by name; each maps its codes to entries, in the order of the file."""
    found: dict[str, dict[str, Entry]] = {
        "sector-course": {code: {**one._asdict(), "vocabulary": "99"} for code, one in SECTORS.items()}
    }
    for file in FILES:
        data = json.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))
        for name, entries in data["lists"].items():
            found[name] = {entry["code"]: entry for entry in entries}
    found |= {name: dict(entries) for name, entries in places.lists().items()}
    for name, parts in JOINED.items():
        found[name] = {code: entry for part in parts for code, entry in found[part].items()}
    return found


def entry(name: str, code: str) -> Entry | None:
    """The entry of a code, or None when the list does not have it; KeyError when there is no such list."""
    return lists()[name].get(code)


def label(name: str, code: str, language: str = "en") -> str:
    """A code's name for people: English, or for countries and currencies in one of five languages; else the code.

    The English names of the other lists are in the catalogue: give them to gettext.
    """
    found = entry(name, code)
    if found is None:
        return code
    names = found.get("names")
    return str(names.get(language.partition("-")[0], names["en"]) if names else found["name"])
