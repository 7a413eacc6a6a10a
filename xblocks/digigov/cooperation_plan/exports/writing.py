"""How words, dates and amounts are written in one of the interface's languages (CLDR, through Babel)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from ..codes import label
from ..schema import N_
from ..values import day, number

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Writing:
    """`t` translates a message of the catalogue into `language`."""

    language: str
    t: Translate

    @property
    def locale(self) -> Locale:
        """The locale of the language; British English for English and where CLDR does not know it."""
        try:
            found = Locale.parse(self.language.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            found = Locale("en")
        return Locale("en", "GB") if found == Locale("en") else found

    def date(self, iso: str) -> str:
        """A date in full; what is no date stays as it was typed."""
        found = day(iso)
        return format_date(found, "long", locale=self.locale) if found else iso

    def span(self, start: str, end: str) -> str:
        """From one date to another."""
        return " – ".join(self.date(one) for one in (start, end) if one)

    def month(self, first: datetime.date) -> str:
        """A month and its year, short."""
        return format_skeleton("yMMM", first, locale=self.locale)

    def number(self, text: str) -> str:
        """A number with its groups; what is no number stays as it was typed."""
        found = number(text)
        return text if found is None else format_decimal(found, locale=self.locale, decimal_quantization=False)

    def amount(self, value: Decimal) -> str:
        """An amount of money without its currency; cents only where there are some."""
        pattern = "#,##0" if value == value.to_integral_value() else "#,##0.00"
        return format_decimal(value, format=pattern, locale=self.locale)

    def money(self, value: Decimal, currency: str) -> str:
        """An amount after its currency's code, as two governments' tables have it: USD 1,250,000."""
        return f"{currency}\u00a0{self.amount(value)}".strip("\u00a0")

    def typed_money(self, text: str, currency: str) -> str:
        """The same for what stands in a cell; what is no number stays as it was typed."""
        found = number(text)
        return f"{currency} {text}".strip() if found is None else self.money(found, currency)

    def code(self, list_name: str, code: str) -> str:
        """The name of a code of a list, in the language where the list or the catalogue has it."""
        return self.t(label(list_name, code, self.language)) if code else ""

    def yes(self, flag: bool) -> str:
        """Yes, or nothing."""
        return self.t(N_("Yes")) if flag else ""
