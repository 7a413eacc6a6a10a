"""Where links, images and raw HTML stand in Markdown, without rendering it; one pass, linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from olxkit.source.code import FENCES, CodeFences

TOKENS = re.compile(r"\\.|!\[|\[|\]\(|\]|\n[ \t]*(?=\n)", re.DOTALL)
TARGET = re.compile(r"\s*(?:<(?P<quoted>[^<>\n]*)>|(?P<plain>[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*))")
REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<(?P<quoted>[^<>\n]+)>|(?P<plain>[^\s<>]+))", re.MULTILINE)
DEFINITION = re.compile(r"^ {0,3}(\[[^\]\n]+\]):", re.MULTILINE)
USE = re.compile(r"(?<![\\*])(?P<note>\[\^[^\]\s]+\])(?!:)|(?<=[^\\]\])(?P<label>\[[^\]\[@^\n]+\])(?![(\[:])")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)([^<>]*)>?")
AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>=]*|[\w.+-]+@[\w.-]+)>")
ATTRIBUTE = re.compile(r"""([A-Za-z_:@][\w:.-]*)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
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
    """A raw HTML tag in the Markdown, with the names of its attributes and where they stand."""

    name: str
    offset: int
    attributes: tuple[tuple[str, int], ...] = ()


def links(masked: str) -> Iterator[Link]:
    """Inline links and images, reference definitions and addresses in raw HTML of text that `mask` has treated."""
    opened: list[tuple[int, bool]] = []
    for token in TOKENS.finditer(masked):
        mark = token.group()
        if mark[0] == "\n":  # links end with their paragraph
            opened.clear()
        elif mark in ("[", "!["):
            opened.append((token.end(), mark == "!["))
        elif mark[0] == "]" and opened:
            start, is_image = opened.pop()
            match = TARGET.match(masked, token.end()) if mark == "](" else None
            if match:
                yield _link(match, masked[start : token.start()] if is_image else None)
    for match in REFERENCE.finditer(masked):
        yield _link(match)
    for tag in TAG.finditer(masked):
        for address in ADDRESS.finditer(tag[3]):
            alt = "raw" if address[1].lower() == "src" else None
            yield Link(address[2], tag.start(3) + address.start(2), alt)


def definitions(masked: str) -> set[str]:
    """What the text defines for links and footnotes: `[label]` and `[^label]`, in lower case."""
    return {match[1].lower() for match in DEFINITION.finditer(masked)}


def references(masked: str) -> Iterator[tuple[int, str]]:
    """Uses of such definitions that cannot be anything else, `[text][label]` and `[^label]`, with their offsets."""
    for match in USE.finditer(masked):
        group = "note" if match["note"] else "label"
        yield match.start(group), match[group]


def _link(match: re.Match[str], alt: str | None = None) -> Link:
    part = "plain" if match["quoted"] is None else "quoted"
    return Link(match[part], match.start(part), alt)


def raw_tags(masked: str) -> Iterator[RawTag]:
    """Opening raw HTML tags; autolinks such as <https://...> and targets such as [a](<b.md>) are none."""
    for match in TAG.finditer(masked):
        before = masked[max(0, match.start() - 8) : match.start()].rstrip()
        if not match[1] and not AUTOLINK.match(match.group()) and not before.endswith(("](", "]:")):
            attributes = ((found[1].lower(), match.start(3) + found.start()) for found in ATTRIBUTE.finditer(match[3]))
            yield RawTag(match[2].lower(), match.start(), tuple(attributes))


def mask(text: str) -> str:
    """The text with all code blanked, so that what stands in code is not taken for a link; offsets stay."""
    if "```" in text or "~~~" in text:
        text = _mask_fences(text)
    if "\n    " in text or "\t" in text or text.startswith("    "):
        text = _mask_indented(text)
    text = _mask_spans(text) if "`" in text else text
    return _mask_comments(text) if "<!--" in text else text


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
    """Blanks indented code: after a blank line, four columns deeper than the lists, notes or admonitions it is in."""
    lines = text.split("\n")
    after_blank, in_code, depth = True, False, 0
    for index, line in enumerate(lines):
        content = line.lstrip(" \t")
        if not content:
            after_blank = True
            continue
        level = len(line[: len(line) - len(content)].expandtabs(4)) // 4
        in_code = level > depth and (after_blank or in_code)
        if in_code:
            lines[index] = " " * len(line)
        elif HOLDS_INDENTED_TEXT.match(content):
            depth = min(level, depth) + 1
        elif after_blank:
            depth = min(level, depth)
        after_blank = False
    return "\n".join(lines)


def _mask_comments(text: str) -> str:
    pieces: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += (text[done:start], _blank(text[start : end + 3]))
        done = end + 3
    return "".join((*pieces, text[done:]))


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
