"""Where links, images and raw HTML stand in Markdown, without rendering it; one pass, linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from olxkit.source.code import FENCES, CodeFences

TOKENS = re.compile(r"\\.|!\[|\[|\]\(|\]", re.DOTALL)
TARGET = re.compile(r"\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?")
REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?([^\s<>]+)", re.MULTILINE)
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)([^<>]*)>?")
AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>=]*|[\w.+-]+@[\w.-]+)>")
ADDRESS = re.compile(r"""(?<![\w-])(href|src)\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
RUNS = re.compile(r"\\`|`+|\n[ \t]*(?=\n)")
HOLDS_INDENTED_TEXT = re.compile(r"[*+-] |\d+\. |!!! |\?\?\? |\[\^|:   |: ")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image: its target, where the target stands in the text, and the alternative text of an image."""

    target: str
    offset: int
    alt: str | None = None

    @property
    def is_image(self) -> bool:
        return self.alt is not None


@dataclass(frozen=True, slots=True)
class RawTag:
    """A raw HTML tag in the Markdown."""

    name: str
    offset: int


def links(masked: str) -> Iterator[Link]:
    """Inline links and images, reference definitions and addresses in raw HTML of text that `mask` has treated."""
    opened: list[tuple[int, bool]] = []
    for token in TOKENS.finditer(masked):
        mark = token.group()
        if mark in ("[", "!["):
            opened.append((token.end(), mark == "!["))
        elif mark[0] == "]" and opened:
            start, is_image = opened.pop()
            match = TARGET.match(masked, token.end()) if mark == "](" else None
            if match:
                yield Link(match[1], match.start(1), masked[start : token.start()] if is_image else None)
    for match in REFERENCE.finditer(masked):
        yield Link(match[1], match.start(1))
    for tag in TAG.finditer(masked):
        for address in ADDRESS.finditer(tag[3]):
            alt = "raw" if address[1].lower() == "src" else None
            yield Link(address[2], tag.start(3) + address.start(2), alt)


def raw_tags(masked: str) -> Iterator[RawTag]:
    """Opening raw HTML tags; autolinks such as <https://...> and <name@example.org> are none."""
    for match in TAG.finditer(masked):
        if not match[1] and not AUTOLINK.match(match.group()):
            yield RawTag(match[2].lower(), match.start())


def mask(text: str) -> str:
    """The text with all code blanked, so that what stands in code is not taken for a link; offsets stay."""
    if "```" in text or "~~~" in text:
        text = _mask_fences(text)
    if "\n    " in text or text.startswith("    "):
        text = _mask_indented(text)
    return _mask_spans(text) if "`" in text else text


def _blank(text: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in text)


def _mask_fences(text: str) -> str:
    lines = text.split("\n")
    fences = CodeFences(lines)
    index = 0
    while index < len(lines):
        end = fences.end(index) if lines[index][:3] in FENCES else None
        if end is not None:
            lines[index : end + 1] = [" " * len(line) for line in lines[index : end + 1]]
            index = end
        index += 1
    return "\n".join(lines)


def _mask_indented(text: str) -> str:
    """Blanks indented code: a block of four spaces after a blank line that belongs to no list, note or admonition."""
    lines = text.split("\n")
    after_blank, inside_holder, in_code = True, False, False
    for index, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        if line[0] not in " \t":
            inside_holder = bool(HOLDS_INDENTED_TEXT.match(line))
            in_code = False
        elif line.startswith(("    ", "\t")) and not inside_holder and (after_blank or in_code):
            lines[index] = " " * len(line)
            in_code = True
        after_blank = False
    return "\n".join(lines)


def _mask_spans(text: str) -> str:
    pieces: list[str] = []
    done = 0
    pending: dict[str, int] = {}
    for run in RUNS.finditer(text):
        mark = run.group()
        if mark[0] == "\n":
            pending.clear()
        elif mark[0] == "`":
            if mark in pending and pending[mark] >= done:
                start = pending[mark]
                pieces += (text[done:start], _blank(text[start : run.end()]))
                done = run.end()
                pending.clear()
            else:
                pending.setdefault(mark, run.start())
    return "".join((*pieces, text[done:]))
