"""Rule 13, and the shape of both trees."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import lists
from ..finding import Finding, advice, error
from ..schema import N_, Content
from ..trees import loops
from ..values import short
from ..view import View


def mirror(view: View) -> Iterator[Finding]:
    """Rule 13: each problem has one objective in the same place of the other tree."""
    problems, objectives = view.plan["problems"]["nodes"], view.plan["objectives"]["nodes"]
    if not objectives:
        return
    kinds = {code: entry["problem"] for code, entry in lists()["objective-kind"].items()}
    problem = {node["id"]: node for node in problems}
    twins: dict[str, Content] = {}
    for node in objectives:
        path, text = f"objectives/nodes/{node['id']}", short(node["text"])
        source = problem.get(node["problem"])
        if source is None:
            template = N_("The objective “{text}” turns no problem round.")
            yield advice("trees-mirror", f"{path}/problem", template, text=text)
            continue
        if source["id"] in twins:
            template = N_("Two objectives turn the same problem round: “{text}”.")
            yield advice("trees-mirror", f"{path}/problem", template, text=short(source["text"]))
            continue
        twins[source["id"]] = node
        if node["kind"] and source["kind"] and kinds[node["kind"]] != source["kind"]:
            template = N_("The objective “{text}” stands in another part of the tree than its problem.")
            yield error("trees-mirror", f"{path}/kind", template, text=text)
    for node in problems:
        if node["id"] not in twins:
            template = N_("No objective turns the problem “{text}” round.")
            yield error("trees-mirror", f"problems/nodes/{node['id']}", template, text=short(node["text"]))
    for id, node in twins.items():
        above = twins.get(problem[id]["parent"])
        if (above["id"] if above else "") != node["parent"] and (above or not problem[id]["parent"]):
            template = N_("The objective “{text}” hangs elsewhere than its problem.")
            yield error("trees-mirror", f"objectives/nodes/{node['id']}/parent", template, text=short(node["text"]))


def shapes(view: View) -> Iterator[Finding]:
    """Exactly one core; everything else leads to it, causes over causes and effects over effects; no loop."""
    for section in ("problems", "objectives"):
        nodes = view.plan[section]["nodes"]
        if nodes:
            yield from _shape(section, nodes)


def _shape(section: str, nodes: list[Content]) -> Iterator[Finding]:
    cores = [node for node in nodes if node["kind"] == "core"]
    if not cores:
        none = N_("There is no core problem.") if section == "problems" else N_("There is no core objective.")
        yield error("tree-shape", f"{section}/nodes", none)
    for node in cores[1:]:
        template = N_("There is one core only; “{text}” is a second one.")
        yield error("tree-shape", f"{section}/nodes/{node['id']}/kind", template, text=short(node["text"]))
    by_id = {node["id"]: node for node in nodes}
    for loop in loops(nodes):
        node = next(node for node in nodes if node["id"] in loop)
        template = N_("“{text}” leads to itself in a circle of {count}. Let one of them lead to something else.")
        path = f"{section}/nodes/{node['id']}/parent"
        yield error("tree-shape", path, template, text=short(node["text"]), count=len(loop))
    for node in nodes:
        path, text = f"{section}/nodes/{node['id']}", short(node["text"])
        above = by_id.get(node["parent"])
        if not node["kind"]:
            yield error("tree-shape", f"{path}/kind", N_("“{text}” has no place in the tree."), text=text)
        elif node["kind"] == "core":
            if node["parent"]:
                yield error("tree-shape", f"{path}/parent", N_("The core hangs on nothing."))
        elif above is None:
            yield error("tree-shape", f"{path}/parent", N_("“{text}” does not lead to the core."), text=text)
        elif above["kind"] not in ("core", node["kind"]):
            template = N_("“{text}” hangs on the other side of the core.")
            yield error("tree-shape", f"{path}/parent", template, text=text)
