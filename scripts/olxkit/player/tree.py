"""Reads an unpacked archive into a tree of nodes. Components stay unparsed until somebody opens them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey

from .errors import PlayerError
from .ids import course_key

BANKS = ("itembank", "library_content")  # each person gets some of their children; see bank.py
STRUCTURE = ("course", "chapter", "sequential", "vertical", *BANKS)


def xml_parser() -> etree.XMLParser:
    """The platform's parser, which drops blank text; with entities and network off, for archives of strangers."""
    return etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False, no_network=True)


@dataclass(slots=True, eq=False)
class Node:
    """One block as the archive names it. `xml` is the element of a component, or None for structure.

    `own` is filled by the course: the structure's own fields as JSON values.
    """

    key: UsageKey
    attributes: dict[str, str]
    parent: Node | None = field(default=None, repr=False)
    children: list[Node] = field(default_factory=list, repr=False)
    xml: bytes | None = field(default=None, repr=False)
    error: str = ""
    own: dict[str, Any] | None = field(default=None, repr=False)

    @property
    def tag(self) -> str:
        return str(self.key.block_type)

    @property
    def name(self) -> str:
        """The url_name."""
        return str(self.key.block_id)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestor(self, tag: str) -> Node | None:
        node: Node | None = self
        while node is not None and node.tag != tag:
            node = node.parent
        return node


def read_tree(root: Path) -> Node:
    """The whole structure from course.xml down. Raises PlayerError when there is no course to show."""
    try:
        top = etree.parse(str(root / "course.xml"), xml_parser()).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise PlayerError(f"course.xml cannot be read: {error}.") from error
    key = course_key(top.get("org", ""), top.get("course", ""), top.get("url_name", ""))
    return _Reader(root, key).node(top, None)


class _Reader:
    def __init__(self, root: Path, key: CourseKey) -> None:
        self.root = root
        self.course = key

    def node(self, element: etree._Element, parent: Node | None) -> Node:
        tag = str(element.tag)
        try:
            key = self.course.make_usage_key(tag, element.get("url_name") or unnamed(element))
        except InvalidKeyError:
            key = self.course.make_usage_key(tag if tag.isidentifier() else "unreadable", unnamed(element))
        node = Node(key, {}, parent)
        if tag in STRUCTURE:
            self._structure(node, element)
        else:
            node.attributes = _attributes(element)
            node.xml = etree.tostring(element, with_tail=False)
        return node

    def _structure(self, node: Node, element: etree._Element) -> None:
        pointer = len(element) == 0 and set(element.attrib) <= {"url_name", "org", "course"}
        path = self.root / node.tag / (node.name.replace(":", "/") + ".xml")
        if pointer:
            try:
                element = etree.parse(str(path), xml_parser()).getroot()
            except (OSError, etree.XMLSyntaxError) as error:
                node.error = f"{node.tag}/{path.name} cannot be read: {error}"
                return
        node.attributes = _attributes(element)
        node.children = [self.node(child, node) for child in element if isinstance(child.tag, str) and _block(child)]


def _block(element: etree._Element) -> bool:
    return not (element.tag == "wiki" or "}" in str(element.tag))  # <wiki slug> and namespaced options are not blocks


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def unnamed(element: etree._Element) -> str:
    """The platform's name for a block without one: tag and hash of its XML, so two equal ones collapse into one."""
    text = etree.tostring(element, with_tail=False)
    return f"{element.tag if str(element.tag).isidentifier() else 'block'}_{hashlib.sha1(text).hexdigest()[:12]}"
