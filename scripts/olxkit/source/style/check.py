"""One small function a rule, listed in RULES; each looks at a unit and says where it breaks the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from olxkit.model import Component, Lesson, Question, Style, every
from olxkit.problems.base import Diagnostic, Position
from olxkit.problems.style import (
    AltNotSentence,
    BannedWord,
    ChoiceWithoutFeedback,
    DashBetweenClauses,
    HeadingLevel,
    LongSentence,
    LongSentences,
    RawHtml,
    RelativeDate,
    UnitTooLong,
    UnitTooShort,
)
from olxkit.source.directives import Directive, Text, split
from olxkit.source.files import place
from olxkit.source.scan import links, mask, raw_tags
from olxkit.source.style.prose import WORD, prose, sentences, statements, visible, words

DASH = re.compile(r"(?<!\d)\s(?:[–—]|--?)\s(?!\d)|(?<=\w)—(?=\w)")
HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)
DRAWINGS = ("chart", "diagram", "scene")
FEWEST_WORDS = 4  # of a sentence that describes a picture


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as its author wrote it, and the components made of it."""

    at: Position
    parts: Sequence[Text | Directive]
    components: Sequence[Component]
    style: Style

    @property
    def texts(self) -> Iterator[Text]:
        return (part for part in self.parts if isinstance(part, Text))

    @property
    def directives(self) -> Iterator[Directive]:
        """In order, with those inside a pool."""
        for part in self.parts:
            if isinstance(part, Directive):
                yield part
                inner = split(part.body, part.body_at)[0] if part.name == "pool" else ()
                yield from (one for one in inner if isinstance(one, Directive))


def style_faults(
    at: Position, parts: Sequence[Text | Directive], components: Sequence[Component], style: Style
) -> Iterator[Diagnostic]:
    """What the style refuses in a unit, whose settings stand at `at`."""
    unit = Unit(at, parts, components, style)
    for rule in RULES:
        yield from rule(unit)


def sentence_length(unit: Unit) -> Iterator[Diagnostic]:
    style, lengths = unit.style, []
    for part in unit.texts if style.sentence_longest or style.sentence_average else ():
        for one in sentences(part.text):
            lengths += [one.words] if one.ended else []
            if 0 < style.sentence_longest < one.words:
                yield LongSentence(_place(part, one.offset), words=one.words, limit=style.sentence_longest)
    average = sum(lengths) / max(1, len(lengths))
    if 0 < style.sentence_average <= average:
        yield LongSentences(unit.at, average=f"{average:.1f}", limit=style.sentence_average)


def unit_length(unit: Unit) -> Iterator[Diagnostic]:
    """Only of units to read: a quiz or an exercise has no length, and a page for reference may be short."""
    if any(one.name not in DRAWINGS for one in unit.directives):
        return
    total = sum(words(part.text) for part in unit.texts)
    teaches = any(isinstance(one, Lesson) and one.objectives for one in unit.components)
    if teaches and total < unit.style.words_least:
        yield UnitTooShort(unit.at, words=total, limit=unit.style.words_least)
    if 0 < unit.style.words_most < total:
        yield UnitTooLong(unit.at, words=total, limit=unit.style.words_most)


def banned_words(unit: Unit) -> Iterator[Diagnostic]:
    """In text and in problems."""
    pieces = [(part, visible(part.text)) for part in unit.texts]
    pieces += [(Text(part.body_at, part.body), part.body) for part in unit.directives if part.name == "problem"]
    for part, masked in pieces if unit.style.banned else ():
        for match in _any_of(unit.style.banned).finditer(masked):
            yield BannedWord(_place(part, match.start()), phrase=" ".join(match.group().split()))


def relative_dates(unit: Unit) -> Iterator[Diagnostic]:
    """In what the text states; "the last year" of something is no such date."""
    for part in unit.texts if unit.style.relative_dates else ():
        stated = statements(part.text)
        for match in _any_of(unit.style.relative_dates).finditer(stated):
            if not re.search(r"\bthe\s+$", stated[max(0, match.start() - 8) : match.start()], re.IGNORECASE):
                yield RelativeDate(_place(part, match.start()), phrase=" ".join(match.group().split()))


def dashes(unit: Unit) -> Iterator[Diagnostic]:
    for part in unit.texts if unit.style.no_dashes else ():
        for match in DASH.finditer(prose(part.text)):
            yield DashBetweenClauses(_place(part, match.start() + (match.group()[0].isspace())))


def raw_html(unit: Unit) -> Iterator[Diagnostic]:
    for part in unit.texts if unit.style.no_raw_html else ():
        for tag in raw_tags(mask(part.text)):
            yield RawHtml(_place(part, tag.offset), tag=tag.name)


def headings(unit: Unit) -> Iterator[Diagnostic]:
    last = 1
    for part in unit.texts if unit.style.heading_levels else ():
        for match in HEADING.finditer(mask(part.text)):
            level = len(match[1])
            if not 2 <= level <= last + 1:
                yield HeadingLevel(_place(part, match.start()), level="#" * level, wanted="#" * min(last + 1, 6))
            last = max(level, 2)


def alternative_texts(unit: Unit) -> Iterator[Diagnostic]:
    if not unit.style.alt_sentences:
        return
    for part in unit.parts:
        if isinstance(part, Text):
            for link in links(mask(part.text)):
                if link.alt and link.alt != "raw" and not _is_sentence(link.alt):
                    yield AltNotSentence(_place(part, link.offset - len(link.alt) - 2), alt=link.alt[:40])
        elif part.name in DRAWINGS and "alt" in part.options:
            alt = part.options["alt"]
            if not _is_sentence(alt.text()):
                yield AltNotSentence(alt.at, alt=alt.text()[:40])


def choice_feedback(unit: Unit) -> Iterator[Diagnostic]:
    bodies = {part.at: part for part in unit.directives if part.name == "problem"}
    for question in every(unit.components) if unit.style.choice_feedback else ():
        if isinstance(question, Question) and question.at in bodies:
            part = bodies[question.at]
            for choice in _choices_without_hint(question.xml):
                offset = part.body.find(choice)
                at = place(part.at.file, part.body, offset, first_line=part.body_at.line) if offset >= 0 else part.at
                yield ChoiceWithoutFeedback(at, choice=choice[:40])


def _choices_without_hint(xml: str) -> Iterator[str]:
    from lxml import etree  # here: a course without a style does not need it

    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:  # reported where the problem was compiled
        return
    for choice in root.iter("choice", "option"):
        if choice.find("choicehint") is None and choice.find("optionhint") is None:
            yield " ".join(str(choice.text or "".join(map(str, choice.itertext()))).split())


def _is_sentence(text: str) -> bool:
    found = WORD.findall(text)
    begins = bool(found) and not found[0].islower()  # "e-Hojo was built" begins a sentence, too
    return begins and len(found) >= FEWEST_WORDS and text.strip().rstrip("\"'”’)").endswith((".", "!", "?"))


@lru_cache(maxsize=8)
def _any_of(refused: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(refused, key=len, reverse=True)
    choices = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)


def _place(part: Text, offset: int) -> Position:
    return place(part.at.file, part.text, max(0, offset), first_line=part.at.line)


RULES = (
    sentence_length, unit_length, banned_words, relative_dates, dashes, raw_html, headings, alternative_texts,
    choice_feedback,
)  # fmt: skip
