"""The base of all our XBlocks: how a fragment is built from templates, style and one JavaScript module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe
from web_fragments.fragment import Fragment
from xblock.core import XBlock

COMMON = "digigov.common"
GLUE = ("request.js", "glue.js")


@XBlock.needs("user", "i18n")
@XBlock.wants("replace_urls")
class DigigovBlock(XBlock):
    """Base class. A subclass lives in `slice/block.py`; its templates and public files are beside that file."""

    def page(
        self,
        template: str,
        context: Mapping[str, Any],
        *,
        styles: tuple[str, ...] = (),
        module: str = "",
        words: Mapping[str, str] | None = None,
        data: Mapping[str, Any] | None = None,
        scripts: tuple[str, ...] = (),
    ) -> Fragment:
        """A fragment of one template of the slice, the common style and the slice's `styles` (names in `public/`).

        With `module` (an ES module in `public/`), glue.js imports it and calls its default export with
        {element, call, bytes, runtime, t: words, data}. `scripts` are more of common's that it needs.
        """
        fragment = Fragment(self.markup(template, context))
        # Inline: production serves only the `public/` folder beside the block's own class, which common/ is not.
        fragment.add_css(common_text("base.css"))
        for style in styles:
            fragment.add_css_url(self.public_url(style))
        if module:
            for script in (*scripts, *GLUE):
                fragment.add_javascript(common_text(script))
            # As one string without "<": the workbench writes these arguments into a <script> unescaped.
            payload = json.dumps({"module": self.public_url(module), "t": dict(words or {}), "data": dict(data or {})})
            fragment.initialize_js("DigigovGlue", {"json": payload.replace("<", "\\u003c")})
        return fragment

    def public_url(self, name: str) -> str:
        """Address of a file in the slice's `public/`."""
        return str(self.runtime.local_resource_url(self, f"public/{name}"))

    def markup(self, template: str, context: Mapping[str, Any]) -> str:
        """HTML of a template of the slice; everything in it that is not marked safe is escaped."""
        plain_class = getattr(type(self), "unmixed_class", type(self))  # runtimes subclass ours in modules of their own
        return render(plain_class.__module__, template, context)


def render(module: str, template: str, context: Mapping[str, Any]) -> str:
    """HTML of a template of the slice that `module` is in, for pages outside a course."""
    return mark_safe(_engine(module).get_template(template).render(Context(dict(context))))


@lru_cache(maxsize=32)
def common_text(name: str) -> str:
    """A file of common/public as text."""
    return (resources.files(COMMON) / "public" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def _engine(module: str) -> Engine:
    """Our own template engine: the host's settings (loaders, context processors, other apps) do not reach it."""
    folders = [resources.files(package) / "templates" for package in (module.rpartition(".")[0], COMMON)]
    tags = ["digigov.common.tags"]
    return Engine(dirs=[str(folder) for folder in folders], autoescape=True, builtins=tags)
