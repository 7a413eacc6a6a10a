"""The block in the workbench's real runtime, one person at a time, with a small scene."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from webob import Request

SCENE = (Path(__file__).parent / "scene.yaml").read_text(encoding="utf-8")
FILES = {
    "glb": "/static/scene-j.glb",
    "packed": "/static/scene-j-glb.bin",
    "usdz": "/static/scene-j.usdz",
    "poster": "/static/scene-j-poster.webp",
    "card_pdf": "/static/scene-j-card.pdf",
    "card_svg": "/static/scene-j-card.svg",
    "clip": "/static/scene-j-clip.bin",
    "sizes": {"poster": 20_000, "glb": 30_000, "packed": 12_000, "card_pdf": 84_000, "clip": 150_000},
    "sources": [{"key": "moj", "title": "Addresses", "year": "2021", "url": "https://a.example/"}],
}


class Visit:
    """One person with one block; `post` sends what the page would."""

    def __init__(self, runtime: Any, usage: Any) -> None:
        self.runtime, self.usage = runtime, usage
        self.published: list[tuple[str, Any]] = []
        runtime.publish = lambda block, name, data: self.published.append((name, data))

    @property
    def block(self) -> Any:
        return self.runtime.get_block(self.usage)

    def post(self, handler: str, body: bytes | Any, method: str = "POST") -> tuple[int, dict[str, Any]]:
        """Status and JSON of a raw request."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = self.runtime.handle(self.block, handler, Request.blank("/", method=method, body=data))
        assert answer.content_type == "application/json"
        return answer.status_int, json.loads(answer.body)

    def ask(self, handler: str, **body: Any) -> dict[str, Any]:
        """A request that must succeed, from the newest window."""
        status, answer = self.post(handler, {"revision": self.block.revision, **body})
        assert status == 200, answer
        return answer


@pytest.fixture
def visit(runtime_for: Callable[..., Any]) -> Callable[..., Visit]:
    """`visit("student", content="...", weight=2)`; what is not given is the small scene and its files."""
    from lxml import etree

    def make(role: str = "student", content: str = SCENE, **fields: Any) -> Visit:
        runtime = runtime_for(role)
        node = etree.Element("digigov_ar_scene")
        for name, value in (FILES | fields).items():
            node.set(name, value if isinstance(value, str) else json.dumps(value))
        node.text = content
        return Visit(runtime, runtime.parse_xml_string(etree.tostring(node, encoding="unicode")))

    return make


@pytest.fixture
def scene_text() -> str:
    return SCENE
