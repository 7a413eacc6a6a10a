"""What is done to the HTML tree between Python-Markdown and the sanitiser. Each function changes one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree, html
from lxml.html import HtmlElement

from digigov.common.allow_list import allowed
from digigov.common.source import spelled, term_pattern

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NO_TERMS = {*HEADINGS, "a", "abbr", "code", "pre", "dfn", "kbd", "samp", "var", "caption", "summary"}
ALIGN = re.compile(r"text-align:\s*(left|right|center)")


def parse(markup: str) -> HtmlElement:
    """One `<div>` around the markup, without comments and without what is removed together with its content."""
    root = html.fragment_fromstring(markup, create_parent="div", parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(root, etree.Comment, *allowed()["removed_with_content"], with_tail=False)
    etree.strip_elements(root, etree.ProcessingInstruction, with_tail=False)
    return root


def serialise(root: HtmlElement) -> str:
    """The markup inside the outer `<div>`."""
    return ((root.text and _escape(root.text)) or "") + "".join(
        html.tostring(child, encoding="unicode") for child in root
    )


def nest_headings(root: HtmlElement, base: int) -> None:
    """Shift headings so that the highest one has level `base`; none goes below h6."""
    found = list(root.iter(*HEADINGS))
    if found:
        shift = base - min(int(element.tag[1]) for element in found)
        for element in found:
            element.tag = f"h{min(6, max(1, int(element.tag[1]) + shift))}"


def frame_figures(root: HtmlElement) -> None:
    """An image alone in its paragraph, with a title, becomes a figure with that title as its caption."""
    for image in list(root.iter("img")):
        paragraph = image.getparent()
        alone = paragraph.tag == "p" and len(paragraph) == 1 and not (paragraph.text or "").strip()
        if alone and not (image.tail or "").strip() and image.get("title"):
            paragraph.tag = "figure"
            etree.SubElement(paragraph, "figcaption").text = image.attrib.pop("title")


def frame_tables(root: HtmlElement, label: str) -> None:
    """Tables get captions, header scopes, logical alignment, and a region that scrolls and takes the keyboard."""
    for number, table in enumerate(list(root.iter("table")), 1):
        caption = _caption(table, number)
        for cell in table.iter("th", "td"):
            _align(cell)
            if cell.tag == "th" and cell.getparent().getparent().tag == "thead":
                cell.set("scope", "col")
        region = html.Element("div", {"class": "dg-table", "role": "region", "tabindex": "0"})
        name = (
            ("aria-labelledby", str(caption.get("id"))) if caption is not None else ("aria-label", f"{label} {number}")
        )
        region.set(*name)
        region.tail, table.tail = table.tail, None
        table.getparent().replace(table, region)
        region.append(table)


def frame_code(root: HtmlElement, label: str) -> None:
    """Code blocks scroll in themselves, so they take the keyboard and have a name."""
    for block in root.iter("pre"):
        for name, value in (("tabindex", "0"), ("role", "group"), ("aria-label", label), ("dir", "ltr")):
            block.set(name, value)


def mark_external(root: HtmlElement) -> None:
    """Links to other hosts open outside the frame of the lesson: most of those hosts refuse to be framed."""
    for link in root.iter("a"):
        link.attrib.pop("target", None)
        link.attrib.pop("rel", None)
        if re.match(r"(?i)\s*(https?:)?//", link.get("href", "")):
            link.set("target", "_blank")
            link.set("rel", "noopener noreferrer")


def name_references(root: HtmlElement, titles: Mapping[str, tuple[str, str]]) -> None:
    """Citation links say what they lead to: `titles` gives (accessible name, title) for each href."""
    for link in root.iterfind(".//sup[@class='dg-cite']/a"):
        if link.get("href") in titles:
            name, title = titles[link.get("href")]
            link.set("aria-label", name)
            link.set("title", title)


def name_notes(root: HtmlElement, heading: str, level: int) -> None:
    """The footnotes get a heading, and their links back a name that can be spoken."""
    for notes in root.iterfind(".//div[@class='footnote']"):
        rule = notes.find("hr")
        if rule is not None:
            rule.tag, rule.text = f"h{level}", heading
        for link in notes.iterfind(".//a[@class='footnote-backref']"):
            link.set("aria-label", link.attrib.pop("title", ""))


def mark_terms(root: HtmlElement, terms: Mapping[str, str]) -> list[str]:
    """Link the first occurrence of each term to the list of terms; give the terms found, in order of appearance."""
    pattern, found = term_pattern(terms), []
    if pattern is None:
        return []
    for holder, is_tail, text in list(_texts(root)):
        pieces: list[HtmlElement] = []
        end = 0
        before = ""
        for match in pattern.finditer(text):
            term = (
                spelled(match.group(), terms) if not re.search(r"\s", match.group()) else _known(match.group(), terms)
            )
            if term in found or term not in terms:
                continue
            found.append(term)
            pieces.append(_term_link(match.group(), term, len(found), terms))
            before, pieces[-1].tail = (text[: match.start()], None) if len(pieces) == 1 else (before, None)
            if len(pieces) > 1:
                pieces[-2].tail = text[end : match.start()]
            end = match.end()
        if pieces:
            pieces[-1].tail = text[end:]
            _insert(holder, is_tail, before, pieces)
    return found


def prefix_ids(root: HtmlElement, prefix: str) -> None:
    """Put `prefix` before every id and every reference to one, so that two lessons share a page; drop repeated ids."""
    seen: set[str] = set()
    for element in root.iter():
        identity = re.sub(r"\s+", "-", element.attrib.pop("id", "").strip())
        if identity and identity not in seen:
            seen.add(identity)
            element.set("id", prefix + identity)
        for name in ("aria-describedby", "aria-labelledby", "headers"):
            if element.get(name):
                element.set(name, " ".join(prefix + part for part in element.get(name).split()))
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and (target[1:] in seen or re.match(r"#(source|term)-\d+$", target)):
            link.set("href", f"#{prefix}{target[1:]}")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _caption(table: HtmlElement, number: int) -> HtmlElement | None:
    caption = table.find("caption")
    before = table.getprevious()
    if caption is None and before is not None and before.tag == "p" and (before.text or "").startswith("Table:"):
        before.getparent().remove(before)
        before.tag, before.text, before.tail = "caption", before.text.removeprefix("Table:").lstrip(), None
        table.insert(0, before)
        caption = before
    if caption is not None and not caption.get("id"):
        caption.set("id", f"table-{number}")
    return caption


def _align(cell: HtmlElement) -> None:
    found = ALIGN.search(cell.attrib.pop("style", "")) or re.match("(.+)", cell.attrib.pop("align", ""))
    if found:
        side = {"left": "start", "right": "end", "center": "center"}.get(found.group(1), "start")
        cell.set("class", f"{cell.get('class', '')} dg-{side}".strip())


def _texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, bool, str]]:
    """(element, whether it is its tail, text) in document order, outside the elements where terms stay unmarked."""
    walk = etree.iterwalk(root, events=("start", "end"))
    closed = 0
    for event, element in walk:
        bars = element.tag in NO_TERMS or element.get("class") in ("dg-maths", "dg-cite")
        if event == "start":
            closed += bars
            if not closed and element.text:
                yield element, False, element.text
        else:
            closed -= bars
            if not closed and element.tail and element is not root:
                yield element, True, element.tail


def _known(words: str, terms: Mapping[str, str]) -> str:
    return spelled(re.sub(r"\s+", " ", words), terms)


def _term_link(words: str, term: str, number: int, terms: Mapping[str, str]) -> HtmlElement:
    link = html.Element("a", {"class": "dg-term", "href": f"#term-{number}", "id": f"term-{number}-use"})
    link.set("aria-describedby", f"term-{number}-text")
    link.set("title", terms[term])
    link.text = words
    return link


def _insert(holder: HtmlElement, is_tail: bool, before: str, pieces: list[HtmlElement]) -> None:
    if is_tail:
        holder.tail = before
        parent, at = holder.getparent(), holder.getparent().index(holder) + 1
    else:
        holder.text = before
        parent, at = holder, 0
    for offset, piece in enumerate(pieces):
        parent.insert(at + offset, piece)
