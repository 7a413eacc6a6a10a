"""The about page: Markdown rendered here, because the platform shows these files as they are."""

from __future__ import annotations

import hashlib
from collections.abc import MutableMapping
from html import escape

from olxkit.model import Outline

Page = tuple[str, str]  # the digest of what it was made of, and its HTML


def about_files(outline: Outline, rendered: MutableMapping[str, Page]) -> dict[str, str]:
    """`about/*.html` of the archive; `rendered` keeps pages by their path, because rendering is what a build avoids."""
    if not outline.about and not outline.settings.description:
        return {}
    for name, text in outline.about.items():
        path = f"about/{name}.html"
        digest = hashlib.sha256(f"{outline.settings.language}\0{text}".encode()).hexdigest()
        if path not in rendered or rendered[path][0] != digest:
            rendered[path] = digest, _html(text, outline.settings.language)
    files = {f"about/{name}.html": rendered[f"about/{name}.html"][1] for name in outline.about}
    files.setdefault("about/short_description.html", escape(outline.settings.description))
    return files


def _html(text: str, language: str) -> str:
    from digigov.common.i18n import in_language
    from digigov.common.markdown import render

    with in_language(language):
        return render(text, base_level=2)
