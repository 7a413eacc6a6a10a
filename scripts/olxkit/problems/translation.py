"""Diagnostics about translations."""

from olxkit.problems.base import Caution, Diagnostic


class Untranslated(Caution):
    """A file without a translation: learners see the original instead."""

    message = "there is no '{language}' translation of this file; the original is used"
    help = "write {path}"


class TranslatedIdDiffers(Diagnostic):
    """A translation with an id of its own would separate learners' work by language."""

    message = "the translation has the id '{id}', the original '{original}'"
    help = "delete the line; the id comes from the original"


class TranslationIncomplete(Diagnostic):
    """Original and translation must have the same components, or learners' work would not line up."""

    message = "the component '{id}' {where}"
    help = "compare with {other}"


class TranslationsMissing(Caution):
    """Files of a folder without a translation: learners see the originals."""

    message = "{count} without a {language} translation: {names}"
    help = "write them in this folder; until then the originals are used"


class PartUntranslated(Caution):
    """Original and translation must have the same components; until they do, this language cannot be built."""

    message = "the component '{id}' {where}"
    help = "compare with {other}; this language cannot be built before"


class UnmarkedTranslation(Caution):
    """Without the mark `of`, nobody can tell whether the original has changed since."""

    message = "this translation does not say which text it is of"
    help = "run `olxkit check --fix`, which writes 'of: {mark}' for the original as it is now"


class StaleTranslation(Caution):
    """The original has changed since it was translated."""

    message = "the original has changed since this was translated"
    help = "compare with {original}, then delete the mark 'of' and run `olxkit check --fix`"


class UnknownTitle(Caution):
    """A title for an id that no section, subsection or unit has: no learner would see it."""

    message = "no section, subsection or unit has the id '{id}'"
    help = "{advice}"


class ObjectivesDiffer(Caution):
    """The page has another number of objectives than the original, which has probably changed since."""

    message = "there are {count} objectives here, and {wanted} in the original"
    help = "compare with {original}"


class NumbersDiffer(Diagnostic):
    """A translated data file has the words of the language, and the numbers of the original."""

    message = "this line has the numbers {found}, the original {original}"
    help = "translate words only, and keep the order of the lines"


class TranslatedSettingDiffers(Caution):
    """Weights, attempts and draws are those of the original, or learners would be graded by their language."""

    message = "'{setting}' is {own} here, and {wanted} in the original"
    help = "compare with {other}"


TRANSLATION_PROBLEMS = (
    Untranslated, TranslatedIdDiffers, TranslationIncomplete,
    TranslationsMissing, PartUntranslated, UnmarkedTranslation, StaleTranslation, UnknownTitle,
    ObjectivesDiffer, TranslatedSettingDiffers, NumbersDiffer,
)  # fmt: skip
