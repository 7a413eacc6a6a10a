"""Who comes by a link: the limits, the link, the respondent's own secret, the language of the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from digigov.common import rate
from digigov.common.i18n import LOCALE_DIR
from digigov.platform import client_address

from . import api

# Requests and seconds. A ministry's people share one address; a person's page saves at most every 1.2 seconds.
PAGES, WRITES, STRANGERS, BEGINNERS = (120, 60), (300, 60), (20, 600), (40, 3600)
LANGUAGE_NAMES = {"en": "English", "es": "Español", "fr": "Français", "ko": "한국어", "ru": "Русский"}


class TooMany(Exception):
    """This address asks too often; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def limited(request: HttpRequest, scope: str, limit: tuple[int, int]) -> None:
    """Count a request; TooMany when its address has used up the limit."""
    most, seconds = limit
    if not rate.allowed(f"needs-survey {scope}", client_address(request), most=most, seconds=seconds):
        raise TooMany(seconds)


def link_of(request: HttpRequest, token: str) -> Any:
    """The link of an address; None when there is none. Whoever tries many that are none must wait."""
    link = api.link_of(token)
    if link is None:
        limited(request, "strangers", STRANGERS)
    return link


def language_of(request: HttpRequest) -> str:
    """The page's language: the one asked for, else the first of the browser's that the catalogue has."""
    offered = languages()
    asked = [request.GET.get("lang", ""), request.POST.get("lang", "")]
    asked += [code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())]
    return next((code.partition("-")[0] for code in asked if code.partition("-")[0] in offered), "en")


def languages() -> dict[str, str]:
    """The languages of the catalogue with their own names."""
    here = {folder.name for folder in LOCALE_DIR.iterdir() if folder.is_dir()} | {"en"}
    return {code: LANGUAGE_NAMES.get(code, code) for code in sorted(here)}
