"""`:::{glossary}`: the terms of glossary.csv with their definitions and what they are called in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from unicodedata import combining, normalize

from olxkit.problems.base import Diagnostic
from olxkit.problems.text import EmptyGlossary, UnusedBody
from olxkit.source import schema
from olxkit.source.bibliography import plain
from olxkit.source.context import Context
from olxkit.source.directives import Directive
from olxkit.source.yamlmap import Node

LAST = "\U0010ffff"  # whatever the alphabet


def read_wordlist(directive: Directive, context: Context, found: list[Diagnostic]) -> str:
    """The Markdown of the list, by letter; `from` and `to` are the first and the last letter that it shows."""
    options = schema.read(Node(directive.at, dict(directive.options)), schema.LETTERS, found, directive.name)
    if directive.body.strip():
        found.append(UnusedBody(directive.body_at, name=directive.name))
    first, last = options.get("from", ""), options.get("to", LAST)
    ordered = sorted(context.glossary, key=lambda term: (_bare(term), term))
    shown = [term for term in ordered if first <= _letter(term) <= last]
    if not shown:
        found.append(EmptyGlossary(directive.at))
    return "\n\n".join(_lines(shown, context))


def _lines(terms: list[str], context: Context) -> Iterator[str]:
    letter = ""
    for term in terms:
        if _letter(term) != letter:
            letter = _letter(term)
            yield f"## {letter}"
        abroad = _abroad(context.glossary_columns.get(term, {}))
        yield "\n".join((plain(term), f":   {plain(context.glossary[term])}", *abroad))


def _letter(term: str) -> str:
    """The letter under which a reader looks for it."""
    return _bare(term)[:1].upper()


def _bare(term: str) -> str:
    """Small letters without accents, by which the list is ordered."""
    return "".join(one for one in normalize("NFD", term.casefold()) if not combining(one))


def _abroad(columns: Mapping[str, str]) -> Iterator[str]:
    """The other columns in one line, each with its name."""
    if words := "; ".join(f"{plain(name.capitalize())}: {plain(word)}" for name, word in columns.items()):
        yield f":   {words}"
