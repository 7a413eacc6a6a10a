"""The words of the printed page, in the language of the interface."""

from __future__ import annotations

from digigov.common.i18n import gettext as _
from digigov.common.i18n import in_language


def paper_words() -> dict[str, str]:
    """By the names that certificate.typ uses. `second` is the heading in the organisers' own language."""
    heading = _("Certificate of Completion")
    with in_language("ko"):
        korean = _("Certificate of Completion")
    return {
        "heading": heading,
        "second": korean if korean != heading else "",
        "certifies": _("This certifies that"),
        "completed": _("has completed"),
        "check": _("Check this certificate"),
        "how": _(
            "Point a phone at the code or open the address. The page shows what was signed, and whether it still holds."
        ),
        "signed": _("Signed electronically; it needs no stamp. The signed data are attached to this file."),
        "qr": _("QR code with the address of the check"),
        "attached": _("The certificate as signed data (Open Badges 3.0)"),
    }
