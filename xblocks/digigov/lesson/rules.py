"""What a lesson may hold. Pure; standard library only at import, so the bundler may use it without Django or XBlock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from digigov.common import source
from digigov.common.allow_list import allowed
from digigov.common.source import N_
from digigov.common.sources import PARTS as SOURCE_PARTS
from digigov.common.sources import is_web

__all__ = ["TAG", "Fault", "allowed_html", "check", "citations", "cited_keys", "is_web", "reading_minutes", "terms_in"]

TAG = "digigov_lesson"
LONGEST = 600  # minutes: ten hours
TITLE_CHARS = 255
LINE_CHARS = 1000  # an objective, a term's definition, a part of a source
WORDS_A_MINUTE = 200  # unhurried reading of a second language; Brysbaert 2019 finds 238 for adults in their own
SYLLABLES_A_MINUTE = 400  # Hangul and Han characters, which words do not count
_TAG_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one field. `template` is the English message over `values`, ready for translation."""

    field: str
    template: str
    values: tuple[tuple[str, str], ...] = ()
    line: int | None = None

    @property
    def message(self) -> str:
        """The message in English."""
        return self.template.format(**dict(self.values))


def _fault(field: str, template: str, line: int | None = None, **values: Any) -> Fault:
    return Fault(field, template, tuple((name, str(value)) for name, value in values.items()), line)


def allowed_html() -> dict[str, Any]:
    """The allow-list that the renderer applies: tags, attributes by tag, values, protocols, removed_with_content."""
    return allowed()


def citations(text: str) -> Iterator[tuple[int, str]]:
    """Each cited key of `text` with the offset of its first letter, in order; code is not looked into."""
    return source.citations(text)


def cited_keys(text: str) -> list[str]:
    """The keys that `text` cites, once each, in order of first use."""
    return list(dict.fromkeys(key for _offset, key in source.citations(text)))


def terms_in(text: str, glossary: Mapping[str, str]) -> dict[str, str]:
    """The entries of `glossary` whose term occurs in `text` outside code, in the glossary's order."""
    pattern = source.term_pattern(glossary)
    if pattern is None:
        return {}
    spaces = re.compile(r"\s+")
    words = (spaces.sub(" ", match.group()) for match in pattern.finditer(source.masked(text)))
    found = {source.spelled(word, glossary) for word in words}
    return {term: meaning for term, meaning in glossary.items() if spaces.sub(" ", term) in found}


