"""The section `style` of course.yaml."""

from __future__ import annotations

from olxkit.model import Style
from olxkit.problems.base import Diagnostic
from olxkit.source import schema
from olxkit.source.schema import Key
from olxkit.source.yamlmap import Node

WORDS = Key(schema.whole(1, 100_000), "a whole number of words")
SWITCH = Key(schema.yes_no, "true or false")
PHRASES = Key(schema.texts, "a list of words or phrases")
STYLE = {
    "sentence-average": WORDS,
    "sentence-longest": WORDS,
    "words-least": WORDS,
    "words-most": WORDS,
    "banned": PHRASES,
    "relative-dates": PHRASES,
    "no-dashes": SWITCH,
    "no-raw-html": SWITCH,
    "heading-levels": SWITCH,
    "alt-sentences": SWITCH,
    "choice-feedback": SWITCH,
}


def read_style(node: Node | None, found: list[Diagnostic]) -> Style:
    """The style of the section's settings; what is unknown or of the wrong form goes to `found`."""
    values = schema.read(node, STYLE, found, "style") if node else {}
    return Style(**{key.replace("-", "_"): value for key, value in values.items()})
