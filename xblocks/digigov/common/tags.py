"""Template tags, built into every slice's engine: `{% t "Text with {name}" name=value %}` shows translated text."""

from __future__ import annotations

from typing import Any

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from digigov.common.i18n import gettext, ngettext

register = Library()


@register.simple_tag
def t(message: str, **values: Any) -> SafeString:
    """The message in the reader's language; the values are escaped, the message itself is our own."""
    return _filled(gettext(message), values)


@register.simple_tag
def tn(singular: str, plural: str, number: int, **values: Any) -> SafeString:
    """The same in the plural form for `number`, which the text may name as {number}."""
    return _filled(ngettext(singular, plural, number), {"number": number, **values})


def _filled(message: str, values: dict[str, Any]) -> SafeString:
    return mark_safe(message.format(**{name: conditional_escape(value) for name, value in values.items()}))
