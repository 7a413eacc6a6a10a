"""Problem and objective trees: lists of nodes with parents, read as trees. Pure.

A list can hold what no tree has: two nodes that are each other's parent after two people moved them at once, a parent
that is gone. Nothing is lost then: each node is drawn once, and `loops` and check.py say what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .codes import lists
from .schema import Content
from .sections import empty_section


@dataclass(slots=True)
class Branch:
    """A node and what hangs on it, in the order of the list."""

    node: Content
    branches: list[Branch] = field(default_factory=list)


def tree(nodes: Sequence[Content]) -> list[Branch]:
    """The roots: nodes without a parent, with one that does not exist, and the first of each loop."""
    branches = {node["id"]: Branch(node) for node in nodes}
    openings = {min(loop, key=list(branches).index) for loop in loops(nodes)}
    roots: list[Branch] = []
    for id, branch in branches.items():
        parent = branches.get(branch.node["parent"])
        (roots if parent is None or id in openings else parent.branches).append(branch)
    return roots


def loops(nodes: Sequence[Content]) -> list[frozenset[str]]:
    """Each set of nodes that are, one over the other, their own parents."""
    parents = {node["id"]: node["parent"] for node in nodes}
    found: list[frozenset[str]] = []
    done: set[str] = set()
    for start in parents:
        way: list[str] = []
        at = start
        while at in parents and at not in done:
            done.add(at)
            way.append(at)
            at = parents[at]
        if at in way:
            found.append(frozenset(way[way.index(at) :]))
    return found


def outline(nodes: Sequence[Content]) -> list[tuple[int, Content]]:
    """The tree as an indented list: each node with its depth, parents before what hangs on them."""
    return list(_walk(tree(nodes), 0))


def from_outline(lines: Iterable[tuple[int, Content]]) -> list[Content]:
    """The nodes of an indented list, each with its `parent` as the indentation says.

    A line that is indented by more than one step counts as one step deeper than the line before.
    """
    nodes, above = [], list[str]()
    for depth, node in lines:
        del above[max(depth, 0) :]
        nodes.append({**node, "parent": above[-1] if above else ""})
        above.append(node["id"])
    return nodes


def mirrored(problems: Content, objectives: Content) -> Content:
    """The objective tree with a node for each problem that has none yet: same place, text to be written.

    Objectives that exist keep their words, links and order; new ones come after them.
    """
    result = empty_section("objectives")
    kinds = {entry["problem"]: code for code, entry in lists()["objective-kind"].items()}
    nodes: list[Content] = [dict(node) for node in objectives["nodes"]]
    twins = {node["problem"]: node["id"] for node in reversed(nodes) if node["problem"]}
    taken = {node["id"] for node in nodes}
    missing = [problem for problem in problems["nodes"] if problem["id"] not in twins]
    for problem in missing:
        id = _free(problem["id"], taken)
        taken.add(id)
        twins[problem["id"]] = id
        kind = kinds.get(problem["kind"], "")
        nodes.append({"id": id, "text": "", "kind": kind, "parent": "", "problem": problem["id"]})
    for problem, node in zip(missing, nodes[len(nodes) - len(missing) :], strict=True):
        node["parent"] = twins.get(problem["parent"], "")
    result["nodes"] = nodes
    return result


def _walk(branches: Iterable[Branch], depth: int) -> Iterator[tuple[int, Content]]:
    # A stack instead of recursion: 500 nodes may hang in one line.
    stack = [(depth, branch) for branch in reversed(list(branches))]
    while stack:
        depth, branch = stack.pop()
        yield depth, branch.node
        stack += [(depth + 1, below) for below in reversed(branch.branches)]


def _free(id: str, taken: set[str]) -> str:
    """An id for the twin of a problem that no objective has; at most 40 characters."""
    names = (f"o{number or ''}-{id}"[:40] for number in range(len(taken) + 1))
    return next((name for name in names if name not in taken), f"o{len(taken) + 1}")
