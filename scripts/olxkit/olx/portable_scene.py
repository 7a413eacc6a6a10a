"""A scene as a page of text with its picture, for platforms without the block: places, task, questions with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from digigov.ar_scene.rules import read
from digigov.ar_scene.scene import Hotspot, Question, Scene, Task
from olxkit.model import ArScene, Html, Source


def portable_scene(scene: ArScene) -> Html:
    """All that the block shows without a script; questions are for thinking, since a page of text grades nothing."""
    return Html(scene.at, scene.id, scene.title, "\n".join(_Page(scene).lines()) + "\n")


class _Page:
    def __init__(self, component: ArScene) -> None:
        from digigov.ar_scene.card_words import portable_words

        self.component = component
        self.scene: Scene = read(component.text)
        self.words = portable_words()
        self.sources = [source.fields() for source in component.sources]

    def lines(self) -> Iterator[str]:
        scene, words, files = self.scene, self.words, self.component.files
        yield f"<p>{escape(scene.place)}</p>"
        yield self.text(scene.lead, "lead")
        if "poster" in files:
            alt = escape(words["picture"].format(title=scene.title))
            size = 'width="960" height="600" style="max-width:100%;height:auto"'
            yield f'<p><img src="/static/{files["poster"]}" alt="{alt}" {size}></p>'
        if scene.task:
            yield from self.task(scene.task)
        yield f"<h3>{escape(words['places'])}</h3>\n<ol>"
        for spot in scene.hotspots:
            yield from self.spot(spot)
        yield "</ol>"
        yield f"<h3>{escape(words['closing'])}</h3>\n{self.text(scene.closing, 'closing')}"
        for kind, label in (("transcript", words["transcript"]), ("card_pdf", words["card"]), ("glb", words["model"])):
            if kind in files:
                yield f'<p><a href="/static/{files[kind]}">{escape(label)}</a></p>'
        if self.component.sources:
            items = (self.source(number, one) for number, one in enumerate(self.component.sources, 1))
            yield f"<h3>{escape(words['sources'])}</h3>\n<ol>\n{chr(10).join(items)}\n</ol>"

    def task(self, task: Task) -> Iterator[str]:
        yield f"<h3>{escape(self.words['task'])}: {escape(task.title)}</h3>\n<ol>"
        for number, step in enumerate(task.steps, 1):
            yield f"<li>{self.text(step.text, f'step{number}')}</li>"
        yield "</ol>"

    def spot(self, spot: Hotspot) -> Iterator[str]:
        yield f"<li><h4>{escape(spot.title)}</h4>\n{self.text(spot.text, spot.id)}"
        if spot.question:
            yield from self.question(spot.question, spot.id)
        yield "</li>"

    def question(self, question: Question, name: str) -> Iterator[str]:
        yield self.text(question.ask, f"{name}-ask")
        yield '<ol type="a">'
        for number, option in enumerate(question.options, 1):
            yield f"<li>{self.text(option.text, f'{name}-option{number}')}</li>"
        yield f'</ol>\n<details><summary>{escape(self.words["answers"])}</summary>\n<ol type="a">'
        for number, option in enumerate(question.options, 1):
            verdict = escape(self.words["right" if option.right else "wrong"])
            yield f"<li><strong>{verdict}</strong> {self.text(option.why, f'{name}-why{number}')}</li>"
        yield "</ol></details>"

    def text(self, markdown: str, name: str) -> str:
        from digigov.common.markdown import render

        return render(markdown, base_level=4, sources=self.sources, id_prefix=f"{self.component.id}-{name}-")

    def source(self, number: int, source: Source) -> str:
        title = f"<cite>{escape(source.title)}</cite>"
        if source.url:
            title = (
                f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{escape(source.title)}</a>'
            )
        rest = ", ".join(escape(part) for part in (source.publisher, source.year.removesuffix(".")) if part)
        return f"<li>{title}{'. ' if rest else ''}{rest}.</li>"
