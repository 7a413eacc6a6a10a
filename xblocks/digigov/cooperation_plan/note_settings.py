"""What an author sets of a "For your country" question. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .clean import Fault
from .schema import N_

MOST = {"display_name": 255, "question": 5_000}


def check_note(values: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with the fields; both need a text."""
    return [
        Fault(name, N_("Write 1 to {most} letters."), (("most", str(most)),))
        for name, most in MOST.items()
        if name in values and not (isinstance(values[name], str) and 1 <= len(values[name].strip()) <= most)
    ]
