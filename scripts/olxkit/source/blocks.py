"""Fields of any XBlock, checked against the class that is installed here.

On import the platform makes attributes into fields (String raw, others JSON) and drops what it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from olxkit.problems.base import Diagnostic
from olxkit.problems.text import BadFieldValue, UnknownField, UnknownTag, UnusedBody, UserStateField
from olxkit.source.blockfacts import CannotLoad, FieldFault, installed_tags, judge
from olxkit.source.context import Context
from olxkit.source.schema import nearest
from olxkit.source.yamlmap import Node

if TYPE_CHECKING:
    from olxkit.source.directives import Directive

NOT_FIELDS = {"url_name": "write ':id:' instead", "xmlns": "delete the option"}  # XML takes it for another tag
LIST_IT = "list the tag under 'xblocks' in course.yaml"


def check_fields(
    tag: str, given: Mapping[str, Node], directive: Directive, context: Context, found: list[Diagnostic]
) -> None:
    """Reports an unknown tag, unknown and user-state fields, values the field refuses, and a body nobody reads."""
    values = {name: node.value for name, node in given.items() if name not in NOT_FIELDS}
    for name, advice in NOT_FIELDS.items():
        if name in given:
            found.append(UnknownField(given[name].at, tag=tag, field=name, advice=advice))
    try:
        verdict = judge(tag, values)
        advice = _tag_advice(tag) if verdict is None else ""
    except CannotLoad as error:
        verdict, advice = None, f"its package is here but does not load ({error}); repair it, or {LIST_IT}"
    if verdict is None:
        if tag not in context.xblocks:
            found.append(UnknownTag(directive.at, tag=tag, advice=advice))
        return
    found += (_diagnostic(tag, fault, given[fault.field]) for fault in verdict.faults)
    if directive.body.strip() and not verdict.reads_text:
        found.append(UnusedBody(directive.body_at, name=f"xblock {tag}"))


def _diagnostic(tag: str, fault: FieldFault, node: Node) -> Diagnostic:
    if fault.kind == "unknown":
        return UnknownField(node.at, tag=tag, field=fault.field, advice=fault.advice)
    if fault.kind == "state":
        return UserStateField(node.at, tag=tag, field=fault.field)
    return BadFieldValue(node.at, tag=tag, field=fault.field, value=node.value[:80], advice=fault.advice)


def _tag_advice(tag: str) -> str:
    guess = nearest(tag, list(installed_tags()), "", listed=False)
    return f"{guess + ' Otherwise ' if guess else ''}install its package, or {LIST_IT}"