def reading_minutes(text: str) -> int:
    """Minutes to read `text`, at least 1: words at 200 a minute, Hangul and Han characters at 400."""
    syllables = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", text))
    words = len(re.findall(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+(?:['’-]\w+)*|\d[\d.,]*", text))
    return max(1, ceil(words / WORDS_A_MINUTE + syllables / SYLLABLES_A_MINUTE))


def check(fields: Mapping[str, Any]) -> list[Fault]:
    """Everything wrong with a lesson's fields; missing ones count as unset. The bundler and Studio both ask this."""
    return [
        *_check_title(fields.get("display_name", "")),
        *_check_minutes(fields.get("minutes")),
        *_check_objectives(fields.get("objectives", [])),
        *_check_sources(fields.get("sources", [])),
        *_check_terms(fields.get("terms", {})),
        *_check_content(fields.get("content"), fields.get("sources", [])),
    ]


def _check_title(title: Any) -> Iterator[Fault]:
    if not isinstance(title, str):
        yield _fault("display_name", N_("The title must be text."))
    elif len(title) > TITLE_CHARS:
        yield _fault("display_name", N_("The title has more than {most} characters."), most=TITLE_CHARS)
    elif source.forbidden(title) is not None or "\n" in title:
        yield _fault("display_name", N_("The title has a character that cannot be shown."))


def _check_minutes(minutes: Any) -> Iterator[Fault]:
    whole = isinstance(minutes, int) and not isinstance(minutes, bool)
    if minutes is not None and not (whole and 1 <= minutes <= LONGEST):
        yield _fault("minutes", N_("The minutes must be a whole number from 1 to {most}."), most=LONGEST)


def _check_objectives(objectives: Any) -> Iterator[Fault]:
    if not isinstance(objectives, list):
        yield _fault("objectives", N_("The objectives must be a list of sentences."))
        return
    for number, objective in enumerate(objectives, 1):
        if not _is_line(objective) or not objective.strip():
            yield _fault("objectives", N_("Objective {number} must be one line of text, at most {most} characters."),
                number=number, most=LINE_CHARS,
            )  # fmt: skip
        elif objective in objectives[: number - 1]:
            yield _fault("objectives", N_("Objective {number} repeats an earlier one."), number=number)


def _check_sources(sources: Any) -> Iterator[Fault]:
    if not isinstance(sources, list):
        yield _fault("sources", N_("The sources must be a list."))
        return
    seen: set[str] = set()
    for number, entry in enumerate(sources, 1):
        if not isinstance(entry, dict) or not all(_is_line(entry.get(part, "")) for part in SOURCE_PARTS):
            yield _fault("sources", N_("Source {number} must have text in each of its parts."), number=number)
            continue
        key, url = entry.get("key", ""), entry.get("url", "")
        unknown = sorted(set(map(str, entry)) - set(SOURCE_PARTS))
        if not re.fullmatch(source.KEY, key, re.ASCII):
            yield _fault(
                "sources", N_("The key of source {number} must be letters, digits and - . : _ only."), number=number
            )
        elif key in seen:
            yield _fault(
                "sources", N_("Source {number} has the key {key}, which another source has."), number=number, key=key
            )
        seen.add(key)
        if not entry.get("title", "").strip():
            yield _fault("sources", N_("Source {number} has no title."), number=number)
        if url and not is_web(url):
            yield _fault(
                "sources", N_("The address of source {number} must start with https:// or http://."), number=number
            )
        if unknown:
            yield _fault(
                "sources", N_("Source {number} has unknown parts: {parts}."), number=number, parts=", ".join(unknown)
            )


def _check_terms(terms: Any) -> Iterator[Fault]:
    if not isinstance(terms, dict):
        yield _fault("terms", N_("The terms must be a list of words with their definitions."))
        return
    for term, meaning in terms.items():
        if not _is_line(term) or not term.strip() or not _is_line(meaning) or not meaning.strip():
            yield _fault("terms", N_("The term {term} needs a definition of one line."), term=str(term)[:80])


def _check_content(text: Any, sources: Any) -> Iterator[Fault]:
    if not isinstance(text, str):
        yield _fault("content", N_("The lesson has no text."))
        return
    over = source.over_limit(text)
    if over:
        yield _fault("content", over.template, over.line, **over.values)
        return
    bad = source.forbidden(text.replace("\r", "\n"))
    if bad is not None:
        yield _fault("content", N_("The text has a character that cannot be shown."), source.line_at(text, bad))
    if not text.strip():
        yield _fault("content", N_("The lesson has no text."))
    keys = {entry.get("key") for entry in sources if isinstance(entry, dict)} if isinstance(sources, list) else set()
    told: set[str] = set()
    for offset, key in source.citations(text):
        if key not in keys and key not in told:
            told.add(key)
            yield _fault("content", N_("No source has the key {key}."), source.line_at(text, offset), key=key)
    yield from _check_tags(text)


def _check_tags(text: str) -> Iterator[Fault]:
    tags = set(allowed()["tags"])
    for match in _TAG_NAME.finditer(source.MATHS.sub(source.blank, source.masked(text))):
        name = match.group(1).lower()
        if name not in tags:
            line = source.line_at(text, match.start())
            yield _fault("content", N_("The HTML tag <{tag}> is not allowed; it would be left out."), line, tag=name)


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LINE_CHARS and "\n" not in value and source.forbidden(value) is None
