"""course.yaml: what the course is called, when its parts are taught, how it is graded."""

from __future__ import annotations

from typing import Any

from olxkit.model import GradeType, Part, Settings, Style
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.settings import BadValue, DatesOutOfOrder, RepeatedKey, WeightsNotHundred
from olxkit.source import schema
from olxkit.source.policy import policy_faults
from olxkit.source.style.settings import read_style
from olxkit.source.yamlmap import Node, parse_yaml

COURSE_FILE = "course.yaml"


def read_settings(text: str, found: list[Diagnostic]) -> Settings | None:
    """The course's settings; None when they are no mapping. What is missing is reported and left empty."""
    node, problems = parse_yaml(text, Position(COURSE_FILE))
    found += problems
    if node is None:
        return None
    values = schema.read(node, schema.COURSE, found, "course.yaml")
    if not node.is_map:
        return None
    if "policy" in values:
        found += policy_faults(node.value["policy"])
    edition, parts = _edition(node, values, found)
    cutoffs, grade_types = _grading(node.value.get("grading"), found)
    return Settings(
        at=node.at,
        org=values.get("org", ""),
        course=values.get("course", ""),
        run=values.get("run", ""),
        title=values.get("title", ""),
        language=values.get("language", "en"),
        timezone=values.get("timezone", "UTC"),
        image=values.get("image", ""),
        edition=edition,
        parts=parts,
        cutoffs=cutoffs,
        grade_types=grade_types,
        xblocks=values.get("xblocks", ()),
        policy=node.value["policy"].typed() if "policy" in values else {},
        description=values.get("description", ""),
        style=read_style(node.value.get("style"), found) if "style" in values else Style(),
        places={key: child.at for key, child in node.value.items()},
    )


def _edition(node: Node, values: dict[str, Any], found: list[Diagnostic]) -> tuple[str, tuple[Part, ...]]:
    """The edition that is taught and its parts: the named one, or the last."""
    if "editions" not in values:
        return "", ()
    editions, named = node.value["editions"], values.get("edition", "")
    names = list(editions.value)
    if named and named not in names:
        advice = f"one of: {', '.join(names)}"
        found.append(BadValue(editions.at, value=named, key="edition", meaning=advice))
    edition = named if named in names else names[-1] if names else ""
    chosen = editions.value.get(edition)
    if chosen is None or not chosen.is_map or not chosen.value:
        found.append(BadValue(editions.at, value=edition or "(none)", key="editions", meaning="parts with their dates"))
        return edition, ()
    return edition, _parts(chosen, found)


def _parts(chosen: Node, found: list[Diagnostic]) -> tuple[Part, ...]:
    parts = []
    for name, node in chosen.value.items():
        values = schema.read(node, schema.PART, found, f"part '{name}'")
        if {"start", "end"} <= values.keys():
            parts.append(Part(name, values["start"], values["end"]))
            if values["end"] < values["start"]:
                found.append(DatesOutOfOrder(node.at, what=f"part '{name}' ends before it starts"))
    return tuple(parts)


def _grading(node: Node | None, found: list[Diagnostic]) -> tuple[dict[str, float], tuple[GradeType, ...]]:
    if node is None:
        return {"Pass": 0.5}, ()
    values = schema.read(node, schema.GRADING, found, "grading")
    cutoffs = _cutoffs(node, values, found)
    types_node = node.value.get("types") if node.is_map else None
    types = [_grade_type(child, found) for child in types_node.value] if types_node and "types" in values else []
    known = tuple(kind for kind in types if kind)
    names: set[str] = set()
    for kind, child in zip(types, types_node.value if types_node else (), strict=False):
        if kind and kind.name in names:
            found.append(RepeatedKey(child.at, key=kind.name))
        names.add(kind.name if kind else "")
    total = sum(kind.weight for kind in known)
    if types_node and known and abs(total - 100) > 0.001:
        found.append(WeightsNotHundred(types_node.at, total=f"{total:g}"))
    return cutoffs, known


def _cutoffs(node: Node, values: dict[str, Any], found: list[Diagnostic]) -> dict[str, float]:
    if "cutoffs" not in values:
        return {"Pass": values.get("pass", 0.5)}
    table = {name: schema.Key(schema.share, "a share between 0 and 1") for name in values["cutoffs"]}
    return schema.read(node.value["cutoffs"], table, found, "cutoffs")


def _grade_type(node: Node, found: list[Diagnostic]) -> GradeType | None:
    values = schema.read(node, schema.GRADE_TYPE, found, "assignment type")
    if not {"name", "short", "weight"} <= values.keys():
        return None
    minimum, drop = values.get("min", 1), values.get("drop", 0)
    if drop > minimum:
        found.append(
            BadValue(node.value["drop"].at, value=drop, key="drop", meaning=f"at most 'min', which is {minimum}")
        )
    return GradeType(values["name"], values["short"], values["weight"], minimum, drop)
