"""Fields of any XBlock, checked against the class that is installed here.

On import the platform makes attributes into fields (String raw, others JSON) and drops what it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from olxkit.problems.base import Diagnostic
from olxkit.problems.text import BadFieldValue, UnknownField, UnknownTag, UnusedBody, UserStateField
from olxkit.source.context import Context
from olxkit.source.schema import nearest
from olxkit.source.yamlmap import Node

if TYPE_CHECKING:
    from olxkit.source.directives import Directive


def check_fields(
    tag: str, given: Mapping[str, Node], directive: Directive, context: Context, found: list[Diagnostic]
) -> None:
    """Reports an unknown tag, unknown and user-state fields, values the field refuses, and a body nobody reads."""
    block = block_class(tag)
    if "url_name" in given:
        found.append(UnknownField(given["url_name"].at, tag=tag, field="url_name", advice="write ':id:' instead"))
    if block is None:
        if tag not in context.xblocks:
            found.append(UnknownTag(directive.at, tag=tag, advice=_tag_advice(tag)))
        return
    for name, node in given.items():
        field = block.fields.get(name)
        if name == "url_name":
            continue
        if field is None:
            names = [key for key, other in block.fields.items() if not other.scope.user]
            advice = nearest(name, names, "its fields are")
            found.append(UnknownField(node.at, tag=tag, field=name, advice=advice))
        elif field.scope.user:
            found.append(UserStateField(node.at, tag=tag, field=name))
        elif reason := refusal(field, node.value):
            found.append(BadFieldValue(node.at, tag=tag, field=name, value=node.value[:80], advice=reason))
    if directive.body.strip() and not _reads_text(block):
        found.append(UnusedBody(directive.body_at, name=f"xblock {tag}"))


def _reads_text(block: Any) -> bool:
    """Whether a text body arrives: it fills a field named `content`, unless the block reads its XML itself."""
    from xblock.core import XBlock

    return "content" in block.fields or block.parse_xml.__func__ is not XBlock.parse_xml.__func__


def _tag_advice(tag: str) -> str:
    guess = nearest(tag, installed_tags(), "")
    otherwise = "install its package, or list the tag under 'xblocks' in course.yaml"
    return f"{guess} Otherwise {otherwise}" if guess.startswith("did") else otherwise


def refusal(field: Any, value: str) -> str | None:
    """Why the field would not take the attribute's text, or None when it does."""
    try:
        parsed = field.from_string(value)
        field.enforce_type(parsed)
        if field.values and isinstance(field.values, list):
            allowed = [item.get("value") if isinstance(item, dict) else item for item in field.values]
            if parsed not in allowed:
                return f"one of: {', '.join(map(str, allowed))}"
    except Exception as error:  # a field may raise anything; whatever it is, the platform would drop the block
        return f"{type(field).__name__} does not take it ({type(error).__name__})"
    return None


@lru_cache
def block_class(tag: str) -> Any:
    """The XBlock class that is installed under this tag, or None."""
    from xblock.core import XBlock
    from xblock.plugin import PluginMissingError

    for name in (tag, f"_{tag}_extracted"):
        try:
            return XBlock.load_class(name)
        except PluginMissingError:
            continue
    return None


@lru_cache
def installed_tags() -> dict[str, None]:
    """The tags of all installed XBlocks; the platform's own are registered by xblocks-contrib as `_TAG_extracted`."""
    from importlib.metadata import entry_points

    names = (entry.name for entry in entry_points(group="xblock.v1"))
    return dict.fromkeys(name.removeprefix("_").removesuffix("_extracted") for name in sorted(names))
