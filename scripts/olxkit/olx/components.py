"""Components as OLX: what stands in the vertical, and the files beside it.

Our blocks stand inline, because released platforms load pointer files of pure XBlocks as empty (platform findings).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from digigov.lesson import rules as lesson_rules
from olxkit.model import ArScene, Block, Component, Discussion, Html, Lesson, Pool, Question, Video
from olxkit.olx.xml import element, escape

Written = tuple[str, dict[str, str]]


def write_component(component: Component) -> Written:
    """The element for the vertical, and further files of the archive by path."""
    return WRITERS[type(component)](component)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lesson(lesson: Lesson) -> Written:
    attributes = {"url_name": lesson.id, "display_name": lesson.title}
    if lesson.minutes:
        attributes["minutes"] = str(lesson.minutes)
    if lesson.objectives:
        attributes["objectives"] = _json(lesson.objectives)
    if lesson.sources:
        attributes["sources"] = _json([source.fields() for source in lesson.sources])
    if lesson.terms:
        attributes["terms"] = _json(dict(lesson.terms))
    return element(lesson_rules.TAG, attributes, escape(lesson.text)), {}


def _pointer(tag: str, id: str, file: str) -> Written:
    return element(tag, {"url_name": id}), {f"{tag}/{id}.xml": file}


def _question(question: Question) -> Written:
    attributes = {"display_name": question.title, "markdown": question.markdown, **question.settings}
    inner = question.xml.removeprefix("<problem>").removesuffix("</problem>")
    return _pointer("problem", question.id, element("problem", attributes, inner))


def _pool(pool: Pool) -> Written:
    """The platform's problem bank, which keeps for each learner what it drew; its problems lie in files as usual."""
    written = [_question(question) for question in pool.questions]
    attributes = {"url_name": pool.id, "display_name": pool.title, "max_count": str(pool.draw)}
    files = {path: text for _, more in written for path, text in more.items()}
    return element("itembank", attributes, [pointer for pointer, _ in written]), files


def _video(video: Video) -> Written:
    attributes = {"display_name": video.title, **video.settings}
    if video.youtube:
        attributes |= {"youtube": f"1.00:{video.youtube}", "youtube_id_1_0": video.youtube}
    else:
        attributes["youtube_id_1_0"] = ""
    if video.files:
        attributes["html5_sources"] = _json(video.files)
    children = [element("source", {"src": file}) for file in video.files]
    if video.transcripts:
        attributes["transcripts"] = _json(dict(video.transcripts))
        children += [element("transcript", {"language": code, "src": name}) for code, name in video.transcripts.items()]
    return _pointer("video", video.id, element("video", attributes, children))


def _html(html: Html) -> Written:
    pointer, files = _pointer("html", html.id, element("html", {"filename": html.id, "display_name": html.title}))
    return pointer, files | {f"html/{html.id}.html": html.text}


def _discussion(discussion: Discussion) -> Written:
    attributes = {
        "url_name": discussion.id,
        "display_name": discussion.title,
        "discussion_id": discussion.id,
        "discussion_category": discussion.category,
        "discussion_target": discussion.topic,
    }
    return element("discussion", attributes), {}


def _scene(scene: ArScene) -> Written:
    from digigov.ar_scene.rules import TAG  # here: most courses have no scenes

    attributes = {"url_name": scene.id, "display_name": scene.title}
    attributes |= {kind: f"/static/{name}" for kind, name in scene.files.items()}
    attributes["sizes"] = _json(dict(scene.sizes))
    attributes["extent"] = _json({"low": _short(scene.low), "high": _short(scene.high)})
    if scene.weight:
        attributes["weight"] = scene.weight
    if scene.sources:
        attributes["sources"] = _json([source.fields() for source in scene.sources])
    return element(TAG, attributes, escape(scene.text)), {}


def _short(point: tuple[float, ...]) -> list[float]:
    return [round(value, 4) for value in point]


def _block(block: Block) -> Written:
    title = {"display_name": block.title} if block.title else {}
    return element(block.tag, {"url_name": block.id, **title, **block.fields}, escape(block.text)), {}


WRITERS: dict[type, Callable[[Any], Written]] = {
    Lesson: _lesson,
    Question: _question,
    Pool: _pool,
    Video: _video,
    Html: _html,
    Discussion: _discussion,
    ArScene: _scene,
    Block: _block,
}
