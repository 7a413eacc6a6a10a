"""The {chart} directive: a picture drawn from a data file, with the same numbers in a table beside it."""

from __future__ import annotations

import posixpath
import re

from digigov.common.i18n import in_language
from digigov.lesson.words import no_figure, source_line
from olxkit.charts.data import ChartData, read_data
from olxkit.charts.svg import draw
from olxkit.problems.base import Diagnostic
from olxkit.problems.files import StaticCollision
from olxkit.problems.text import BadChart, UnusedBody
from olxkit.source import schema
from olxkit.source.context import Context
from olxkit.source.directives import Directive
from olxkit.source.yamlmap import Node

MARKDOWN = re.compile(r"[\\`*_\[\]]")


def draw_chart(directive: Directive, name: str, context: Context, found: list[Diagnostic]) -> tuple[str, str]:
    """Markdown that shows the chart called `name` and its table, and the SVG; both empty when it cannot be drawn."""
    options = schema.read(Node(directive.at, dict(directive.options)), schema.CHART, found, "chart")
    if directive.body.strip():
        found.append(UnusedBody(directive.body_at, name="chart"))
    if not {"kind", "x", "y", "title", "alt"} <= options.keys():
        return "", ""
    path = posixpath.normpath(directive.argument)
    if path not in context.data:
        advice = schema.nearest(path, dict(context.data), "put a CSV file in data/; there are")
        found.append(BadChart(directive.at, reason=f"there is no data file '{directive.argument}'", advice=advice))
        return "", ""
    own = f"{context.prefix}{path}"  # with the words of the language, for what is translated
    table = context.data[own if own in context.data and directive.at.file.startswith(context.prefix) else path]
    columns = _words(options["y"])
    labels = _words(options.get("labels", options["y"]))
    try:
        data = read_data(table, options["x"], columns, labels)
    except ValueError as error:
        found.append(BadChart(directive.at, reason=error, advice=f"correct {path} or the options"))
        return "", ""
    if reason := _unfit(options["kind"], data):
        found.append(BadChart(directive.at, reason=reason, advice="choose another kind, or correct the data"))
        return "", ""
    if name in context.static.values():
        found.append(StaticCollision(directive.at, other=f"static/{name}", name=name))
    with in_language(context.language):
        svg = draw(options["kind"], data, options["title"], options["alt"], missing=no_figure())
        return _markdown(name, options, data), svg


def _unfit(kind: str, data: ChartData) -> str | None:
    """Why numbers such as these cannot be shown by a chart of this kind."""
    lowest = min(value for series in data.series for value in series.values if value is not None)
    if kind == "bar" and lowest < 0:
        return "bars cannot show numbers below 0"
    if kind == "rank-line" and lowest < 1:
        return "ranks start at 1"
    return None


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def _markdown(name: str, options: dict[str, str], data: ChartData) -> str:
    alt = options["alt"].replace("[", "(").replace("]", ")")
    title = options["title"].replace('"', "'")
    head = [data.x_label.capitalize(), *(series.label for series in data.series)]
    rows = [
        [category, *(series.cells[index] or no_figure() for series in data.series)]
        for index, category in enumerate(data.categories)
    ]
    lines = [f'![{alt}](/static/{name} "{title}")', "", _row(head), _row(["---"] * len(head)), *map(_row, rows)]
    source = source_line(options.get("source", ""))
    return "\n".join([*lines, "", source] if source else lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    """Data is shown as it is: no character of it is Markdown."""
    line = " ".join(text.replace("|", "/").split())
    return MARKDOWN.sub(r"\\\g<0>", line).replace("&", "&amp;").replace("<", "&lt;")
