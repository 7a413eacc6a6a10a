"""Styles that blocks bring: cut off from other hosts, and those written for one block kept to it."""

from __future__ import annotations

import re

from web_fragments.fragment import Fragment

from .blocks import block_class

_IMPORT = re.compile(r"""@import\s+(?:url\()?\s*["']?(?:https?:)?//[^;]*;""")
_IMAGE = re.compile(r"""(<img\b[^>]*?)\ssrc="(?:https?:)?//[^"]*\"""", re.S)
_REMOTE = re.compile(r"""url\(\s*["']?(?:https?:)?//[^)]*\)""")


def local(css: str) -> str:
    """The sheet without what it would fetch from other hosts (the extracted blocks ask for a web font)."""
    return _REMOTE.sub("none", _IMPORT.sub("", css))


def tidy(fragment: Fragment, tag: str) -> Fragment:
    """The fragment with its inline sheets made local. Those of extracted blocks, which style bare h3 and p, are kept
    to the block; so is the logo that the video block's template takes from another host."""
    extracted = getattr(block_class(tag), "is_extracted", False)
    clean = Fragment(_IMAGE.sub(r"\1", fragment.content) if tag == "video" else fragment.content)
    for resource in fragment.resources:
        if resource.kind == "text" and resource.mimetype == "text/css":
            css = local(resource.data)
            css = f'@scope ([data-block-type="{tag}"]) {{\n{css}\n}}' if extracted else css
            clean.add_resource(css, resource.mimetype, resource.placement)
        elif resource.kind == "text":
            clean.add_resource(resource.data, resource.mimetype, resource.placement)
        else:
            clean.add_resource_url(resource.data, resource.mimetype, resource.placement)
    return clean
