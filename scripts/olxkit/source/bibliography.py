"""`:::{bibliography}`: all entries of sources.yaml as a list, in the order of their publishers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from olxkit.model import Source
from olxkit.problems.base import Diagnostic
from olxkit.problems.text import EmptyBibliography, UnusedBody
from olxkit.source import schema
from olxkit.source.context import Context
from olxkit.source.directives import Directive
from olxkit.source.yamlmap import Node

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&])|^(\d+)(?=\.)|^(?=[-+>])")
DIGITS = "0-9"


def read_bibliography(directive: Directive, context: Context, found: list[Diagnostic]) -> str:
    """The Markdown of the list; `from` and `to` are the first and the last letter of the publishers that it shows."""
    options = schema.read(Node(directive.at, dict(directive.options)), schema.LETTERS, found, directive.name)
    if directive.body.strip():
        found.append(UnusedBody(directive.body_at, name=directive.name))
    first, last = options.get("from", ""), options.get("to", "Z")
    shown = sorted(
        (one for one in context.sources.values() if first <= _letter(one) <= last or (not first and _digit(one))),
        key=lambda one: (_name(one).casefold(), one.year, one.title.casefold()),
    )
    if not shown:
        found.append(EmptyBibliography(directive.at))
    return "\n\n".join(_lines(shown))  # apart, since a lesson takes no paragraph of 10,000 characters


def _lines(sources: Iterable[Source]) -> Iterator[str]:
    letter = ""
    for source in sources:
        mine = DIGITS if _digit(source) else _letter(source)
        if mine != letter:
            letter = mine
            yield f"## {letter}"
        yield f"- {_entry(source)}"


def _entry(source: Source) -> str:
    title = plain(source.title)
    title = f"[{title}](<{source.url}>)" if source.url else title
    parts = [plain(one) for one in (source.publisher, source.year.removesuffix(".")) if one]
    return ". ".join([", ".join(parts), title]) if parts else title


def plain(text: str) -> str:
    """The text with no mark that Markdown would read."""
    return MARKS.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\" if match[2] else "\\", text)


def _name(source: Source) -> str:
    return source.publisher or source.title


def _letter(source: Source) -> str:
    return _name(source)[:1].upper()


def _digit(source: Source) -> bool:
    return _letter(source).isdigit()
