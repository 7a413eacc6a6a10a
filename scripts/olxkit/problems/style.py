"""Warnings about the house style; which of them a course wants is said in the section `style` of its course.yaml."""

from olxkit.problems.base import Caution


class LongSentence(Caution):
    """A sentence longer than the style allows."""

    message = "this sentence has {words} words; the style allows {limit}"
    help = "make two sentences of it"


class LongSentences(Caution):
    """The sentences of a unit are too long on average; items of lists without a full stop do not count."""

    message = "the sentences of this unit have {average} words on average; the style wants fewer than {limit}"
    help = "split the longest ones"


class UnitTooShort(Caution):
    """A unit to read with fewer words than the style wants; text, headings and tables count."""

    message = "this unit has {words} words; the style wants {limit} at least"
    help = "say more, or join it with another unit"


class UnitTooLong(Caution):
    """A unit to read with more words than the style wants; text, headings and tables count."""

    message = "this unit has {words} words; the style wants {limit} at most"
    help = "shorten or split it"


class BannedWord(Caution):
    """A word or phrase that the style refuses."""

    message = "the style refuses '{phrase}'"
    help = "say plainly what is meant"


class RelativeDate(Caution):
    """A date that depends on when one reads it."""

    message = "'{phrase}' depends on the day of reading"
    help = "write the date or the year"


class DashBetweenClauses(Caution):
    """A dash between clauses."""

    message = "the style refuses dashes between clauses"
    help = "make two sentences of it"


class RawHtml(Caution):
    """Raw HTML in the text."""

    message = "the style refuses raw HTML: <{tag}>"
    help = "write Markdown"


class HeadingLevel(Caution):
    """Headings begin at the second level and skip none, so that a screen reader can follow them."""

    message = "a heading of the level '{level}' cannot stand here"
    help = "write '{wanted}', or fewer signs, but two at least"


class AltNotSentence(Caution):
    """The alternative text of a picture is no full sentence."""

    message = "the alternative text '{alt}' is no sentence"
    help = "say in a sentence what the picture shows: a capital letter, four words or more, a full stop"


class ChoiceWithoutFeedback(Caution):
    """A choice without feedback: who takes it learns nothing."""

    message = "the choice '{choice}' has no feedback"
    help = "add the reason in {{{{ }}}} at its end"


STYLE_PROBLEMS = (
    LongSentence, LongSentences, UnitTooShort, UnitTooLong, BannedWord, RelativeDate, DashBetweenClauses, RawHtml,
    HeadingLevel, AltNotSentence, ChoiceWithoutFeedback,
)  # fmt: skip
