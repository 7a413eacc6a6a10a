"""Parses one component with its own parse_xml, as the platform's import does, and keeps the fields that it set."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fs.osfs import OSFS
from lxml import etree
from opaque_keys.edx.keys import UsageKey
from xblock.core import XBlock
from xblock.fields import ScopeIds
from xblock.runtime import KeyValueStore, KvsFieldData, Runtime

from .blocks import block_class
from .ids import KeyIds
from .inherit import MIXINS
from .services import I18nService
from .tree import Node, unnamed, xml_parser

log = logging.getLogger(__name__)
Fields = dict[str, Any]


class Captured(KeyValueStore):
    """Collects what blocks set on themselves while they are parsed."""

    def __init__(self) -> None:
        self.blocks: dict[UsageKey, Fields] = {}

    def _fields(self, key: KeyValueStore.Key) -> Fields:
        return self.blocks.setdefault(key.block_scope_id, {})

    def get(self, key: KeyValueStore.Key) -> Any:
        return self._fields(key)[key.field_name]

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        self._fields(key)[key.field_name] = value

    def delete(self, key: KeyValueStore.Key) -> None:
        self._fields(key).pop(key.field_name, None)

    def has(self, key: KeyValueStore.Key) -> bool:
        return key.field_name in self._fields(key)


class ParseRuntime(Runtime):
    """Only what parse_xml asks of a runtime: ids, the archive's files, policies."""

    def __init__(self, ids: KeyIds, root: Path, policy: Callable[[UsageKey], Fields]) -> None:
        self.captured = Captured()
        super().__init__(
            ids,
            ids,
            mixins=MIXINS,
            services={"field-data": KvsFieldData(self.captured), "i18n": I18nService()},
        )
        self.get_policy = policy
        self.resources_fs = OSFS(str(root))

    def load_block_type(self, block_type: str) -> type[XBlock]:
        return block_class(block_type)

    def parse_asides(self, *_args: Any) -> list[Any]:
        return []

    def error_tracker(self, message: str, *_args: Any) -> None:
        log.warning("%s", message)

    def parse(self, element: etree._Element, parent: UsageKey | None) -> UsageKey:
        """One element and the child blocks it makes; returns its key."""
        tag = str(element.tag)
        key = self.id_generator.create_definition(tag, element.get("url_name") or unnamed(element))
        self.captured.blocks.setdefault(key, {})["parent"] = parent
        cls = self.mixologist.mix(self.load_block_type(tag))
        block = cls.parse_xml(element, self, ScopeIds(None, tag, key, key))
        block.save()
        return key

    def add_node_as_child(self, block: XBlock, node: etree._Element) -> None:
        block.children.append(self.parse(node, block.scope_ids.usage_id))

    def handler_url(self, *_args: Any, **_kwargs: Any) -> str:
        return ""

    def resource_url(self, resource: str) -> str:
        return resource

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        return uri

    def publish(self, block: XBlock, event_type: str, event_data: Any) -> None:
        """Nobody takes the course while it is parsed."""


def parse_component(
    node: Node, ids: KeyIds, root: Path, policy: Callable[[UsageKey], Fields]
) -> dict[UsageKey, Fields]:
    """Fields (as JSON values) of the component and of the blocks inside it, by usage key."""
    runtime = ParseRuntime(ids, root, policy)
    element = etree.fromstring(node.xml or b"<empty/>", xml_parser())
    runtime.parse(element, node.parent.key if node.parent else None)
    return runtime.captured.blocks
