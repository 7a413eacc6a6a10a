"""The catalogue of digigov, found beside the code: neither LOCALE_PATHS nor any other setting is needed."""

from __future__ import annotations

import gettext as catalogues
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language, to_locale

LOCALE_DIR = Path(__file__).resolve().parent.parent / "conf" / "locale"


@lru_cache(maxsize=64)
def _catalogue(language: str) -> catalogues.NullTranslations:
    locale = to_locale(language)
    return catalogues.translation("django", LOCALE_DIR, [locale, locale.split("_")[0]], fallback=True)


def gettext(message: str) -> str:
    """The message in the language Django has active for this request (the platform's choice for this person)."""
    return _catalogue(get_language() or "en").gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the plural form that the active language wants for `number`."""
    return _catalogue(get_language() or "en").ngettext(singular, plural, number)
