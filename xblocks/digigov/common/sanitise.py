"""The one gate that HTML made from authors' text passes: bleach with the allow-list of allowed_html.json."""

from __future__ import annotations

from bleach.sanitizer import Cleaner

from digigov.common.allow_list import allowed


def clean(html: str) -> str:
    """HTML with only what the allow-list names; other tags vanish, their text stays."""
    rules = allowed()
    # A Cleaner keeps parser state, so one is made for each call: threads may not share it.
    return str(
        Cleaner(tags=set(rules["tags"]), attributes=_attribute, protocols=set(rules["protocols"]), strip=True).clean(
            html
        )
    )


def _attribute(tag: str, name: str, value: str) -> bool:
    rules = allowed()
    named = name in rules["attributes"]["*"] or name in rules["attributes"].get(tag, ())
    return named and (name not in rules["values"] or value in rules["values"][name])
