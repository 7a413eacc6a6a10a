"""A scene and a learner's work on it in the shape of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import mark_safe
from lxml import html as lxml_html

from digigov.ar_scene import forms, work
from digigov.ar_scene.camera import ANGLE, HEIGHT, WIDTH, camera
from digigov.ar_scene.rules import MARKER_MM, MODEL_MM, extent_from, extent_of
from digigov.ar_scene.scene import Extent, Hotspot, Scene
from digigov.ar_scene.words import done_words, file_words
from digigov.common.markdown import render

Sources = Sequence[Mapping[str, str]]


class Page:
    """Everything that templates show; `prefix` keeps ids of two scenes on a page apart."""

    def __init__(self, scene: Scene, done: Mapping[str, Any], sources: Sources, prefix: str, extent: Any) -> None:
        self.scene, self.work, self.sources, self.prefix = scene, done, sources, prefix
        self.extent: Extent = extent_from(extent) or extent_of(scene)
        self.camera = camera(scene.view, self.extent)

    def context(self) -> dict[str, Any]:
        """For scene.html, without what belongs to the block (files, sizes)."""
        progress = work.progress(self.work, self.scene)
        return {
            "scene": self.scene,
            "prefix": self.prefix,
            "lead": self.text(self.scene.lead, "lead"),
            "spots": [self.spot(number, spot) for number, spot in enumerate(self.scene.hotspots, 1)],
            "task": self.scene.task,
            "steps": [
                {
                    "html": self.text(step.text, f"step{number}", inline=True),
                    "done": step.hotspot in self.work["opened"],
                }
                for number, step in enumerate(self.scene.task.steps if self.scene.task else ())
            ],
            "progress": done_words(progress),
            "closing": self.text(self.scene.closing, "closing"),
            "answer": self.work["closing"],
            "sources": self.sources,
        }

    def spot(self, number: int, spot: Hotspot) -> dict[str, Any]:
        """One hotspot with its place on the poster, in percent."""
        return {
            **self.place(number, spot),
            "html": self.text(spot.text, spot.id),
            "opened": spot.id in self.work["opened"],
            "question": self.question(spot) if spot.question else None,
        }

    def place(self, number: int, spot: Hotspot) -> dict[str, Any]:
        """Where the hotspot's number stands on the poster, in percent."""
        across, down, _depth = self.camera.project(spot.at)
        return {
            "id": spot.id,
            "number": number,
            "title": spot.title,
            "left": f"{min(max(across * 100, 0), 100):.2f}",
            "top": f"{min(max(down * 100, 0), 100):.2f}",
            "far": across > 0.6,
        }

    def question(self, spot: Hotspot) -> dict[str, Any]:
        """For question.html: the options, and what came of the last answer. Reasons only of what was chosen."""
        assert spot.question is not None
        answer = work.answer_to(self.work, spot)
        chosen = answer["chosen"] if answer else []
        return {
            "id": spot.id,
            "ask": self.text(spot.question.ask, f"{spot.id}-ask", inline=True),
            "kind": "checkbox" if spot.question.several else "radio",
            "options": [
                {
                    "place": place,
                    "html": self.text(option.text, f"{spot.id}-{place}", inline=True),
                    "chosen": place in chosen,
                    "right": option.right if place in chosen else None,
                    "why": self.text(option.why, f"{spot.id}-{place}-why", inline=True) if place in chosen else "",
                }
                for place, option in enumerate(spot.question.options)
            ],
            "answer": answer,
        }

    def text(self, markdown: str, name: str, *, inline: bool = False) -> str:
        """Sanitised HTML of a text, its ids apart from other texts'; `inline` drops a single one's <p>."""
        own = f"{self.prefix}{name}-"
        html = render(markdown, base_level=5, sources=self.sources, id_prefix=own)
        html = html.replace(f'href="#{own}source-', f'href="#{self.prefix}source-')
        single = re.fullmatch(r"<p>((?:(?!<p\b).)*)</p>\s*", html, re.DOTALL) if inline else None
        return mark_safe(single[1] if single else html)

    def words(self) -> str:
        """Plain text of what can be read before any answer is given."""
        scene = self.scene
        asked = [spot.question for spot in scene.hotspots if spot.question]
        markdown = [scene.lead, *(spot.text for spot in scene.hotspots), *(one.ask for one in asked)]
        markdown += [option.text for one in asked for option in one.options]
        markdown += [*(step.text for step in (scene.task.steps if scene.task else ())), scene.closing]
        heads = [scene.title, scene.place, *(spot.title for spot in scene.hotspots)]
        trees = (lxml_html.fragment_fromstring(self.text(one, "x"), create_parent="div") for one in markdown)
        return " ".join(" ".join([*heads, *("".join(tree.itertext()) for tree in trees)]).split())

    def stage(self) -> dict[str, Any]:
        """What the viewer and the camera need to know, in numbers."""
        turn, tilt = self.scene.view.turn, self.scene.view.tilt
        centre = self.extent.centre
        distance = sum((a - b) ** 2 for a, b in zip(self.camera.eye, centre, strict=True)) ** 0.5
        return {
            "hotspots": [
                {"id": spot.id, "number": number, "title": spot.title, "part": spot.part, "at": spot.at}
                for number, spot in enumerate(self.scene.hotspots, 1)
            ],
            "parts": [part.id for part in self.scene.parts],
            "start": {
                "target": centre, "turn": turn, "tilt": tilt, "distance": distance,
                "fov": ANGLE, "aspect": WIDTH / HEIGHT, "shift": self.camera.shift,
            },
            "low": self.extent.low,
            "high": self.extent.high,
            "marker": self.scene.marker,
            "scale": MODEL_MM / MARKER_MM / self.scene.width,  # metres of the scene to sides of the marker
        }  # fmt: skip


def buttons(sizes: Any) -> dict[str, int]:
    """Kilobytes of each form."""
    return {form: forms.kilobytes(forms.download(form, sizes)) for form in forms.FILES}


def downloads(files: Mapping[str, str], sizes: Any) -> list[dict[str, Any]]:
    """The files to keep: name, address, kilobytes (0 when unknown)."""
    known, names = forms.sizes_kb(sizes), file_words()
    return [
        {"name": name, "url": files[kind], "kb": known.get(kind, 0)} for kind, name in names.items() if files.get(kind)
    ]
