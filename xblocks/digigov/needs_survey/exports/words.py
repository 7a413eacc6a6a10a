"""How names and figures of a survey are written in one language. Pure; `t` translates a message of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent

from digigov.sectors.rules import SECTORS

from ..instrument import N_
from ..regions import REGIONS, country_name
from ..suppression import Group


@dataclass(frozen=True)
class Words:
    """One language and its catalogue."""

    language: str
    t: Callable[[str], str]

    @property
    def locale(self) -> Locale:
        """The locale of the language; British English where CLDR does not know it."""
        try:
            return Locale.parse(self.language.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            return Locale("en", "GB")

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return str(self.locale.text_direction) == "rtl"

    def sector(self, code: str) -> str:
        """A sector's name."""
        return self.t(SECTORS[code].name)

    def group(self, group: Group) -> str:
        """What a group of respondents is called."""
        if group.kind == "all":
            return self.t(N_("All respondents"))
        if group.kind == "region":
            return self.t(REGIONS[group.code])
        return country_name(group.code, self.language)

    def number(self, value: float, digits: int = 2) -> str:
        """A number rounded to so many digits, in the language's own way of writing."""
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return format_decimal(value, format=pattern, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in whole per cent."""
        return format_percent(share, format="#,##0 %", locale=self.locale)
