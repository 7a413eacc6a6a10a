"""The `replace_urls` service: rewrites what authors may write for files and links of the course."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

from .course import Course, flat_name

# Inside an attribute value or a CSS url(): /static/name, /jump_to_id/name, /jump_to/key, /course/.
_LINK = re.compile(
    r"""(?P<open>["'(]|&quot;|&\#39;)/(?P<kind>static|jump_to_id|jump_to|course)/(?P<rest>[^"'()<>\s]*)"""
)


class ReplaceUrls:
    def __init__(self, course: Course) -> None:
        self.course = course

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        def place(match: re.Match[str]) -> str:
            kind, rest = match["kind"], match["rest"]
            if kind != "static" and static_replace_only:
                return match[0]
            end = len(rest) - len(re.sub(r"(&quot;|&#39;).*$", "", rest))
            rest, tail = (rest[:-end], rest[-end:]) if end else (rest, "")
            return match["open"] + self._target(kind, rest) + tail

        return _LINK.sub(place, text)

    def _target(self, kind: str, rest: str) -> str:
        if kind == "static":
            name, mark, query = rest.partition("?")
            return f"/asset/{quote(flat_name(unquote(name)))}{mark}{query}"
        if kind == "course":
            return f"/{rest}"
        return f"/{kind}/{rest}"


def rewrite(course: Course, text: Any) -> Any:
    return ReplaceUrls(course).replace_urls(text) if isinstance(text, str) else text
