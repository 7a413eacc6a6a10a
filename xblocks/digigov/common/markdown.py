"""Lesson Markdown to sanitised HTML: Python-Markdown, then our changes to the tree, then the sanitiser, always last."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from threading import Lock
from typing import Any, NamedTuple

from markdown import Markdown

from digigov.common import md_tree
from digigov.common.i18n import gettext as _
from digigov.common.md_extension import Lesson, SafeFences
from digigov.common.sanitise import clean
from digigov.common.source import over_limit, plain

KEPT = 256  # rendered texts in memory: about a course and a half, some 10 MB


class Rendered(NamedTuple):
    """Sanitised HTML, and the glossary terms that it marks, in the order of their numbers (from 1)."""

    html: str
    terms: tuple[str, ...]


class _Labels(NamedTuple):
    table: str
    code: str
    source: str
    back: str
    notes: str


_cache: OrderedDict[bytes, Rendered] = OrderedDict()
_lock = Lock()


def render(
    text: str,
    *,
    base_level: int = 3,
    sources: Sequence[Mapping[str, Any]] = (),
    terms: Mapping[str, str] | None = None,
    id_prefix: str = "",
) -> str:
    """Sanitised HTML of `text`.

    The highest heading gets level `base_level`. `[@key]` links to `#{id_prefix}source-N`, N being the place of the key
    in `sources`, from 1. The first use of each of `terms` links to `#{id_prefix}term-N`. The caller shows both lists
    (see `rendered` for the terms). Text over the limits gives one paragraph that says which limit.
    """
    return rendered(text, base_level=base_level, sources=sources, terms=terms, id_prefix=id_prefix).html


def rendered(
    text: str,
    *,
    base_level: int = 3,
    sources: Sequence[Mapping[str, Any]] = (),
    terms: Mapping[str, str] | None = None,
    id_prefix: str = "",
) -> Rendered:
    """As `render`, with the terms that were marked. Kept by the content of all arguments and of the language."""
    labels = _Labels(_("Table"), _("Code"), _("Source"), _("Back to the text"), _("Notes"))
    cited = [(plain(str(source.get("key", ""))), plain(str(source.get("title", "")))) for source in sources]
    glossary = {plain(term): plain(meaning) for term, meaning in (terms or {}).items()}
    arguments = json.dumps([text, base_level, cited, list(glossary.items()), id_prefix, labels])
    digest = sha256(arguments.encode()).digest()
    with _lock:
        if digest in _cache:
            _cache.move_to_end(digest)
            return _cache[digest]
    result = _render(plain(text), base_level, cited, glossary, id_prefix, labels)
    with _lock:
        _cache[digest] = result
        while len(_cache) > KEPT:
            _cache.popitem(last=False)
    return result


def _render(
    text: str, base: int, cited: list[tuple[str, str]], terms: Mapping[str, str], prefix: str, labels: _Labels
) -> Rendered:
    fault = over_limit(text)
    if fault is not None:
        return Rendered(_notice(_(fault.template).format(**fault.values)), ())
    try:
        root = md_tree.parse(_markdown(cited, labels).convert(text))
    except RecursionError:  # a kind of nesting that the limits do not foresee; the page must still stand
        return Rendered(_notice(_("The text is nested too deeply to be shown.")), ())
    md_tree.nest_headings(root, base)
    md_tree.frame_figures(root)
    md_tree.frame_tables(root, labels.table)
    md_tree.frame_code(root, labels.code)
    md_tree.mark_external(root)
    md_tree.name_notes(root, labels.notes, base)
    md_tree.name_references(root, _titles(cited, labels))
    found = md_tree.mark_terms(root, terms)
    md_tree.prefix_ids(root, prefix)
    return Rendered(clean(md_tree.serialise(root)), tuple(found))


def _markdown(cited: list[tuple[str, str]], labels: _Labels) -> Markdown:
    """A fresh converter: one keeps state between texts and may not be shared by threads."""
    numbers = {key: number for number, (key, _title) in reversed(list(enumerate(cited, 1)))}
    return Markdown(
        extensions=[
            *("tables", "footnotes", "def_list", "admonition", "attr_list", "abbr", "codehilite", "sane_lists"),
            SafeFences(),
            Lesson(numbers),
        ],
        extension_configs={
            "codehilite": {"css_class": "dg-code", "guess_lang": False},
            "footnotes": {"BACKLINK_TITLE": f"{labels.back} ({{}})", "SEPARATOR": "-"},
        },
        output_format="xhtml",  # "html" writes alt="alt" as a bare alt in Markdown 3.8, and the description is lost
    )


def _titles(cited: list[tuple[str, str]], labels: _Labels) -> dict[str, tuple[str, str]]:
    return {f"#source-{number}": (f"{labels.source} {number}", title) for number, (_key, title) in enumerate(cited, 1)}


def _notice(message: str) -> str:
    return f'<p class="dg-notice">{clean(message)}</p>'
