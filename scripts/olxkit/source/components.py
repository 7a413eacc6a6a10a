"""Component directives: problem, pool, video, html, discussion, scene and xblock, each read by one small function."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from olxkit.model import ArScene, Block, Component, Discussion, Html, Pool, Question, Video
from olxkit.problems.base import Diagnostic
from olxkit.problems.pool import OutsidePool, PoolTooSmall, UnequalWeights
from olxkit.problems.scene import UnknownScene
from olxkit.problems.settings import BadValue
from olxkit.problems.text import (
    BrokenHtml,
    BrokenLink,
    EmptyBody,
    MissingArgument,
    NestedComponent,
    ScriptInHtml,
    UnknownDirective,
    UnusedBody,
)
from olxkit.source import schema
from olxkit.source.blocks import check_fields
from olxkit.source.context import Context
from olxkit.source.directives import OPENING, Directive, Text, split
from olxkit.source.files import place
from olxkit.source.links import resolve, resolve_addresses
from olxkit.source.question import compile_problem
from olxkit.source.scan import Link
from olxkit.source.yamlmap import Node

TAG = re.compile(r"[a-z_][a-z0-9_-]*")
STRUCTURE = frozenset({"course", "chapter", "sequential", "vertical"})
ADMONITIONS = frozenset({"note", "tip", "hint", "important", "warning", "caution", "danger", "attention", "question"})
TEXTUAL = ("chart", "diagram", "bibliography", "glossary")  # become text; see unit.py
SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
Found = list[Diagnostic]
Reader = Callable[[Directive, Context, Found], Component]


def read_component(directive: Directive, context: Context, found: Found) -> Component | None:
    """The component that the directive describes, or None with a diagnostic when there is no such directive."""
    reader = READERS.get(directive.name)
    if reader is None:
        advice = schema.nearest(directive.name, [*READERS, *TEXTUAL], "the directives are")
        if directive.name in ADMONITIONS:
            advice = f"write '!!! {directive.name}', and indent the text below it by four spaces"
        found.append(UnknownDirective(directive.at, name=directive.name, advice=advice))
        return None
    nested = next((line for line in enumerate(directive.body.split("\n")) if OPENING.match(line[1])), None)
    if nested and directive.name not in ("html", "xblock", "pool"):
        inner = OPENING.match(nested[1])
        found.append(
            NestedComponent(directive.body_at.moved(lines=nested[0]), name=inner and inner[2], outer=directive.name)
        )
    return reader(directive, context, found)


def _options(directive: Directive, table: Mapping[str, schema.Key], found: Found) -> dict[str, Any]:
    node = Node(directive.at, dict(directive.options))
    return schema.read(node, table, found, directive.name)


def _settings(options: Mapping[str, Any]) -> dict[str, str]:
    """Options that become attributes as they are."""
    plain = {}
    for name, value in options.items():
        if name != "id":
            plain[name] = str(value).lower() if isinstance(value, bool) else _number_text(value)
    return plain


def _number_text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _no_body(directive: Directive, found: Found) -> None:
    if directive.body.strip():
        found.append(UnusedBody(directive.body_at, name=directive.name))


def _question(directive: Directive, context: Context, found: Found) -> Question:
    options = _options(directive, schema.QUESTION, found)
    body, problems = resolve_addresses(directive.body, directive.body_at, context)
    compiled = compile_problem(body, directive.body_at, title=directive.argument)
    found += (*problems, *compiled.diagnostics)
    title = directive.argument or "Question"
    markdown = body.strip("\n")
    return Question(directive.at, options.get("id", ""), title, markdown, compiled.xml, _settings(options))


def _pool(directive: Directive, context: Context, found: Found) -> Pool:
    options = _options(directive, schema.POOL, found)
    parts, problems = split(directive.body, directive.body_at)
    found += problems
    questions = []
    for part in parts:
        if isinstance(part, Text) or part.name != "problem":
            skipped = len(part.text) - len(part.text.lstrip("\n")) if isinstance(part, Text) else 0
            what = "this text" if isinstance(part, Text) else f"':::{{{part.name}}}'"
            found.append(OutsidePool(part.at.moved(lines=skipped), what=what))
        else:
            questions.append(_question(part, context, found))
    draw = options.get("draw", 1)
    if len(questions) <= draw:
        found.append(PoolTooSmall(directive.at, draw=draw, count=len(questions)))
    weights = {question.settings.get("weight", "") for question in questions}
    if len(weights) > 1:
        found.append(UnequalWeights(directive.at, weights=", ".join(sorted(one or "none" for one in weights))))
    return Pool(directive.at, options.get("id", ""), directive.argument or "Pool", draw, tuple(questions))


def _video(directive: Directive, context: Context, found: Found) -> Video:
    options = _options(directive, schema.VIDEO, found)
    _no_body(directive, found)
    if not {"youtube", "file"} & directive.options.keys():
        example = "':youtube: ID' or ':file: ADDRESS' below it"
        found.append(MissingArgument(directive.at, name="video", what="a film", example=example))
    files = []
    for address in options.get("file", ()):
        target, problem = resolve(Link(address, 0), directive.options["file"].at, context)
        files.append(target)
        if problem:
            found.append(problem)
    transcripts = {}
    for language, name in options.get("transcript", {}).items():
        transcripts[language] = context.static.get(f"static/{name}", name)
        if f"static/{name}" not in context.static:
            where = directive.options["transcript"].at
            found.append(BrokenLink(where, target=name, advice=f"put the {language} transcript in static/"))
    settings = {key: value for key, value in options.items() if key in ("start_time", "end_time", "download_video")}
    title = directive.argument or "Video"
    youtube = options.get("youtube", "")
    return Video(
        directive.at, options.get("id", ""), title, youtube, tuple(files), transcripts, _settings(settings)
    )  # fmt: skip


def _html(directive: Directive, context: Context, found: Found) -> Html:
    from olxkit.source.html import first_html_fault  # here: it brings an HTML parser that few units need

    options = _options(directive, schema.COMPONENT, found)
    if not directive.body.strip():
        found.append(EmptyBody(directive.at, name="html"))
    if script := SCRIPT.search(directive.body):
        at = directive.body_at
        found.append(ScriptInHtml(place(at.file, directive.body, script.start(), first_line=at.line)))
    if fault := first_html_fault(directive.body):
        offset, reason = fault
        at = directive.body_at
        found.append(BrokenHtml(place(at.file, directive.body, offset, first_line=at.line), reason=reason))
    body, problems = resolve_addresses(directive.body, directive.body_at, context)
    found += problems
    return Html(directive.at, options.get("id", ""), directive.argument or "Text", body)


def _discussion(directive: Directive, context: Context, found: Found) -> Discussion:
    options = _options(directive, schema.DISCUSSION, found)
    _no_body(directive, found)
    if not directive.argument:
        example = "':::{discussion} TOPIC'"
        found.append(MissingArgument(directive.at, name="discussion", what="a topic", example=example))
    category = options.get("category", "Course")
    return Discussion(directive.at, options.get("id", ""), directive.argument, category, directive.argument)


def _scene(directive: Directive, context: Context, found: Found) -> ArScene:
    options = _options(directive, schema.SCENE, found)
    _no_body(directive, found)
    name = directive.argument
    if name not in context.scenes:
        advice = schema.nearest(name, dict(context.scenes), "the scenes are")
        found.append(UnknownScene(directive.at, name=name, advice=advice if context.scenes else "write it in scenes/"))
        return ArScene(directive.at, options.get("id", ""), name, name, "")
    file = context.scenes[name]
    return ArScene(
        at=directive.at,
        id=options.get("id", ""),
        title=file.scene.title,
        name=name,
        text=file.text,
        sources=tuple(file.sources(context)),
        weight=_number_text(options.get("weight", "")),
        low=file.extent.low,
        high=file.extent.high,
    )


def _block(directive: Directive, context: Context, found: Found) -> Block:
    tag, _, title = directive.argument.partition(" ")
    if not tag:
        found.append(MissingArgument(directive.at, name="xblock", what="a tag", example="':::{xblock} TAG'"))
    elif tag in READERS or tag in STRUCTURE or not TAG.fullmatch(tag):
        meaning = f"written with its own directive, ':::{{{tag}}}'" if tag in READERS else "the tag of a leaf XBlock"
        found.append(BadValue(directive.at, value=tag, key="xblock", meaning=meaning))
        tag = ""
    given = dict(directive.options)
    id_node = given.pop("id", None)
    options = schema.read(
        Node(directive.at, {"id": id_node} if id_node else {}), schema.COMPONENT, found, directive.name
    )
    if tag:
        check_fields(tag, given, directive, context, found)
    fields = {name: node.value for name, node in given.items()}
    return Block(directive.at, options.get("id", ""), title.strip(), tag, fields, directive.body)


READERS: dict[str, Reader] = {
    "problem": _question,
    "pool": _pool,
    "video": _video,
    "html": _html,
    "discussion": _discussion,
    "scene": _scene,
    "xblock": _block,
}
