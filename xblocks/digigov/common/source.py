"""What can be read off lesson Markdown without rendering it: code, citations, terms, limits. Stdlib only, pure.

The renderer and the rules share this file, so that what is checked is what is rendered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

MAX_CHARS = 250_000  # some 40,000 words; beyond it rendering would hold a web worker for too long
MAX_LINES = 10_000  # each line may become an element, at up to half a millisecond each
MAX_OPEN = 50  # tags that begin and never end: for each one the HTML parser reads on to the end of the text
MAX_PARAGRAPH = 10_000  # inline parsing is quadratic in the length of one block: measured, see README.md
MAX_INDENT = 80  # columns: twenty levels of list, where the parser's recursion is still shallow
MAX_QUOTES = 12  # levels of `>`, each of which is two levels of recursion in the parser
MAX_TICKS = 400  # backticks in one block: long runs cost the older Python-Markdown their cube
MAX_MARKS = 1_000  # "*" and "_" in one block: emphasis is sought from each of them
MAX_NOTES = 1_000  # uses of footnotes: Python-Markdown counts up from the first for each repeated one
MAX_BRACKETS = 200  # "[" in one block: each unmatched one makes the parser look to the end of the block again

KEY = r"[A-Za-z0-9](?:[\w:.-]*\w)?"
CITATION = re.compile(rf"\[(@{KEY}(?:\s*;\s*@{KEY})*)\]", re.ASCII)
_CITED = re.compile(rf"@({KEY})", re.ASCII)
MATHS = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_LETTER = r"0-9A-Za-z_\u00c0-\u052f"  # scripts that put spaces between words; Korean particles may follow a term
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)")
_INFO = re.compile(r"""[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*[ ]*(?:hl_lines=(["']).*?\1[ ]*)?)""")
_SPAN = re.compile(r"(?<!\\)(?<!`)(?P<ticks>`+)(?!`)(?P<code>(?:(?!\n[ ]*\n).)+?)(?<!`)(?P=ticks)(?!`)", re.S)
_CONTAINER = re.compile(r"^ {0,3}(?:[*+-] |\d+\. |:[ ]|!!! |\[\^[^\]]*\]:)")
_TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ |:-]*-[ |:-]*(?:\n|$)")
_TAG_START = re.compile(r"<[A-Za-z/!?]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def N_(message: str) -> str:
    """Mark a message for translation where the catalogue may not be loaded; gettext is asked when it is shown."""
    return message


def plain(text: str) -> str:
    """The text with CR LF and CR as LF, and without the characters that neither XML nor HTML can carry."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def forbidden(text: str) -> int | None:
    """Offset of the first character that XML cannot carry (control characters, lone surrogates), or None."""
    found = _CONTROL.search(text)
    return found.start() if found else None


def line_at(text: str, offset: int) -> int:
    """Line number of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


@lru_cache(maxsize=8)  # several rules ask for the same text in a row
def masked(text: str) -> str:
    """The text with its code (fenced, indented, in backticks) blanked out; every offset stays where it was."""
    text = _without_fences(text)[0]
    if "\n    " in text or "\t" in text or text.startswith("    "):
        text = "".join(_unindented(text))
    return _SPAN.sub(blank, text) if "`" in text else text


def citations(text: str) -> Iterator[tuple[int, str]]:
    """Each cited key with the offset of its first letter; `[@a; @b]` gives two. Code is not looked into."""
    for group in CITATION.finditer(masked(text)):
        for key in _CITED.finditer(group.group(1)):
            yield group.start(1) + key.start(1), key.group(1)


def term_pattern(terms: Mapping[str, str]) -> re.Pattern[str] | None:
    """One pattern for all terms, longest first; a term in lower case also matches with a capital (sentence start)."""
    words = sorted((term for term in terms if term.strip()), key=lambda term: (-len(term), term))
    return _pattern(tuple(words)) if words else None


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Terms by first letter, so that a search tries none of them where no term begins."""
    by_start: dict[str, list[str]] = {}
    for term in words:
        for start in _starts(term):
            by_start.setdefault(start, []).append(term)
    return re.compile("|".join(f"{start}(?:{'|'.join(_rests(terms))})" for start, terms in by_start.items()))


def spelled(term: str, terms: Mapping[str, str]) -> str:
    """The glossary's spelling of a term as it stands in the text."""
    return term if term in terms else term[0].lower() + term[1:]


def blank(match: re.Match[str]) -> str:
    """A replacement for `re.sub` that keeps offsets and lines."""
    return re.sub(r"[^\n]", " ", match.group())


class Over(NamedTuple):
    """A limit that a text is over: message over `values`, and the line (from 1)."""

    template: str
    values: dict[str, int]
    line: int = 1


def over_limit(text: str) -> Over | None:
    """The first reason why text is too large or too nested to render safely, or None."""
    if len(text) > MAX_CHARS:
        return Over(N_("The text has more than {most} characters. Split the lesson."), {"most": MAX_CHARS})
    if text.count("\n") > MAX_LINES:
        return Over(N_("The text has more than {most} lines. Split the lesson."), {"most": MAX_LINES})
    line = 1
    for piece in text.split(">"):
        if len(_TAG_START.findall(piece)) > MAX_OPEN:
            return Over(N_("More than {most} HTML tags begin with < and never end with >."), {"most": MAX_OPEN}, line)
        line += piece.count("\n")
    if text.count("[^") > MAX_NOTES:
        return Over(N_("The text has more than {most} footnotes."), {"most": MAX_NOTES})
    text, unclosed = _without_fences(text)
    if unclosed > MAX_OPEN:
        return Over(N_("More than {most} blocks of code are opened and never closed."), {"most": MAX_OPEN})
    line = 1
    for block in re.split(r"(\n[ \t]*\n)", text):
        fault = _block_fault(block)
        if fault:
            return Over(*fault, line)
        line += block.count("\n")
    return None


def _block_fault(block: str) -> tuple[str, dict[str, int]] | None:
    limit = MAX_PARAGRAPH if not _TABLE.match(block) else MAX_CHARS  # tables are parsed cell by cell
    if len(block) > limit or max(map(len, block.split("\n"))) > MAX_PARAGRAPH:
        return N_("A paragraph has more than {most} characters. Put an empty line into it."), {"most": MAX_PARAGRAPH}
    if block.count("[") > MAX_BRACKETS and limit == MAX_PARAGRAPH:
        return N_("A paragraph has more than {most} opening square brackets."), {"most": MAX_BRACKETS}
    if block.count("*") + block.count("_") > MAX_MARKS and limit == MAX_PARAGRAPH:
        return N_("A paragraph has more than {most} signs of emphasis (* and _)."), {"most": MAX_MARKS}
    if block.count("`") > MAX_TICKS:
        return N_("A paragraph has more than {most} backticks."), {"most": MAX_TICKS}
    for line in block.split("\n"):
        head = line[: len(line) - len(line.lstrip(" \t>"))]
        if head.count(">") > MAX_QUOTES:
            return N_("Quotations are nested deeper than {most} levels."), {"most": MAX_QUOTES}
        if len(head.replace(">", "").expandtabs(4)) > MAX_INDENT and line.strip():
            return N_("A line is indented by more than {most} columns."), {"most": MAX_INDENT}
    return None


def _without_fences(text: str) -> tuple[str, int]:
    """The text with fenced code blanked out, and how many fences open without being closed. One pass over the lines."""
    if "```" not in text and "~~~" not in text:
        return text, 0
    lines = text.split("\n")
    ends: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        fence = line.rstrip(" ")
        if len(fence) >= 3 and fence in ("`" * len(fence), "~" * len(fence)):
            ends.setdefault(fence, []).append(number)
    number, unclosed = 0, 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if opening and _INFO.fullmatch(opening["rest"]):
            later = ends.get(opening["fence"], [])
            at = bisect_right(later, number)
            if at < len(later):
                lines[number : later[at] + 1] = [" " * len(line) for line in lines[number : later[at] + 1]]
                number = later[at]
            else:
                unclosed += 1
        number += 1
    return "\n".join(lines), unclosed


def _unindented(text: str) -> Iterator[str]:
    """Lines, with indented code blanked: four columns deep after an empty line, outside lists, notes and the like."""
    empty, code, container = True, False, False
    for line in text.splitlines(keepends=True):
        deep = line.startswith(("    ", "\t"))
        code = deep and not container and (empty or code) and bool(line.strip())
        if line.strip() and not deep:
            container = bool(_CONTAINER.match(line)) or (container and not empty)
        empty = not line.strip()
        yield re.sub(r"[^\n]", " ", line) if code else line


def _starts(term: str) -> Iterator[str]:
    """The first letter, and its capital for a term in lower case; each where no word goes on."""
    first, capital = term[0], term[0].upper()
    inside_word = re.match(f"[{_LETTER}]", first)
    for letter in (first, capital) if term == term.lower() and capital != first and len(capital) == 1 else (first,):
        escaped = re.escape(letter)
        yield escaped + (f"(?<![{_LETTER}]{escaped})" if inside_word else "")


def _rests(terms: list[str]) -> Iterator[str]:
    """What follows the first letter, in the order of the terms; neighbours share the look at what comes after."""
    for inside_word, group in groupby(terms, key=lambda term: bool(re.match(f"[{_LETTER}]", term[-1]))):
        rests = (r"\s+".join(re.escape(part) for part in re.split(r"\s+", term[1:])) for term in group)
        yield f"(?:{'|'.join(rests)})" + (f"(?![{_LETTER}])" if inside_word else "")
