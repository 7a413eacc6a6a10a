"""The plan as JSON, out and in again. What comes in goes through clean.py like everything that comes in."""

from __future__ import annotations

import json

from ..sections import Plan, as_document


def make(plan: Plan) -> bytes:
    """The plan as a JSON document that `clean` reads."""
    return (json.dumps(as_document(plan), ensure_ascii=False, indent=1) + "\n").encode()
