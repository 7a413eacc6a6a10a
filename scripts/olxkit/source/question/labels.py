"""Labels `>>question||description<<` and hints `||text||`."""

from __future__ import annotations

from olxkit.problems.question import EmptyHint, EmptyLabel, ExtraDescription, HintCutOff, UnclosedHint, UnclosedLabel
from olxkit.source.question.inline import guarded, inline, shown
from olxkit.source.question.nodes import Label, Node
from olxkit.source.question.page import Page


def read_label(page: Page, start: int, end: int, nodes: list[Node], *, leading: bool) -> int:
    """Adds the label that begins at `start`; answers where it ends, or 0 when it is only text.

    `leading`: it begins its line; inside a line an open `>>` may be meant as it stands.
    """
    text = page.text
    another = text.find(">>", start + 2, end)
    closed = text.find("<<", start + 2, another if another >= 0 else end)
    after = closed + 2
    if closed < 0:
        if not leading:
            return 0
        page.report(UnclosedLabel, start)
        closed = after = page.line_end(start, end)
    parts = [start + 2]
    while (bars := text.find("||", parts[-1], closed)) >= 0:
        parts.append(bars + 2)
    if len(parts) > 2:
        page.report(ExtraDescription, parts[2] - 2)
    ends = [*(part - 2 for part in parts[1:]), closed]
    question = guarded(shown(page, parts[0], ends[0]))
    description = guarded(shown(page, parts[1], ends[1])) if len(parts) > 1 else ""
    if not question:
        page.report(EmptyLabel, start)
    nodes.append(Label(start, after, question, description))
    return after


def read_hint(page: Page, start: int, stop: int) -> bool:
    """Adds the hint of the line to the page; False, with a diagnostic, when the line is only text."""
    text = page.text
    first = start + 2
    closed = text.find("||", first, stop)
    if closed < 0 or not text[first:stop].rstrip().endswith("||"):
        page.report(UnclosedHint, start)
        return False
    if text[closed + 2 : stop].strip():
        page.report(HintCutOff, closed)
    xml = inline(page, first, closed)
    if not xml:
        page.report(EmptyHint, start)
    page.hints.append(xml)
    return True
