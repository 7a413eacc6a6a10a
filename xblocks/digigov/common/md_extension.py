"""What our Markdown has beyond Python-Markdown's own extensions: citations, maths, and a harmless fenced code."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from digigov.common.source import CITATION, MATHS


class Citation(InlineProcessor):
    """`[@key]` and `[@a; @b]` as numbered links to the list of sources; an unknown key stays to be seen."""

    def __init__(self, md: Markdown, numbers: Mapping[str, int]) -> None:
        super().__init__(CITATION.pattern, md)
        self.compiled_re = CITATION
        self.numbers = numbers

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """A `<sup>` that holds one link for each known key."""
        keys = [part.strip().removeprefix("@") for part in match.group(1).split(";")]
        if not any(key in self.numbers for key in keys):
            return None, None, None
        sup = etree.Element("sup", {"class": "dg-cite"})
        for key in keys:
            number = self.numbers.get(key)
            piece = etree.SubElement(sup, *(("a", {"href": f"#source-{number}"}) if number else ("span",)))
            piece.text = AtomicString(f"[{number or '@' + key}]")
        return sup, match.start(0), match.end(0)


class Maths(InlineProcessor):
    r"""`\( \)` and `\[ \]` as they stand, for the platform's MathJax; nothing inside them is Markdown."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(MATHS.pattern, md)
        self.compiled_re = MATHS

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        """A left-to-right span around the untouched source."""
        span = etree.Element("span", {"class": "dg-maths", "dir": "ltr"})
        span.text = AtomicString(self.unescape(match.group(0)))
        return span, match.start(0), match.end(0)


class _Fences(FencedBlockPreprocessor):
    """Fenced code whose options do not reach Pygments: an unknown style raises, another formatter gives no HTML."""

    def handle_attrs(self, attrs: Any) -> tuple[str, list[str], dict[str, Any]]:
        """Language, classes and `hl_lines`; every other option is dropped."""
        identity, classes, options = super().handle_attrs(attrs)
        return identity, classes, {key: value for key, value in options.items() if key == "hl_lines"}


class SafeFences(FencedCodeExtension):
    """Registers `_Fences` where fenced_code registers its own."""

    def extendMarkdown(self, md: Markdown) -> None:
        """The same place in the order as Python-Markdown gives it."""
        md.registerExtension(self)
        md.preprocessors.register(_Fences(md, self.getConfigs()), "fenced_code_block", 25)


class Lesson(Extension):
    """Citations and maths; both come after code in backticks (190) and before links (170)."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        super().__init__()
        self.numbers = numbers

    def extendMarkdown(self, md: Markdown) -> None:
        """Registered between backtick code and everything else."""
        md.inlinePatterns.register(Maths(md), "digigov_maths", 187)
        md.inlinePatterns.register(Citation(md, self.numbers), "digigov_citation", 176)
