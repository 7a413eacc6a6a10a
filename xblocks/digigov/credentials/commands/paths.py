"""Paths of claims as people write them: `address/city`, `nationalities/0`, `nationalities/*` for every element."""

from __future__ import annotations


def path_of(text: str) -> tuple[str | int | None, ...]:
    """A path as `issue` and `present` take it."""
    return tuple(
        None if part == "*" else int(part) if part.isascii() and part.isdecimal() else part for part in text.split("/")
    )
