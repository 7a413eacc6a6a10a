"""An opened course: its tree, its policies, and the fields of its blocks as the author wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from opaque_keys.edx.keys import UsageKey
from xblock.exceptions import NoSuchUsage
from xblock.fields import Date

from .authored import parse_component
from .blocks import Bank, Container, block_class, completable, scored
from .ids import KeyIds
from .inherit import INHERITABLE, MIXINS, from_attribute
from .tree import STRUCTURE, Node, read_tree

Fields = dict[str, Any]
Worth = tuple[str, float | None, float]
_date = Date()
_OPENING = re.compile(r"<[A-Za-z_][^>]*>")
_HIDDEN = re.compile(r"""\svisible_to_staff_only=["'](?i:true)["']""")


class Course:
    """Read-only after construction but for its caches; shared by all requests.

    `enforce_dates` closes what is past due and hides what has not started; otherwise past dates are only shown.
    """

    def __init__(self, root: Path, version: str, *, enforce_dates: bool = False) -> None:
        self.root = root
        self.version = version
        self.enforce_dates = enforce_dates
        self.tree = read_tree(root)
        self.key = self.tree.key.course_key
        self.ids = KeyIds(self.key)
        policies = root / "policies" / self.tree.name
        self.policy: Fields = _json(policies / "policy.json")
        self.grading: Fields = _json(policies / "grading_policy.json")
        self.nodes: dict[UsageKey, Node] = {}
        for node in self.tree.walk():
            self.nodes.setdefault(node.key, node)
        self.by_name = {node.name: node for node in reversed(list(self.tree.walk()))}
        self._fields: dict[UsageKey, Fields] = {}
        self._parsed: set[UsageKey] = set()
        self._hiding: dict[UsageKey, bool] = {}
        self._worth: dict[UsageKey, Worth] = {}
        self._files: dict[str, Path] | None = None
        self._lock = RLock()

    # -- structure

    @property
    def units(self) -> list[Node]:
        return [node for node in self.tree.walk() if node.tag == "vertical"]

    @property
    def subsections(self) -> list[Node]:
        return [node for node in self.tree.walk() if node.tag == "sequential"]

    def unit(self, name: str) -> Node | None:
        node = self.by_name.get(name)
        return node.ancestor("vertical") if node else None

    def components(self, node: Node) -> Iterator[Node]:
        """Leaf blocks below `node`, in reading order."""
        return (child for child in node.walk() if child.tag not in STRUCTURE)

    def to_complete(self, node: Node) -> list[Node]:
        return [child for child in self.components(node) if completable(block_class(child.tag))]

    def to_score(self, node: Node) -> list[Node]:
        return [child for child in self.components(node) if scored(block_class(child.tag))]

    def holder(self, key: UsageKey) -> Node:
        """The node of a block, or of the component that it lies inside. Raises NoSuchUsage when there is neither."""
        while key not in self.nodes:
            key = self.fields(key)["parent"]
        return self.nodes[key]

    # -- fields

    def get_policy(self, key: UsageKey) -> Fields:
        value = self.policy.get(f"{key.block_type}/{key.block_id}", {})
        return value if isinstance(value, dict) else {}

    def fields(self, key: UsageKey) -> Fields:
        """The author's own fields of a block as JSON values; raises NoSuchUsage for a block that is not there."""
        with self._lock:
            if key not in self._fields:
                self._load(key)
            return self._fields[key]

    def _load(self, key: UsageKey) -> None:
        node = self.nodes.get(key)
        if node is None:
            self._look_inside(key)
        elif node.xml is None:
            self._fields[key] = self.own(node)
        else:
            self._parse(node)
        if key not in self._fields:
            raise NoSuchUsage(str(key))

    def _parse(self, node: Node) -> None:
        self._parsed.add(node.key)
        self._fields.update(parse_component(node, self.ids, self.root, self.get_policy))

    def _look_inside(self, key: UsageKey) -> None:
        """A block inside a component: only the component's own parse_xml knows it, so ask those with children."""
        for node in self.components(self.tree):
            if node.key not in self._parsed and getattr(block_class(node.tag), "has_children", False):
                self._parse(node)
                if key in self._fields:
                    return

    def _structure_fields(self, node: Node) -> Fields:
        known = {name: field for cls in (Container, Bank, *MIXINS) for name, field in cls.fields.items()}
        fields = {name: from_attribute(known[name], text) for name, text in node.attributes.items() if name in known}
        fields |= {name: value for name, value in self.get_policy(node.key).items() if name in known}
        fields["children"] = [child.key for child in node.children]
        fields["parent"] = node.parent.key if node.parent else None
        return fields

    def inherited(self, key: UsageKey, edits: dict[str, Fields] | None = None) -> Fields:
        """Settings that the block takes from its parents, the nearest winning."""
        values: Fields = {}
        node = self.nodes.get(key)
        if node is None:
            node = Node(key, {}, self.holder(key))
        chain: list[Node] = []
        while (node := node.parent) is not None:
            chain.append(node)
        for ancestor in reversed(chain):
            own = self.fields(ancestor.key) | (edits or {}).get(str(ancestor.key), {})
            values |= {name: own[name] for name in INHERITABLE & own.keys()}
        if not self.enforce_dates and self.passed(values.get("due")):
            values.pop("due")
        return values

    def own(self, node: Node) -> Fields:
        """The own fields of a structural node; asked thousands of times for one outline."""
        if node.own is None:
            node.own = self._structure_fields(node)
        return node.own

    def setting(self, node: Node | None, name: str) -> Any:
        """One inheritable setting as JSON value, a structural node's own or a parent's; None when unset."""
        while node is not None:
            if node.xml is None and name in self.own(node):
                return self.own(node)[name]
            node = node.parent if name in INHERITABLE else None
        return None

    def date(self, node: Node, name: str) -> datetime | None:
        return to_date(self.setting(node, name))

    @staticmethod
    def passed(value: Any) -> bool:
        moment = to_date(value)
        return moment is not None and moment < datetime.now(UTC)

    def title(self, node: Node) -> str:
        """The name to show; structure answers without parsing anything else."""
        if node.xml is None:
            return str(self.own(node).get("display_name") or node.name)
        return str(node.attributes.get("display_name") or node.name)

    def hidden(self, node: Node) -> bool:
        """Whether learners may not see it at all."""
        return bool(self.setting(node, "visible_to_staff_only")) or (node.xml is not None and self._hides_itself(node))

    def _hides_itself(self, node: Node) -> bool:
        """A component's own setting, read off its opening tag: counting a whole course must not parse every block."""
        if node.key not in self._hiding:
            opening = _OPENING.search(self._pointed(node) or (node.xml or b"").decode())
            self._hiding[node.key] = opening is not None and _HIDDEN.search(opening[0]) is not None
        return self._hiding[node.key]

    def _pointed(self, node: Node) -> str:
        return self.text(f"{node.tag}/{node.name.replace(':', '/')}.xml") if len(node.attributes) == 1 else ""

    def opens(self, node: Node) -> datetime | None:
        """When learners may open it, if that is still to come and dates are enforced."""
        start = self.date(node, "start")
        return start if self.enforce_dates and start and start > datetime.now(UTC) else None

    def worth(self, node: Node, ask: Callable[[], Worth]) -> Worth:
        """Title, weight and points of a scored block, asked once per archive: it takes parsing each problem."""
        if node.key not in self._worth:
            self._worth[node.key] = ask()
        return self._worth[node.key]

    # -- files

    def text(self, path: str) -> str:
        """A text file of the archive, or the empty string."""
        try:
            return (self.root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def asset(self, name: str) -> Path | None:
        """The static file that the platform would serve under this flattened name."""
        return self._assets().get(name)

    def assets(self) -> list[str]:
        """The flattened names of all static files."""
        return list(self._assets())

    def _assets(self) -> dict[str, Path]:
        if self._files is None:
            folder = self.root / "static"
            files = [path for path in sorted(folder.rglob("*")) if path.is_file()] if folder.is_dir() else []
            self._files = {flat_name(path.relative_to(folder).as_posix()): path for path in files}
        return self._files


def flat_name(path: str) -> str:
    """Import puts all static files into one folder: sub/my dir/f.txt becomes sub_my_dir_f.txt."""
    return path.replace("/", "_").replace(" ", "_")


def to_date(value: Any) -> datetime | None:
    try:
        moment = _date.from_json(value) if value else None
    except (ValueError, TypeError):
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _json(path: Path) -> Fields:
    """A policy file. Like the platform, an unreadable one counts as empty; the bundler's check reports it."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
