"""Links lead to rows that are there."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, error
from ..paths import cells, get
from ..schema import N_
from ..sections import SECTIONS
from ..view import View

# These links have a rule of their own, which says more.
JUDGED_ENDS, JUDGED_LIST = ("/parent", "/output"), "budget/lines/"


def links(view: View) -> Iterator[Finding]:
    """Every link names an item of its list."""
    known: dict[str, set[str]] = {}
    for section, node in SECTIONS.items():
        for path, cell, value in cells(node, view.plan[section], section, ("link",)):
            if not value or path.endswith(JUDGED_ENDS) or path.startswith(JUDGED_LIST):
                continue
            if cell.to not in known:
                known[cell.to] = {item["id"] for item in get(view.plan, cell.to)}
            if value not in known[cell.to]:
                yield error("links", path, N_("The row that this points to is gone."))
