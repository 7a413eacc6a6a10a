"""The catalogue of digigov, found beside the code: neither LOCALE_PATHS nor any other setting is needed."""

from __future__ import annotations

import gettext as catalogues
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent.parent / "conf" / "locale"

_chosen: ContextVar[str] = ContextVar("language", default="")


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Messages in this language, for a caller outside a request such as the bundler."""
    token = _chosen.set(code)
    try:
        yield
    finally:
        _chosen.reset(token)


def _language() -> str:
    if _chosen.get():
        return _chosen.get()
    from django.conf import settings  # here: the bundler renders without Django, which takes long to import
    from django.utils.translation import get_language

    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        return "en"
    return get_language() or "en"


@lru_cache(maxsize=64)
def _catalogue(language: str) -> catalogues.NullTranslations:
    short, hyphen, _place = language.partition("-")
    locales = [short]
    if hyphen:
        from django.utils.translation import to_locale

        locales.insert(0, to_locale(language))
    return catalogues.translation("django", LOCALE_DIR, locales, fallback=True)


def gettext(message: str) -> str:
    """The message in the language Django has active for this request (the platform's choice for this person)."""
    return _catalogue(_language()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the plural form that the active language wants for `number`."""
    return _catalogue(_language()).ngettext(singular, plural, number)
