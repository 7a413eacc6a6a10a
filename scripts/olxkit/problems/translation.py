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


TRANSLATION_PROBLEMS = (Untranslated, TranslatedIdDiffers, TranslationIncomplete)
