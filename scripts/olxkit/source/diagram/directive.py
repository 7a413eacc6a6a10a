"""Reads the directive's options, gives its lines to the kind that is asked for, and writes what the lesson shows."""

from __future__ import annotations

from html import escape

from digigov.common.i18n import in_language
from olxkit.diagrams.flow import TooManyArrows
from olxkit.lettering import WordTooWide
from olxkit.problems.base import Diagnostic
from olxkit.problems.diagram import BadDiagram, UnknownDiagram
from olxkit.problems.files import StaticCollision
from olxkit.problems.text import EmptyBody
from olxkit.source import schema
from olxkit.source.context import Context
from olxkit.source.diagram import compare, flow, org, timeline
from olxkit.source.diagram.lines import lines_of
from olxkit.source.directives import Directive
from olxkit.source.yamlmap import Node

KINDS = {"timeline": timeline.read, "flow": flow.read, "org": org.read, "compare": compare.read}
NARROW = "shorten it, or write a space or a hyphen where it may break"


def draw_diagram(directive: Directive, name: str, context: Context, found: list[Diagnostic]) -> tuple[str, str]:
    """Markdown that shows the diagram called `name` and its words, and the SVG; both empty when it cannot be drawn."""
    options = schema.read(Node(directive.at, dict(directive.options)), schema.DIAGRAM, found, "diagram")
    read = KINDS.get(directive.argument)
    if read is None:
        advice = schema.nearest(directive.argument, dict.fromkeys(KINDS), "the kinds are")
        found.append(UnknownDiagram(directive.at, kind=directive.argument, advice=advice))
        return "", ""
    if "scale" in options and directive.argument != "timeline":
        advice = "delete it: only a timeline has a scale"
        found.append(BadDiagram(directive.options["scale"].at, kind=directive.argument, reason="it has a scale",
                                advice=advice))  # fmt: skip
    lines = list(lines_of(directive))
    if not lines:
        found.append(EmptyBody(directive.at, name="diagram"))
        return "", ""
    count = len(found)
    diagram = read(lines, options.get("scale", ""), found)
    if diagram is None or len(found) > count or "alt" not in options:
        return "", ""
    try:
        canvas, height = diagram.draw(context.language)
    except WordTooWide as fault:
        line = next((line for line in lines if fault.word in line.text), lines[0])
        reason = f"'{fault.word}' is too wide for its place"
        found.append(BadDiagram(line.of(fault.word), kind=directive.argument, reason=reason, advice=NARROW))
        return "", ""
    except TooManyArrows:
        reason, advice = "so many arrows leave no room for the boxes", "make two diagrams of it"
        found.append(BadDiagram(directive.at, kind=directive.argument, reason=reason, advice=advice))
        return "", ""
    if name in context.static.values():
        found.append(StaticCollision(directive.at, other=f"static/{name}", name=name))
    svg = canvas.svg(height, options.get("title", options["alt"]), options["alt"])
    return _markdown(name, options, diagram.words, context.language), svg


def _markdown(name: str, options: dict[str, str], words: str, language: str) -> str:
    from digigov.lesson.words import in_words, source_line

    alt = options["alt"].replace("[", "(").replace("]", ")")
    title = ' "{}"'.format(options["title"].replace('"', "'")) if "title" in options else ""
    with in_language(language):
        summary = f"<summary>{escape(in_words())}</summary>"
        source = source_line(options.get("source", ""))
    lines = [f"![{alt}](/static/{name}{title})", "", f"<details>{summary}{words}</details>"]
    return "\n".join([*lines, "", source] if source else lines)
