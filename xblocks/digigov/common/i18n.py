"""The catalogue of digigov, found beside the code: neither LOCALE_PATHS nor any other setting is needed."""

from __future__ import annotations

import gettext as catalogues
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, to_locale

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
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        return "en"  # the bundler renders without Django
    return get_language() or "en"


@lru_cache(maxsize=64)
def _catalogue(language: str) -> catalogues.NullTranslations:
    locale = to_locale(language)
    return catalogues.translation("django", LOCALE_DIR, [locale, locale.split("_")[0]], fallback=True)


def gettext(message: str) -> str:
    """The message in the language Django has active for this request (the platform's choice for this person)."""
    return _catalogue(_language()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the plural form that the active language wants for `number`."""
    return _catalogue(_language()).ngettext(singular, plural, number)
