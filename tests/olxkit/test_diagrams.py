"""What diagrams look like: measured in Chromium, and for any graph by the numbers in the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from olxkit.diagrams import compare, flow, org, timeline
from olxkit.diagrams.canvas import WIDTH, Canvas
from olxkit.diagrams.layers import Arrow
from olxkit.lettering import WordTooWide, width, wrap

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {
    "en": "Ministry of the Interior and Safety runs WWW MMM (Government-wide) & <asks> 100% of agencies",
    "ru": "Министерство внутренних дел и безопасности объединяет широкие реестры ЖШЩЮ",
    "fr": "Le ministère de l’Intérieur décide où sont hébergées les données à caractère personnel",
    "ko": "행정안전부는 전자정부법을 소관하고 국가정보자원관리원을 운영한다",
    "ar": "وزارة الداخلية والسلامة تدير السجلات الوطنية",
    "lo": "ກະຊວງພາຍໃນ ແລະ ຄວາມປອດໄພ ຄຸ້ມຄອງລັດຖະບານເອເລັກໂຕຣນິກ",
}
FACES = ("DejaVu Sans", "Noto Sans", "Noto Sans KR")


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        yield browser.new_page(viewport={"width": 360, "height": 800})
        browser.close()


def drawn(kind: str, text: str, language: str) -> str:
    """A diagram of this kind with the text everywhere."""
    short = wrap(text, 150, 18)[0]
    if kind in ("list", "axis"):
        entries = [timeline.Entry(f"{year}–{year + 4}", text, text, year, year + 4) for year in (1987, 1988, 1996)]
        canvas, height = (timeline.draw_list if kind == "list" else timeline.draw_axis)(entries, language)
    elif kind == "flow":
        arrows = [Arrow(0, 1, short), Arrow(0, 2, short), Arrow(1, 3), Arrow(2, 3, text[:40]), Arrow(3, 0), Arrow(0, 3)]
        canvas, height = flow.draw([text, short, text, text], arrows, language)
    elif kind == "org":
        canvas, height = org.draw([org.Body(depth, text, text) for depth in (0, 1, 2, 3, 4, 1)], language)
    else:
        canvas, height = compare.draw({text[:30]: [text] * 3, short: [text], "x": [short]}, language)
    return canvas.svg(height, "Title", "Description")


MEASURE = """face => {
  const svg = document.querySelector("svg"), faults = [];
  if (face) svg.querySelectorAll("text").forEach(text => text.style.fontFamily = `'${face}'`);
  const box = node => { const b = node.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
  const inside = (a, b) => a[0] >= b[0] - .5 && a[1] >= b[1] - .5 && a[2] <= b[2] + .5 && a[3] <= b[3] + .5;
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const view = [0, 0, svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
  const frames = [...svg.querySelectorAll(".box,.head,.under")].map(box);
  const texts = [...svg.querySelectorAll("text")];
  for (const text of texts) {
    const own = box(text), middle = [(own[0] + own[2]) / 2, (own[1] + own[3]) / 2];
    if (!inside(own, view)) faults.push(`${text.textContent} leaves the sheet`);
    for (const frame of frames)
      if (inside([...middle, ...middle], frame) && !(own[0] >= frame[0] && own[2] <= frame[2]))
        faults.push(`${text.textContent} leaves its box: ${own} ${frame}`);
    const drawnHeight = parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().d;
    if (drawnHeight < 13) faults.push(`${text.textContent} is ${drawnHeight} px high`);
  }
  frames.forEach((a, n) => frames.slice(n + 1).forEach(b => meet(a, b) && faults.push(`boxes meet: ${a} ${b}`)));
  const lines = texts.map(t => { const b = box(t); return [b[0], b[1] + 6, b[2], b[3] - 6, t.textContent]; });
  lines.forEach((a, n) => lines.slice(n + 1).forEach(b => meet(a, b) && faults.push(`${a[4]} over ${b[4]}`)));
  return faults;
}"""


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("kind", ["list", "axis", "flow", "org", "compare"])
def test_words_stay_in_their_boxes_and_are_legible_on_a_phone(page: Any, kind: str, language: str) -> None:
    svg = drawn(kind, WORDS[language], language)
    # 33 px are what the page and the lesson around it take on each side
    page.set_content(f"<style>body{{margin:0 33px}}svg{{max-width:100%;height:auto}}</style>{svg}")
    for face in ("", *FACES):
        assert page.evaluate(MEASURE, face) == [], face


@given(st.text(max_size=60), st.integers(30, 400))
def test_wrapping_keeps_every_letter_in_lines_that_fit(text: str, limit: int) -> None:
    try:
        lines = wrap(text, limit, 18)
    except WordTooWide as fault:
        assert width(fault.word, 18) > limit
        return
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 18) <= limit for line in lines)


GRAPHS = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(
                st.integers(0, count - 1), st.integers(0, count - 1), st.sampled_from(["", "", "yes", "by post"])
            ),
            max_size=16,
        ).map(lambda arrows: [Arrow(*arrow) for arrow in arrows if arrow[0] != arrow[1]]),
    )
)


@settings(max_examples=300, deadline=None)
@given(GRAPHS)
@example((3, [Arrow(0, 1), Arrow(1, 2), Arrow(2, 0), Arrow(0, 2), Arrow(2, 1)]))
def test_any_graph_is_drawn_without_a_line_through_a_box(graph: tuple[int, list[Arrow]]) -> None:
    count, arrows = graph
    try:
        canvas, height = flow.draw([f"Box number {number}" for number in range(count)], arrows, "en")
    except flow.TooManyArrows:
        assert len(arrows) > 8
        return
    boxes, lines, tips = shapes(canvas, height)
    assert len(boxes) == count
    assert len(tips) == len(arrows)
    for number, (x1, y1, x2, y2) in enumerate(boxes):
        assert 0 <= x1 < x2 <= WIDTH and 0 <= y1 < y2 <= height
        assert not any(meet((x1, y1, x2, y2), other) for other in boxes[number + 1 :])
    for line in lines:
        for (ax, ay), (bx, by) in pairwise(line):
            stroke = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            assert stroke[0] >= 0 and stroke[2] <= WIDTH
            assert not any(meet(stroke, box) for box in boxes)
    for x, y in tips:
        assert any(box[0] < x < box[2] and y in (box[1], box[3]) for box in boxes), "an arrow ends at no box"


def meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def shapes(canvas: Canvas, height: float) -> tuple[list[tuple[float, ...]], list[list[tuple[float, ...]]], list[Any]]:
    """Boxes as left, top, right, bottom; lines and tips of arrows as their points."""
    root = etree.fromstring(canvas.svg(height, "T", "D"))
    rects = [[float(rect.get(name)) for name in ("x", "y", "width", "height")]
             for rect in root.iter(f"{SVG}rect") if rect.get("class") == "box"]  # fmt: skip
    boxes = [(x, y, round(x + wide, 1), round(y + high, 1)) for x, y, wide, high in rects]
    paths = [(path.get("class"), path.get("d")) for path in root.iter(f"{SVG}path")]
    lines = [[tuple(map(float, point.split())) for point in d[1:].split("L")] for name, d in paths if name == "line"]
    tips = [tuple(map(float, d[1:].split("L")[0].split())) for name, d in paths if name == "tip"]
    return boxes, lines, tips


def test_arabic_is_mirrored() -> None:
    columns = {"a": ["x"], "b": ["y"]}
    plain, mirrored = (shapes(*compare.draw(columns, language))[0] for language in ("en", "ar"))
    assert [(WIDTH - box[2], box[1], WIDTH - box[0], box[3]) for box in mirrored] == plain


def test_the_lesson_folds_the_words_under_the_picture(
    course: Callable[..., Path], build: Callable[..., Path], contents: Callable[[Path], dict[str, bytes]]
) -> None:
    text = "---\nid: unit\ntitle: Unit\n---\n:::{diagram} org\n:alt: A\n- *P* | <b>\n  - Q\n:::\n"
    inside = contents(build(course({"part/sub/unit.md": text}), "--portable"))
    html = etree.HTML(inside["html/unit-text.html"].decode())
    assert html.xpath("string(//details/ul/li)") == "*P* (<b>)Q"
    assert html.xpath("//img/@src") == ["/static/unit-diagram-1.svg"]
