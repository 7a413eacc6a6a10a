"""The about page: Markdown rendered here, because the platform shows these files as they are."""

from __future__ import annotations

from olxkit.model import Outline


def about_files(outline: Outline) -> dict[str, str]:
    """`about/*.html` of the archive."""
    if not outline.about and not outline.settings.description:
        return {}
    from digigov.common.i18n import in_language
    from digigov.common.markdown import render

    with in_language(outline.settings.language):
        files = {f"about/{name}.html": render(text, base_level=2) for name, text in outline.about.items()}
    files.setdefault("about/short_description.html", outline.settings.description)
    return files
