"""Our corpus of hostile Markdown, rendered, then judged by a second parser and by a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from digigov.common.markdown import rendered

CORPUS = (Path(__file__).parent / "hostile" / "vectors.txt").read_text(encoding="utf-8")
VECTORS = dict(part.split("\n", 1) for part in re.split(r"(?m)^%% ", CORPUS)[1:])
EVIL = "<img src=x onerror=hit()>\" onmouseover=\"hit()' onclick='hit()"
SOURCES = [
    {"key": "key", "title": EVIL, "url": "javascript:hit()"},
    {"key": "evil", "title": "</a><script>hit()</script>"},
]
TERMS = {"evil term": EVIL, "<script>": "</a><script>hit()</script>", "evil": EVIL}
DETECTOR = """<script>
window.hits = [];
window.hit = () => window.hits.push(document.currentScript?.outerHTML || new Error().stack);
</script>"""


def show(text: str, prefix: str = "") -> str:
    return rendered(text, sources=SOURCES, terms=TERMS, id_prefix=prefix).html


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(VECTORS) == CORPUS.count("\n%% ") + 1
    assert len(VECTORS) >= 180


@pytest.mark.parametrize("name", VECTORS)
def test_only_what_the_allow_list_names_comes_out(name: str, unsafe_in: Callable[[str], list[str]]) -> None:
    assert unsafe_in(show(VECTORS[name])) == []


@pytest.mark.parametrize("name", [name for name in VECTORS if name.startswith(("raw script", "script", "style with"))])
def test_scripts_and_styles_go_with_their_content(name: str) -> None:
    text = re.sub(r"<[^>]*>", "", show(VECTORS[name]))
    if name not in ("script split by a tag", "script after a broken tag", "script in a conditional comment"):
        assert "hit()" not in text


@pytest.mark.parametrize("option", ["pygments_style=none", "pygments_formatter=latex", "style=none", "linenostart=x"])
def test_options_of_the_highlighter_do_not_reach_it(option: str) -> None:
    plain, with_option = (show(f"``` {{ .python {text} }}\nx = 1\n```\n") for text in ("", option))
    assert with_option == plain
    assert '<span class="n">x</span>' in plain


@pytest.fixture
def page_of(chromium: Any) -> Iterator[Callable[[str], Any]]:
    """A page of its own origin, with the detector, that holds the given HTML; images and frames answer 404."""
    page = chromium.new_page()
    page.dialogs = []
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))

    def load(body: str) -> Any:
        html = f"<!doctype html><title>x</title>{DETECTOR}<main>{body}</main>"
        page.route("**/*", lambda route: route.fulfill(status=404, body=""))
        page.route(
            "http://lesson.test/", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=html)
        )
        page.goto("http://lesson.test/")
        return page

    yield load
    page.close()


def test_nothing_runs_in_a_browser(page_of: Callable[[str], Any]) -> None:
    body = "".join(f"<section>{show(text, f'v{number}-')}</section>" for number, text in enumerate(VECTORS.values()))
    page = page_of(body)
    page.eval_on_selector_all(
        "main *",
        "all => all.forEach(e => ['mouseover', 'click', 'focus'].forEach(n => e.dispatchEvent(new Event(n))))",
    )
    page.wait_for_timeout(300)
    found = page.eval_on_selector_all("main [href], main [src]", "all => all.map(e => e.href || e.src)")
    assert page.evaluate("window.hits") == []
    assert page.dialogs == []
    assert len(found) > 50
    assert [url for url in found if not re.match(r"(https?|mailto|tel):", url)] == []
    assert page.locator("main > section").count() == len(VECTORS)


def test_the_detector_detects(page_of: Callable[[str], Any]) -> None:
    page = page_of("<img src=x onerror=hit()>")
    page.wait_for_function("window.hits.length > 0")
