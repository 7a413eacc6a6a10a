"""Making what comes in (from a browser, from a file) fit the schema: what cannot be kept is refused cell by cell. Pure.

Drafting is never blocked: a half-typed number passes here, and check.py finds it. Refused is only what would harm:
texts beyond any size, wrong types, unknown codes, dates before 1970. A refused cell keeps the value it had before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .codes import lists
from .schema import (
    CELL_CHARS,
    FIRST_YEAR,
    LAST_YEAR,
    LINE_CHARS,
    MOST_ITEMS,
    N_,
    SECTION_CHARS,
    Cell,
    Content,
    Group,
    Items,
    Node,
    empty,
)
from .sections import FORMAT, SECTIONS, VERSION
from .values import day, short, year

ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was refused. `template` is the English message over `values`, ready for translation."""

    path: str
    template: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """The message in English."""
        return self.template.format(**dict(self.values))


@dataclass(slots=True)
class Cleaned:
    """A section, or the sections of a document, that fit the schema; and what had to be refused."""

    content: Content
    faults: list[Fault] = field(default_factory=list)


def clean(section: str, given: Any, kept: Content | None = None) -> Cleaned:
    """A section's content as it may be saved. `kept` is what is saved now; it stays where a cell is refused or missing.

    KeyError when there is no such section.
    """
    node = SECTIONS[section]
    faults: list[Fault] = []
    content = _clean(node, given, kept if kept is not None else empty(node), section, faults)
    if _size(content) > SECTION_CHARS:
        template = N_("This section is too long: it may have {most} characters. What you wrote is still on this page.")
        return Cleaned(
            kept if kept is not None else empty(node), [Fault(section, template, (("most", str(SECTION_CHARS)),))]
        )
    return Cleaned(content, faults)


def read_document(given: Any) -> Cleaned:
    """The sections in an exported JSON document; `content` has those that it holds. Never raises."""
    sections = given.get("sections") if isinstance(given, Mapping) and given.get("format") == FORMAT else None
    if not isinstance(sections, Mapping):
        return Cleaned({}, [Fault("", N_("This file is not a cooperation plan."))])
    faults, content = [], {}
    if given.get("version") != VERSION:
        template = N_("This plan was written by another version ({version}); what is not known here was left out.")
        faults.append(Fault("", template, (("version", short(str(given.get("version")), 20)),)))
    for name, value in sections.items():
        if name not in SECTIONS:
            faults.append(_fault(short(str(name), 40), N_("There is no section {name}."), name=name))
            continue
        cleaned = clean(name, value)
        content[name] = cleaned.content
        faults += cleaned.faults
    return Cleaned(content, faults)


def _clean(node: Node, given: Any, kept: Any, path: str, faults: list[Fault]) -> Any:
    if isinstance(node, Cell):
        return _cell(node, given, kept, path, faults)
    if isinstance(node, Items):
        return _items(node, given, kept, path, faults)
    if not isinstance(given, Mapping):
        faults.append(_fault(path, N_("Here an object is expected.")))
        return kept
    for name in given:
        if name not in node.fields and name != "id":
            faults.append(_fault(path, N_("{name} is not known here and was left out."), name=name))
    return {
        name: _clean(below, given[name], kept[name], f"{path}/{name}", faults) if name in given else kept[name]
        for name, below in node.fields.items()
    }


def _items(node: Items, given: Any, kept: Any, path: str, faults: list[Fault]) -> Any:
    if not isinstance(given, list):
        faults.append(_fault(path, N_("Here a list is expected.")))
        return kept
    if len(given) > MOST_ITEMS:
        faults.append(_fault(path, N_("A list may have {most} rows; those after them were left out."), most=MOST_ITEMS))
    before = {item["id"]: item for item in kept}
    taken = {item.get("id") for item in given if isinstance(item, Mapping) and isinstance(item.get("id"), str)}
    used: set[str] = set()
    items = []
    for item in given[:MOST_ITEMS]:
        if not isinstance(item, Mapping):
            faults.append(_fault(path, N_("A row that is not an object was left out.")))
            continue
        id = item.get("id")
        if not isinstance(id, str) or not ID.fullmatch(id) or id in used:
            if id not in (None, ""):
                template = N_("The row {id} got another id: ids are letters, digits, - and _, each used once.")
                faults.append(_fault(path, template, id=id))
            id = next(name for number in range(1, 10 * MOST_ITEMS) if (name := f"n{number}") not in taken)
            taken.add(id)
        used.add(id)
        group = Group(node.item, node.fields)
        items.append({"id": id, **_clean(group, item, before.get(id) or empty(group), f"{path}/{id}", faults)})
    return items


def _cell(node: Cell, given: Any, kept: Any, path: str, faults: list[Fault]) -> Any:
    if given == kept and isinstance(given, type(kept)):
        return kept
    if isinstance(node.empty, bool):
        if isinstance(given, bool):
            return given
        faults.append(_fault(path, N_("Here yes or no is expected.")))
        return kept
    if isinstance(given, (int, float)) and not isinstance(given, bool):  # from a file that another program wrote
        given = format(Decimal(str(given)), "f") if abs(given) < 1e18 else str(given)
    if not isinstance(given, str):
        faults.append(_fault(path, N_("Here a text is expected.")))
        return kept
    text = _tidy(node, given)
    template, values = _refusal(node, text)
    if template:
        faults.append(_fault(path, template, **values))
        return kept
    return text


def _tidy(node: Cell, text: str) -> str:
    if node.kind == "text":
        return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", re.sub(r"[\r\n\t]+", " ", text)).strip()


def _refusal(node: Cell, text: str) -> tuple[str, dict[str, object]]:
    """Why a text may not stand in this cell: a template and its values; "" when it may."""
    most = CELL_CHARS if node.kind == "text" else LINE_CHARS
    if len(text) > most:
        template = N_(
            "This text has {length} characters; the cell holds {most}. What you wrote is still on this page: "
            "shorten it, or put the rest into an annex."
        )
        return template, {"length": len(text), "most": most}
    if _SURROGATE.search(text):
        return N_("This text holds broken characters. Please type it again."), {}
    if node.kind == "code" and text and text not in lists()[node.codes]:
        return N_("{code} is not in the list to choose from."), {"code": text}
    if node.kind == "link" and text and not ID.fullmatch(text):
        return N_("Please choose a row from the list."), {}
    if node.kind in ("date", "year"):
        when = day(text)
        given = when.year if when else year(text)
        if given is not None and not FIRST_YEAR <= given <= LAST_YEAR:
            return N_("{date} is not between the years {first} and {last}."), {
                "date": text,
                "first": FIRST_YEAR,
                "last": LAST_YEAR,
            }
    return "", {}


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(map(_size, values))


def _fault(path: str, template: str, **values: object) -> Fault:
    return Fault(path, template, tuple((name, short(str(value), 80)) for name, value in values.items()))
